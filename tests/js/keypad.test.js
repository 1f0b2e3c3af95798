// What the keys of the sign-in's keypad type.

import assert from "node:assert/strict";
import { test } from "node:test";

import { typed } from "../../kiosk/static/kiosk/keypad.js";

test("keys add digits, as many as there may be, and take the last one away", () => {
  assert.equal(typed("12", "3", 6), "123");
  assert.equal(typed("123456", "7", 6), "123456");
  assert.equal(typed("12", "back", 6), "1");
  assert.equal(typed("", "back", 6), "");
});
