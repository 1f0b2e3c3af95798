// The chair's console: the agenda's next steps.

import { closeConfirmations, followDocuments, followRecord } from "./parts.js";
import { Screen } from "./screen.js";
import { agendaSteps } from "./steps.js";

new Screen({
  extend({ state }) {
    state.next = agendaSteps(state.items ?? [], state.item ?? null);
  },
  shown(screen) {
    followDocuments(screen);
    closeConfirmations(screen);
    followRecord(screen);
  },
}).start();
