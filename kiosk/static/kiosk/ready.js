// The page of what a meeting still needs looks again by itself while people switch things on.

import { redraw } from "./parts.js";

/** Milliseconds. */
const EVERY = 5_000;

setInterval(() => void redraw(["whole", "lights"]), EVERY);
