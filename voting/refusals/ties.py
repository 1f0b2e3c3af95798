"""Why an act on a tie is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class TieUnsettled(Refusal):
    """A tie waits for the chair or for the lot, and has no result yet."""

    code = "tie-unsettled"
    sentence = _(
        "The vote ended in a tie. Settle it first: the chair has to say how, or the lot has to be drawn."
    )


class NoTieToSettle(Refusal):
    """The vote did not end in a tie that is settled so, or it is settled already."""

    code = "no-tie-to-settle"
    sentence = _("There is no tie here that waits for this.")


class CastingVoteOwed(Refusal):
    """The standing orders oblige the chair to give the casting vote."""

    code = "casting-vote-owed"
    sentence = _("Under the standing orders the casting vote has to be given: for or against.")


class CastingVoteOfOthers(Refusal):
    """The casting vote is for a chair who has not voted, and this one has."""

    code = "casting-vote-of-others"
    sentence = _(
        "You have voted already. Under the standing orders the casting vote is for a chair who has not voted."
    )


class WrongWord(Refusal):
    """The word called out for a lot is no word in one short line."""

    code = "wrong-word"
    sentence = _("The word for the lot is one line of at most 60 characters.")


class TieVotedAgain(Refusal):
    """A tie is followed by a second vote under the rules, not by a repetition."""

    code = "tie-voted-again"
    sentence = _("This vote ended in a tie, and its second vote follows from the rules: prepare that one.")
