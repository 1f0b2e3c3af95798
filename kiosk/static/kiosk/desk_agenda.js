// The clerk's agenda: drawn anew by the server when it changed, papers sent one by one.

import { redraw } from "./parts.js";

/** @typedef {import("./screen.js").Screen} Screen */

const ON_AGENDA = /^(item\.(add|change|move|remove)|paper\.|draft\.)/;

let shown = "";
let answered = "";
// Remembered when it is pressed: while its act is on the way a button is disabled and keeps no focus.
let pressed = "";

/**
 * Draw the agenda's part again where the agenda, or how far the meeting is, has changed, and after each act on it.
 * @param {Screen} screen
 */
export function followAgenda(screen) {
  const { agenda, meeting, frame } = screen.state;
  if (!frame) return;
  const now = `${agenda} ${meeting?.stage}`;
  const isActDone = screen.reply?.ok && ON_AGENDA.test(String(screen.last?.type)) && screen.reply.id !== answered;
  if (isActDone) answered = screen.reply?.id ?? "";
  if (shown && (isActDone || shown !== now)) void draw(screen);
  shown = now;
}

/** @param {Screen} screen */
async function draw(screen) {
  if (!(await redraw(["desk-agenda"]))) return;
  screen.render();
  if (pressed) refocus(pressed);
  pressed = "";
}

/**
 * Give the focus back to the button that was pressed, or at an end of the agenda to the one beside it.
 * @param {string} name
 */
function refocus(name) {
  const button = document.querySelector(`[data-focus="${CSS.escape(name)}"]`);
  const beside = button?.closest("fieldset")?.querySelector("button:not(:disabled)");
  const target = button instanceof HTMLButtonElement && !button.disabled ? button : beside;
  if (target instanceof HTMLElement) target.focus();
}

/**
 * Send each file of a form by itself and say of each what became of it.
 * @param {Screen} screen
 */
export function takePapers(screen) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    pressed = event.submitter?.dataset.focus ?? "";
    if (!(form instanceof HTMLFormElement) || form.dataset.upload === undefined) return;
    event.preventDefault();
    void send(form, screen);
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {Screen} screen
 */
async function send(form, screen) {
  const list = document.getElementById("papers-told");
  const button = form.querySelector("button");
  const input = form.querySelector("input[type=file]");
  if (!list || !button || !(input instanceof HTMLInputElement)) return;
  const { checking = "", lost = "" } = list.dataset;
  button.disabled = true;
  list.replaceChildren();
  const waiting = [...(input.files ?? [])].map((file) => ({ file, line: list.appendChild(told(`${file.name}: ${checking}`)) }));
  for (const { file, line } of waiting) {
    const found = await sendOne(form, file);
    line.textContent = `${file.name}: ${found?.text ?? lost}`;
    line.dataset.mood = found?.ok ? "ok" : "refused";
  }
  form.reset();
  button.disabled = false;
  await draw(screen);
}

/** @param {string} text */
function told(text) {
  const line = document.createElement("li");
  line.textContent = text;
  line.dataset.mood = "sending";
  return line;
}

/**
 * @param {HTMLFormElement} form
 * @param {File} file
 * @returns {Promise<{ok: boolean, text: string} | null>} null where no answer came
 */
async function sendOne(form, file) {
  const body = new FormData(form);
  body.set("papers", file);
  try {
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    return response.ok ? (await response.json()).files[0] : null;
  } catch {
    return null;
  }
}
