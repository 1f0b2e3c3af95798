// Fills a page's blanks with a state, as screens.py did on the server: text only, no markup ever comes from the wire.

import { clockText, minutes, phase, span, timeLeft } from "./clock.js";
import { holds, plain, resolve } from "./conditions.js";

/** @typedef {import("./conditions.js").State} State */
/** @typedef {(group: string, key: string) => string} Words */
/** What is filled in; `now` is the server's time in milliseconds, from which speeches are counted. */
/** @typedef {{state: State, words: Words, timeZone: string, now: number}} Filling */

/**
 * Fill everything below `root`.
 * @param {ParentNode} root
 * @param {Filling} filling
 */
export function fill(root, filling) {
  // Lists first: their rows are blanks of their own.
  for (const list of every(root, "[data-each]")) fillList(list, filling);
  fillBlanks(root, filling);
  for (const place of every(root, "[data-place]")) fillPlace(place, filling);
  fillPhases(root, filling);
}

/**
 * @param {ParentNode} root
 * @param {Filling} filling
 */
function fillBlanks(root, filling) {
  const { state } = filling;
  for (const element of every(root, "[data-when]")) element.toggleAttribute("hidden", !holds(state, element.dataset.when ?? ""));
  for (const element of every(root, "[data-blank]")) put(element, shown(resolve(state, element.dataset.blank ?? ""), element.dataset, filling));
  for (const input of every(root, "[data-value]")) {
    if (input instanceof HTMLInputElement || input instanceof HTMLButtonElement) input.value = plain(resolve(state, input.dataset.value ?? ""));
  }
  for (const link of every(root, "[data-address]")) link.setAttribute("href", plain(resolve(state, link.dataset.address ?? "")));
  for (const element of every(root, "[data-follows]")) {
    for (const pair of (element.dataset.follows ?? "").split(" ")) {
      const [name, path] = pair.split("=");
      element.setAttribute(`data-${name}`, plain(resolve(state, path)));
    }
  }
}

/**
 * The elements that match, but for those inside a row of a list, which its own entry fills.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
function every(root, selector) {
  const found = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector));
  const inside = root instanceof Element ? root.closest("[data-row]") : null;
  return [...found].filter((element) => element.closest("[data-row]") === inside || element.matches("[data-place]"));
}

/**
 * @param {Element} element
 * @param {string} text
 */
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * A value as its reader sees it; `shown` in screens.py is the same on the server.
 * @param {any} value
 * @param {DOMStringMap} kind
 * @param {Filling} filling
 */
function shown(value, kind, { words, timeZone, now }) {
  if (kind.words) return words(kind.words, plain(value));
  if (kind.form === "time" && value) return timeOfDay(String(value), timeZone);
  if (kind.form === "moment" && value) return dayAndTime(String(value), timeZone, words);
  if (kind.form === "left" && value) return timeLeft(String(value), now, (unit) => words("left", unit));
  if (kind.form === "elapsed" && value) return elapsed(String(value), now);
  if (kind.form === "clock" && value) return clockText(value, now);
  if (kind.form === "phase" && value) return words("phase", phase(value, now));
  if (kind.form === "span" && value) return span(Number(value));
  if (kind.form === "root" && value) return shortRoot(String(value));
  return plain(value);
}

/**
 * @param {string} at RFC 3339
 * @param {string} timeZone
 */
export function timeOfDay(at, timeZone) {
  const parts = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone }).format(new Date(at));
}

/**
 * A day and a time as the page's language writes them.
 * @param {string} at RFC 3339
 * @param {string} timeZone
 * @param {Words} words
 */
