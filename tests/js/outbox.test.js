// One unanswered command at a time, sent again with the same id until it is answered.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Outbox } from "../../kiosk/static/kiosk/outbox.js";

const press = (/** @type {string} */ id) => ({ type: "ballot.cast", id, vote: "v1", choice: "for", press: 1 });
const reply = (/** @type {string | null} */ id, code = "accepted") => ({ id, ok: code === "accepted", code, text: "" });

test("nothing is due until two seconds have passed without an answer", () => {
  const outbox = new Outbox();
  outbox.put(press("a"), 0);
  assert.equal(outbox.due(1999), null);
  assert.equal(outbox.due(2000)?.id, "a");
  assert.equal(outbox.due(2001), null);
  assert.equal(outbox.due(4000)?.id, "a");
});

test("a returned link sends it at once", () => {
  const outbox = new Outbox();
  outbox.put(press("a"), 0);
  assert.equal(outbox.relinked(300)?.id, "a");
  assert.equal(outbox.due(2200), null);
});

test("the presser is told after two seconds, however often it was sent again", () => {
  const outbox = new Outbox();
  assert.equal(outbox.stage(0), "");
  outbox.put(press("a"), 0);
  assert.equal(outbox.stage(1000), "sending");
  outbox.relinked(1500);
  assert.equal(outbox.stage(2000), "trying");
});

test("only its own answer ends the waiting", () => {
  const outbox = new Outbox();
  outbox.put(press("a"), 0);
  assert.equal(outbox.answer(reply("b")), false);
  assert.equal(outbox.answer(reply(null)), false);
  assert.equal(outbox.answer(reply("a")), true);
  assert.equal(outbox.answer(reply("a")), false);
  assert.equal(outbox.due(9999), null);
});

test("an answer that the server does not know itself is asked for again", () => {
  const outbox = new Outbox();
  outbox.put(press("a"), 0);
  assert.equal(outbox.answer(reply("a", "unknown")), false);
  assert.equal(outbox.due(2000)?.id, "a");
});

test("a newer command takes the place of an unanswered one", () => {
  const outbox = new Outbox();
  outbox.put(press("a"), 0);
  outbox.put(press("b"), 1000);
  assert.equal(outbox.answer(reply("a")), false);
  assert.equal(outbox.due(3000)?.id, "b");
});
