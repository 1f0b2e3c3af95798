// A button that changes its meaning rests, so that a press meant for what it said before does nothing. No page, no clock.

/** Milliseconds for which a button with a new meaning takes no press. */
export const REST = 1_500;

export class Guard {
  constructor() {
    /** @type {string | null} */
    this.meaning = null;
    this.restsUntil = -Infinity;
  }

  /**
   * Note what a press would mean now. What a page shows first was not there to be pressed before.
   * @param {string} meaning
   * @param {number} now
   */
  mean(meaning, now) {
    if (this.meaning !== null && this.meaning !== meaning) this.restsUntil = now + REST;
    this.meaning = meaning;
  }

  /** @param {number} now */
  isResting(now) {
    return now < this.restsUntil;
  }
}
