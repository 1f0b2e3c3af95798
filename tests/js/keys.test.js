// Single presses count, bursts of a card reader do not.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BURST, KeyGate } from "../../kiosk/static/kiosk/keys.js";

/** A gate whose timer runs only when told to. */
function gate() {
  /** @type {string[]} */
  const passed = [];
  /** @type {{act: (() => void) | null}} */
  const timer = { act: null };
  const made = new KeyGate((key) => passed.push(key), {
    set: (act) => (timer.act = act),
    clear: () => (timer.act = null),
  });
  const rest = () => timer.act?.();
  return { made, passed, rest };
}

test("a single key counts after a short rest", () => {
  const { made, passed, rest } = gate();
  made.take("1", 0);
  assert.deepEqual(passed, []);
  rest();
  assert.deepEqual(passed, ["1"]);
});

test("a burst counts for nothing, its first and last key included", () => {
  const { made, passed, rest } = gate();
  ["1", "2", "3", "1"].forEach((key, index) => made.take(key, index * 20));
  rest();
  assert.deepEqual(passed, []);
});

test("two deliberate presses are two", () => {
  const { made, passed, rest } = gate();
  made.take("1", 0);
  rest();
  made.take("2", BURST + 1);
  rest();
  assert.deepEqual(passed, ["1", "2"]);
});
