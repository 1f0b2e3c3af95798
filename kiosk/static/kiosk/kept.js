// What was pressed and not answered outlives a reload of the page, for a moment and for its own person only.

/** @typedef {import("./outbox.js").Command} Command */

const PREFIX = "waiting:";
/** Milliseconds after the page's end: who comes later presses anew, elsewhere perhaps long since. */
const KEPT_FOR = 60_000;

export class Kept {
  /**
   * @param {() => Storage} storage that of the tab; without one nothing outlives the page
   * @param {string} own whose seat in which meeting
   */
  constructor(storage, own) {
    this.storage = storage;
    this.key = PREFIX + own;
  }

  /**
   * Keep the one on its way and those that wait behind it.
   * @param {Command | null} under
   * @param {Command[]} waiting
   * @param {number} now
   */
  save(under, waiting, now) {
    try {
      if (under || waiting.length > 0) this.storage().setItem(this.key, JSON.stringify({ at: now, commands: [under, ...waiting] }));
      else this.storage().removeItem(this.key);
    } catch {
      // As without a storage.
    }
  }

  /**
   * What was kept of this person; what others left at the device is removed.
   * @param {number} now
   * @returns {[Command | null, ...Command[]]}
   */
  load(now) {
    try {
      const storage = this.storage();
      for (const key of Object.keys(storage)) if (key.startsWith(PREFIX) && key !== this.key) storage.removeItem(key);
      const { at, commands } = JSON.parse(storage.getItem(this.key) ?? "{}");
      return Array.isArray(commands) && now - at < KEPT_FOR ? /** @type {[Command | null]} */ (commands) : [null];
    } catch {
      return [null];
    }
  }
}
