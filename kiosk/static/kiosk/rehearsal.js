// The clerk's overview of a rehearsal renews itself while it runs.

import { redraw } from "./parts.js";

/** Milliseconds. */
const EVERY = 3_000;

setInterval(() => void redraw(["overview", "steps"]), EVERY);
