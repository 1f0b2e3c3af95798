// What is filled into the blanks of a page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { elapsed } from "../../kiosk/static/kiosk/fill.js";

test("a speech is counted in minutes and seconds from its beginning, and never below nothing", () => {
  const since = "2026-11-21T08:00:00.400+00:00";
  const begun = Date.parse(since);
  assert.equal(elapsed(since, begun + 999), "0:00");
  assert.equal(elapsed(since, begun + 61_000), "1:01");
  assert.equal(elapsed(since, begun + 754_900), "12:34");
  assert.equal(elapsed(since, begun - 5_000), "0:00");
});
