// The sheet of a sitting by correspondence: held to the server's by one file; and answers pressed faster than they are recorded.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { timeLeft } from "../../kiosk/static/kiosk/clock.js";
import { dayAndTime } from "../../kiosk/static/kiosk/fill.js";
import { choose, editLetter, pickLetter, queue, turnTo } from "../../kiosk/static/kiosk/desk_letters.js";
import { isCollecting, LetterBox, sheet } from "../../kiosk/static/kiosk/letters.js";
import { Queue } from "../../kiosk/static/kiosk/queue.js";

const given = JSON.parse(readFileSync(new URL("./letters.json", import.meta.url), "utf8"));
const IDLE = /** @type {const} */ ({ v: 7, waiting: null, sending: "" });
const NONE = { motion: "m1", choice: "", written_at: null, is_entered: false };

/** @param {string} motion @param {string} choice */
const command = (motion, choice) => ({ type: "answer.write", id: `${motion} ${choice}`, motion, choice, after: "" });

/** @param {string} person @param {string} motion @param {string} choice */
const letter = (person, motion, choice) => ({ type: "letter.enter", id: `${person} ${motion} ${choice}`, person, motion, choice });

/** @param {import("../../kiosk/static/kiosk/outbox.js").Command} command @param {object} [rest] */
const reply = (command, rest = {}) => ({ id: command.id, ok: true, code: "accepted", text: "Done.", at: "2026-11-22T12:03:22Z", v: 8, ...rest });

test("whether answers are collected", () => {
  for (const { stage, until, now, expected } of given.collecting) {
    assert.equal(isCollecting({ stage, correspondence: { until } }, Date.parse(now)), expected, JSON.stringify([stage, now]));
  }
  assert.equal(isCollecting({ stage: "open", correspondence: null }, 0), false);
  assert.equal(isCollecting(undefined, 0), false);
});

test("how long it is until the end", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  for (const [seconds, text] of given.left) {
    const until = new Date(now + seconds * 1000).toISOString();
    assert.equal(timeLeft(until, now, (unit) => unit).replaceAll("\u00a0", " "), text);
  }
});

test("a day and a time are those of the hall", () => {
  const words = (/** @type {string} */ group, /** @type {string} */ key) => (group === "month" ? `month ${key}` : "%(day)s. %(month)s, %(time)s");
  assert.equal(dayAndTime("2026-11-22T22:03:22Z", "Europe/Sofia", words), "23. month 11, 00:03");
  assert.equal(dayAndTime("2026-01-02T07:03:22Z", "Europe/Sofia", words), "2. month 1, 09:03");
});

test("the sheet has the items that are answered, in the agenda's order", () => {
  const box = new LetterBox(new Queue());
  assert.deepEqual(sheet(given.items, given.letters, (letter) => box.say(letter, IDLE)), given.sheet);
  assert.equal(sheet(undefined, given.letters, (letter) => box.say(letter, IDLE)), null);
});

test("an answer is recorded only when the server says so", () => {
  const box = new LetterBox(new Queue());
  const first = command("m1", "for");
  assert.equal(box.take(first, null), first);
  assert.equal(box.say(NONE, { v: 7, waiting: first, sending: "sending" }).stage, "sending");
  assert.deepEqual(box.say(NONE, { v: 7, waiting: first, sending: "trying" }), { stage: "trying", choice: "for", at: null, is_entered: false, text: "" });
  box.answered(first, reply(first));
  assert.deepEqual(box.say(NONE, IDLE), { stage: "recorded", choice: "for", at: "2026-11-22T12:03:22Z", is_entered: false, text: "" });
  // Once the state is as new as the reply it has the last word: the clerk may have entered a letter since.
  const entered = { motion: "m1", choice: "against", written_at: "2026-11-22T12:09:00Z", is_entered: true };
  assert.equal(box.say(entered, { ...IDLE, v: 9 }).choice, "against");
});

test("one answer goes after the other, and of those that wait only the newest on a motion", () => {
  const box = new LetterBox(new Queue());
  const [first, second, other] = [command("m1", "for"), command("m2", "for"), command("m2", "against")];
  assert.equal(box.take(first, null), first);
  assert.equal(box.take(second, first), null);
  assert.equal(box.take(other, first), null);
  assert.equal(box.say({ ...NONE, motion: "m2" }, { v: 7, waiting: first, sending: "trying" }).choice, "against");
  assert.equal(box.queue.next(), other);
  assert.equal(box.take(other, null), other);
  assert.equal(box.queue.next(), null);
});

test("an answer waits behind those that wait already", () => {
  const box = new LetterBox(new Queue());
  box.take(command("m1", "for"), command("m3", "for"));
  assert.equal(box.take(command("m2", "for"), null), null);
  assert.equal(box.queue.next()?.motion, "m1");
});

test("what is refused says why, until it is pressed again, and leaves what was recorded", () => {
  const box = new LetterBox(new Queue());
  const first = command("m1", "for");
  const held = { motion: "m1", choice: "against", written_at: "2026-11-22T12:00:00Z", is_entered: false };
  box.take(first, null);
  box.answered(first, reply(first, { ok: false, code: "answers-over", text: "Too late." }));
  assert.deepEqual(box.say(held, IDLE), { stage: "refused", choice: "against", at: "2026-11-22T12:00:00Z", is_entered: false, text: "Too late." });
  box.take(command("m1", "abstain"), null);
  assert.equal(box.say(held, IDLE).stage, "recorded");
});

