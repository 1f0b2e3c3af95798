// Paths into the state and conditions on it, as the templates write them; screens.py decides the same on the server.

/** @typedef {Record<string, any>} State */

/**
 * What the path leads to, null where it leads nowhere.
 * @param {any} state
 * @param {string} path
 * @returns {any}
 */
export function resolve(state, path) {
  for (const step of path.split(".")) {
    if (typeof state !== "object" || state === null || Array.isArray(state)) return null;
    state = state[step] ?? null;
  }
  return state;
}

/**
 * A value as attributes and conditions write it.
 * @param {any} value
 */
export function plain(value) {
  return value === null || value === undefined ? "" : String(value);
}

/** @param {any} value */
function isSomething(value) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/**
 * Whether every clause holds: `path`, `path:one,other` or `path:@other.path`, each negated by a leading `!`.
 * @param {State} state
 * @param {string} condition
 */
export function holds(state, condition) {
  const clauses = condition.split(/\s+/).filter(Boolean);
  return clauses.every((clause) => clauseHolds(state, clause.replace(/^!/, "")) !== clause.startsWith("!"));
}

/**
 * @param {State} state
 * @param {string} clause
 */
function clauseHolds(state, clause) {
  const colon = clause.indexOf(":");
  if (colon < 0) return isSomething(resolve(state, clause));
  const found = plain(resolve(state, clause.slice(0, colon)));
  const wanted = clause.slice(colon + 1);
  if (wanted.startsWith("@")) return found !== "" && found === plain(resolve(state, wanted.slice(1)));
  return wanted.split(",").includes(found);
}
