// Tells a single press of a key from a burst, as card readers type; what a key does is the page's affair.

/** Milliseconds between keys below which they belong to one burst. */
export const BURST = 80;

export class KeyGate {
  /**
   * @param {(key: string) => void} onSingle
   * @param {{set: (act: () => void, wait: number) => any, clear: (timer: any) => void}} timers
   */
  constructor(onSingle, timers) {
    this.onSingle = onSingle;
    this.timers = timers;
    this.lastAt = -Infinity;
    /** @type {any} */
    this.timer = null;
  }

  /**
   * Take a key; it counts once no other key came shortly before or after it.
   * @param {string} key
   * @param {number} now
   */
  take(key, now) {
    const isInBurst = now - this.lastAt < BURST;
    this.lastAt = now;
    if (this.timer !== null) this.timers.clear(this.timer);
    this.timer = isInBurst ? null : this.timers.set(() => this.pass(key), BURST);
  }

  /** @param {string} key */
  pass(key) {
    this.timer = null;
    this.onSingle(key);
  }
}
