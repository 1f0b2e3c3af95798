import assert from "node:assert/strict";
import { test } from "node:test";

import { Guard, REST } from "../../kiosk/static/kiosk/guard.js";

test("what a page shows first may be pressed at once", () => {
  const guard = new Guard();
  guard.mean("vote.open", 0);
  assert.equal(guard.isResting(0), false);
});

test("a button that changes its meaning ignores presses for a second and a half", () => {
  const guard = new Guard();
  guard.mean("vote.open", 0);
  guard.mean("vote.close", 1_000);
  assert.equal(REST, 1_500);
  assert.equal(guard.isResting(2_499), true);
  assert.equal(guard.isResting(2_500), false);
});

test("the same meaning again does not rest anew", () => {
  const guard = new Guard();
  guard.mean("vote.open", 0);
  guard.mean("vote.close", 1_000);
  guard.mean("vote.close", 2_400);
  assert.equal(guard.isResting(2_500), false);
});
