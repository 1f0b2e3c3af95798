// The reader of papers at the seat: one page at a time, drawn by the server, in the page itself. What covers it is in seat.css.

import { documentAt } from "./parts.js";

/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {{title: string, digest: string, pages: number, is_replaced: boolean}} Paper */
/** @typedef {{number: string, papers: Paper[]}} Item */

/** Widths of a page in parts of the reader's: 1 is as wide as there is room. */
const WIDTHS = ["1", "1.5", "2", "3"];

/**
 * What the reader shows of a paper, null where the agenda has none such: the same rule as `reading` in the server's screens.py.
 * @param {Item[]} items
 * @param {string} digest
 * @param {string} page as it was asked for: what is no number is the first, what is too much the last
 */
export function reading(items, digest, page) {
  const item = items.find((each) => each.papers.some((paper) => paper.digest === digest));
  const paper = item?.papers.find((each) => each.digest === digest);
  if (!item || !paper) return null;
  const asked = /^[0-9]{1,5}$/.test(page) ? Number(page) : 1;
  const now = Math.max(1, Math.min(asked, paper.pages));
  return {
    digest,
    title: paper.title,
    item: item.number,
    is_replaced: paper.is_replaced,
    page: now,
    pages: paper.pages,
    previous: Math.max(1, now - 1),
    next: Math.min(paper.pages, now + 1),
    is_first: now === 1,
    is_last: now === paper.pages,
  };
}

/**
 * Let papers be opened, turned and closed without leaving the page.
 * @param {Screen} screen
 */
export function readPapers(screen) {
  const asked = new URLSearchParams(location.search);
  screen.state.asked = { digest: asked.get("paper") ?? "", page: asked.get("page") ?? "" };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.read === undefined) return;
    event.preventDefault();
    void ask(screen, form);
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-widen]") : null;
    if (button instanceof HTMLElement) widen(Number(button.dataset.widen));
  });
}

/**
 * Turn to what a form asks for; where the agenda cannot be had the server draws it.
 * @param {Screen} screen
 * @param {HTMLFormElement} form
 */
async function ask(screen, form) {
  const { state, page } = screen;
  const fields = new FormData(form);
  state.items ??= (await documentAt(`${page.documents}agenda/${state.agenda}.json`))?.items;
  if (state.items) turn(screen, String(fields.get("paper") ?? ""), String(fields.get("page") ?? ""));
  else form.submit();
}

/**
 * @param {Screen} screen
 * @param {string} digest empty to go back to the agenda
 * @param {string} page
 */
function turn(screen, digest, page) {
  const before = screen.state.asked.digest;
  screen.state.asked = { digest, page };
  screen.render();
  const sheet = document.querySelector(".reader-sheet");
  if (sheet) sheet.scrollTop = 0;
  if (before === digest) return;
  const opener = document.querySelector(`form[data-read] input[value="${CSS.escape(before)}"] ~ button`);
  const target = digest ? document.getElementById("reader-title") : opener;
  if (target instanceof HTMLElement) target.focus();
}

/**
 * What is read, for the page's blanks; as the server said it until the agenda is known.
 * @param {Screen} screen
 */
export function extendReading({ state }) {
  if (!state.items) return;
  state.reader = reading(state.items, state.asked.digest, state.asked.page);
}

/**
 * Bring the image of the page in, and the next one ahead of its being asked for.
 * @param {Screen} screen
 */
export function showPage({ state }) {
  const image = /** @type {HTMLImageElement | null} */ (document.getElementById("reader-image"));
  if (!image || !state.items) return;
  const { reader } = state;
  const address = reader ? `${image.dataset.papers}${reader.digest}/${reader.page}.webp` : "";
  if (image.getAttribute("src") === address) return;
  if (!reader) return image.removeAttribute("src");
  image.src = address;
  if (!reader.is_last) new Image().src = `${image.dataset.papers}${reader.digest}/${reader.next}.webp`;
}

/** @param {number} steps */
function widen(steps) {
  const sheet = /** @type {HTMLElement | null} */ (document.querySelector(".reader-sheet"));
  if (!sheet) return;
  const place = WIDTHS.indexOf(sheet.dataset.width ?? "1") + steps;
  sheet.dataset.width = WIDTHS[Math.max(0, Math.min(WIDTHS.length - 1, place))];
}
