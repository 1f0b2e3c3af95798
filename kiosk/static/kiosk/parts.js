// What chair, clerk and others share beyond filling blanks: documents, parts drawn anew, confirmations that have been overtaken.

/** @type {Map<string, Promise<any>>} */
const documents = new Map();

/**
 * A document that never changes at its address; null if it cannot be had now.
 * @param {string} address
 */
export async function documentAt(address) {
  if (!documents.has(address)) {
    documents.clear();
    documents.set(address, fetch(address).then((response) => (response.ok ? response.json() : Promise.reject(response))));
  }
  try {
    return await documents.get(address);
  } catch {
    documents.delete(address);
    return null;
  }
}

/**
 * Replace the parts of the page named so with what the server draws now. False if they cannot be had.
 * @param {string[]} names
 */
export async function redraw(names) {
  try {
    const response = await fetch(location.href, { cache: "no-store" });
    if (!response.ok) return false;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const name of names) {
      const old = document.querySelectorAll(`[data-part="${name}"]`);
      const made = fresh.querySelectorAll(`[data-part="${name}"]`);
      old.forEach((part, index) => replace(part, made[index]));
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * Put a part in the place of its former self, unless it is stamped as the same: a PIN half typed must not vanish.
 * @param {Element} old
 * @param {Element | undefined} made
 */
function replace(old, made) {
  const stamp = old.getAttribute("data-stamp");
  if (made && (stamp === null || stamp !== made.getAttribute("data-stamp"))) old.replaceWith(made);
}

/**
 * Bring in the agenda that the newest frame names, and the plan of the hall drawn anew where it is another one.
 * @param {import("./screen.js").Screen} screen
 */
export function followDocuments(screen) {
  const { agenda, hall, frame } = screen.state;
  if (!frame) return;
  const plan = document.querySelector("[data-hall]");
  if (plan instanceof HTMLElement && plan.dataset.hall !== hall) {
    plan.dataset.hall = hall;
    void redraw(["hall"]).then((isDone) => (isDone ? screen.render() : delete plan.dataset.hall));
  }
  if (screen.state.agendaShown !== agenda && [...document.querySelectorAll("[data-each=items], [data-of-items]")].some(isWanted)) {
    screen.state.agendaShown = agenda;
    void documentAt(`${screen.page.documents}agenda/${agenda}.json`).then((found) => {
      if (found && screen.state.agenda === agenda) screen.show({ items: found.items });
      else if (!found) screen.state.agendaShown = "";
    });
  }
}

/**
 * Whether the agenda is to be brought in now: one that lies behind something else waits until it is looked at, so that a
 * hall does not ask for it all at once when a vote opens.
 * @param {Element} list
 */
function isWanted(list) {
  return !(list.hasAttribute("data-lazy") && list.getClientRects().length === 0);
}

/** @type {ReturnType<typeof setTimeout>} */
let recordTimer;

/**
 * Have the server draw the record's part again once something was entered after the adjournment.
 * @param {import("./screen.js").Screen} screen
 * @param {number} [spread] milliseconds over which many screens spread their asking
 */
export function followRecord(screen, spread = 0) {
  const { meeting, v } = screen.state;
  if (meeting?.stage !== "adjourned" || screen.state.recordShown === v) return;
  screen.state.recordShown = v;
  clearTimeout(recordTimer);
  recordTimer = setTimeout(() => void redraw(["record"]).then((isDone) => isDone && screen.render()), Math.random() * spread);
}

/**
 * Close what asks for a confirmation once that which it would confirm has moved on.
 * @param {import("./screen.js").Screen} screen
 */
export function closeConfirmations({ state }) {
  const { vote, item, meeting } = state;
  if (!meeting) return; // nothing was heard yet that could have overtaken anything
  const now = [meeting?.stage, item?.id, vote?.id, vote?.stage, vote?.mode].join(" ");
  const isOvertaken = state.confirmedAt !== undefined && state.confirmedAt !== now;
  if (isOvertaken) for (const open of document.querySelectorAll("details[data-confirm][open]")) open.removeAttribute("open");
  state.confirmedAt = now;
}
