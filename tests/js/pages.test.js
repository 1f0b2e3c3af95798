// Pages of the hall's display: what they show, and how long each stands.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGE, pageAt, pagesOf } from "../../kiosk/static/kiosk/pages.js";

test("every page stands for eight seconds, and after the last comes the first", () => {
  assert.equal(PAGE, 8_000);
  const seen = [];
  for (let now = 0; now < 3 * PAGE * 2; now += 250) seen.push(pageAt(1_000, 1_000 + now, 3));
  for (const [place, expected] of [0, 1, 2, 0, 1, 2].entries()) {
    assert.deepEqual(new Set(seen.slice(place * 32, place * 32 + 32)), new Set([expected]));
  }
});

test("one page never turns", () => {
  assert.equal(pageAt(0, 90_000, 1), 0);
});

test("names follow the plan once it is known who voted how", () => {
  assert.deepEqual(pagesOf({ isAlone: false, isKnown: false, names: 3 }), ["plan"]);
  assert.deepEqual(pagesOf({ isAlone: false, isKnown: true, names: 2 }), ["plan", "names", "names"]);
});

test("a result that needs the screen to itself takes its turn", () => {
  assert.deepEqual(pagesOf({ isAlone: true, isKnown: true, names: 1 }), ["result", "plan", "names"]);
});
