// The public live page: what everybody may see, and the record once it is published.

import { followDocuments, followRecord } from "./parts.js";
import { PUBLIC_CAP } from "./retry.js";
import { Screen } from "./screen.js";

/** Milliseconds: thousands may be watching when a meeting ends. */
const SPREAD = 15_000;

new Screen({
  cap: PUBLIC_CAP,
  pollEvery: 10_000,
  shown(screen) {
    followDocuments(screen);
    followRecord(screen, SPREAD);
  },
}).start();
