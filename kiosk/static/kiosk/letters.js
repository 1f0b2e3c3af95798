// Answers written in a sitting by correspondence: the sheet of a seat and the clerk's list of one letter. No page, no clock.

import { keyOf } from "./queue.js";

/** @typedef {import("./outbox.js").Command} Command */
/** @typedef {import("./outbox.js").Reply} Reply */
/** @typedef {{person?: string, motion: string, choice: string, written_at: string | null, is_entered: boolean}} Letter */
/** @typedef {{stage: "none" | "sending" | "trying" | "recorded" | "refused", choice: string, at: string | null, is_entered: boolean, text: string}} Said */
/** @typedef {{id: string, number: string, title: string, papers: any[], motions: any[]}} Item */

const ANSWERS = ["answer.write", "letter.enter"];

/** @param {Command} command */
export const isLetter = (command) => ANSWERS.includes(command.type);

/**
 * Whether the meeting of a frame collects answers now; kiosk/domain/letters.py says the same.
 * @param {any} meeting
 * @param {number} now the server's milliseconds
 */
export function isCollecting(meeting, now) {
  const until = meeting?.stage === "open" ? meeting.correspondence?.until : null;
  return Boolean(until) && now < Date.parse(until);
}

/**
 * The items of the agenda with the motions on them that a seat answers, each with what is said of its answer; null while
 * the agenda is not known. Where an item has several, each says its place among them: screen readers name its choices by it.
 * @param {Item[] | undefined} items
 * @param {Letter[]} letters
 * @param {(letter: Letter) => Said} say
 */
export function sheet(items, letters, say) {
  if (!items) return null;
  const own = new Map(letters.map((letter) => [letter.motion, letter]));
  const cards = items.map(({ id, number, title, papers, motions }) => {
    const answered = motions.filter((motion) => own.has(motion.id));
    const told = answered.map((motion, before) => {
      const place = answered.length > 1 ? `${before + 1} / ${answered.length}` : "";
      return { ...motion, item: { number, title }, place, press: say(/** @type {Letter} */ (own.get(motion.id))) };
    });
    return { id, number, title, papers, motions: told };
  });
  return cards.filter((card) => card.motions.length > 0);
}

/** What became of answers. Those at a seat name nobody, those entered at the clerk's desk whoever wrote the letter. */
export class LetterBox {
  /** @param {import("./queue.js").Queue} queue where answers wait for the one before them */
  constructor(queue) {
    this.queue = queue;
    /** What the server said no to. @type {Map<string, string>} */
    this.refused = new Map();
    /** What the server recorded, until its state says so too. @type {Map<string, {choice: string, at: string, v: number}>} */
    this.done = new Map();
    /** The command whose reply was noted last. */
    this.noted = "";
  }

  /**
   * Take an answer about to leave; null where it has to wait for the one before.
   * @param {Command} command
   * @param {Command | null} waiting
   * @returns {Command | null}
   */
  take(command, waiting) {
    if (command !== this.queue.leaving) this.refused.delete(keyOf(command));
    return this.queue.take(command, waiting);
  }

  /**
   * Note, once, what became of an answer. One that waits behind it replaces it, or is dropped where it says the same.
   * @param {Command | null} command
   * @param {Reply | null} reply
   */
  answered(command, reply) {
    if (!command || !isLetter(command) || reply?.id !== command.id || reply.id === this.noted) return;
    this.noted = command.id;
    const key = keyOf(command);
    if (!reply.ok) {
      this.refused.set(key, reply.text);
      return;
    }
    const at = reply.at ?? "";
    this.done.set(key, { choice: command.choice, at, v: reply.v ?? 0 });
    const behind = this.queue.waits.get(key);
    if (behind?.choice === command.choice) this.queue.waits.delete(key);
    else if (behind?.after !== undefined) this.queue.waits.set(key, { ...behind, after: at });
  }

  /**
   * Forget what was recorded, and what was refused of the person whose letter is laid aside: that was seen.
   * @param {string} person
   */
  forget(person) {
    this.done.clear();
    for (const key of this.refused.keys()) if (key.startsWith(`${person} `)) this.refused.delete(key);
  }

  /** Forget what was recorded before the server's state was put back to an earlier one. */
  restored() {
    this.done.clear();
  }

  /**
   * What the server holds of an answer, by its last word.
   * @param {Letter} letter
   * @param {number} v the version that the letter belongs to
   */
  held(letter, v) {
    const told = this.done.get(keyOf(letter));
    if (told && told.v > v) return { choice: told.choice, at: told.at, is_entered: false };
    return { choice: letter.choice, at: letter.written_at, is_entered: letter.is_entered };
  }

  /**
   * What is said of an answer; "recorded" comes only from the server's reply or its state.
   * @param {Letter} letter
   * @param {{v: number, waiting: Command | null, sending: "" | "sending" | "trying", isReady?: boolean}} known `isReady` is that of the link
   * @returns {Said}
   */
  say(letter, { v, waiting, sending, isReady = true }) {
    const held = this.held(letter, v);
    const key = keyOf(letter);
    const under = waiting && isLetter(waiting) && keyOf(waiting) === key ? waiting : null;
    const coming = this.queue.waits.get(key) ?? (sending ? under : null);
    if (coming) return { ...held, stage: sending || (isReady ? "sending" : "trying"), choice: coming.choice, text: "" };
    const text = this.refused.get(key) ?? "";
    return { ...held, stage: text ? "refused" : held.choice ? "recorded" : "none", text };
  }
}
