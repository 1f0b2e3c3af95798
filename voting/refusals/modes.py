"""Why a way of voting is refused, and what is entered of hands and of answers to a call."""

from django.utils.translation import gettext_lazy as _

from agenda.domain.secrecy import Secrecy
from council.refusals import Refusal


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
        "This matter is voted on by name: at the terminals, by roll call, by hands entered by name, or by signatures."
    )


class OnlyInSecret(Refusal):
    """The matter is prescribed to be voted in secret."""

    code = "only-in-secret"
    sentence = _("This matter is voted on in secret: on paper only.")


class NotUnnamed(Refusal):
    """The standing orders know no vote at the terminals without names, or people are to be elected."""

    code = "not-unnamed"
    sentence = _(
        "This matter cannot be voted on at the terminals without names. Choose another way of voting."
    )


class NoFallBack(Refusal):
    """A vote goes on in another mode than it has, and once it is open never at the terminals by name."""

    code = "no-fall-back"
    sentence = _(
        "The vote is taken in this way already, or would go back to the terminals: repeat it instead."
    )


class NotByName(Refusal):
    """Answers are entered, and names called, only in a vote taken by voice or by named hands."""

    code = "not-by-name"
    sentence = _("This vote is taken neither by roll call nor by hands entered by name nor by signatures.")


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


BY_SECRECY: dict[Secrecy, type[Refusal]] = {
    Secrecy.OPEN: AnyModeButThis,
    Secrecy.NAMED: OnlyByName,
    Secrecy.SECRET: OnlyInSecret,
}
