"""Why an act on a vote or a press is refused: one typed refusal each, raised by the commands."""

from django.utils.translation import gettext_lazy as _

from agenda.domain.secrecy import Secrecy
from council.refusals import Refusal
from voting.domain.papers import PapersFault
from voting.domain.presses import Verdict


class StaleStage(Refusal):
    """The sender was shown another stage than the vote is at."""

    code = "stale-stage"
    sentence = _("The vote has moved on since this was shown. Look again and repeat if it is still needed.")


class WrongVoteStage(Refusal):
    """The act does not fit how far the vote is."""

    code = "wrong-vote-stage"
    sentence = _("The vote is not at the point where this can be done.")


class UnconfirmedMissing(Refusal):
    """Somebody present has not voted and was not among those the chair confirmed."""

    code = "unconfirmed-missing"
    sentence = _("%(count)s present have not voted and were not shown to you. Look at the list again.")


class NotByHands(Refusal):
    """Hands are counted only in a vote by show of hands."""

    code = "not-by-hands"
    sentence = _("This vote is not taken by a show of hands.")


class HandsNotCounted(Refusal):
    """A show of hands is closed only with its numbers."""

    code = "hands-not-counted"
    sentence = _("The hands have not been counted yet.")


class WrongHandsCount(Refusal):
    """The numbers of a show of hands do not fit those present."""

    code = "wrong-hands-count"
    sentence = _("%(counted)s hands were entered, but there can be at most %(limit)s.")


class AnyModeButThis(Refusal):
    """There is no such way of voting; where nothing is prescribed, every one there is may be chosen."""

    code = "mode-unknown"
    sentence = _("There is no such way of voting.")


class OnlyByName(Refusal):
    """The matter is prescribed to be voted by name."""

    code = "only-by-name"
    sentence = _(
        "This matter is voted on by name: at the terminals, by roll call, or by hands entered by name."
    )


class OnlyInSecret(Refusal):
    """The matter is prescribed to be voted in secret."""

    code = "only-in-secret"
    sentence = _("This matter is voted on in secret: on paper only.")


class NoFallBack(Refusal):
    """A vote goes on in another mode than it has, and never at the terminals."""

    code = "no-fall-back"
    sentence = _(
        "The vote is taken in this way already, or would go back to the terminals: repeat it instead."
    )


class NotByName(Refusal):
    """Answers are entered, and names called, only in a vote taken by voice or by named hands."""

    code = "not-by-name"
    sentence = _("This vote is taken neither by roll call nor by hands entered by name.")


class MayNotAnswer(Refusal):
    """The person was absent or recused when the roll was frozen."""

    code = "may-not-answer"
    sentence = _("%(name)s takes no part in this vote: absent or recused when it was opened.")


class SameAnswer(Refusal):
    """The same answer is entered already."""

    code = "same-answer"
    sentence = _("This answer of %(name)s is entered already.")


class SameOrder(Refusal):
    """Names are called in this order already."""

    code = "same-order"
    sentence = _("The names are called in this order already.")


class NotOnPaper(Refusal):
    """Papers are counted only in a vote on paper."""

    code = "not-on-paper"
    sentence = _("This vote is not taken on paper.")


class PapersNotCounted(Refusal):
    """A vote on paper is closed only with its numbers."""

    code = "papers-not-counted"
    sentence = _("The papers have not been counted yet.")


class WrongPapersCount(Refusal):
    """The numbers of a vote on paper cannot be; each subclass is one fault, and a number below 0 is this."""

    code = "wrong-papers-count"
    sentence = _("There cannot be %(counted)s papers.")


class MorePapersThanPeople(WrongPapersCount):
    """More papers were issued than people may vote."""

    code = "more-papers-than-people"
    sentence = _("%(counted)s papers were issued, but only %(limit)s present may vote.")


class MorePapersReturned(WrongPapersCount):
    """More papers came back than were issued."""

    code = "more-papers-returned"
    sentence = _("%(counted)s papers were returned, but only %(limit)s were issued.")


class ReturnedDoNotAddUp(WrongPapersCount):
    """Valid, invalid and blank papers are not those returned."""

    code = "returned-papers-differ"
    sentence = _("Valid, invalid and blank papers are %(counted)s together, but %(limit)s were returned.")


class ValidDoNotAddUp(WrongPapersCount):
    """The choices are not as many as the valid papers."""

    code = "valid-papers-differ"
    sentence = _("For, against and abstained are %(counted)s together, but %(limit)s papers are valid.")


class TooFewTellers(WrongPapersCount):
    """Papers are counted by at least two people."""

    code = "too-few-tellers"
    sentence = _("Name at least %(limit)s different tellers.")


