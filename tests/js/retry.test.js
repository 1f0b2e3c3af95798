// Jitter, caps and close codes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { HALL_CAP, PUBLIC_CAP, afterClose, wait } from "../../kiosk/static/kiosk/retry.js";

const most = () => 1 - Number.EPSILON;

test("the first wait is at most half a second", () => assert.ok(wait(0, HALL_CAP, most) <= 500));
test("waits double up to the cap", () => {
  const waits = [0, 1, 2, 3, 4, 5, 9, 40].map((attempt) => Math.round(wait(attempt, HALL_CAP, most)));
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
  assert.equal(Math.round(wait(40, PUBLIC_CAP, most)), 30_000);
});
test("the whole span is used", () => assert.equal(wait(5, HALL_CAP, () => 0), 0));

test("close codes say what to do", () => {
  const answers = [1006, 1000, 4408, 4429, 4503, 4401, 4403, 4409, 4410].map(afterClose);
  const expected = ["retry", "retry", "retry", "retry", "retry", "sign-in", "forbidden", "superseded", "revoked"];
  assert.deepEqual(answers, expected);
});
