// When to try a lost link again, and what the server's close codes ask for.

/** Milliseconds. */
export const HEARTBEAT = 5_000;
export const SILENCE = 10_000;
export const BASE = 500;
export const HALL_CAP = 8_000;
export const PUBLIC_CAP = 30_000;

/**
 * Milliseconds to wait before try number `attempt`, counted from 0: anything up to a cap that doubles each time.
 * @param {number} attempt
 * @param {number} cap
 * @param {() => number} random a number from 0 to below 1
 */
export function wait(attempt, cap, random) {
  return random() * Math.min(cap, BASE * 2 ** Math.min(attempt, 16));
}

/** Far too many messages: stay away for this long. */
export const LIMITED = 4429;
export const REST = 60_000;

/** @typedef {"retry" | "sign-in" | "superseded" | "forbidden" | "revoked"} Answer */

/** @type {Record<number, Answer>} */
const ANSWERS = {
  4401: "sign-in",
  4403: "forbidden",
  4409: "superseded",
  4410: "revoked",
};

/**
 * What a closed socket asks of the page; every other code, 1006 among them, is an ordinary loss.
 * @param {number} code
 * @returns {Answer}
 */
export function afterClose(code) {
  return ANSWERS[code] ?? "retry";
}
