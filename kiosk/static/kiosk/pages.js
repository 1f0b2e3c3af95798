// Plan and names of a declared vote take turns on the hall's display, and the result too where it needs the screen to itself.

/** Milliseconds for which every page stands at least. */
export const PAGE = 8_000;

/** @typedef {"result" | "plan" | "names"} Shown */

/** @typedef {{place: number, since: number}} Standing a page, and since when it stands */

/**
 * The page that stands now. Each stands its full time from when it was shown, however late that was.
 * @param {Standing} standing
 * @param {number} now
 * @param {number} count
 * @returns {Standing}
 */
export function turned({ place, since }, now, count) {
  if (now - since >= PAGE) return { place: (place + 1) % count, since: now };
  return { place: Math.min(place, count - 1), since };
}

/**
 * What the pages show, in their order.
 * @param {{isAlone: boolean, isKnown: boolean, names: number}} what is known of the vote: who voted how, on so many pages
 * @returns {Shown[]}
 */
export function pagesOf({ isAlone, isKnown, names }) {
  /** @type {Shown[]} */
  const first = isAlone ? ["result", "plan"] : ["plan"];
  return isKnown ? [...first, ...Array(names).fill("names")] : first;
}

/**
 * The width of a page of a list in columns, with the gap behind it.
 * @param {HTMLElement} list
 */
function pageWidth(list) {
  return list.clientWidth + (Number.parseFloat(getComputedStyle(list).columnGap) || 0);
}

/**
 * On how many pages a list in columns stands, as large as it is.
 * @param {HTMLElement} list
 */
function pageCount(list) {
  return Math.max(1, Math.ceil((list.scrollWidth - 1) / pageWidth(list)));
}

/**
 * @param {HTMLElement} list
 * @param {number} page
 */
function turnTo(list, page) {
  list.style.transform = page ? `translateX(${-page * pageWidth(list)}px)` : "";
}

/** Turns the pages of one list for itself, and says which one stands where there are several. */
export class TurnedList {
  /**
   * @param {HTMLElement} list
   * @param {HTMLElement | null} line
   */
  constructor(list, line) {
    this.list = list;
    this.line = line;
    /** @type {Standing} */
    this.standing = { place: 0, since: 0 };
  }

  /** @param {number} now milliseconds */
  turn(now) {
    const count = pageCount(this.list);
    this.standing = count > 1 ? turned(this.standing, now, count) : { place: 0, since: now };
    turnTo(this.list, this.standing.place);
    const text = count > 1 ? `${this.standing.place + 1} / ${count}` : "";
    if (this.line && this.line.textContent !== text) this.line.textContent = text;
  }
}

/** Turns the pages of a section marked so; what each shows is decided by the stylesheet. */
export class Pages {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.key = "";
    /** @type {Standing} */
    this.standing = { place: 0, since: 0 };
  }

  /**
   * Show the page whose turn it is; another stage of the vote begins with the first. Nothing turns before the first frame.
   * @param {import("./conditions.js").State} state
   * @param {number} now milliseconds
   */
  turn({ vote, frame }, now) {
    if (!frame) return;
    const key = [vote?.id, vote?.stage].join(" ");
    if (key !== this.key) [this.key, this.standing] = [key, { place: 0, since: now }];
    const isAlone = this.section.hasAttribute("data-alone") && Boolean(vote?.numbers) && matchMedia("(orientation: landscape)").matches;
    const pages = pagesOf({ isAlone, isKnown: /[^_]/.test(vote?.positions ?? ""), names: this.count() });
    this.standing = turned(this.standing, now, pages.length);
    const { place } = this.standing;
    this.show(pages[place], place - pages.indexOf("names"));
    const line = document.getElementById("board-page");
    const text = pages.length > 1 ? `${place + 1} / ${pages.length}` : "";
    if (line && line.textContent !== text) line.textContent = text;
  }

  /**
   * @param {Shown} what
   * @param {number} part of the names
   */
  show(what, part) {
    this.section.dataset.shows = what;
    const list = this.list();
    if (list && what === "names") turnTo(list, part);
  }

  /** On how many pages the names stand, as large as they are. */
  count() {
    const list = this.list();
    return list ? pageCount(list) : 1;
  }

  /** @returns {HTMLElement | null} */
  list() {
    return this.section.querySelector(".names");
  }
}
