// The person's own settings: posted to the server, which keeps them, and shown on this page at once. Forms as without a script.

/** @typedef {{text: number, smaller: number, larger: number, contrast: string, look: string, language: string, sound: string, keys: string}} Profile */

const ROOT = document.documentElement;

/**
 * Whether the person wants this ("sound", "keys") on their page.
 * @param {"sound" | "keys"} what
 */
export function mayDo(what) {
  return ROOT.dataset[what] !== "off";
}

/**
 * Send each change from the panel by itself and show it. One that the server did not keep is not shown either.
 * @param {Document} page
 */
export function followProfile(page) {
  for (const form of page.querySelectorAll("form[data-profile]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { submitter } = /** @type {SubmitEvent} */ (event);
      if (form instanceof HTMLFormElement) void change(form, submitter);
    });
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function change(form, submitter) {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form, submitter)));
  try {
    const response = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
    if (!response.ok) return;
    const profile = /** @type {Profile} */ (await response.json());
    if (profile.language && profile.language !== ROOT.lang) location.reload();
    else show(profile);
  } catch {
    // The server was not reached, which the state of the link says.
  }
}

/** @param {Profile} profile */
function show(profile) {
  const { text, contrast, sound, keys } = profile;
  // Whoever has chosen no colours has those that the page comes with.
  const look = profile.look || ROOT.dataset.look || "";
  Object.assign(ROOT.dataset, { text: String(text), contrast, sound, keys, look });
  for (const button of document.querySelectorAll("form[data-profile] button")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    const { step } = button.dataset;
    if (step === "smaller" || step === "larger") {
      button.value = String(profile[step]);
      button.disabled = profile[step] === text;
    } else {
      const name = /** @type {keyof Profile} */ (button.name);
      button.setAttribute("aria-pressed", String(String({ ...profile, look }[name]) === button.value));
    }
  }
}
