// Fields of a form become a command of the wire.

import assert from "node:assert/strict";
import { test } from "node:test";

import { commandOf, newId } from "../../kiosk/static/kiosk/acts.js";

test("texts stay texts, kinds are converted, the posted id and token are left out", () => {
  /** @type {[string, string][]} */
  const fields = [["csrfmiddlewaretoken", "x"], ["id", "old"], ["type", "hands.count"], ["for", "9"], ["without_quorum", "true"]];
  const kinds = new Map([["for", "number"], ["without_quorum", "boolean"]]);
  assert.deepEqual(commandOf(fields, kinds, "new"), { type: "hands.count", for: 9, without_quorum: true, id: "new" });
});

test("a list is there even when it is empty", () => {
  const kinds = new Map([["missing", "list"]]);
  assert.deepEqual(commandOf([["type", "vote.close"]], kinds, "n"), { type: "vote.close", missing: [], id: "n" });
  assert.deepEqual(commandOf([["missing", "a"], ["missing", "b"]], kinds, "n").missing, ["a", "b"]);
});

test("ids are UUIDs of version 4, also without randomUUID", () => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.match(newId(), form);
  const own = Object.getOwnPropertyDescriptor(crypto, "randomUUID");
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  try {
    assert.match(newId(), form);
    assert.notEqual(newId(), newId());
  } finally {
    if (own) Object.defineProperty(crypto, "randomUUID", own);
    else Reflect.deleteProperty(crypto, "randomUUID");
  }
});
