// What waits behind the message on its way, so that none overtakes another and none is lost. No page, no clock.

/** @typedef {import("./outbox.js").Command} Command */
/** @typedef {{isReady: boolean, outbox: {waiting: Command | null}, send: (command: Command) => void}} Sender */

/**
 * What a ballot or an answer is known by: whose it is, where that is said, and on what.
 * @param {Record<string, any>} command
 */
export const keyOf = ({ person, motion, vote }) => `${person ?? ""} ${motion ?? vote}`;

export class Queue {
  constructor() {
    /** Of those known by the same only the newest. @type {Map<string, Command>} */
    this.waits = new Map();
    /** The one that waited and leaves now. @type {Command | null} */
    this.leaving = null;
  }

  /**
   * Take a message about to leave; null where it has to wait for others.
   * @param {Command} command
   * @param {Command | null} waiting the one on its way
   * @returns {Command | null}
   */
  take(command, waiting) {
    if (command === this.leaving || (waiting === null && this.waits.size === 0)) return command;
    this.waits.set(keyOf(command), command);
    return null;
  }

  /** The next message to send, or null. */
  next() {
    const [first] = this.waits.values();
    if (first) this.waits.delete(keyOf(first));
    this.leaving = first ?? null;
    return this.leaving;
  }

  /**
   * Send the next one, once nothing is on its way.
   * @param {Sender} screen
   */
  follow(screen) {
    // A link may be lost between the reply that is being shown and the moment after it.
    const mayLeave = () => screen.isReady && screen.outbox.waiting === null;
    if (this.waits.size === 0 || !mayLeave()) return;
    queueMicrotask(() => {
      const command = mayLeave() ? this.next() : null;
      if (command) screen.send(command);
    });
  }
}
