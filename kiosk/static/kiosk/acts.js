// Turns a posted form into a command of the wire: the fields' names are the message's, as without a script.

/** @typedef {import("./outbox.js").Command} Command */

/** A new UUID; `randomUUID` is missing where a hall runs on plain HTTP. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** What a field's text becomes, by its data-kind. @type {Record<string, (text: string) => any>} */
const KINDS = { number: Number, boolean: (text) => text === "true" };

/**
 * The command that a form says, with a new id.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @returns {Command}
 */
export function commandFrom(form, submitter) {
  const fields = [...new FormData(form, submitter)].map(([name, value]) => /** @type {[string, string]} */ ([name, String(value)]));
  return commandOf(fields, kindsOf(form), newId());
}

/** @param {HTMLFormElement} form */
function kindsOf(form) {
  const fields = /** @type {HTMLElement[]} */ ([...form.elements]).filter((field) => field.dataset.kind);
  const kinds = fields.map((field) => /** @type {[string, string]} */ ([field.getAttribute("name") ?? "", field.dataset.kind ?? ""]));
  const list = form.dataset.list;
  return new Map(list ? [...kinds, [list, "list"]] : kinds);
}

/**
 * @param {[string, string][]} fields
 * @param {Map<string, string>} kinds of fields that are not text
 * @param {string} id
 * @returns {Command}
 */
export function commandOf(fields, kinds, id) {
  /** @type {Record<string, any>} */
  const command = {};
  for (const [name, kind] of kinds) if (kind === "list") command[name] = [];
  for (const [name, text] of fields) {
    if (name === "csrfmiddlewaretoken" || name === "id") continue;
    if (kinds.get(name) === "list") command[name].push(text);
    else if (kinds.get(name) === "numbers") command[name] = [...(command[name] ?? []), Number(text)];
    else command[name] = (KINDS[kinds.get(name) ?? ""] ?? String)(text);
  }
  return /** @type {Command} */ ({ ...command, id });
}