BY_SECRECY: dict[Secrecy, type[Refusal]] = {
    Secrecy.OPEN: AnyModeButThis,
    Secrecy.NAMED: OnlyByName,
    Secrecy.SECRET: OnlyInSecret,
}
BY_PAPERS_FAULT: dict[PapersFault, type[WrongPapersCount]] = {
    PapersFault.NEGATIVE: WrongPapersCount,
    PapersFault.MORE_ISSUED_THAN_ENTITLED: MorePapersThanPeople,
    PapersFault.MORE_RETURNED_THAN_ISSUED: MorePapersReturned,
    PapersFault.RETURNED_DO_NOT_ADD_UP: ReturnedDoNotAddUp,
    PapersFault.VALID_DO_NOT_ADD_UP: ValidDoNotAddUp,
    PapersFault.TELLERS: TooFewTellers,
}


class AnnulmentProposed(Refusal):
    """An annulment of this vote is proposed already."""

    code = "annulment-proposed"
    sentence = _("The annulment of this vote is proposed already and waits for confirmation.")


class NoAnnulment(Refusal):
    """There is no proposed annulment to confirm."""

    code = "no-annulment"
    sentence = _("Nobody has proposed to annul this vote.")


class SamePerson(Refusal):
    """Who proposes an annulment may not confirm it."""

    code = "same-person"
    sentence = _("A different person has to confirm the annulment.")


class SameOffice(Refusal):
    """Two chairs, or two clerks, may not annul without the other office."""

    code = "same-office"
    sentence = _("Chair and clerk annul together: the other of the two has to confirm.")


class AlreadyRepeated(Refusal):
    """A vote is repeated once at most."""

    code = "already-repeated"
    sentence = _("This vote has been repeated already.")


class ResultAffected(Refusal):
    """A correction never changes a declared result: where that is wrong, it is annulled and voted again."""

    code = "result-affected"
    sentence = _(
        "A correction cannot change what was voted or its outcome. Annul the vote, chair and clerk together, and repeat it."
    )


class CorrectionIncomplete(Refusal):
    """A correction says who asked for it, what was entered, what is right and why."""

    code = "correction-incomplete"
    sentence = _(
        "Say what is corrected, from the list or by the number of an entry, who asked for it, what was entered, what is "
        "right and why; each in at most 1000 characters."
    )


class NothingCorrected(Refusal):
    """What is right differs from what was entered."""

    code = "nothing-corrected"
    sentence = _("What was entered and what is right are the same.")


class NotEntitled(Refusal):
    """The member named may not vote in this vote: not on the roll, absent at the opening, or recused."""

    code = "not-entitled"
    sentence = _("%(name)s may not vote in this vote.")


class SpokenWaits(Refusal):
    """A choice that the member spoke aloud waits already."""

    code = "spoken-waits"
    sentence = _("A choice of %(name)s spoken aloud waits already. Have it confirmed or drop it first.")


class NothingSpoken(Refusal):
    """No such choice waits: it was confirmed, dropped, entered anew, or the member has pressed meanwhile."""

    code = "nothing-spoken"
    sentence = _("This choice spoken aloud no longer waits. Look again.")


class OwnEntry(Refusal):
    """Who entered a choice spoken aloud may not confirm it."""

    code = "own-entry"
    sentence = _("A different person has to confirm what you have entered.")


class SpokenUnconfirmed(Refusal):
    """The vote cannot be closed over a choice spoken aloud that nobody has confirmed or dropped."""

    code = "spoken-unconfirmed"
    sentence = _("A choice spoken aloud waits for you. Confirm it or drop it, then close the vote.")


class BallotFixed(Refusal):
    """The member has a ballot, and the standing orders let nobody change one."""

    code = "ballot-fixed"
    sentence = _("%(name)s has voted, and a ballot cannot be changed here.")


class DoorClosed(Refusal):
    """The standing orders put nobody on a roll after the opening."""

    code = "door-closed"
    sentence = _("The standing orders let nobody join a vote that has been opened.")


class AlreadyOnRoll(Refusal):
    """The member may vote in this vote already."""

    code = "already-on-roll"
    sentence = _("%(name)s may vote in this vote already.")


class AlreadyObjected(Refusal):
    """The member has objected already."""

    code = "already-objected"
    sentence = _("Your objection is recorded already.")


class NotAdopted(Refusal):
    """The proposal was rejected, or its result does not stand."""

    code = "not-adopted"
    sentence = _("Only a vote that was declared, adopted and not annulled puts an agenda down.")


class AgendaVoteUsed(Refusal):
    """Each change of the agenda needs its own vote."""

    code = "agenda-vote-used"
    sentence = _("The agenda was put down by this vote already. A further change needs a vote of its own.")


