"""Why a ballot of an election is refused; what its tellers counted is in papers.py."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class OtherCount(Refusal):
    """For and against were counted in an election, or candidates where there are none."""

    code = "other-count"
    sentence = _(
        "In an election the votes of each candidate are entered; in another vote those for and against."
    )


class NoCandidates(Refusal):
    """A ballot is put up only with candidates."""

    code = "no-candidates"
    sentence = _("Nobody is nominated yet. Enter the candidates first.")


class NominationsClosed(Refusal):
    """A further ballot is due, of those who stood in the last one."""

    code = "nominations-closed"
    sentence = _("The next ballot is between those who stood in the last one: nobody can be added.")


class ElectionOver(Refusal):
    """All places are filled."""

    code = "election-over"
    sentence = _("All places are filled: there is nobody left to be elected.")


class LaterBallot(Refusal):
    """Another ballot of the election rests on this one's result."""

    code = "later-ballot"
    sentence = _("A later ballot of this election is under way or stands. Withdraw or annul that one first.")
