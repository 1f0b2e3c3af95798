// Buttons that have only just appeared take no press.

import assert from "node:assert/strict";
import { test } from "node:test";

import { REST, Rest } from "../../kiosk/static/kiosk/rest.js";

test("buttons rest after appearing and then no more", () => {
  const rest = new Rest();
  rest.appear("vote 1", 1000);
  assert.equal(rest.isResting(1000), true);
  assert.equal(rest.isResting(1000 + REST - 1), true);
  assert.equal(rest.isResting(1000 + REST), false);
});

test("staying in sight does not let them rest again, coming back does", () => {
  const rest = new Rest();
  rest.appear("vote 1", 0);
  rest.appear("vote 1", REST);
  assert.equal(rest.isResting(REST), false);
  rest.appear("", REST);
  rest.appear("vote 1", 2 * REST);
  assert.equal(rest.isResting(2 * REST), true);
});

test("where there are no buttons nothing rests", () => {
  const rest = new Rest();
  rest.appear("", 0);
  assert.equal(rest.isResting(0), false);
});
