// The clerk's desk: attendance, recusals, hands, annulment, agenda and papers, signature.

import { followAgenda, makeTabs, takePapers } from "./desk_agenda.js";
import { closeConfirmations, followDocuments, followRecord } from "./parts.js";
import { Screen } from "./screen.js";

const screen = new Screen({
  shown(shown) {
    followDocuments(shown);
    closeConfirmations(shown);
    followRecord(shown);
    followAgenda(shown);
  },
});
takePapers(screen);
makeTabs();
screen.start();
