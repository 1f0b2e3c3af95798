// The rest of the vote's buttons after they have appeared: a finger already on its way must not vote. No page here.

/** Milliseconds after their appearance for which the buttons take no press. */
export const REST = 700;

export class Rest {
  constructor() {
    this.shown = "";
    this.until = -Infinity;
  }

  /**
   * Take note of the ballot that can be pressed now; one that was not there before rests.
   * @param {string} ballot what tells one appearance from the next; empty while there are no buttons
   * @param {number} now
   */
  appear(ballot, now) {
    if (ballot && ballot !== this.shown) this.until = now + REST;
    this.shown = ballot;
  }

  /** @param {number} now */
  isResting(now) {
    return this.shown !== "" && now < this.until;
  }
}
