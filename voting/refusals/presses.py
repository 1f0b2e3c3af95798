"""Why a press at a seat is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal
from voting.domain.presses import Verdict
from voting.refusals.course import StaleStage


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


class NoAbstaining(PressRefused):
    """The standing orders know no abstaining."""

    code = "no-abstaining"
    sentence = _("Not recorded: this council votes only for or against. Choose one of the two.")


class StaleMode(PressRefused):
    """It was pressed when the vote was taken in another mode, with names or without them."""

    code = "stale-mode"
    sentence = StaleStage.sentence


class Superseded(PressRefused):
    """A later press of the same person is recorded already."""

    code = "superseded"
    sentence = _("Not recorded: a later press of yours counts.")


class ChangeNotAllowed(PressRefused):
    """The standing orders let nobody change a ballot."""

    code = "change-not-allowed"
    sentence = _("Not recorded: a ballot cannot be changed here.")


class NotYoursToCast(PressRefused):
    """The press is for somebody whom another votes for, or nobody at the moment."""

    code = "not-yours-to-cast"
    sentence = _("Not recorded: this ballot is not yours to cast. A proxy holds while its giver stays away.")


BY_VERDICT: dict[Verdict, type[PressRefused]] = {
    Verdict.TOO_EARLY: TooEarly,
    Verdict.ON_HOLD: OnHold,
    Verdict.TOO_LATE: TooLate,
    Verdict.ANNULLED: VoteAnnulled,
    Verdict.NOT_ELECTRONIC: NotElectronic,
    Verdict.NOT_ON_ROLL: NotOnRoll,
    Verdict.ABSENT: AbsentAtOpening,
    Verdict.RECUSED: RecusedFromItem,
    Verdict.NO_ABSTAINING: NoAbstaining,
    Verdict.STALE_MODE: StaleMode,
    Verdict.SUPERSEDED: Superseded,
    Verdict.CHANGE_NOT_ALLOWED: ChangeNotAllowed,
}