export function dayAndTime(at, timeZone, words) {
  const parts = /** @type {const} */ ({ day: "numeric", month: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const found = new Intl.DateTimeFormat("en-GB", { ...parts, timeZone }).formatToParts(new Date(at));
  const part = (/** @type {string} */ name) => found.find(({ type }) => type === name)?.value ?? "";
  const told = /** @type {Record<string, string>} */ ({ day: String(Number(part("day"))), month: words("month", String(Number(part("month")))), time: `${part("hour")}:${part("minute")}` });
  return words("moment", "day_and_time").replace(/%\((\w+)\)s/g, (_, name) => told[name]);
}

/**
 * Minutes and seconds from then to now.
 * @param {string} since RFC 3339
 * @param {number} now milliseconds
 */
export function elapsed(since, now) {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return minutes(seconds);
}

/**
 * Let the clocks of what runs go on.
 * @param {ParentNode} root
 * @param {Filling} filling
 */
export function runClocks(root, filling) {
  for (const clock of every(root, "[data-form=elapsed], [data-form=clock], [data-form=phase], [data-form=left]")) {
    put(clock, shown(resolve(filling.state, clock.dataset.blank ?? ""), clock.dataset, filling));
  }
  fillPhases(root, filling);
}

/**
 * Mark what shows the clock of a speech with how far it is, for the stylesheet.
 * @param {ParentNode} root
 * @param {Filling} filling
 */
function fillPhases(root, { state, now }) {
  for (const element of every(root, "[data-phase-of]")) {
    const speaker = resolve(state, element.dataset.phaseOf ?? "");
    const found = speaker ? phase(speaker, now) : "";
    if (element.dataset.phase !== found) element.dataset.phase = found;
  }
}

/** @param {string} note a checkpoint */
export function shortRoot(note) {
  const [, size, root] = note.split("\n");
  return root === undefined ? note.slice(0, 24) : `${size} · ${root.slice(0, 16)}`;
}

/**
 * Give a list one row for each entry; the template inside it is the form of a row.
 * @param {HTMLElement} list
 * @param {Filling} filling
 */
function fillList(list, filling) {
  const entries = resolve(filling.state, list.dataset.each ?? "");
  const form = list.querySelector("template");
  if (!form || !Array.isArray(entries)) return;
  const rows = list.querySelectorAll(":scope > [data-row]");
  for (let index = entries.length; index < rows.length; index++) rows[index].remove();
  for (let index = rows.length; index < entries.length; index++) list.append(form.content.cloneNode(true));
  list.querySelectorAll(":scope > [data-row]").forEach((row, index) => fillRow(row, entries[index], filling));
}

/**
 * @param {Element} row
 * @param {any} entry
 * @param {Filling} filling
 */
function fillRow(row, entry, filling) {
  fill(row, { ...filling, state: { ...filling.state, entry } });
}

const MARKS = /** @type {const} */ ([["voted", "vote.voted"], ["position", "vote.positions"], ["spoken", "vote.spoken"], ["link", "console.links"], ["present", "console.present"], ["excused", "console.excused"]]);

/**
 * Mark a place of the hall with what is known of it, one character of each string.
 * @param {HTMLElement} element
 * @param {Filling} filling
 */
function fillPlace(element, { state, words }) {
  const place = Number(element.dataset.place);
  for (const [name, path] of MARKS) {
    const code = plain(resolve(state, path))[place] ?? "";
    const mark = name === "position" && code ? words("code", code) : code;
    if (mark) element.setAttribute(`data-${name}`, mark);
    else element.removeAttribute(`data-${name}`);
  }
  const text = element.querySelector("[data-place-word]");
  if (text) put(text, words("position", element.dataset.position ?? ""));
}

/**
 * The words that the page carries, by group and code; the code itself where there is no word.
 * @param {Document} page
 * @returns {Words}
 */
export function wordsOf(page) {
  const template = /** @type {HTMLTemplateElement | null} */ (page.querySelector("template#words"));
  const lines = /** @type {NodeListOf<HTMLElement>} */ (template?.content.querySelectorAll("[data-word]") ?? []);
  const words = new Map([...lines].map((line) => [line.dataset.word, line.textContent ?? ""]));
  return (group, key) => (key === "" ? "" : (words.get(`${group}.${key}`) ?? key));
}
