// A letter at the clerk's desk: whose it is, then every motion with its choice, by single keys; what was entered is shown until another is chosen.

import { KeyGate } from "./keys.js";
import { isLetter, LetterBox } from "./letters.js";
import { Queue } from "./queue.js";

/** @typedef {import("./outbox.js").Command} Command */
/** @typedef {import("./screen.js").Screen} Screen */

export const queue = new Queue();
const box = new LetterBox(queue);
let chosen = "";
let whose = "";

/** @param {string} name */
const field = (name) => /** @type {HTMLSelectElement | null} */ (document.querySelector(`#letter [name=${name}]`));

/**
 * Note an answer about to leave; null where it has to wait for the one before.
 * @param {Command} command
 * @param {Screen} screen
 */
export function editLetter(command, { outbox }) {
  if (!isLetter(command)) return command;
  // One that waited leaves by itself, maybe after somebody chose another motion or another person.
  if (command !== queue.leaving) chosen = "";
  return box.take(command, outbox.waiting);
}

/** @param {Screen} screen */
export function pickLetter({ state, last, reply, outbox, isReady }) {
  box.answered(last, reply);
  const motions = state.console?.letters?.motions ?? [];
  const known = { v: 0, waiting: outbox.waiting, sending: state.sending, isReady };
  const entering = motions.map((/** @type {any} */ line) => ({ ...line, press: box.say({ ...line, person: whose, choice: "", written_at: null, is_entered: true }, known) }));
  const isDue = (/** @type {any} */ line) => line.press.stage === "none";
  state.entering = entering;
  state.motion = entering.find((/** @type {any} */ line) => line.motion === chosen) ?? (whose ? entering.find(isDue) : null) ?? null;
}

/** @param {Screen} screen */
export function followLetter(screen) {
  for (const radio of document.querySelectorAll("#letter input[name=motion]")) {
    if (!(radio instanceof HTMLInputElement)) continue;
    const isPicked = radio.value === (screen.state.motion?.motion ?? "");
    if (radio.checked === isPicked) continue;
    radio.checked = isPicked;
    if (isPicked) radio.closest("li")?.scrollIntoView({ block: "nearest" });
  }
  // A form that was done is emptied, but whose letter it is stays.
  const select = field("person");
  if (select && select.value === "" && whose) select.value = whose;
  queue.follow(screen);
}

/**
 * Listen to whose letter is chosen, to motions chosen by hand, and to keys, which work only where nothing is being typed.
 * @param {Screen} screen
 */
export function takeLetterKeys(screen) {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.matches("#letter :is([name=person], [name=motion])")) return;
    if (target instanceof HTMLInputElement) choose(target.value);
    else turnTo(field("person")?.value ?? "");
    screen.render();
  });
  const gate = new KeyGate(pressed, { set: (act, wait) => setTimeout(act, wait), clear: (timer) => clearTimeout(timer) });
  document.addEventListener("keydown", (event) => {
    const isInField = event.target instanceof Element && event.target.closest("input:not([type=radio]), textarea, select:not(#letter select), [contenteditable]");
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isInField) return;
    gate.take(event.key, performance.now());
  });
}

/**
 * Go on with this motion.
 * @param {string} motion
 */
export function choose(motion) {
  chosen = motion;
}

/**
 * Go on with the letter of this person; what was told of the one before is laid aside.
 * @param {string} person
 */
export function turnTo(person) {
  box.forget(whose);
  whose = person;
  chosen = "";
}

/** @param {string} key */
function pressed(key) {
  const button = /^[1-3]$/.test(key) ? document.querySelector(`#letter button[data-key="${key}"]`) : null;
  if (button instanceof HTMLButtonElement && whose && !button.closest("[hidden]")) button.click();
}
