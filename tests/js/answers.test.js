// A roll call typed faster than the server answers: no answer gets lost, and none lands on another name.

import assert from "node:assert/strict";
import { test } from "node:test";

import { AnswerSheet } from "../../kiosk/static/kiosk/answers.js";

/** @param {Record<string, string | null>} [answers] @param {string[]} [gone] */
const lines = (answers = {}, gone = []) =>
  ["ana", "boris", "vera"].map((person) => ({ person, name: person, answer: answers[person] ?? null, is_present: !gone.includes(person) }));

/** @param {string} person @param {string} answer */
const command = (person, answer) => ({ type: "answer.enter", id: `${person} ${answer}`, person, answer });

function begun() {
  const sheet = new AnswerSheet();
  sheet.follow("vote 1", lines());
  return sheet;
}

test("the first in the room without an answer comes next", () => {
  assert.equal(begun().picked(lines())?.person, "ana");
  assert.equal(begun().picked(lines({ ana: "for" }, ["boris"]))?.person, "vera");
  assert.equal(begun().picked(lines({ ana: "for", boris: "silent", vera: "against" })), null);
});

test("an answer on its way moves on to the next name before the server has said anything", () => {
  const sheet = begun();
  assert.deepEqual(sheet.enter(command("ana", "for"), false), command("ana", "for"));
  assert.equal(sheet.picked(lines())?.person, "boris");
});

test("what is typed meanwhile waits and is sent in its order", () => {
  const sheet = begun();
  sheet.enter(command("ana", "for"), false);
  assert.equal(sheet.enter(command("boris", "against"), true), null);
  assert.equal(sheet.enter(command("vera", "abstain"), true), null);
  const next = sheet.next();
  assert.deepEqual(next, command("boris", "against"));
  assert.equal(next && sheet.isTaken(next), true);
  assert.deepEqual(sheet.next(), command("vera", "abstain"));
  assert.equal(sheet.next(), null);
});

test("a refused answer leaves its name to be answered for", () => {
  const sheet = begun();
  sheet.enter(command("ana", "for"), false);
  sheet.answered({ id: "ana for", ok: false, code: "may-not-answer", text: "" });
  assert.equal(sheet.picked(lines())?.person, "ana");
});

test("a name chosen by hand is corrected once; then the order goes on", () => {
  const sheet = begun();
  sheet.choose("ana");
  assert.equal(sheet.picked(lines({ ana: "for" }))?.person, "ana");
  sheet.enter(command("ana", "against"), false);
  sheet.follow("vote 1", lines({ ana: "against" }));
  assert.equal(sheet.picked(lines({ ana: "against" }))?.person, "boris");
});

test("another vote, mode or stage leaves nothing to be sent", () => {
  const sheet = begun();
  sheet.enter(command("ana", "for"), false);
  sheet.enter(command("boris", "for"), true);
  sheet.follow("vote 1 held", []);
  assert.equal(sheet.next(), null);
});
