// The terminal sounds only once it was touched, and by fixed notes that know nothing of a choice.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chime } from "../../kiosk/static/kiosk/chime.js";

/** An audio context that notes which frequencies are started. */
function sounding() {
  /** @type {number[]} */
  const heard = [];
  const ramp = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
  const context = {
    state: "running",
    currentTime: 0,
    destination: {},
    createGain: () => ({ gain: ramp, connect: (/** @type {any} */ next) => next }),
    createOscillator: () => {
      const frequency = { value: 0 };
      return { frequency, connect: (/** @type {any} */ next) => next, start: () => heard.push(frequency.value), stop() {} };
    },
  };
  return { heard, context };
}

test("an untouched page is silent, a touched one sounds", () => {
  const { heard, context } = sounding();
  const chime = new Chime(() => /** @type {any} */ (context));
  chime.play("open");
  assert.deepEqual(heard, []);
  chime.arm();
  chime.play("open");
  assert.equal(heard.length, 2);
  chime.play("recorded");
  assert.equal(heard.length, 3);
});

test("a context that the browser holds back is asked to go on", () => {
  const { context } = sounding();
  let resumed = 0;
  const held = { ...context, state: "suspended", resume: async () => (resumed += 1) };
  const chime = new Chime(() => /** @type {any} */ (held));
  chime.arm();
  assert.equal(resumed, 1);
});
