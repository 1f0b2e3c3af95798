// The seat terminal: three buttons and their keys, what became of the press, and the sounds that go with it.

import { keyWorked, pressAnswered, pressSent } from "./check.js";
import { Chime } from "./chime.js";
import { Kept } from "./kept.js";
import { KeyGate } from "./keys.js";
import { isLetter, LetterBox, sheet } from "./letters.js";
import { followDocuments, redraw } from "./parts.js";
import { heldFor, isAnsweredBy, isOfAnotherMode, nextPress, Replies, sayPress } from "./presses.js";
import { mayDo } from "./profile.js";
import { keyOf, Queue } from "./queue.js";
import { extendReading, readPapers, showPage } from "./reader.js";
import { REST, Rest } from "./rest.js";
import { Screen } from "./screen.js";
import { makeTabs } from "./tabs.js";
import { askForScreen, measure, stayAwake, stayHere } from "./terminal.js";

/** @typedef {import("./outbox.js").Command} Command */

const PRESS = "ballot.cast";
const kept = new Kept(() => sessionStorage, `${document.body.dataset.meeting}:${document.body.dataset.me}`);
/** Milliseconds for which a vote just opened is pointed out to the eye, as its chime does to the ear. */
const FRESH = 3_000;
const rest = new Rest();
const queue = new Queue();
const letters = new LetterBox(queue);
const chime = new Chime(() => new AudioContext());
/** The number of the last press for oneself ("") and for each person represented. @type {Map<string, number>} */
const numbers = new Map();
const replies = new Replies();

/** @param {Command} command */
const isPress = (command) => command.type === PRESS;

/**
 * @param {Command} command
 * @param {Screen} screen
 */
function edit(command, screen) {
  if (isLetter(command)) return isWritten(command, screen) ? null : letters.take(command, screen.outbox.waiting);
  if (!isPress(command)) return command;
  if (command !== queue.leaving && rest.isResting(performance.now())) return null;
  replies.kept.delete(keyOf(command));
  if (command === queue.leaving) return command;
  const { waiting } = screen.outbox;
  const person = command.person ?? "";
  const press = nextPress(heldFor(screen.state.mine, person), numbers.get(person) ?? 0);
  numbers.set(person, press);
  pressSent(command);
  // A newer press takes the place of the one before it at once; behind one for somebody else, or an answer, it waits.
  const isBehind = waiting !== null && (isPress(waiting) || isLetter(waiting)) && keyOf(waiting) !== keyOf(command);
  return queue.take({ ...command, press }, isBehind ? waiting : null);
}

/**
 * Whether an answer is the one that is recorded or on its way already.
 * @param {Command} command
 * @param {Screen} screen
 */
function isWritten(command, screen) {
  const letter = screen.state.mine?.letters?.letters.find((/** @type {any} */ one) => one.motion === command.motion);
  if (!letter || command === queue.leaving) return false;
  const { stage, choice } = letters.say(letter, answering(screen));
  return stage !== "none" && stage !== "refused" && choice === command.choice;
}

/** @param {Screen} screen */
const answering = ({ state, outbox, isReady }) => ({ v: state.mine?.v ?? 0, waiting: outbox.waiting, sending: state.sending, isReady });

/** @param {Screen} screen */
function extendLetters(screen) {
  const { state, last, reply } = screen;
  const lines = state.mine?.letters?.letters;
  letters.answered(last, reply);
  if (!lines) return;
  const known = answering(screen);
  const held = lines.map((/** @type {any} */ one) => letters.held(one, known.v));
  const cards = sheet(state.items, lines, (letter) => letters.say(letter, known));
  state.letters = {
    left: held.filter((/** @type {any} */ { choice }) => choice === "").length,
    of: lines.length,
    waits: cards?.some(({ motions }) => motions.some(({ stage }) => stage === "pending")) ?? true,
    cards,
  };
}

