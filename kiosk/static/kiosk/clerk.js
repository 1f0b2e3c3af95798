// The clerk's desk: attendance, recusals, hands, papers, roll call, annulment, agenda and its papers, signature.

import { followCorrections, offerCorrections } from "./corrections.js";
import { followAgenda, takePapers } from "./desk_agenda.js";
import { editAnswer, followCall, pickNext, takeKeys } from "./desk_call.js";
import { editLetter, followLetter, pickLetter, takeLetterKeys } from "./desk_letters.js";
import { followSteps, followText, takeMotionKey } from "./motions.js";
import { closeConfirmations, followDocuments, followRecord } from "./parts.js";
import { Screen } from "./screen.js";
import { makeTabs } from "./tabs.js";

const screen = new Screen({
  edit(command, screen) {
    const edited = editLetter(command, screen);
    return edited && editAnswer(edited, screen);
  },
  extend(screen) {
    pickNext(screen);
    pickLetter(screen);
    followSteps(screen);
  },
  shown(shown) {
    followDocuments(shown);
    closeConfirmations(shown);
    followRecord(shown);
    followAgenda(shown);
    followCall(shown);
    followLetter(shown);
    followStage(shown);
    followCorrections(shown);
    followText(shown);
  },
});
takePapers(screen);
takeKeys(screen);
takeLetterKeys(screen);
takeMotionKey();
offerCorrections();
const turn = makeTabs("desk-tab");
let stage = "";
screen.start();

/**
 * Show what is to be done now as the meeting opens, and as it is adjourned and wants a signature; nobody is torn away
 * from a field of the agenda.
 * @param {Screen} shown
 */
function followStage({ state }) {
  const now = state.meeting?.stage ?? "";
  const isTurning = (stage === "draft" && now === "open") || (stage !== "" && stage !== now && now === "adjourned");
  stage = now;
  if (isTurning && !document.activeElement?.matches("#desk-agenda :is(input, select, textarea)")) turn("now");
}
