// Conditions and the agenda's steps: held to the same answers as the server's tags by one file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { holds, plain, resolve } from "../../kiosk/static/kiosk/conditions.js";
import { agendaSteps } from "../../kiosk/static/kiosk/steps.js";

const shared = JSON.parse(readFileSync(new URL("./conditions.json", import.meta.url), "utf8"));

for (const [condition, expected] of shared.conditions) {
  test(`"${condition}" is ${expected}`, () => assert.equal(holds(shared.state, condition), expected));
}

test("a path leads nowhere without complaint", () => {
  assert.equal(resolve({ a: [1] }, "a.0"), null);
  assert.equal(resolve(null, "a.b"), null);
});

test("values are written as attributes", () => {
  assert.deepEqual([null, undefined, true, 0, "x"].map(plain), ["", "", "true", "0", "x"]);
});

shared.agendas.forEach((/** @type {any} */ agenda, /** @type {number} */ index) => {
  test(`the chair's next steps on agenda ${index}`, () => {
    const { motion, item, order } = agendaSteps(agenda.items, agenda.active, null, agenda.only_first);
    assert.deepEqual([motion?.id ?? null, item?.id ?? null], [agenda.motion, agenda.item]);
    assert.deepEqual(order.map((each) => each.id), agenda.order);
  });
});
