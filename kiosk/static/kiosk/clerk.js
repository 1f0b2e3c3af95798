// The clerk's desk: attendance, recusals, hands, annulment, signature.

import { closeConfirmations, followDocuments, followRecord } from "./parts.js";
import { Screen } from "./screen.js";

new Screen({
  shown(screen) {
    followDocuments(screen);
    closeConfirmations(screen);
    followRecord(screen);
  },
}).start();
