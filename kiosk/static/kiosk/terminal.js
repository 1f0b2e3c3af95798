// What makes a page a terminal: the screen stays on, swiping back leads nowhere, millimetres are those of this screen.

/** Where this device keeps what it is; people's own settings are kept by the server. */
const SCREEN = "screen-inches";
const MM_PER_INCH = 25.4;
/** Inches that a terminal's screen can measure across. */
export const SMALLEST = 3;
export const LARGEST = 40;

/**
 * How many CSS pixels are one millimetre of this screen; null where its size is not known or makes no sense.
 * @param {{width: number, height: number}} screen in CSS pixels
 * @param {number} inches from corner to corner
 */
export function pixelsPerMillimetre({ width, height }, inches) {
  if (!(inches >= SMALLEST && inches <= LARGEST)) return null;
  return Math.hypot(width, height) / inches / MM_PER_INCH;
}

/**
 * Bring the page's millimetres to those of the screen; without its size CSS's own hold, at 96 pixels an inch.
 * @param {Document} page
 */
export function measure(page) {
  const pixels = pixelsPerMillimetre(screen, Number(recall()));
  if (pixels === null) page.documentElement.style.removeProperty("--mm");
  else page.documentElement.style.setProperty("--mm", `${pixels.toFixed(3)}px`);
}

/**
 * Let a field say how large the screen is.
 * @param {Document} page
 */
export function askForScreen(page) {
  const field = page.getElementById("screen-inches");
  if (!(field instanceof HTMLInputElement)) return;
  field.value = recall();
  field.closest("[hidden]")?.removeAttribute("hidden");
  field.addEventListener("change", () => {
    keep(field.value);
    measure(page);
  });
}

function recall() {
  try {
    return localStorage.getItem(SCREEN) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} inches */
function keep(inches) {
  try {
    localStorage.setItem(SCREEN, inches);
  } catch {
    // Without a storage the size holds as long as the page.
  }
}

/**
 * Keep the screen on while the page is to be seen; browsers let go of it whenever it is hidden.
 * @param {Document} page
 * @param {WakeLock | undefined} lock missing where the browser or plain HTTP has none
 */
export function stayAwake(page, lock) {
  const hold = () => {
    if (page.visibilityState === "visible") lock?.request("screen").then((held) => held.addEventListener("release", hold), () => {});
  };
  page.addEventListener("visibilitychange", hold);
  hold();
}

/**
 * Let swiping and pressing back do nothing: there is always one step of history to lose.
 * @param {Window} world
 */
export function stayHere(world) {
  const stay = () => world.history.pushState(world.history.state, "");
  world.addEventListener("popstate", stay);
  // A step made before the page was touched is passed over by browsers, so that one is made again then.
  world.addEventListener("pointerdown", stay, { once: true });
  stay();
}
