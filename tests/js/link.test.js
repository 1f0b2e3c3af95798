// The link: greeting, heartbeats, silence, order, close codes, and HTTP in place of a socket. Time stands still until moved.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Link } from "../../kiosk/static/kiosk/link.js";

const ADDRESSES = { socket: "ws://h/ws", state: "/state", act: "/act", token: "/token", csrf: "c", cap: 8000, pollEvery: 2000 };

class Socket {
  /** @param {string} url */
  constructor(url) {
    this.url = url;
    /** @type {any[]} */
    this.sent = [];
    this.isClosed = false;
    /** @type {any} */
    this.onmessage = null;
    /** @type {any} */
    this.onclose = null;
  }

  /** @param {string} text */
  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.isClosed = true;
  }

  /** @param {any} message */
  say(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  /** @param {number} code */
  end(code) {
    this.onclose({ code });
  }
}

/** @param {import("../../kiosk/static/kiosk/order.js").Version | null} [held] */
function world(held = null) {
  const made = {
    now: 0,
    wall: 0,
    /** @type {Socket[]} */ sockets: [],
    /** @type {any[]} */ heard: [],
    /** @type {string[]} */ stages: [],
    /** @type {(url: string, init: any) => any} */ answer: () => ({ ok: true, status: 200, json: async () => ({ token: "t1" }) }),
    /** @type {any[]} */ asked: [],
  };
  const note = (/** @type {string} */ what) => (/** @type {any} */ ...told) => made.heard.push([what, ...told]);
  const on = { frame: note("frame"), mine: note("mine"), reply: note("reply"), alarm: note("alarm"), stage: (/** @type {string} */ stage) => made.stages.push(stage) };
  const link = new Link(ADDRESSES, on, held, {
    WebSocket: class extends Socket {
      /** @param {string} url */
      constructor(url) {
        super(url);
        made.sockets.push(this);
      }
    },
    fetch: /** @type {any} */ (async (/** @type {string} */ url, /** @type {any} */ init) => {
      made.asked.push([url, init.method, init.body, init.headers]);
      return made.answer(url, init);
    }),
    now: () => made.now,
    wall: () => made.wall,
    random: () => 0.5,
  });
  return { made, link, socket: () => made.sockets[made.sockets.length - 1] };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const hello = (v = 1, epoch = "e") => ({ type: "hello", epoch, v, token: "t2", heartbeat_seconds: 5 });
const frame = (/** @type {number} */ v, epoch = "e") => ({ type: "frame", epoch, v, meeting: {} });

/** @param {import("../../kiosk/static/kiosk/order.js").Version | null} [held] */
async function linked(held = null) {
  const all = world(held);
  all.link.tick();
  await settle();
  all.socket().say(hello());
  all.socket().say(frame(1));
  return all;
}

/**
 * @param {{made: any, link: Link}} all
 * @param {number} milliseconds
 */
async function pass({ made, link }, milliseconds) {
  for (let passed = 0; passed < milliseconds; passed += 250) {
    made.now += 250;
    made.wall += 250;
    link.tick();
    await settle();
  }
}

test("it fetches a token, is greeted, and is live once a frame has come", async () => {
  const all = world();
  all.link.tick();
  await settle();
  assert.equal(all.socket().url, "ws://h/ws?token=t1");
  all.socket().say(hello());
  assert.deepEqual(all.made.stages, ["connecting"]);
  all.socket().say(frame(1));
  assert.deepEqual(all.made.stages, ["connecting", "live"]);
});

test("a hello that says what is on the screen already is enough", async () => {
  const all = world({ epoch: "e", v: 1 });
  all.link.tick();
  await settle();
  all.socket().say(hello(1));
  assert.equal(all.link.stage(), "live");
});

test("it says every five seconds what is on the screen and how much it has heard", async () => {
  const all = await linked();
  await pass(all, 5000);
  assert.deepEqual(all.socket().sent, [{ type: "heartbeat", epoch: "e", v: 1, heard: 2 }]);
});

test("ten seconds of silence end the link, and it comes back with the token of the hello", async () => {
  const all = await linked();
  await pass(all, 9750);
  assert.equal(all.made.sockets.length, 1);
  await pass(all, 250);
  assert.ok(all.made.sockets[0].isClosed);
  assert.equal(all.link.stage(), "lost");
  await pass(all, 500);
  assert.equal(all.made.sockets.length, 2);
  assert.equal(all.socket().url, "ws://h/ws?token=t2");
});

test("a pulse keeps it", async () => {
  const all = await linked();
  for (let beat = 0; beat < 4; beat++) {
    await pass(all, 5000);
    all.socket().say({ type: "pulse", epoch: "e", v: 1, token: null });
  }
  assert.equal(all.made.sockets.length, 1);
});

test("older frames are dropped, equal and newer ones shown", async () => {
  const all = await linked();
  for (const v of [3, 2, 3, 4]) all.socket().say(frame(v));
  assert.deepEqual(all.made.heard.filter(([what]) => what === "frame").map(([, told]) => told.v), [1, 3, 3, 4]);
});

test("a server that is behind raises the alarm, and its state is taken", async () => {
  const all = world({ epoch: "e", v: 9 });
  all.link.tick();
  await settle();
  all.socket().say(hello(4));
  all.socket().say(frame(4));
  assert.deepEqual(all.made.heard.map(([what]) => what), ["alarm", "frame"]);
  assert.deepEqual(all.made.heard[0].slice(1), [{ epoch: "e", v: 9 }, { epoch: "e", v: 4 }]);
});

test("so does one of another epoch", async () => {
  const all = world({ epoch: "old", v: 2 });
  all.link.tick();
  await settle();
  all.socket().say(hello(5));
  assert.equal(all.made.heard[0][0], "alarm");
});

test("commands leave on a live link only", async () => {
  const all = world();
  assert.equal(all.link.send({ type: "seat.check_in", id: "a" }), false);
  const live = await linked();
  assert.equal(live.link.send({ type: "seat.check_in", id: "a" }), true);
  assert.deepEqual(live.socket().sent, [{ type: "seat.check_in", id: "a" }]);
});

test("a seat taken over elsewhere stays away", async () => {
  const all = await linked();
  all.socket().end(4409);
  assert.equal(all.link.stage(), "superseded");
  await pass(all, 60_000);
  assert.equal(all.made.sockets.length, 1);
});

test("a broken connection comes back, further apart each time", async () => {
  const all = await linked();
  all.socket().end(1006);
  await pass(all, 250);
  assert.equal(all.made.sockets.length, 2);
  all.socket().end(1006);
  await pass(all, 500);
  assert.equal(all.made.sockets.length, 3);
});

test("after far too many messages it rests for a minute", async () => {
  const all = await linked();
  all.socket().end(4429);
  await pass(all, 59_000);
  assert.equal(all.made.sockets.length, 1);
  await pass(all, 2000);
  assert.equal(all.made.sockets.length, 2);
});

test("waking up, buttons wait for the server's word, two seconds at most", async () => {
  const all = await linked();
  all.link.wake();
  all.link.tell();
  assert.equal(all.link.stage(), "connecting");
  assert.equal(all.socket().sent.length, 1);
  all.socket().say({ type: "pulse", epoch: "e", v: 1, token: null });
  assert.equal(all.link.stage(), "live");
  all.link.wake();
  await pass(all, 2250);
  assert.ok(all.made.sockets[0].isClosed);
});

test("a suspension is noticed by the clock on the wall", async () => {
  const all = await linked();
  all.made.wall += 600_000;
  all.link.tick();
  assert.equal(all.link.stage(), "connecting");
});

/** Sockets fail; HTTP answers with `state`. */
async function blocked(/** @type {any} */ state) {
  const all = world();
  all.made.answer = (url) => ({ ok: true, status: 200, headers: { get: () => '"e-1"' }, json: async () => (url === "/token" ? { token: "t" } : state) });
  for (let failures = 0; failures < 3; failures++) {
    await pass(all, 4000);
    if (all.socket().onclose && !all.socket().isClosed) all.socket().end(1006);
  }
  await pass(all, 500);
  return all;
}

test("without sockets it asks over HTTP and sends over HTTP", async () => {
  const all = await blocked({ frame: frame(1), mine: { type: "mine", epoch: "e", v: 1 } });
  assert.equal(all.link.stage(), "polling");
  assert.deepEqual(all.made.heard.slice(0, 2).map(([what]) => what), ["frame", "mine"]);
  all.made.answer = () => ({ ok: true, status: 200, json: async () => ({ type: "reply", id: "a", ok: true, code: "accepted", text: "" }) });
  assert.ok(all.link.send({ type: "seat.check_in", id: "a" }));
  await settle();
  const [url, method, body] = all.made.asked[all.made.asked.length - 1];
  assert.deepEqual([url, method, JSON.parse(body)], ["/act", "POST", { type: "seat.check_in", id: "a" }]);
  assert.ok(all.made.heard.some(([what, told]) => what === "reply" && told.id === "a"));
});

test("it asks with the tag of what it has", async () => {
  const all = await blocked({ frame: frame(1), mine: null });
  await pass(all, 4000);
  const last = all.made.asked.filter(([url]) => url === "/state").pop();
  assert.equal(last[3]["If-None-Match"], '"e-1"');
});

test("ten seconds without an answer over HTTP are a lost link too", async () => {
  const all = await blocked({ frame: frame(1), mine: null });
  all.made.answer = () => Promise.reject(new Error("network"));
  await pass(all, 10_500);
  assert.equal(all.link.stage(), "lost");
});

test("a sign-in that has ended is noticed over HTTP", async () => {
  const all = world();
  all.made.answer = () => ({ ok: false, status: 403 });
  all.link.tick();
  await settle();
  assert.equal(all.link.stage(), "sign-in");
});

test("a seat that another device has taken over is noticed over HTTP", async () => {
  const all = world();
  all.made.answer = () => ({ ok: false, status: 409 });
  all.link.tick();
  await settle();
  assert.equal(all.link.stage(), "superseded");
});
