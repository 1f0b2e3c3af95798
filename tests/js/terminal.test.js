// Millimetres of the real screen, a screen that stays on, a history that cannot be swiped away.

import assert from "node:assert/strict";
import { test } from "node:test";

import { pixelsPerMillimetre, stayAwake, stayHere } from "../../kiosk/static/kiosk/terminal.js";

test("a ten-inch tablet of 1280 by 800 has about six pixels a millimetre", () => {
  assert.equal(pixelsPerMillimetre({ width: 1280, height: 800 }, 10)?.toFixed(2), "5.94");
});

test("a size that no screen has is not believed", () => {
  for (const inches of [0, 1, 400, NaN]) assert.equal(pixelsPerMillimetre({ width: 1280, height: 800 }, inches), null);
});

test("the screen is kept on, and again when the page comes back or the lock is taken away", async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  /** @type {EventTarget[]} */
  const held = [];
  const lock = { request: async () => held[held.push(new EventTarget()) - 1] };
  stayAwake(/** @type {any} */ (page), /** @type {any} */ (lock));
  await null;
  assert.equal(held.length, 1);
  page.visibilityState = "hidden";
  held[0].dispatchEvent(new Event("release"));
  assert.equal(held.length, 1);
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  await null;
  held[1].dispatchEvent(new Event("release"));
  assert.equal(held.length, 3);
});

test("going back leads nowhere", () => {
  let steps = 0;
  const world = Object.assign(new EventTarget(), { history: { state: null, pushState: () => (steps += 1) } });
  stayHere(/** @type {any} */ (world));
  world.dispatchEvent(new Event("popstate"));
  world.dispatchEvent(new Event("popstate"));
  assert.equal(steps, 3);
});
