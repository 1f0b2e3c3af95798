// The hall's display: the state of the hall's meeting, and a look now and then whether another meeting has its turn.

import { Pages, TurnedList } from "./pages.js";
import { followDocuments, followRecord } from "./parts.js";
import { Screen } from "./screen.js";

/** Milliseconds between two looks. */
const LOOK = 10_000;
const { meeting = "", state = "" } = document.body.dataset;

let etag = "";

async function look() {
  try {
    const response = await fetch(state, { cache: "no-store", headers: { "If-None-Match": etag } });
    if (response.status === 304) return;
    etag = response.headers.get("ETag") ?? "";
    const found = response.ok ? (await response.json()).frame?.meeting.id ?? "" : meeting;
    if (found !== meeting) location.reload();
  } catch {
    // No connection: the screen says so itself.
  }
}

setInterval(() => void look(), LOOK);

let reported = -1;

/**
 * In a rehearsal say which version is shown, and on how large a screen.
 * @param {Screen} screen
 */
function tellShown(screen) {
  const { meeting: now, v } = screen.state;
  if (!now?.is_rehearsal || v === reported) return;
  reported = v;
  const width = Math.round(innerWidth * devicePixelRatio);
  const height = Math.round(innerHeight * devicePixelRatio);
  const body = new URLSearchParams({ v: String(v), width: String(width), height: String(height) });
  fetch(state.replace(/state$/, "check"), { method: "POST", body }).catch(() => (reported = -1));
}

/** @param {Screen} screen */
function shown(screen) {
  followDocuments(screen);
  followRecord(screen);
  tellShown(screen);
}

/** Milliseconds between two words of what is shown. */
const REPORT = 5_000;

/**
 * Say which version stands on the screen, so that the clerk sees a display that is stuck.
 * @param {Screen} screen
 */
function report({ state: { frame } }) {
  if (!frame) return;
  const body = new URLSearchParams({ epoch: frame.epoch, v: String(frame.v) });
  fetch(state.replace(/state$/, "shown"), { method: "POST", body }).catch(() => undefined);
}

/** Milliseconds between two looks at which page has its turn. */
const TURN = 250;

if (meeting) {
  const screen = new Screen({ shown }).start();
  const turning = document.querySelector("[data-turns]");
  const pages = turning instanceof HTMLElement ? new Pages(turning) : null;
  // What lies over a stream is no screen of the hall: it would speak in the name of one that is stuck.
  if (document.documentElement.dataset.screen === "display") setInterval(() => report(screen), REPORT);
  const together = turning?.querySelector(".joint ul");
  const joint = together instanceof HTMLElement ? new TurnedList(together, document.getElementById("joint-page")) : null;
  setInterval(() => {
    pages?.turn(screen.state, performance.now());
    joint?.turn(performance.now());
  }, TURN);
}
