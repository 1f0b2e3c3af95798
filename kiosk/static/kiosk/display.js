// The hall's display: the state of the hall's meeting, and a look now and then whether another meeting has its turn.

import { followDocuments } from "./parts.js";
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
if (meeting) new Screen({ shown: followDocuments }).start();