class GroundNotListed(Refusal):
    """The standing orders list the grounds of an annulment, and this is none of them."""

    code = "ground-not-listed"
    sentence = _("Choose one of the grounds that the standing orders list, and add the details to it.")


class FinalResult(Refusal):
    """The vote repeats one whose result was challenged."""

    code = "final-result"
    sentence = _(
        "This vote repeats another one, and its result is final. What was wrong with it can be annulled."
    )


class NoNumbersInPractice(Refusal):
    """Practice takes no number of the body's decisions."""

    code = "practice-unnumbered"
    sentence = _("Practice takes no numbers of decisions. Set them in a real meeting.")


class NumberGiven(Refusal):
    """The number is given already, or lies below one that is, or is too high."""

    code = "number-given"
    sentence = _("The next decision can have a number from %(least)s to %(most)s.")


class PressRefused(Refusal):
    """A press at a terminal that makes no ballot; each subclass is one verdict."""


class TooEarly(PressRefused):
    """The vote is not open yet."""

    code = "too-early"
    sentence = _("Not recorded: the vote is not open yet.")


class OnHold(PressRefused):
    """The chair holds the vote."""

    code = "on-hold"
    sentence = _("Not recorded: the chair is holding the vote.")


class TooLate(PressRefused):
    """The vote is closed."""

    code = "too-late"
    sentence = _("Not recorded: the vote is closed.")


class VoteAnnulled(PressRefused):
    """The vote is annulled."""

    code = "vote-annulled"
    sentence = _("Not recorded: this vote is annulled.")


class NotElectronic(PressRefused):
    """The vote is not taken at terminals."""

    code = "not-electronic"
    sentence = _("Not recorded: this vote is not taken at the terminals.")


class NotOnRoll(PressRefused):
    """The person may not vote in this vote."""

    code = "not-on-roll"
    sentence = _("Not recorded: you are not on the roll of this vote.")


class AbsentAtOpening(PressRefused):
    """The person was not checked in when the roll was frozen."""

    code = "absent-at-opening"
    sentence = _("Not recorded: you were not checked in when this vote was opened.")


class RecusedFromItem(PressRefused):
    """The person declared a conflict of interest."""

    code = "recused"
    sentence = _("Not recorded: you take no part in this item.")


class Superseded(PressRefused):
    """A later press of the same person is recorded already."""

    code = "superseded"
    sentence = _("Not recorded: a later press of yours counts.")


class ChangeNotAllowed(PressRefused):
    """The standing orders let nobody change a ballot."""

    code = "change-not-allowed"
    sentence = _("Not recorded: a ballot cannot be changed here.")


BY_VERDICT: dict[Verdict, type[PressRefused]] = {
    Verdict.TOO_EARLY: TooEarly,
    Verdict.ON_HOLD: OnHold,
    Verdict.TOO_LATE: TooLate,
    Verdict.ANNULLED: VoteAnnulled,
    Verdict.NOT_ELECTRONIC: NotElectronic,
    Verdict.NOT_ON_ROLL: NotOnRoll,
    Verdict.ABSENT: AbsentAtOpening,
    Verdict.RECUSED: RecusedFromItem,
    Verdict.SUPERSEDED: Superseded,
    Verdict.CHANGE_NOT_ALLOWED: ChangeNotAllowed,
}


class TextNotSettled(Refusal):
    """An amendment was adopted, or fell again, and the text of the main motion does not say so yet."""

    code = "text-not-settled"
    sentence = _("An amendment was adopted. First confirm the text with the amendment in it.")


class NothingToSettle(Refusal):
    """No text waits for this amendment."""

    code = "nothing-to-settle"
    sentence = _("There is no text to confirm for this amendment.")


class TextUnchanged(Refusal):
    """The text with the amendment in it is as it was without."""

    code = "text-unchanged"
    sentence = _("This is the text as it was. Put the adopted amendment into it.")


class NoVoteToExplain(Refusal):
    """No vote on the item before the meeting was declared last."""

    code = "no-vote-to-explain"
    sentence = _(
        "A vote is explained right after its result, and there is none now. Ask for an ordinary speech."
    )


class VoteUnexplained(Refusal):
    """Secret votes and those on procedure are not explained."""

    code = "vote-unexplained"
    sentence = _("A secret vote, or one on procedure, is not explained. Ask for an ordinary speech.")


class PositionUnexplained(Refusal):
    """The standing orders let others explain how they voted."""

    code = "position-unexplained"
    sentence = _(
        "The standing orders do not let you explain how you voted in this vote. Ask for an ordinary speech."
    )
