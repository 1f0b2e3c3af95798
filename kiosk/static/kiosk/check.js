// The check of a terminal in a rehearsal: what was pressed and how fast it was answered, sound, keys, size, clock.

/** @typedef {import("./outbox.js").Command} Command */

const form = document.getElementById("terminal-check");
/** @type {Map<string, {choice: string, at: number}>} */
const sent = new Map();
/** @type {Set<string>} */
const pressed = new Set();
/** @type {number[]} */
const latencies = [];

/**
 * Note a press that leaves now; a repeated sending of it counts from its first.
 * @param {Command} command
 */
export function pressSent(command) {
  if (!sent.has(command.id)) sent.set(command.id, { choice: String(command.choice), at: performance.now() });
}

/**
 * Note the answer to a press: the button has worked, whatever became of the ballot.
 * @param {import("./outbox.js").Reply | null} reply
 */
export function pressAnswered(reply) {
  const press = reply?.id ? sent.get(reply.id) : undefined;
  if (!reply || !press || reply.code === "not-sent") return;
  sent.delete(String(reply.id));
  pressed.add(press.choice);
  latencies.push(Math.round(performance.now() - press.at));
  fillIn();
  void report();
}

/** Note that a key pressed a button. */
export function keyWorked() {
  const yes = form?.querySelector('[name="has_keys"][value="true"]');
  if (yes instanceof HTMLInputElement) yes.checked = true;
}

/**
 * @param {string} name
 * @param {string | number} value
 */
function put(name, value) {
  const field = form?.querySelector(`input[type="hidden"][name="${name}"]`);
  if (field instanceof HTMLInputElement) {
    field.value = String(value);
    field.disabled = value === "";
  }
}

function fillIn() {
  put("width", screen.width);
  put("height", screen.height);
  put("pressed", [...pressed].join(","));
  if (latencies.length) put("latency_ms", Math.max(...latencies));
  const line = document.getElementById("check-pressed");
  if (line) line.textContent = `${pressed.size} / ${document.querySelectorAll(".choice:not([hidden])").length}`;
}

async function report() {
  if (!(form instanceof HTMLFormElement) || form.hidden) return;
  fillIn();
  const began = Date.now();
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const { now } = await response.json();
    put("clock_offset_ms", Math.round(Date.parse(now) - (began + Date.now()) / 2));
    const line = document.getElementById("check-sent");
    if (line) line.textContent = line.dataset.text ?? "";
  } catch {
    // The next answer brings what this one could not.
  }
}

function play() {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  tone.frequency.value = 880;
  tone.connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.5);
}

document.getElementById("check-play")?.addEventListener("click", play);
form?.addEventListener("change", () => void report());
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  void report();
});
