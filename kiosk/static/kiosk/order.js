// Which of two states of a meeting is the newer one, and when a server has fallen behind what a screen has seen.

/** @typedef {{epoch: string, v: number}} Version */

/**
 * Whether a message may be shown: nothing older than what is shown within one epoch.
 * @param {Version | null} held
 * @param {Version} offered
 */
export function isTakeable(held, offered) {
  return held === null || offered.epoch !== held.epoch || offered.v >= held.v;
}

/**
 * Whether a server that has only just spoken knows less than the screen: its database was put back.
 * @param {Version | null} held
 * @param {Version} offered
 */
export function isBehind(held, offered) {
  return held !== null && (offered.epoch !== held.epoch || offered.v < held.v);
}
