// What was pressed and not answered, over a reload: for a moment, and for its own person only.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Kept } from "../../kiosk/static/kiosk/kept.js";

const press = { type: "ballot.cast", id: "a", vote: "v1" };
const other = { type: "ballot.cast", id: "b", vote: "v1", person: "boris" };

/** @param {Record<string, string>} [items] @returns {any} */
const storageOf = (items = {}) =>
  Object.defineProperties(items, {
    getItem: { value: (/** @type {string} */ key) => items[key] ?? null },
    setItem: { value: (/** @type {string} */ key, /** @type {string} */ text) => (items[key] = text) },
    removeItem: { value: (/** @type {string} */ key) => delete items[key] },
  });

test("what is on its way and what waits is kept until it was answered", () => {
  const storage = storageOf();
  const kept = new Kept(() => storage, "m1:anna");
  assert.deepEqual(kept.load(1000), [null]);
  kept.save(press, [other], 1000);
  assert.deepEqual(kept.load(2000), [press, other]);
  kept.save(null, [other], 2000);
  assert.deepEqual(kept.load(2000), [null, other]);
  kept.save(null, [], 3000);
  assert.deepEqual([kept.load(3000), Object.keys(storage)], [[null], []]);
});

test("nothing is kept for long", () => {
  const kept = new Kept(((storage) => () => storage)(storageOf()), "m1:anna");
  kept.save(press, [], 1000);
  assert.deepEqual(kept.load(60_999), [press]);
  assert.deepEqual(kept.load(61_000), [null]);
});

test("of somebody else at the same device nothing is sent, and nothing stays", () => {
  const storage = storageOf({ theme: "dark" });
  new Kept(() => storage, "m1:anna").save(press, [], 1000);
  assert.deepEqual(new Kept(() => storage, "m1:boris").load(1000), [null]);
  assert.deepEqual(Object.keys(storage), ["theme"]);
});

test("what is no list of commands, and a storage that fails, keep nothing", () => {
  for (const text of ["null", "3", "{}", "[1]", "{", '{"at":1,"commands":{}}']) {
    const kept = new Kept(() => storageOf({ "waiting:m1:anna": text }), "m1:anna");
    assert.deepEqual(kept.load(2), [null], text);
  }
  const fails = new Kept(() => {
    throw new Error("refused");
  }, "m1:anna");
  fails.save(press, [], 1);
  assert.deepEqual(fails.load(1), [null]);
});
