"""Why an item is not voted together with others."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal
from voting.domain.joint import JointFault


class NothingJoined(Refusal):
    """No item was chosen that is not in the vote already."""

    code = "nothing-joined"
    sentence = _("No item was chosen to be voted together with this one.")


class ClosedItemAlone(Refusal):
    """A closed item is voted alone: a joint vote would tell of it."""

    code = "closed-item-alone"
    sentence = _(
        "Item %(number)s cannot be voted together with this one: one of the two is closed to the public."
    )


class PulledItemAlone(Refusal):
    """A member took the item out."""

    code = "pulled-item-alone"
    sentence = _(
        "Item %(number)s cannot be voted together with this one: one of the two was taken out to be voted alone."
    )


class NotPlainItem(Refusal):
    """More than the draft decision waits for a vote, or nothing does."""

    code = "not-plain-item"
    sentence = _(
        "Item %(number)s cannot be voted together with this one: only items not called yet, with nothing to vote on but "
        "their draft decisions, can."
    )


class OtherRule(Refusal):
    """Its legal basis asks for another majority or way of voting."""

    code = "other-rule"
    sentence = _(
        "Item %(number)s is decided by another majority or in another way: call it and vote on it alone."
    )


class OtherRecused(Refusal):
    """Not the same people are recused, so the rolls would differ."""

    code = "other-recused"
    sentence = _("Not the same members are recused on item %(number)s: call it and vote on it alone.")


class VotedTogether(Refusal):
    """Closing an item that one roll and one result decide together with others."""

    code = "voted-together"
    sentence = _(
        "Item %(number)s was put to one vote together with others and cannot be closed to the public: take it out before "
        "the vote is opened, or have the vote annulled."
    )


BY_JOINT_FAULT: dict[JointFault, type[Refusal]] = {
    JointFault.CLOSED: ClosedItemAlone,
    JointFault.PULLED: PulledItemAlone,
    JointFault.NOT_PLAIN: NotPlainItem,
    JointFault.OTHER_RULE: OtherRule,
    JointFault.OTHER_RECUSED: OtherRecused,
}
