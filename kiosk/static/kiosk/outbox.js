// The newest message that was sent and not answered yet: when to send it again, and what to say meanwhile.

/** @typedef {{type: string, id: string, [field: string]: any}} Command */
/** @typedef {{id: string | null, ok: boolean, code: string, text: string, at?: string | null, v?: number | null,
 *   vote?: string | null, choice?: string | null, press?: number | null}} Reply */

/** Milliseconds without an answer after which the presser is told and the message goes out again. */
export const PATIENCE = 2_000;
/** The server lost the database's answer: the same command has to be asked about again. */
const UNKNOWN = "unknown";

export class Outbox {
  constructor() {
    /** @type {Command | null} */
    this.waiting = null;
    this.sentAt = 0;
    this.firstSentAt = 0;
  }

  /**
   * Keep a message that is being sent; one still unanswered is given up for it.
   * @param {Command} command
   * @param {number} now
   */
  put(command, now) {
    this.waiting = command;
    this.sentAt = this.firstSentAt = now;
  }

  /**
   * Take an answer; false where nobody waits for it any more, and where the server itself does not know yet.
   * @param {Reply} reply
   */
  answer(reply) {
    if (this.waiting === null || reply.id !== this.waiting.id || reply.code === UNKNOWN) return false;
    this.waiting = null;
    return true;
  }

  /**
   * The message to send again now, with the same id, or null.
   * @param {number} now
   */
  due(now) {
    if (this.waiting === null || now - this.sentAt < PATIENCE) return null;
    this.sentAt = now;
    return this.waiting;
  }

  /**
   * The message to send again on a link that has just come back, or null.
   * @param {number} now
   */
  relinked(now) {
    this.sentAt = now;
    return this.waiting;
  }

  /**
   * Nothing on its way, on its way, or unanswered for too long to keep silent about it.
   * @param {number} now
   * @returns {"" | "sending" | "trying"}
   */
  stage(now) {
    if (this.waiting === null) return "";
    return now - this.firstSentAt < PATIENCE ? "sending" : "trying";
  }
}
