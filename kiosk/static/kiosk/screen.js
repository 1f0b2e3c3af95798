// Starts a screen of a running meeting: link, state, blanks, forms, live region. What one audience adds is in its own module.

import { commandFrom } from "./acts.js";
import { announcements } from "./announce.js";
import { fill, runClocks, wordsOf } from "./fill.js";
import { isCollecting } from "./letters.js";
import { Link } from "./link.js";
import { Outbox } from "./outbox.js";
import { followProfile } from "./profile.js";
import { HALL_CAP, SILENCE } from "./retry.js";
import { Witness } from "./witness.js";

/** @typedef {import("./conditions.js").State} State */
/** @typedef {import("./outbox.js").Command} Command */
/** @typedef {import("./outbox.js").Reply} Reply */
/**
 * What an audience adds. `extend` computes further state before each filling; `edit` may change or stop (null) a command
 * before it leaves; what became of a command `isQuiet` about is not told in the line of replies. One that `isPersonal` shows
 * `mine` beside the frame.
 * @typedef {{cap?: number, pollEvery?: number, isPersonal?: boolean, extend?: (screen: Screen) => void, shown?: (screen: Screen) => void,
 *   edit?: (command: Command, screen: Screen) => Command | null, isQuiet?: (command: Command) => boolean}} Audience
 */

/** Milliseconds. */
const TICK = 250;
const RELOAD_PAUSE = 30_000;
const REPLY_TIME = 8_000;

export class Screen {
  /** @param {Audience} audience */
  constructor(audience) {
    this.audience = audience;
    this.page = document.body.dataset;
    this.words = wordsOf(document);
    this.outbox = new Outbox();
    this.witness = new Witness(storage(), this.page.meeting ?? "");
    /** @type {State} */
    this.state = { link: "loading", sending: "", frame: null, me: this.page.me ?? "", role: this.page.role ?? "" };
    this.isReady = false;
    /** @type {Reply | null} */
    this.reply = null;
    this.repliedAt = 0;
    /** @type {Command | null} */
    this.last = null;
    /** @type {HTMLFormElement | null} */
    this.form = null;
    this.link = new Link(this.addresses(), this.listener(), this.witness.recall(), world());
  }