/** @param {Screen} screen */
function extend(screen) {
  const { state, outbox } = screen;
  const press = outbox.waiting && isPress(outbox.waiting) ? outbox.waiting : null;
  if (press && (isAnsweredBy(press, heldFor(state.mine, press.person)) || isOfAnotherMode(press, state.vote))) {
    outbox.waiting = null;
    state.sending = "";
  }
  for (const [key, one] of queue.waits) if (isPress(one) && isOfAnotherMode(one, state.vote)) queue.waits.delete(key);
  if (state.mine && state.mine.epoch !== replies.epoch) letters.restored();
  replies.follow(state.mine?.epoch);
  const { last, reply } = screen;
  if (last && isPress(last) && reply?.id === last.id) replies.note(keyOf(last), reply, heldFor(state.mine, last.person));
  restButtons(screen);
  extendReading(screen);
  extendLetters(screen);
  state.press = said(screen, "", state.mine ?? null);
  const others = state.vote ? (state.mine?.proxies ?? []) : [];
  state.represented = others
    .filter((/** @type {any} */ one) => one.vote === state.vote.id)
    .map((/** @type {any} */ one) => ({ ...one, press: said(screen, one.person, heldFor(state.mine, one.person)) }));
}

/**
 * What the seat says of its own vote, or of that of somebody it represents.
 * @param {Screen} screen
 * @param {string} person
 * @param {import("./presses.js").Mine | null} mine
 */
function said({ state, outbox, isReady }, person, mine) {
  const vote = state.vote?.id ?? "";
  const key = keyOf({ person, vote });
  const under = outbox.waiting && isPress(outbox.waiting) && keyOf(outbox.waiting) === key ? outbox.waiting : null;
  const waiting = queue.waits.get(key) ?? under;
  const sending = state.sending || (isReady ? "sending" : "trying");
  return sayPress({ sending: waiting && sending, waiting, reply: replies.of(key, mine), mine, vote });
}

/** @param {Screen} screen */
function restButtons(screen) {
  const { state } = screen;
  const { vote, mine } = state;
  const votes = mine?.standing === "present" || mine?.proxies?.some((/** @type {any} */ one) => one.vote === vote?.id);
  const mayVote = vote?.stage === "open" && vote.at_terminals && mine?.vote === vote.id && votes;
  const now = performance.now();
  const wasResting = rest.isResting(now);
  rest.appear(mayVote ? `${vote.id} ${vote.mode}` : "", now);
  state.rests = rest.isResting(now);
  if (state.rests && !wasResting) setTimeout(() => screen.render(), REST);
}

/** @type {string | undefined} */
let stageSeen;

/**
 * A vote was opened, or goes on after a hold or in another way: the ear and the eye are told alike, and what lies above it is put away.
 * @param {import("./conditions.js").State} state
 */
function tellOpened({ frame, vote }) {
  if (!frame) return;
  const stage = vote ? `${vote.id} ${vote.stage} ${vote.mode}` : "";
  const isNew = stageSeen !== undefined && stage !== stageSeen && vote?.stage === "open";
  stageSeen = stage;
  if (!isNew) return;
  if (mayDo("sound")) chime.play("open");
  document.documentElement.dataset.fresh = "";
  setTimeout(() => delete document.documentElement.dataset.fresh, FRESH);
  for (const open of document.querySelectorAll("details[open]")) open.removeAttribute("open");
  turnTo("now");
}

let recordShown = "";

/**
 * Have the server draw the own record again while it is looked at and something of it has changed.
 * @param {Screen} screen
 */
function followOwnRecord({ state }) {
  const { vote, mine } = state;
  if (!mine || !document.querySelector("#seat-record")?.getClientRects().length) return;
  const now = [mine.is_checked_in, mine.standing, mine.cast_at, mine.has_objected, vote?.id, vote?.stage, vote?.mode].join(" ");
  if (recordShown === now) return;
  recordShown = now;
  void redraw(["own-record"]).then((isDone) => isDone || (recordShown = ""));
}

