// The clock of a speech on the screens; tests/kiosk/domain/test_clocks.py holds the server's to the same cases.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { clockText, phase, span } from "../../kiosk/static/kiosk/clock.js";

const given = JSON.parse(readFileSync(new URL("./clocks.json", import.meta.url), "utf8"));
const began = Date.parse("2026-11-21T09:00:00Z");
const at = (/** @type {number} */ seconds) => began + seconds * 1000;

test("how the clock reads", () => {
  for (const one of given.cases) {
    const paused = one.paused_at ? new Date(at(one.paused_at)).toISOString() : null;
    const speaker = { limit: one.limit, runs_from: new Date(began).toISOString(), paused_at: paused, warning: given.warning, grace: given.grace };
    assert.deepEqual([clockText(speaker, at(one.after)), phase(speaker, at(one.after))], [one.clock, one.phase], JSON.stringify(one));
  }
});

test("how a limit reads", () => {
  for (const [seconds, text] of given.spans) assert.equal(span(seconds), text);
});
