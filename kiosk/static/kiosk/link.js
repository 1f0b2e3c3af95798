// The link of one screen to its meeting: a socket that comes back, HTTP where no socket can be had. Knows nothing of the page.

import { isBehind, isTakeable } from "./order.js";
import { HEARTBEAT, LIMITED, REST, SILENCE, afterClose, wait } from "./retry.js";

/** @typedef {import("./order.js").Version} Version */
/** @typedef {import("./outbox.js").Command} Command */
/** @typedef {{socket: string, state: string, act: string, token: string, csrf: string, cap: number, pollEvery: number}} Addresses */
/** @typedef {"connecting" | "live" | "polling" | "lost" | import("./retry.js").Answer} Stage */
/**
 * What the page hears. `alarm` gives what the screen had seen and what the server now has.
 * @typedef {object} Listener
 * @property {(frame: any) => void} frame
 * @property {(mine: any) => void} mine
 * @property {(reply: import("./outbox.js").Reply) => void} reply
 * @property {(stage: Stage) => void} stage
 * @property {(held: Version, now: Version) => void} alarm
 */
/** @typedef {{WebSocket: any, fetch: typeof fetch, now: () => number, wall: () => number, random: () => number}} World */

/** Milliseconds: time to answer after a suspension; sockets failed in a row before HTTP steps in. */
const WAKING = 2_000;
const FAILURES_BEFORE_POLLING = 2;
const SUSPENSION = 5_000;
const REQUEST_TIME = 8_000;

export class Link {
  /**
   * @param {Addresses} addresses
   * @param {Listener} on
   * @param {Version | null} held what this screen has seen of the meeting before
   * @param {World} world
   */
  constructor(addresses, on, held, world) {
    this.addresses = addresses;
    this.on = on;
    this.world = world;
    this.held = held;
    /** @type {Version | null} */
    this.heldMine = null;
    /** @type {any} */
    this.socket = null;
    this.isGreeted = this.wasGreeted = this.isFresh = this.isDialing = this.isAsking = false;
    this.heard = this.failures = this.dialAt = this.dialledAt = this.beatAt = this.heardAt = this.pollAt = 0;
    this.answerBy = Infinity;
    this.polledAt = -Infinity;
    /** Milliseconds by which the server's clock is ahead of this device's. */
    this.ahead = 0;
    this.token = this.etag = this.epoch = "";
    /** @type {import("./retry.js").Answer | ""} */
    this.ended = "";
    /** @type {Stage | ""} */
    this.told = "";
    this.tickedAt = { now: world.now(), wall: world.wall() };
  }

  /** Do what is due; called four times a second. */
  tick() {
    const now = this.world.now();
    const slept = this.world.wall() - this.tickedAt.wall - (now - this.tickedAt.now);
    this.tickedAt = { now, wall: this.world.wall() };
    if (this.ended) return this.tell();
    if (slept > SUSPENSION) this.wake();
    if (this.socket) this.tend(now);
    else if (now >= this.dialAt) void this.dial();
    if (!this.isGreeted && this.failures >= FAILURES_BEFORE_POLLING && now >= this.pollAt) void this.poll();
    this.tell();
  }

  /** @param {number} now */
  tend(now) {
    const since = this.isGreeted ? this.heardAt : this.dialledAt;
    if (now - since >= SILENCE || now >= this.answerBy) this.drop();
    else if (this.isGreeted && now - this.beatAt >= HEARTBEAT) this.beat();
  }

  /** The page became visible, woke from sleep or came online: nothing shown counts until the server speaks again. */
  wake() {
    if (this.ended) return;
    if (this.isGreeted) {
      this.isFresh = false;
      this.answerBy = this.world.now() + WAKING;
      this.beat();
    } else {
      this.dialAt = this.pollAt = 0;
    }
  }

  async dial() {
    if (this.isDialing) return;
    this.isDialing = true;
    try {
      if (this.addresses.token && !this.token) await this.fetchToken();
      if (!this.ended) this.open();
    } catch {
      this.lose();
    } finally {
      this.isDialing = false;
    }
  }

  open() {
    const query = this.token ? `?token=${encodeURIComponent(this.token)}` : "";
    this.token = "";
    const socket = new this.world.WebSocket(this.addresses.socket + query);
    this.socket = socket;
    this.heard = 0;
    this.dialledAt = this.world.now();
    this.answerBy = Infinity;
    socket.onmessage = (/** @type {{data: string}} */ event) => this.socket === socket && this.hear(JSON.parse(event.data));
    socket.onclose = (/** @type {{code: number}} */ event) => this.socket === socket && this.closed(event.code);
  }

  async fetchToken() {
    const response = await this.request(this.addresses.token);
    if (response.ok) this.token = (await response.json()).token;
    else if (!this.endsWith(response)) throw new Error(`token: ${response.status}`);
  }

  beat() {
    this.beatAt = this.world.now();
    const { epoch, v } = this.held ?? { epoch: this.epoch, v: 0 };
    this.socket.send(JSON.stringify({ type: "heartbeat", epoch, v, heard: this.heard }));
  }

