// What a seat says of its vote: "recorded" only on the server's word.

import assert from "node:assert/strict";
import { test } from "node:test";

import { heldFor, isAnsweredBy, isOfAnotherMode, nextPress, Replies, sayPress } from "../../kiosk/static/kiosk/presses.js";

/** @type {import("../../kiosk/static/kiosk/outbox.js").Command} */
const waiting = { type: "ballot.cast", id: "a", vote: "v1", choice: "against", press: 3 };
const held = { v: 8, vote: "v1", choice: "for", cast_at: "2026-11-21T12:00:00+00:00", press: 2 };
const none = { v: 8, vote: "v1", choice: null, cast_at: null, press: 0 };
const accepted = { id: "a", ok: true, code: "accepted", text: "", vote: "v1", choice: "against", press: 3, v: 9, at: "2026-11-21T12:01:00+00:00" };
const late = { id: "a", ok: false, code: "too-late", text: "Not recorded: the vote is closed." };
const quiet = { sending: /** @type {const} */ (""), waiting: null, reply: null, mine: none, vote: "v1" };

test("nothing was pressed", () => assert.equal(sayPress(quiet).stage, "none"));

test("a press on its way is not recorded, whatever is held", () => {
  const said = sayPress({ ...quiet, sending: "sending", waiting, mine: held });
  assert.deepEqual([said.stage, said.choice], ["sending", "against"]);
  assert.equal(sayPress({ ...quiet, sending: "trying", waiting }).stage, "trying");
});

test("the reply makes it recorded, before `mine` comes", () => {
  const said = sayPress({ ...quiet, reply: accepted, mine: held });
  assert.deepEqual(said, { stage: "recorded", choice: "against", at: accepted.at, text: "" });
});

test("what a vote was is told no more once the server tells it no more", () => {
  const said = sayPress({ ...quiet, reply: accepted, mine: { ...held, v: 10, choice: null } });
  assert.deepEqual([said.stage, said.choice], ["none", ""]);
});

test("`mine` of a later press outweighs an older reply", () => {
  const said = sayPress({ ...quiet, reply: accepted, mine: { ...held, v: 10, press: 4 } });
  assert.deepEqual([said.stage, said.choice, said.at], ["recorded", "for", held.cast_at]);
});

test("after a reload `mine` alone says what is recorded", () => assert.equal(sayPress({ ...quiet, mine: held }).stage, "recorded"));

test("a refusal is told, with what the server still holds", () => {
  const said = sayPress({ ...quiet, reply: late, mine: held });
  assert.deepEqual([said.stage, said.choice, said.text], ["refused", "for", late.text]);
});

test("another vote starts with nothing", () => {
  assert.equal(sayPress({ ...quiet, reply: accepted, mine: { ...none, vote: "v2" }, vote: "v2" }).stage, "none");
  assert.equal(sayPress({ ...quiet, sending: "trying", waiting, mine: { ...none, vote: "v2" }, vote: "v2" }).stage, "none");
});

test("a press that waits is given up once the vote goes on in another mode", () => {
  const press = { ...waiting, mode: "electronic" };
  assert.equal(isOfAnotherMode(press, { id: "v1", mode: "electronic" }), false);
  assert.equal(isOfAnotherMode(press, { id: "v1", mode: "electronic_unnamed" }), true);
  assert.equal(isOfAnotherMode(press, { id: "v2", mode: "electronic_unnamed" }), false);
  assert.equal(isOfAnotherMode(press, null), false);
  assert.equal(isOfAnotherMode(null, { id: "v1", mode: "electronic" }), false);
});

test("press numbers rise above everything used on any screen", () => {
  assert.equal(nextPress(null, 0), 1);
  assert.equal(nextPress(held, 7), 8);
  assert.equal(nextPress({ ...held, press: 9 }, 7), 10);
});

test("what is held for somebody represented is as new as the rest of `mine`", () => {
  const mine = { ...none, v: 10, proxies: [{ ...held, v: undefined, choice: null, person: "p" }] };
  const said = sayPress({ ...quiet, reply: accepted, mine: heldFor(mine, "p") });
  assert.deepEqual([said.stage, said.choice], ["none", ""]);
  assert.equal(heldFor(mine, "q"), null);
});

test("`mine` answers a press whose reply was lost, and no other", () => {
  assert.ok(isAnsweredBy(waiting, { ...held, choice: "against", press: 3 }));
  assert.ok(!isAnsweredBy(waiting, held));
  assert.ok(!isAnsweredBy(null, held));
});

test("a refusal is told until the server holds another ballot than it did then", () => {
  const replies = new Replies();
  replies.note("k", late, held);
  assert.equal(replies.of("k", held), late);
  replies.note("k", late, { ...held, cast_at: "2026-11-21T12:02:00+00:00" });
  assert.equal(replies.of("k", { ...held, cast_at: "2026-11-21T12:02:00+00:00" }), null);
  replies.note("n", late, null);
  assert.deepEqual([replies.of("n", none), replies.of("n", held), replies.of("o", held)], [late, null, null]);
});

test("what was accepted is told until the server is put back to an earlier state", () => {
  const replies = new Replies();
  replies.follow("e1");
  replies.note("k", accepted, none);
  replies.follow("e1");
  assert.equal(replies.of("k", held), accepted);
  replies.follow(undefined);
  assert.equal(replies.of("k", held), accepted);
  replies.follow("e2");
  assert.equal(replies.of("k", held), null);
});
