// Every event is told once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { announcements } from "../../kiosk/static/kiosk/announce.js";

const at = (/** @type {string} */ stage, id = "v1") => ({ vote: { id, stage, title: "Budget", outcome: stage === "declared" ? { text: "Adopted" } : null } });

/** @param {object} change */
const sitting = (change) => ({ vote: null, meeting: { stage: "open", stage_text: "In progress." }, pause: null, presiding: null, floor: { speaker: null }, ...change });
const speaking = (/** @type {string} */ request, name = "Vera Stone") => sitting({ floor: { speaker: { request, name } } });
const paused = sitting({ meeting: { stage: "paused", stage_text: "In a break." }, pause: { text: "Until 11:30." } });
const under = (/** @type {string} */ person) => sitting({ presiding: { person, text: `${person} presides.` } });

test("opened, closed and declared are told", () => {
  assert.deepEqual(announcements(at("prepared"), at("open")), [{ key: "open", text: "Budget" }]);
  assert.deepEqual(announcements(at("open"), at("closed")), [{ key: "closed", text: "Budget" }]);
  assert.deepEqual(announcements(at("closed"), at("declared")), [{ key: "declared", text: "Adopted" }]);
});

test("further frames of the same stage are silent", () => {
  for (const frame of [at("open"), paused, under("Peter"), speaking("r1")]) assert.deepEqual(announcements(frame, structuredClone(frame)), []);
});
test("the first frame of a page is silent", () => {
  for (const frame of [at("open"), paused, under("Peter"), speaking("r1")]) assert.deepEqual(announcements(null, frame), []);
});
test("a prepared vote and no vote are silent", () => {
  assert.deepEqual(announcements({ vote: null }, at("prepared")), []);
  assert.deepEqual(announcements(at("open"), { vote: null }), []);
});
test("another vote in the same stage is told", () => assert.equal(announcements(at("open"), at("open", "v2"))[0]?.key, "open"));

test("a break is told with its announced end, and that the meeting goes on", () => {
  assert.deepEqual(announcements(sitting({}), paused), [{ key: "", text: "In a break." }, { key: "", text: "Until 11:30." }]);
  assert.deepEqual(announcements(paused, sitting({})), [{ key: "", text: "In progress." }]);
});
test("who presides is told when it is somebody else", () => {
  assert.deepEqual(announcements(under("Peter"), under("Vera")), [{ key: "", text: "Vera presides." }]);
  assert.deepEqual(announcements(under("Peter"), sitting({})), []);
});
test("each speech is told as it begins, another one of the same person too", () => {
  assert.deepEqual(announcements(sitting({}), speaking("r1")), [{ key: "speaking", text: "Vera Stone" }]);
  assert.deepEqual(announcements(speaking("r1"), speaking("r2")), [{ key: "speaking", text: "Vera Stone" }]);
  assert.deepEqual(announcements(speaking("r1"), sitting({})), []);
});
test("a vote comes before what it ends or begins", () => {
  const both = { ...speaking("r1"), ...at("open") };
  assert.deepEqual(announcements({ ...sitting({}), ...at("prepared") }, both).map(({ key }) => key), ["open", "speaking"]);
});
