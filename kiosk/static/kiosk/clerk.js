// The clerk's desk: attendance, recusals, hands, annulment, agenda and papers, signature.

import { followAgenda, takePapers } from "./desk_agenda.js";
import { closeConfirmations, followDocuments, followRecord } from "./parts.js";
import { Screen } from "./screen.js";
import { makeTabs } from "./tabs.js";

const screen = new Screen({
  shown(shown) {
    followDocuments(shown);
    closeConfirmations(shown);
    followRecord(shown);
    followAgenda(shown);
  },
});
takePapers(screen);
makeTabs("desk-tab");
screen.start();
