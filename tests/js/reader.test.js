// What the reader shows of a paper: held to the same answers as the server's tag by one file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { reading } from "../../kiosk/static/kiosk/reader.js";

const shared = JSON.parse(readFileSync(new URL("./conditions.json", import.meta.url), "utf8"));

for (const [digest, page, expected] of shared.readings) {
  test(`paper "${digest}" at page "${page}"`, () => assert.deepEqual(reading(shared.papers, digest, page), expected));
}