/** @param {Screen} screen */
function shown(screen) {
  followDocuments(screen);
  showPage(screen);
  followOwnRecord(screen);
  pressAnswered(screen.reply);
  tellOpened(screen.state);
  for (const button of document.querySelectorAll(".ballot button.choice")) {
    button.setAttribute("aria-pressed", String(button.closest("form")?.dataset.chosen === button.getAttribute("value")));
  }
  for (const button of document.querySelectorAll(".letter-choices button")) {
    button.setAttribute("aria-pressed", String(button.parentElement?.dataset.chosen === button.getAttribute("value")));
  }
  tellRecorded(screen);
  tellWritten(screen);
  const { waiting } = screen.outbox;
  kept.save(waiting && (isPress(waiting) || isLetter(waiting)) ? waiting : null, [...queue.waits.values()], Date.now());
  queue.follow(screen);
}

let writtenTold = "";

/** @param {Screen} screen */
function tellWritten(screen) {
  const { last, reply } = screen;
  if (!last || !isLetter(last) || !reply?.ok || reply.id !== last.id || writtenTold === last.id) return;
  writtenTold = last.id;
  screen.announce(`${screen.words("announced", "written")}: ${screen.words("choice", last.choice)}`);
  if (mayDo("sound")) chime.play("recorded");
}

/** What was told last, by person. @type {Map<string, string>} */
const told = new Map();

/** @param {Screen} screen */
function tellRecorded(screen) {
  const { press, represented } = screen.state;
  tellOneRecorded(screen, "", "", press);
  for (const one of represented ?? []) tellOneRecorded(screen, one.person, `${one.name}. `, one.press);
}

/**
 * @param {Screen} screen
 * @param {string} person
 * @param {string} whose
 * @param {import("./presses.js").Said} press
 */
function tellOneRecorded(screen, person, whose, press) {
  if (press?.stage !== "recorded") return;
  const key = `${screen.state.vote?.id} ${press.choice} ${press.at}`;
  if (key !== told.get(person) && screen.last) {
    screen.announce(`${whose}${screen.words("announced", "recorded")}: ${screen.words("choice", press.choice)}`);
    if (mayDo("sound")) chime.play("recorded");
  }
  told.set(person, key);
}

const screen = new Screen({ isPersonal: true, edit, extend, shown, isQuiet: (command) => isPress(command) || isLetter(command) });
const turnTo = makeTabs("seat-tab", () => screen.render());
/** Whether the paper that is read was opened from the sheet of answers, to which its reader goes back. */
let isFromSheet = false;
document.addEventListener("submit", ({ target }) => {
  if (!(target instanceof HTMLFormElement) || target.dataset.read === undefined) return;
  const isOpening = target.closest(".letters") !== null;
  if (isOpening) turnTo("agenda");
  else if (isFromSheet && !target.elements.namedItem("paper")) turnTo("now");
  else return;
  isFromSheet = isOpening;
});
readPapers(screen);
const [unanswered, ...waiting] = kept.load(Date.now());
for (const command of [unanswered, ...waiting]) if (command && isPress(command)) numbers.set(command.person ?? "", command.press);
for (const command of waiting) queue.take(command, command);
if (unanswered) {
  screen.last = unanswered;
  screen.outbox.put(unanswered, performance.now());
}
screen.start();
measure(document);
askForScreen(document);
stayAwake(document, navigator.wakeLock);
stayHere(window);

/** @param {string} key */
function pressed(key) {
  if (!/^[1-3]$/.test(key) || !mayDo("keys")) return;
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

for (const gesture of ["pointerdown", "keydown"]) document.addEventListener(gesture, () => chime.arm());

document.addEventListener("keydown", (event) => {
  const isInField = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isInField) return;
  gate.take(event.key, performance.now());
});
