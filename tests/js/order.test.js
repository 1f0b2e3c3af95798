// Which state may be shown, and when a server has fallen behind.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isBehind, isTakeable } from "../../kiosk/static/kiosk/order.js";

const held = { epoch: "a", v: 8 };

test("the first state is taken", () => assert.ok(isTakeable(null, held)));
test("an equal state is taken: links change without an entry", () => assert.ok(isTakeable(held, { epoch: "a", v: 8 })));
test("an older state is not", () => assert.ok(!isTakeable(held, { epoch: "a", v: 7 })));
test("another epoch is", () => assert.ok(isTakeable(held, { epoch: "b", v: 1 })));

test("a server with fewer entries is behind", () => assert.ok(isBehind(held, { epoch: "a", v: 7 })));
test("so is one of another epoch", () => assert.ok(isBehind(held, { epoch: "b", v: 9 })));
test("one with as many or more is not", () => {
  assert.ok(!isBehind(held, held));
  assert.ok(!isBehind(held, { epoch: "a", v: 9 }));
  assert.ok(!isBehind(null, { epoch: "a", v: 0 }));
});
