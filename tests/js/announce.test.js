// Every event is told once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { announcement } from "../../kiosk/static/kiosk/announce.js";

const at = (/** @type {string} */ stage, id = "v1") => ({ vote: { id, stage, title: "Budget", outcome: stage === "declared" ? { text: "Adopted" } : null } });

test("opened, closed and declared are told", () => {
  assert.deepEqual(announcement(at("prepared"), at("open")), { key: "open", text: "Budget" });
  assert.deepEqual(announcement(at("open"), at("closed")), { key: "closed", text: "Budget" });
  assert.deepEqual(announcement(at("closed"), at("declared")), { key: "declared", text: "Adopted" });
});

test("further frames of the same stage are silent", () => assert.equal(announcement(at("open"), at("open")), null));
test("the first frame of a page is silent", () => assert.equal(announcement(null, at("open")), null));
test("a prepared vote and no vote are silent", () => {
  assert.equal(announcement({ vote: null }, at("prepared")), null);
  assert.equal(announcement(at("open"), { vote: null }), null);
});
test("another vote in the same stage is told", () => assert.equal(announcement(at("open"), at("open", "v2"))?.key, "open"));
