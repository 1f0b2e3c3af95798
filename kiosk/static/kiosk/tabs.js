// Lets one part of a screen be looked at at a time; which one is kept for the next page. Without a script all are there.

/**
 * Make the page's links to its parts turn them.
 * @param {string} name under which the part is kept
 * @param {() => void} [turned] after somebody pressed such a link
 * @returns {(tab: string) => void} turns to a part
 */
export function makeTabs(name, turned = () => {}) {
  const screen = /** @type {HTMLElement | null} */ (document.querySelector("[data-tab]"));
  const ways = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("[data-to-tab]")]);
  /** @param {string} tab */
  const turn = (tab) => {
    if (!screen) return;
    screen.dataset.tab = tab;
    for (const way of ways) {
      if (way.dataset.toTab === tab) way.setAttribute("aria-current", "true");
      else way.removeAttribute("aria-current");
    }
    keep(name, tab);
  };
  for (const way of ways) {
    way.addEventListener("click", (event) => {
      event.preventDefault();
      turn(way.dataset.toTab ?? "");
      turned();
    });
  }
  const kept = recall(name);
  if (ways.some((way) => way.dataset.toTab === kept)) turn(kept);
  return turn;
}

/**
 * @param {string} name
 * @param {string} tab
 */
function keep(name, tab) {
  try {
    sessionStorage.setItem(name, tab);
  } catch {
    // Without a storage the next page begins at its first part.
  }
}

/** @param {string} name */
function recall(name) {
  try {
    return sessionStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}
