// Corrections on the clerk's desk: what may be corrected is drawn anew when the clerk is about to, what was entered after each.

import { redraw } from "./parts.js";

let answered = "";

/** @returns {HTMLSelectElement | null} */
const subjects = () => document.querySelector("select[data-part=corrections-subjects]");

/** Draw what may be corrected; whatever was chosen while it was on its way stays chosen. */
async function renew() {
  const old = subjects();
  await redraw(["corrections-subjects"]);
  const made = subjects();
  if (old && made && made !== old) made.value = old.value;
}

/** Listen to the part that holds the form. */
export function offerCorrections() {
  const details = document.querySelector("details[data-corrections]");
  details?.addEventListener("toggle", () => details.hasAttribute("open") && void renew());
}

/**
 * Show a correction once it is entered.
 * @param {import("./screen.js").Screen} screen
 */
export function followCorrections(screen) {
  const { reply, last } = screen;
  if (!reply?.ok || last?.type !== "correction.enter" || reply.id === answered) return;
  answered = reply.id ?? "";
  void redraw(["corrections-entered"]);
}
