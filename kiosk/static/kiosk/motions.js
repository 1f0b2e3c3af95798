// Motions on chair's and clerk's consoles: what comes next in the order of voting, and the text that waits to be confirmed.

import { agendaSteps } from "./steps.js";

/** @typedef {import("./screen.js").Screen} Screen */

/** @param {Screen} screen */
export function followSteps({ state }) {
  state.next = agendaSteps(state.items ?? [], state.item ?? null, state.console?.selected ?? null, Boolean(state.console?.agenda_due));
}

/**
 * Offer the text with an adopted amendment in it, once for each amendment: what is being typed is left alone.
 * @param {Screen} screen
 */
export function followText({ state }) {
  const field = document.querySelector("textarea[data-due]");
  const due = state.console?.due;
  if (!(field instanceof HTMLTextAreaElement) || !state.frame) return;
  const now = due ? `${due.motion} ${due.enters}` : "";
  if (field.dataset.due === now) return;
  field.dataset.due = now;
  field.value = due?.after ?? "";
}

/** Let F2, which types nothing in any layout, open the form for a new motion and lead into it. */
export function takeMotionKey() {
  document.addEventListener("keydown", (event) => {
    const form = document.querySelector(".motion-new");
    if (event.key !== "F2" || !(form instanceof HTMLDetailsElement) || form.hidden) return;
    event.preventDefault();
    form.open = true;
    form.querySelector("select")?.focus();
  });
}
