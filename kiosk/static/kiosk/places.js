// Where the seats of a hall may stand, as council/domain/placing.py has it; the server's word is the one that counts.

/** Parts of a hall's width in which a place is entered. */
export const PARTS = 1000;

const ROUNDING = 1.5 / PARTS;

/**
 * A seat: its number, and where it stands, in parts of the hall's width.
 * @typedef {{number: number, x: number, y: number}} Seat
 */

/**
 * The place nearest to this one at which a seat is still within the hall.
 * @param {number} x
 * @param {number} y
 * @param {number} radius of a seat, as a share of the width
 * @param {number} deepest
 */
export function within(x, y, radius, deepest) {
  const edge = Math.ceil(radius * PARTS);
  const clamp = (/** @type {number} */ at, /** @type {number} */ most) => Math.min(Math.max(Math.round(at), edge), most);
  return { x: clamp(x, PARTS - edge), y: clamp(y, deepest) };
}

/**
 * What is wrong with a seat among others: codes, each with the number of the seat in its way.
 * @param {Seat} seat
 * @param {Seat[]} others
 * @param {number} radius
 * @param {number} deepest
 * @returns {{code: string, other: number}[]}
 */
export function wrong(seat, others, radius, deepest) {
  const room = (radius - ROUNDING) * PARTS;
  const found = [];
  if (seat.x < room || seat.x > PARTS - room || seat.y < room || seat.y > deepest) {
    found.push({ code: "outside", other: 0 });
  }
  for (const other of others) {
    if (other.number === seat.number) {
      found.push({ code: "same-number", other: other.number });
    }
    if (Math.hypot(other.x - seat.x, other.y - seat.y) < (2 * radius - ROUNDING) * PARTS) {
      found.push({ code: "overlaps", other: other.number });
    }
  }
  return found;
}
