"""Votes in words, in the language now active: stages, modes, majorities, outcomes and the reason for a result."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from council.domain.orders import Base, Majority
from voting.domain.stages import Mode, VoteStage

STAGES = {
    VoteStage.PREPARED: gettext_lazy("The vote is prepared."),
    VoteStage.OPEN: gettext_lazy("The vote is open."),
    VoteStage.HELD: gettext_lazy("The vote is on hold."),
    VoteStage.CLOSED: gettext_lazy("The vote is closed. The result is not declared yet."),
    VoteStage.DECLARED: gettext_lazy("The result is declared."),
    VoteStage.ANNULLED: gettext_lazy("This vote is annulled."),
    VoteStage.WITHDRAWN: gettext_lazy("This vote was withdrawn."),
}
MODES = {
    Mode.ELECTRONIC: gettext_lazy("electronic, by name"),
    Mode.HANDS: gettext_lazy("show of hands"),
}
CHOICES = {
    "for": gettext_lazy("for"),
    "against": gettext_lazy("against"),
    "abstain": gettext_lazy("abstain"),
}
OUTCOMES = {"adopted": gettext_lazy("Adopted"), "rejected": gettext_lazy("Not adopted")}
BASES = {
    Base.TOTAL: gettext_lazy("all members by law"),
    Base.IN_OFFICE: gettext_lazy("the members in office"),
    Base.PRESENT: gettext_lazy("those present"),
    Base.FOR_AGAINST: gettext_lazy("the votes for and against"),
}


def majority_words(majority: Majority) -> str:
    """Return the rule, such as "more than 1/2 of those present"."""
    parts = {
        "fraction": f"{majority.fraction.numerator}/{majority.fraction.denominator}",
        "base": str(BASES[majority.base]),
    }
    if majority.is_strict:
        return _("more than %(fraction)s of %(base)s") % parts
    return _("at least %(fraction)s of %(base)s") % parts


def reason_words(reason: Mapping[str, Any]) -> str:
    """Return why a vote ended as it did, in whole numbers; `reason` is what the ledger keeps of it."""
    numbers = {
        "needed": reason["needed"],
        "obtained": reason["obtained"],
        "against": reason["against"],
        "base": str(BASES[Base(reason["base"])]),
        "size": reason["base_size"],
    }
    if reason["code"] == "tie":
        return _("A tie, %(obtained)s for and %(against)s against, adopts nothing.") % numbers
    needed = ngettext(
        "At least %(needed)s vote for is needed (%(base)s: %(size)s).",
        "At least %(needed)s votes for are needed (%(base)s: %(size)s).",
        reason["needed"],
    )
    obtained = ngettext("%(obtained)s voted for.", "%(obtained)s voted for.", reason["obtained"])
    return f"{needed} {obtained}" % numbers
