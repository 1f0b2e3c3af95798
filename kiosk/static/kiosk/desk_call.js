// A roll call at the clerk's desk: single keys enter answers, and the next name is picked; the list itself is answers.js's.

import { AnswerSheet } from "./answers.js";
import { KeyGate } from "./keys.js";

/** @typedef {import("./outbox.js").Command} Command */
/** @typedef {import("./screen.js").Screen} Screen */

const ENTER = "answer.enter";
const sheet = new AnswerSheet();

/**
 * Note an answer about to leave; null where it has to wait for the one before.
 * @param {Command} command
 * @param {Screen} screen
 */
export function editAnswer(command, { outbox }) {
  if (command.type !== ENTER || sheet.isTaken(command)) return command;
  return sheet.enter(command, outbox.waiting !== null);
}

/** @param {Screen} screen */
export function pickNext({ state, reply }) {
  const lines = state.console?.answers ?? [];
  sheet.follow([state.vote?.id, state.vote?.mode, state.vote?.stage].join(" "), lines);
  sheet.answered(reply);
  state.picked = sheet.picked(lines);
}

let modeSeen = "";

/** Bring what a vote off the terminals needs into sight. @param {string} mode */
function show(mode) {
  if (mode !== modeSeen) document.querySelector(":is(.answers, .hands, .paper-count):not([hidden])")?.scrollIntoView({ block: "start" });
  modeSeen = mode;
}

/** @param {Screen} screen */
export function followCall(screen) {
  show(screen.state.vote?.mode ?? "");
  mark(screen.state.picked?.person ?? "");
  if (sheet.queue.length > 0 && screen.isReady && screen.outbox.waiting === null) queueMicrotask(() => sendNext(screen));
}

/** @param {Screen} screen */
function sendNext(screen) {
  const command = screen.outbox.waiting === null ? sheet.next() : null;
  if (command) screen.send(command);
}

/**
 * Check whose answer comes next and keep the name in sight; the focus stays where it is.
 * @param {string} person
 */
function mark(person) {
  for (const radio of document.querySelectorAll("#answer input[name=person]")) {
    if (!(radio instanceof HTMLInputElement) || radio.checked === (radio.value === person)) continue;
    radio.checked = !radio.checked;
    if (radio.checked) radio.closest("li")?.scrollIntoView({ block: "nearest" });
  }
}

/**
 * Listen to names chosen by hand and to keys, which work only where nothing is being typed.
 * @param {Screen} screen
 */
export function takeKeys(screen) {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches("#answer input[name=person]")) return;
    sheet.choose(target.value);
    screen.render();
  });
  const gate = new KeyGate((key) => pressed(key, screen), {
    set: (act, wait) => setTimeout(act, wait),
    clear: (timer) => clearTimeout(timer),
  });
  document.addEventListener("keydown", (event) => {
    const isInField = event.target instanceof Element && event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]");
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isInField) return;
    gate.take(event.key, performance.now());
  });
}

/**
 * @param {string} key
 * @param {Screen} screen
 */
function pressed(key, screen) {
  const button = /^[0-3]$/.test(key) ? document.querySelector(`#answer button[data-key="${key}"]`) : null;
  if (button instanceof HTMLButtonElement && screen.state.picked && !button.closest("[hidden]")) button.click();
}