test("replies to other things say nothing of an answer", () => {
  const box = new LetterBox(new Queue());
  const first = command("m1", "for");
  box.answered(null, reply(first));
  box.answered(first, reply(command("m2", "for")));
  box.answered({ type: "correspondence.object", id: "o" }, { ...reply(first), id: "o" });
  assert.equal(box.say(NONE, IDLE).stage, "none");
});

test("an answer that waits says that it replaces the one before it", () => {
  const box = new LetterBox(new Queue());
  const [first, other, second] = [command("m1", "for"), command("m2", "for"), command("m1", "against")];
  box.take(first, null);
  box.take(other, first);
  box.take(second, first);
  box.answered(first, reply(first));
  assert.deepEqual([box.queue.next()?.after, box.queue.next()?.after], ["", "2026-11-22T12:03:22Z"]);
});

test("an answer that was refused is replaced by none", () => {
  const box = new LetterBox(new Queue());
  const [first, second] = [command("m1", "for"), command("m1", "against")];
  box.take(first, null);
  box.take(second, first);
  box.answered(first, reply(first, { ok: false, code: "stale-answer", text: "Look." }));
  assert.equal(box.queue.next()?.after, "");
});

test("who thinks again twice and quickly has answered once", () => {
  const box = new LetterBox(new Queue());
  const [first, second, third] = [command("m1", "for"), command("m1", "against"), { ...command("m1", "for"), id: "again" }];
  box.take(first, null);
  box.take(second, first);
  box.take(third, first);
  assert.equal(box.say(NONE, { v: 7, waiting: first, sending: "sending" }).choice, "for");
  box.answered(first, reply(first));
  assert.equal(box.queue.next(), null);
  assert.equal(box.say(NONE, IDLE).stage, "recorded");
});

test("of two letters each has its own answers, waiting, on their way and refused", () => {
  const box = new LetterBox(new Queue());
  const [first, waits, other] = [letter("anna", "m1", "for"), letter("anna", "m2", "for"), letter("boris", "m2", "against")];
  const [anna, boris] = ["anna", "boris"].map((person) => ({ ...NONE, person }));
  const known = /** @type {const} */ ({ v: 0, waiting: first, sending: "sending" });
  box.take(first, null);
  box.take(waits, first);
  box.take(other, first);
  assert.deepEqual([box.say(anna, known).stage, box.say(boris, known).stage], ["sending", "none"]);
  assert.deepEqual([box.say({ ...anna, motion: "m2" }, known).choice, box.say({ ...boris, motion: "m2" }, known).choice], ["for", "against"]);
  box.answered(first, reply(first, { ok: false, text: "No." }));
  assert.deepEqual([box.say(anna, IDLE).stage, box.say(boris, IDLE).stage], ["refused", "none"]);
  assert.deepEqual([box.queue.next(), box.queue.next(), box.queue.next()], [waits, other, null]);
});

test("with another letter nothing of the one before is told, not by the same reply either", () => {
  const box = new LetterBox(new Queue());
  const [first, second] = [letter("anna", "m1", "for"), letter("anna", "m2", "for")];
  box.answered(second, reply(second, { ok: false, text: "No." }));
  box.answered(first, reply(first));
  box.forget("anna");
  box.answered(first, reply(first));
  for (const motion of ["m1", "m2"]) assert.equal(box.say({ ...NONE, person: "anna", motion }, IDLE).stage, "none");
});

test("what is refused of a letter after it was laid aside is told when it is taken up again", () => {
  const box = new LetterBox(new Queue());
  const late = letter("anna", "m1", "for");
  box.forget("anna");
  box.answered(late, reply(late, { ok: false, text: "No." }));
  box.forget("boris");
  assert.equal(box.say({ ...NONE, person: "anna" }, IDLE).text, "No.");
});

test("at the desk the next letter begins anew while the last answers of another are on their way", async () => {
  const state = { sending: "", console: { letters: { motions: ["m1", "m2"].map((motion) => ({ motion })) } } };
  /** @type {any} */
  const screen = { state, last: null, reply: null, outbox: { waiting: null } };
  const stages = () => {
    pickLetter(screen);
    return screen.state.entering.map((/** @type {any} */ line) => line.press.stage);
  };
  const [first, second] = [letter("anna", "m1", "for"), letter("anna", "m2", "against")];
  turnTo("anna");
  assert.equal(editLetter(first, screen), first);
  Object.assign(screen, { last: first, outbox: { waiting: first } });
  state.sending = "sending";
  assert.equal(editLetter(second, screen), null);
  assert.deepEqual(stages(), ["sending", "sending"]);
  turnTo("boris");
  choose("m2");
  assert.deepEqual(stages(), ["none", "none"]);
  Object.assign(screen, { reply: reply(first), outbox: { waiting: null } });
  state.sending = "";
  assert.deepEqual(stages(), ["none", "none"]);
  const sent = new Promise((resolve) => (screen.send = resolve));
  screen.isReady = true;
  queue.follow(screen);
  assert.equal(await sent, second);
  assert.equal(editLetter(second, screen), second);
  stages();
  assert.equal(screen.state.motion.motion, "m2");
});

test("what waits without a link says so, and what was recorded is forgotten with a restored server", () => {
  const box = new LetterBox(new Queue());
  const [first, second] = [command("m1", "for"), command("m2", "for")];
  box.take(second, first);
  assert.equal(box.say({ ...NONE, motion: "m2" }, { ...IDLE, isReady: false }).stage, "trying");
  assert.equal(box.say({ ...NONE, motion: "m2" }, { ...IDLE, isReady: true }).stage, "sending");
  box.answered(first, reply(first));
  assert.equal(box.say(NONE, IDLE).stage, "recorded");
  box.restored();
  assert.equal(box.say(NONE, IDLE).stage, "none");
});