  start() {
    document.documentElement.dataset.scripted = "";
    document.addEventListener("submit", (event) => this.submitted(event));
    followProfile(document);
    addEventListener("online", () => this.link.wake());
    addEventListener("pageshow", (event) => event.persisted && this.link.wake());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.link.wake());
    document.getElementById("alarm-close")?.addEventListener("click", () => this.alarm(""));
    this.alarm(this.witness.alarm);
    setInterval(() => this.tick(), TICK);
    this.tick();
    return this;
  }

  addresses() {
    const { socket = "", state = "", act = "", token = "" } = this.page;
    const csrf = document.querySelector("input[name=csrfmiddlewaretoken]")?.getAttribute("value") ?? "";
    const origin = location.origin.replace(/^http/, "ws");
    const { cap = HALL_CAP, pollEvery = 2_000 } = this.audience;
    return { socket: origin + socket, state, act, token, csrf, cap, pollEvery };
  }

  /** @returns {import("./link.js").Listener} */
  listener() {
    return {
      frame: (frame) => this.frame(frame),
      mine: (mine) => this.show({ mine }),
      reply: (reply) => this.replied(reply),
      stage: (stage) => this.staged(stage),
      alarm: (held, now) => this.alarm(this.words("alarm", "behind").replace("%(held)s", String(held.v)).replace("%(now)s", String(now.v))),
    };
  }

  /** @param {any} frame */
  frame(frame) {
    const said = announcements(this.state.frame, frame);
    this.witness.keep({ epoch: frame.epoch, v: frame.v, checkpoint: frame.checkpoint });
    // Laid over the rest, a frame's fields are read as the templates name them: vote.title, meeting.stage.
    this.show({ ...frame, frame });
    if (said.length) this.announce(said.map(({ key, text }) => (key ? `${this.words("announced", key)}. ${text}` : text)).join(" "));
  }

  /** @param {State} change */
  show(change) {
    Object.assign(this.state, change);
    this.render();
  }

  render() {
    this.state.sending = this.outbox.stage(performance.now());
    this.state.collecting = this.collects();
    this.state.awaits = this.state.collecting && this.state.console?.letters?.is_complete === false;
    this.audience.extend?.(this);
    if (this.isWhole()) fill(document, this.filling());
    this.enable();
    this.audience.shown?.(this);
  }

  /** Whether answers are collected now: that ends without a word of the server. */
  collects() {
    return isCollecting(this.state.meeting, Date.now() + this.link.ahead);
  }

  /** Whether everything that is shown here was heard; until then the page stands as the server drew it, and nothing works. */
  isWhole() {
    return this.state.frame !== null && (!this.audience.isPersonal || this.state.mine !== undefined);
  }

  /** @returns {import("./fill.js").Filling} */
  filling() {
    return { state: this.state, words: this.words, timeZone: this.page.timeZone ?? "UTC", now: Date.now() + this.link.ahead };
  }

  tick() {
    const now = performance.now();
    this.link.tick();
    if (this.isReady) this.resend(this.outbox.due(now));
    if (this.outbox.stage(now) !== this.state.sending || this.collects() !== Boolean(this.state.collecting)) this.render();
    if (this.reply?.ok && now - this.repliedAt > REPLY_TIME) this.hush();
    if (this.isWhole()) runClocks(document, this.filling());
    this.say();
    const heardAt = Math.max(this.link.heardAt, this.link.polledAt);
    document.documentElement.toggleAttribute("data-stale", now - heardAt >= SILENCE);
  }

  /** @param {import("./link.js").Stage} stage */
  staged(stage) {
    this.isReady = stage === "live" || stage === "polling";
    if (this.isReady) this.resend(this.outbox.relinked(performance.now()));
    if (stage === "sign-in") this.reload();
    this.state.link = stage;
    const line = document.getElementById("link");
    if (line) {
      line.dataset.link = stage;
      line.textContent = this.words("link", stage);
    }
    this.render();
  }

  /** Load the page anew, which leads to signing in where that has ended; never twice in a short while. */
  reload() {
    const now = Date.now();
    const at = Number(history.state?.reloadedAt ?? 0);
    if (now - at < RELOAD_PAUSE) return;
    history.replaceState({ reloadedAt: now }, "");
    location.reload();
  }

  /** @param {Command | null} command */
  resend(command) {
    if (command) this.link.send(command);
  }

  /** Nothing can be pressed unless the link is live and the newest state is on the screen. */
  enable() {
    const mayPress = this.isReady && this.isWhole();
    for (const group of document.querySelectorAll("fieldset[data-live]")) {
      const isOthers = group.closest("[data-acts=false]") !== null && !group.hasAttribute("data-anyone");
      group.toggleAttribute("disabled", !mayPress || isOthers || (group.hasAttribute("data-once") && this.state.sending !== ""));
    }
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.act === undefined) return;
    event.preventDefault();
    this.form = form;
    this.send(commandFrom(form, event.submitter));
  }

  /**
   * Send a command now, or say that it was not sent; what has to wait for another is kept by the audience.
   * @param {Command} command
   */
  send(command) {
    const edited = this.audience.edit ? this.audience.edit(command, this) : command;
    if (edited === null) return this.render();
    this.last = edited;
    if (this.isReady && this.link.send(edited)) {
      this.outbox.put(edited, performance.now());
      this.reply = null;
    } else {
      this.reply = { id: edited.id, ok: false, code: "not-sent", text: this.words("sending", "offline") };
    }
    this.render();
    this.say();
  }

  /** @param {Reply} reply */
  replied(reply) {
    if (!this.outbox.answer(reply)) return;
    this.reply = reply;
    this.repliedAt = performance.now();
    if (reply.ok) this.tidy();
    this.render();
    this.say();
  }

  /** Empty and close the form whose command was done. */
  tidy() {
    this.form?.reset();
    this.form?.closest("details")?.removeAttribute("open");
    this.form = null;
  }

  /** Put into words what became of the last command. */
  say() {
    const line = document.getElementById("reply");
    if (!line || this.last === null || this.audience.isQuiet?.(this.last)) return;
    const text = this.state.sending ? this.words("sending", this.state.sending) : (this.reply?.text ?? "");
    if (line.textContent !== text) line.textContent = text;
    line.dataset.mood = this.state.sending || (this.reply?.ok ? "ok" : "refused");
  }

  /** Take away an answer that was read long ago. */
  hush() {
    const line = document.getElementById("reply");
    if (line && this.last && !this.audience.isQuiet?.(this.last)) {
      line.textContent = line.dataset.mood = "";
      this.last = null;
    }
  }

  /** @param {string} text */
  announce(text) {
    const region = document.getElementById("announced");
    if (region) region.textContent = text;
  }

  /** @param {string} text shown, over reloads too, until somebody puts it away; empty to put it away */
  alarm(text) {
    this.witness.alarm = text;
    const box = document.getElementById("alarm");
    const line = document.getElementById("alarm-text");
    if (!box || !line) return;
    line.textContent = text;
    box.hidden = text === "";
  }
}

function storage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** @returns {import("./link.js").World} */
function world() {
  return {
    WebSocket,
    fetch: (input, init) => fetch(input, init),
    now: () => performance.now(),
    wall: () => Date.now(),
    random: () => Math.random(),
  };
}