  /** @param {any} message */
  hear(message) {
    this.heard += 1;
    this.heardAt = this.world.now();
    this.answerBy = Infinity;
    // After a hello or a sleep, buttons wait until what is shown is known to be what the server has.
    this.isFresh ||= message.type === "frame" || (message.epoch === this.held?.epoch && message.v === this.held?.v);
    if (message.now) this.ahead = Date.parse(message.now) - this.world.wall();
    if (message.token && this.addresses.token) this.token = message.token;
    if (message.type === "hello") this.greet(message);
    else if (message.type === "reply") this.on.reply(message);
    else this.take(message);
    this.tell();
  }

  /** @param {Version} hello */
  greet(hello) {
    this.isGreeted = this.wasGreeted = true;
    this.failures = 0;
    this.epoch = hello.epoch;
    this.beatAt = this.world.now();
    this.compare(this.held, hello);
  }

  /**
   * @param {Version | null} held
   * @param {Version} offered
   */
  compare(held, offered) {
    if (held === null || !isBehind(held, offered)) return;
    this.held = this.heldMine = null;
    this.on.alarm(held, { epoch: offered.epoch, v: offered.v });
  }

  /** @param {any} message */
  take(message) {
    const version = { epoch: message.epoch, v: message.v };
    if (message.type === "frame" && isTakeable(this.held, version)) {
      this.held = version;
      this.on.frame(message);
    } else if (message.type === "mine" && isTakeable(this.heldMine, version)) {
      this.heldMine = version;
      this.on.mine(message);
    }
  }

  /** @param {number} code */
  closed(code) {
    const answer = afterClose(code);
    if (answer !== "retry") this.end(answer);
    else this.lose(code === LIMITED ? REST : 0);
  }

  drop() {
    const socket = this.socket;
    this.lose();
    socket.close();
  }

  /** @param {number} [rest] milliseconds to stay away in any case */
  lose(rest = 0) {
    this.failures = this.isGreeted ? 0 : this.failures + 1;
    this.isGreeted = this.isFresh = false;
    this.socket = null;
    this.dialAt = this.world.now() + rest + wait(this.failures, this.addresses.cap, this.world.random);
    this.tell();
  }

  /** @param {import("./retry.js").Answer} answer */
  end(answer) {
    this.ended = answer;
    this.isGreeted = this.isFresh = false;
    this.socket = null;
    this.tell();
  }

  async poll() {
    if (this.isAsking) return;
    this.isAsking = true;
    const asked = this.held;
    try {
      const response = await this.request(this.addresses.state, { "If-None-Match": this.etag });
      if (response.ok) this.answered(await response.json(), asked, response.headers.get("ETag") ?? "");
      if (response.ok || response.status === 304) this.polledAt = this.world.now();
      else this.endsWith(response);
    } catch {
      // The stage says that nothing was heard; the next poll comes by itself.
    } finally {
      this.isAsking = false;
      this.pollAt = this.world.now() + this.addresses.pollEvery;
      this.tell();
    }
  }

  /**
   * @param {{frame: any, mine: any}} state
   * @param {Version | null} asked
   * @param {string} etag
   */
  answered({ frame, mine }, asked, etag) {
    this.etag = etag;
    if (!frame) return;
    // Behind only what was held when the question left: the socket may have brought something newer meanwhile.
    if (asked === this.held) this.compare(asked, frame);
    this.take(frame);
    if (mine) this.take(mine);
  }

  /**
   * Send a command; false where there is no link to send it on.
   * @param {Command} command
   */
  send(command) {
    const stage = this.stage();
    if (stage === "live") this.socket.send(JSON.stringify(command));
    else if (stage === "polling") void this.post(command);
    return stage === "live" || stage === "polling";
  }

  /** @param {Command} command */
  async post(command) {
    try {
      const headers = { "Content-Type": "application/json", "X-CSRFToken": this.addresses.csrf };
      const response = await this.request(this.addresses.act, headers, JSON.stringify(command));
      this.on.reply(await response.json());
      this.pollAt = 0;
    } catch {
      // No answer: whoever waits for one sends the command again with the same id.
    }
  }

  /**
   * @param {string} url
   * @param {Record<string, string>} [headers]
   * @param {string} [body]
   */
  request(url, headers = {}, body) {
    const signal = AbortSignal.timeout(REQUEST_TIME);
    return this.world.fetch(url, { method: body ? "POST" : "GET", headers, body, signal, cache: "no-store" });
  }

  /** @param {{status: number}} response */
  endsWith({ status }) {
    if (status === 401 || status === 403) this.end("sign-in");
    if (status === 404) this.end("forbidden");
    if (status === 409) this.end("superseded");
    return this.ended !== "";
  }

  /** @returns {Stage} */
  stage() {
    if (this.ended) return this.ended;
    if (this.isGreeted && this.isFresh) return "live";
    if (this.world.now() - this.polledAt < SILENCE) return "polling";
    return this.isGreeted || (this.failures === 0 && !this.wasGreeted) ? "connecting" : "lost";
  }

  tell() {
    const stage = this.stage();
    if (stage === this.told) return;
    this.told = stage;
    this.on.stage(stage);
  }
}
