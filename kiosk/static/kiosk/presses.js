// What a seat says of its vote, from what was pressed, what was answered and what the server holds. No page, no clock.

/** @typedef {import("./outbox.js").Command} Command */
/** @typedef {import("./outbox.js").Reply} Reply */
/** @typedef {{v: number, vote: string | null, choice: string | null, cast_at: string | null, press: number}} Mine */
/** @typedef {{stage: "none" | "sending" | "trying" | "recorded" | "refused", choice: string, at: string, text: string}} Said */

/**
 * The number of the next press: above everything this seat has used, here or on another screen.
 * @param {Mine | null} mine
 * @param {number} last
 */
export function nextPress(mine, last) {
  return Math.max(mine?.press ?? 0, last) + 1;
}

/**
 * What the seat says of its vote. "Recorded" comes only from the server's reply or from `mine`.
 * @param {{sending: "" | "sending" | "trying", waiting: Command | null, reply: Reply | null, mine: Mine | null, vote: string}} known
 * @returns {Said}
 */
export function sayPress({ sending, waiting, reply, mine, vote }) {
  const held = heldChoice({ reply, mine, vote });
  if (waiting?.vote === vote && sending) {
    return { stage: sending, choice: String(waiting.choice), at: "", text: "" };
  }
  if (reply && !reply.ok) return { stage: "refused", ...held, text: reply.text };
  return { stage: held.choice ? "recorded" : "none", ...held, text: "" };
}

/**
 * The choice the server is known to hold in this vote, by its last word: once it was answered a ballot may be replaced,
 * set aside with the mode it was cast in, or told no more.
 * @param {{reply: Reply | null, mine: Mine | null, vote: string}} known
 */
function heldChoice({ reply, mine, vote }) {
  const told = reply?.ok && reply.vote === vote ? reply : null;
  const kept = mine?.vote === vote && mine.choice ? mine : null;
  if (told && (told.v ?? 0) > (mine?.v ?? 0)) return { choice: told.choice ?? "", at: told.at ?? "" };
  return { choice: kept?.choice ?? "", at: kept?.cast_at ?? "" };
}

/**
 * What the server holds for the person of the seat, or for somebody whom that person represents.
 * @param {any} mine
 * @param {string | undefined} person
 * @returns {Mine | null}
 */
export function heldFor(mine, person) {
  if (!mine || !person) return mine ?? null;
  const found = mine.proxies?.find((/** @type {any} */ one) => one.person === person);
  return found ? { ...found, v: mine.v } : null;
}

/** What the server last said of each ballot. A refusal is told until the server holds another ballot than it did then. */
export class Replies {
  constructor() {
    /** @type {Map<string, {reply: Reply, heldAt: string | null}>} */
    this.kept = new Map();
    this.epoch = "";
  }

  /**
   * What was said before the server's state was put back to an earlier one holds no more.
   * @param {string | undefined} epoch
   */
  follow(epoch) {
    if (epoch === undefined || epoch === this.epoch) return;
    this.epoch = epoch;
    this.kept.clear();
  }

  /**
   * @param {string} key
   * @param {Reply} reply
   * @param {Mine | null} mine
   */
  note(key, reply, mine) {
    if (this.kept.get(key)?.reply !== reply) this.kept.set(key, { reply, heldAt: mine?.cast_at ?? null });
  }

  /**
   * @param {string} key
   * @param {Mine | null} mine
   */
  of(key, mine) {
    const found = this.kept.get(key);
    return found && (found.reply.ok || found.heldAt === (mine?.cast_at ?? null)) ? found.reply : null;
  }
}

/**
 * Whether a press that is still waiting was made in another mode than the vote is taken in by now: it is given up.
 * @param {Command | null} waiting
 * @param {{id: string, mode: string} | null | undefined} vote
 */
export function isOfAnotherMode(waiting, vote) {
  return waiting !== null && vote?.id === waiting.vote && vote?.mode !== waiting.mode;
}

/**
 * Whether `mine` answers a press that is still waiting, its reply having been lost.
 * @param {Command | null} waiting
 * @param {Mine | null} mine
 */
export function isAnsweredBy(waiting, mine) {
  return waiting !== null && mine !== null && mine.vote === waiting.vote && mine.choice === waiting.choice && mine.press === waiting.press;
}
