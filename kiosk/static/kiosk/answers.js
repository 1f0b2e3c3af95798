// The list of a roll call at the clerk's desk: whose answer comes next, and answers on their way while the next is typed.

/** @typedef {{person: string, name: string, answer: string | null, is_present: boolean}} Line */
/** @typedef {import("./outbox.js").Command} Command */
/** @typedef {import("./outbox.js").Reply} Reply */

export class AnswerSheet {
  constructor() {
    /** Chosen by hand, to correct an answer or to pass over the order; empty: whoever comes next. */
    this.chosen = "";
    /** Answers to be sent once the one before is answered. @type {Command[]} */
    this.queue = [];
    /** What was entered and is not on the list yet, by person. @type {Map<string, Command>} */
    this.entered = new Map();
    this.vote = "";
  }

  /**
   * Take the newest list; another vote, mode or stage leaves nothing of the old one.
   * @param {string} vote what tells this vote, its stage and mode from any other
   * @param {Line[]} lines
   */
  follow(vote, lines) {
    if (vote !== this.vote) {
      this.vote = vote;
      this.chosen = "";
      this.queue = [];
      this.entered.clear();
    }
    for (const { person, answer } of lines) if (this.entered.get(person)?.answer === answer) this.entered.delete(person);
  }

  /** @param {Reply | null} reply a refused answer is not entered */
  answered(reply) {
    if (!reply || reply.ok) return;
    for (const [person, command] of this.entered) if (command.id === reply.id) this.entered.delete(person);
  }

  /**
   * Whose answer is entered next: the one chosen, or the first in the room without an answer.
   * @param {Line[]} lines
   * @returns {Line | null}
   */
  picked(lines) {
    const chosen = lines.find((line) => line.person === this.chosen);
    const isDue = (/** @type {Line} */ line) => line.is_present && line.answer === null && !this.entered.has(line.person);
    return chosen ?? lines.find(isDue) ?? null;
  }

  /** @param {string} person */
  choose(person) {
    this.chosen = person;
  }

  /**
   * Take an answer; null where it has to wait for the one before.
   * @param {Command} command
   * @param {boolean} isBusy
   * @returns {Command | null}
   */
  enter(command, isBusy) {
    this.chosen = "";
    this.entered.set(command.person, command);
    if (!isBusy) return command;
    this.queue.push(command);
    return null;
  }

  /**
   * Whether the command was taken before and only waits.
   * @param {Command} command
   */
  isTaken(command) {
    return this.entered.get(command.person) === command;
  }

  /** The next answer to send, or null. @returns {Command | null} */
  next() {
    return this.queue.shift() ?? null;
  }
}
