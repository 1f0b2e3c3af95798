// What waits behind a message on its way: nothing is lost, and of one thing only the newest is sent.

import assert from "node:assert/strict";
import { test } from "node:test";

import { keyOf, Queue } from "../../kiosk/static/kiosk/queue.js";

/** @param {string} id @param {string} [person] */
const press = (id, person) => ({ type: "ballot.cast", id, vote: "v1", choice: id, ...(person && { person }) });

/** @param {Queue} queue @param {object} rest */
const screenWith = (queue, rest) => {
  /** @type {any[]} */
  const sent = [];
  const outbox = { waiting: null };
  /** @type {any} */
  const screen = { isReady: true, outbox, send: (/** @type {any} */ command) => sent.push(queue.take(command, outbox.waiting)), ...rest };
  return { screen, sent };
};

test("a ballot for oneself is another than one for somebody represented, and than an answer", () => {
  assert.notEqual(keyOf(press("a")), keyOf(press("a", "boris")));
  assert.notEqual(keyOf(press("a")), keyOf({ motion: "v2" }));
});

test("what comes while nothing is on its way leaves at once", () => {
  const first = press("a");
  assert.equal(new Queue().take(first, null), first);
});

test("a ballot for somebody else waits, and only the newest for each is sent", async () => {
  const queue = new Queue();
  const [own, old, newer, other] = [press("own"), press("old", "boris"), press("newer", "boris"), press("other", "vera")];
  for (const each of [old, newer, other]) assert.equal(queue.take(each, own), null);
  const { screen, sent } = screenWith(queue, {});
  queue.follow(screen);
  await Promise.resolve();
  assert.deepEqual(sent, [newer]);
  queue.follow(screen);
  await Promise.resolve();
  assert.deepEqual(sent, [newer, other]);
});

test("nothing that waits leaves without a link, or while something is on its way", async () => {
  for (const rest of [{ isReady: false }, { outbox: { waiting: press("own") } }]) {
    const queue = new Queue();
    queue.take(press("a", "boris"), press("own"));
    const { screen, sent } = screenWith(queue, rest);
    queue.follow(screen);
    await Promise.resolve();
    assert.deepEqual([sent, queue.waits.size], [[], 1]);
  }
});

test("nor when the link is lost in the moment before it would have left", async () => {
  const queue = new Queue();
  queue.take(press("a", "boris"), press("own"));
  const { screen, sent } = screenWith(queue, {});
  queue.follow(screen);
  screen.isReady = false;
  await Promise.resolve();
  assert.deepEqual([sent, queue.waits.size], [[], 1]);
  screen.isReady = true;
  queue.follow(screen);
  await Promise.resolve();
  assert.equal(sent.length, 1);
});
