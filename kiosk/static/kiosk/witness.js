// Keeps the last state and checkpoint this screen has seen of a meeting, so that the room is a witness of its record.

/** @typedef {import("./order.js").Version} Version */
/** @typedef {Version & {checkpoint: string | null}} Seen */

export class Witness {
  /**
   * @param {Storage | null} storage
   * @param {string} meeting
   */
  constructor(storage, meeting) {
    this.storage = storage;
    this.seenKey = `seen:${meeting}`;
    this.alarmKey = `alarm:${meeting}`;
  }

  /** @returns {Seen | null} */
  recall() {
    return this.read(this.seenKey);
  }

  /** @param {Seen} seen */
  keep(seen) {
    this.write(this.seenKey, seen);
  }

  /**
   * The alarm that nobody has put away yet, empty if there is none.
   * @returns {string}
   */
  get alarm() {
    return this.read(this.alarmKey) ?? "";
  }

  set alarm(text) {
    this.write(this.alarmKey, text);
  }

  /** @param {string} key */
  read(key) {
    try {
      return JSON.parse(this.storage?.getItem(key) ?? "null");
    } catch {
      return null;
    }
  }

  /**
   * @param {string} key
   * @param {any} value
   */
  write(key, value) {
    try {
      this.storage?.setItem(key, JSON.stringify(value));
    } catch {
      // A full or forbidden storage takes away the memory across reloads, nothing else.
    }
  }
}
