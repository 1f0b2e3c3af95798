// What a screen remembers of a meeting across reloads.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Witness } from "../../kiosk/static/kiosk/witness.js";

function storage() {
  const kept = new Map();
  return /** @type {any} */ ({ getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ text) => kept.set(key, text) });
}

test("what was kept is recalled, for this meeting only", () => {
  const shared = storage();
  const seen = { epoch: "a", v: 8, checkpoint: "note" };
  new Witness(shared, "m1").keep(seen);
  assert.deepEqual(new Witness(shared, "m1").recall(), seen);
  assert.equal(new Witness(shared, "m2").recall(), null);
});

test("an alarm stays until it is put away", () => {
  const shared = storage();
  const witness = new Witness(shared, "m1");
  assert.equal(witness.alarm, "");
  witness.alarm = "behind";
  assert.equal(new Witness(shared, "m1").alarm, "behind");
  witness.alarm = "";
  assert.equal(new Witness(shared, "m1").alarm, "");
});

test("a storage that fails costs the memory only", () => {
  const broken = /** @type {any} */ ({ getItem: () => "{", setItem: () => { throw new Error("full"); } });
  const witness = new Witness(broken, "m1");
  witness.keep({ epoch: "a", v: 1, checkpoint: null });
  assert.equal(witness.recall(), null);
  assert.equal(new Witness(null, "m1").recall(), null);
});
