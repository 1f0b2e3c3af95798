// The chair's console: the agenda's next steps, and the one button of the next step, which rests when its meaning changes.

import { Guard } from "./guard.js";
import { followSteps, followText, takeMotionKey } from "./motions.js";
import { closeConfirmations, followDocuments, followRecord } from "./parts.js";
import { Screen } from "./screen.js";

const STEPS = ".steps button, .steps summary";
const MEANING = "[name=type], [name=item], [name=motion], [name=vote]";
const guard = new Guard();

/** @returns {HTMLElement[]} */
const steps = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(STEPS))];

/** What a press would do is what its form would send; ids that merely arrive later change nothing of it. */
function guardSteps() {
  const shown = steps().filter((step) => step.matches(".next") && !step.closest("[hidden]"));
  const sent = shown.flatMap((step) => [...(step.closest("form, details")?.querySelectorAll(MEANING) ?? [])]);
  guard.mean(sent.map((field) => field.getAttribute("value")).join(" "), performance.now());
  showRest();
}

function showRest() {
  const isResting = guard.isResting(performance.now());
  for (const step of steps()) {
    if (isResting) step.setAttribute("aria-disabled", "true");
    else step.removeAttribute("aria-disabled");
  }
}

document.addEventListener(
  "click",
  (event) => {
    if (!(event.target instanceof Element) || !event.target.closest(STEPS) || !guard.isResting(performance.now())) return;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);

/** What asks for a confirmation is shown whole. */
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target instanceof HTMLDetailsElement && event.target.open) event.target.scrollIntoView({ block: "nearest" });
  },
  { capture: true },
);

new Screen({
  extend(screen) {
    const { state } = screen;
    followSteps(screen);
    state.acts = !state.presiding || state.role === "assistant" || state.presiding.person === state.me;
  },
  shown(screen) {
    followDocuments(screen);
    closeConfirmations(screen);
    followRecord(screen);
    followText(screen);
    guardSteps();
  },
}).start();

takeMotionKey();
setInterval(showRest, 100);
