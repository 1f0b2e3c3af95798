// The seat terminal: three buttons and their keys, and what became of the press.

import { keyWorked, pressAnswered, pressSent } from "./check.js";
import { KeyGate } from "./keys.js";
import { followDocuments } from "./parts.js";
import { isAnsweredBy, nextPress, sayPress } from "./presses.js";
import { Screen } from "./screen.js";

/** @typedef {import("./outbox.js").Command} Command */

const PRESS = "ballot.cast";
const KEPT = `press:${document.body.dataset.meeting}`;
let last = 0;

/** @param {Command} command */
const isPress = (command) => command.type === PRESS;

/**
 * @param {Command} command
 * @param {Screen} screen
 */
function edit(command, screen) {
  if (!isPress(command)) return command;
  last = nextPress(screen.state.mine, last);
  pressSent(command);
  return { ...command, press: last };
}

/** @param {Screen} screen */
function extend(screen) {
  const { state, outbox } = screen;
  if (state.mine && isAnsweredBy(outbox.waiting, state.mine)) {
    outbox.waiting = null;
    state.sending = "";
  }
  const reply = screen.last && isPress(screen.last) ? screen.reply : null;
  state.press = sayPress({ sending: state.sending, waiting: outbox.waiting, reply, mine: state.mine ?? null, vote: state.vote?.id ?? "" });
}

/** @param {Screen} screen */
function shown(screen) {
  followDocuments(screen);
  pressAnswered(screen.reply);
  for (const button of document.querySelectorAll("button[data-key]")) {
    button.setAttribute("aria-pressed", String(screen.state.press?.choice === button.getAttribute("value")));
  }
  tellRecorded(screen);
  keep(screen.outbox.waiting);
}

let told = "";

/** @param {Screen} screen */
function tellRecorded(screen) {
  const { press, vote } = screen.state;
  const key = press?.stage === "recorded" ? `${vote?.id} ${press.choice} ${press.at}` : "";
  if (key && key !== told && screen.last) screen.announce(`${screen.words("announced", "recorded")}: ${screen.words("choice", press.choice)}`);
  if (key) told = key;
}

/**
 * A press without an answer outlives a reload of the page: it is sent again with its id.
 * @param {Command | null} waiting
 */
function keep(waiting) {
  const press = waiting && isPress(waiting) ? waiting : null;
  try {
    if (press) sessionStorage.setItem(KEPT, JSON.stringify(press));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // Without a storage the press lives as long as the page.
  }
}

/** @returns {Command | null} */
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

const screen = new Screen({ edit, extend, shown, isQuiet: isPress });
const unanswered = kept();
if (unanswered) {
  last = unanswered.press;
  screen.last = unanswered;
  screen.outbox.put(unanswered, performance.now());
}
screen.start();

/** @param {string} key */
function pressed(key) {
  if (!/^[1-3]$/.test(key)) return;
  const button = document.querySelector(`button[data-key="${key}"]`);
  if (button instanceof HTMLButtonElement && !button.closest("[hidden]")) {
    keyWorked();
    button.click();
  }
}

const gate = new KeyGate(
  (key) => pressed(key),
  { set: (act, wait) => setTimeout(act, wait), clear: (timer) => clearTimeout(timer) },
);

document.addEventListener("keydown", (event) => {
  const isInField = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isInField) return;
  gate.take(event.key, performance.now());
});
