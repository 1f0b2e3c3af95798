// How the clock of a speech reads at a given moment; kiosk/domain/clocks.py says the same on the server.

/** @typedef {{limit: number | null, runs_from: string, paused_at: string | null, warning: number, grace: number}} Speaker */

/**
 * How many seconds the speaker has spoken; while the chair interrupts the clock stands.
 * @param {Speaker} speaker
 * @param {number} now the server's milliseconds
 */
function secondsUsed(speaker, now) {
  const until = speaker.paused_at ? Date.parse(speaker.paused_at) : now;
  return Math.max(0, (until - Date.parse(speaker.runs_from)) / 1000);
}

/**
 * The minutes and seconds left, after the end those over it with a plus; without a limit those used.
 * @param {Speaker} speaker
 * @param {number} now
 */
export function clockText(speaker, now) {
  const used = secondsUsed(speaker, now);
  if (speaker.limit === null) return minutes(Math.floor(used));
  return used < speaker.limit ? minutes(Math.ceil(speaker.limit - used)) : `+${minutes(Math.floor(used - speaker.limit))}`;
}

/**
 * `paused`, `running`, `warning` shortly before the end, `grace` after it, `over` after that.
 * @param {Speaker} speaker
 * @param {number} now
 */
export function phase(speaker, now) {
  if (speaker.paused_at) return "paused";
  if (speaker.limit === null) return "running";
  const left = speaker.limit - secondsUsed(speaker, now);
  if (left > 0) return left <= speaker.warning ? "warning" : "running";
  return -left < speaker.grace ? "grace" : "over";
}

/** So many seconds before the end of a long time every second is told. */
const SOON = 600;

/**
 * How long it is until then: days and hours, hours and minutes, without zeros, at last minutes and seconds.
 * @param {string} until RFC 3339
 * @param {number} now milliseconds
 * @param {(unit: string) => string} unit the word for `d`, `h` and `min`
 */
export function timeLeft(until, now, unit) {
  const left = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
  if (left < SOON) return minutes(left);
  /** @type {[number, string][]} */
  const parts = [[Math.floor(left / 86400), "d"], [Math.floor((left % 86400) / 3600), "h"], [Math.floor((left % 3600) / 60), "min"]];
  const first = parts.findIndex(([count]) => count > 0);
  // A space that does not break keeps a number with its unit.
  return parts.slice(first, first + 2).filter(([count]) => count > 0).map(([count, name]) => `${count}\u00a0${unit(name)}`).join(" ");
}

/** @param {number} seconds whole ones */
export function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * Minutes, without the seconds where there are none.
 * @param {number} seconds whole ones
 */
export function span(seconds) {
  return seconds % 60 ? minutes(seconds) : String(seconds / 60);
}
