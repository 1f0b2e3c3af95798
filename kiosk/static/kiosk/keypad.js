// The large keypad of the sign-in pages: with a script a key types at once, where without one it is sent as a form.

/**
 * The digits after a key.
 * @param {string} digits
 * @param {string} key a digit or "back"
 * @param {number} longest
 */
export function typed(digits, key, longest) {
  return key === "back" ? digits.slice(0, -1) : (digits + key).slice(0, longest);
}

/** @param {SubmitEvent} event */
function press(event) {
  const { submitter } = event;
  const field = document.getElementById("digits");
  if (!(submitter instanceof HTMLButtonElement) || submitter.name !== "key" || !(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  field.value = typed(field.value, submitter.value, field.maxLength);
}

if (typeof document !== "undefined") document.addEventListener("submit", press);
