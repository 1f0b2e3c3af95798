"""Why a motion's text, or an explanation of a vote, is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


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


class DebateClosed(Refusal):
    """A request to speak in a debate that the council closed."""

    code = "debate-closed"
    sentence = _(
        "The debate on this item is closed by vote %(vote)s: the vote comes next. "
        "Procedural motions and explanations of vote can still be asked for."
    )


class ItemEnded(Refusal):
    """A vote on an item that the council postponed, took out or rejected."""

    code = "item-ended"
    sentence = _(
        "By vote %(vote)s the council has done with this item: finish it. "
        "To vote on it after all, that vote is annulled first."
    )


class ModeDecided(Refusal):
    """A vote in another mode than the council decided for the item."""

    code = "mode-decided"
    sentence = _(
        "By vote %(vote)s the council decided how to vote on this item. Prepare the vote without naming another way."
    )
