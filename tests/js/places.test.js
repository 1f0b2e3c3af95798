import assert from "node:assert/strict";
import { test } from "node:test";

import { within, wrong } from "../../kiosk/static/kiosk/places.js";

const RADIUS = 0.05;
const DEEPEST = 1500;
const SEAT = { number: 4, x: 500, y: 500 };

test("a seat is kept within the hall, wholly, and to whole parts", () => {
  assert.deepEqual(within(-20, 2000, RADIUS, DEEPEST), { x: 50, y: 1500 });
  assert.deepEqual(within(1000, 0, RADIUS, DEEPEST), { x: 950, y: 50 });
  assert.deepEqual(within(300.4, 299.6, RADIUS, DEEPEST), { x: 300, y: 300 });
});

test("a seat by itself has nothing in its way", () => {
  assert.deepEqual(wrong(SEAT, [{ number: 5, x: 601, y: 500 }], RADIUS, DEEPEST), []);
});

test("who overlaps whom and who has the same number is told, each with the other", () => {
  const others = [
    { number: 5, x: 560, y: 500 },
    { number: 4, x: 900, y: 900 },
  ];
  assert.deepEqual(wrong(SEAT, others, RADIUS, DEEPEST), [
    { code: "overlaps", other: 5 },
    { code: "same-number", other: 4 },
  ]);
});

test("a seat over the edge is outside", () => {
  assert.deepEqual(wrong({ ...SEAT, x: 40 }, [], RADIUS, DEEPEST), [{ code: "outside", other: 0 }]);
  assert.deepEqual(wrong({ ...SEAT, y: 1501 }, [], RADIUS, DEEPEST), [{ code: "outside", other: 0 }]);
});
