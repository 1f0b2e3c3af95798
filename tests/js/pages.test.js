// Pages of the hall's display: what they show, and how long each stands.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGE, pagesOf, turned } from "../../kiosk/static/kiosk/pages.js";

test("every page stands for eight seconds, and after the last comes the first", () => {
  assert.equal(PAGE, 8_000);
  let standing = { place: 0, since: 1_000 };
  const seen = [];
  for (let now = 1_000; now < 1_000 + 6 * PAGE; now += 250) {
    standing = turned(standing, now, 3);
    seen.push(standing.place);
  }
  for (const [turn, expected] of [0, 1, 2, 0, 1, 2].entries()) {
    assert.deepEqual(new Set(seen.slice(turn * 32, turn * 32 + 32)), new Set([expected]));
  }
});

test("a page shown late stands no shorter", () => {
  const late = turned({ place: 0, since: 0 }, PAGE + 900, 3);
  assert.deepEqual(late, { place: 1, since: PAGE + 900 });
  assert.equal(turned(late, 2 * PAGE + 100, 3).place, 1);
  assert.equal(turned(late, 2 * PAGE + 900, 3).place, 2);
});

test("one page stays, and pages that are gone are not shown", () => {
  assert.equal(turned({ place: 0, since: 0 }, 90_000, 1).place, 0);
  assert.equal(turned({ place: 4, since: 0 }, 100, 2).place, 1);
});

test("names follow the plan once it is known who voted how", () => {
  assert.deepEqual(pagesOf({ isAlone: false, isKnown: false, names: 3 }), ["plan"]);
  assert.deepEqual(pagesOf({ isAlone: false, isKnown: true, names: 2 }), ["plan", "names", "names"]);
});

test("a result that needs the screen to itself takes its turn", () => {
  assert.deepEqual(pagesOf({ isAlone: true, isKnown: true, names: 1 }), ["result", "plan", "names"]);
});
