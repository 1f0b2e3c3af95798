// The clerk's desk: attendance, recusals, hands, papers, roll call, annulment, agenda and its papers, signature.

import { followAgenda, takePapers } from "./desk_agenda.js";
import { editAnswer, followCall, pickNext, takeKeys } from "./desk_call.js";
import { closeConfirmations, followDocuments, followRecord } from "./parts.js";
import { Screen } from "./screen.js";
import { makeTabs } from "./tabs.js";

const screen = new Screen({
  edit: editAnswer,
  extend: pickNext,
  shown(shown) {
    followDocuments(shown);
    closeConfirmations(shown);
    followRecord(shown);
    followAgenda(shown);
    followCall(shown);
  },
});
takePapers(screen);
takeKeys(screen);
makeTabs("desk-tab");
screen.start();
