// Answers written in a sitting by correspondence: the sheet of a seat and the clerk's list of one letter. No page, no clock.

/** @typedef {import("./outbox.js").Command} Command */
/** @typedef {import("./outbox.js").Reply} Reply */
/** @typedef {{motion: string, choice: string, written_at: string | null, is_entered: boolean}} Letter */
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
 * the agenda is not known.
 * @param {Item[] | undefined} items
 * @param {Letter[]} letters
 * @param {(letter: Letter) => Said} say
 */
export function sheet(items, letters, say) {
  if (!items) return null;
  const own = new Map(letters.map((letter) => [letter.motion, letter]));
  const cards = items.map(({ id, number, title, papers, motions }) => {
    const answered = motions.filter((motion) => own.has(motion.id));
    return { id, number, title, papers, motions: answered.map((motion) => ({ ...motion, press: say(/** @type {Letter} */ (own.get(motion.id))) })) };
  });
  return cards.filter((card) => card.motions.length > 0);
}

/** One answer is on its way at a time, so that none overtakes another; of those that wait only the newest on a motion. */
export class LetterBox {
  constructor() {
    /** @type {Map<string, Command>} */
    this.queue = new Map();
    /** What the server said no to, by motion. @type {Map<string, string>} */
    this.refused = new Map();
    /** What the server recorded, until its state says so too, by motion. @type {Map<string, {choice: string, at: string, v: number}>} */
    this.done = new Map();
    /** @type {Command | null} */
    this.leaving = null;
  }

  /**
   * Take an answer about to leave; null where it has to wait for the one before.
   * @param {Command} command
   * @param {Command | null} waiting
   * @returns {Command | null}
   */
  take(command, waiting) {
    if (command === this.leaving) return command;
    this.refused.delete(command.motion);
    if (waiting === null && this.queue.size === 0) return command;
    this.queue.set(command.motion, command);
    return null;
  }

  /** The next answer to send, or null. */
  next() {
    const [first] = this.queue.values();
    if (first) this.queue.delete(first.motion);
    this.leaving = first ?? null;
    return this.leaving;
  }

  /**
   * Note what became of an answer.
   * @param {Command | null} command
   * @param {Reply | null} reply
   */
  answered(command, reply) {
    if (!command || !isLetter(command) || reply?.id !== command.id) return;
    if (reply.ok) this.done.set(command.motion, { choice: command.choice, at: reply.at ?? "", v: reply.v ?? 0 });
    else this.refused.set(command.motion, reply.text);
  }

  /** Forget everything that was said of somebody's answers. */
  forget() {
    this.refused.clear();
    this.done.clear();
  }

  /**
   * What the server holds of an answer, by its last word.
   * @param {Letter} letter
   * @param {number} v the version that the letter belongs to
   */
  held(letter, v) {
    const told = this.done.get(letter.motion);
    if (told && told.v > v) return { choice: told.choice, at: told.at, is_entered: false };
    return { choice: letter.choice, at: letter.written_at, is_entered: letter.is_entered };
  }

  /**
   * What is said of an answer; "recorded" comes only from the server's reply or its state.
   * @param {Letter} letter
   * @param {{v: number, waiting: Command | null, sending: "" | "sending" | "trying"}} known
   * @returns {Said}
   */
  say(letter, { v, waiting, sending }) {
    const held = this.held(letter, v);
    const under = waiting && isLetter(waiting) && waiting.motion === letter.motion ? waiting : null;
    const coming = this.queue.get(letter.motion) ?? (sending ? under : null);
    if (coming) return { ...held, stage: sending || "sending", choice: coming.choice, text: "" };
    const text = this.refused.get(letter.motion) ?? "";
    return { ...held, stage: text ? "refused" : held.choice ? "recorded" : "none", text };
  }
}
