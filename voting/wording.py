"""Votes in words, in the language now active: stages, modes, majorities, outcomes and the reason for a result."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from council.domain.orders import Base, Majority
from voting.domain.corrections import About, Matter
from voting.domain.doubt import Doubt
from voting.domain.majority import Outcome
from voting.domain.proclamation import Part, Told
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
    Mode.HANDS_BY_NAME: gettext_lazy("show of hands, by name"),
    Mode.ROLL_CALL: gettext_lazy("roll call"),
    Mode.PAPER: gettext_lazy("secret, on paper"),
}
CHOICES = {
    "for": gettext_lazy("for"),
    "against": gettext_lazy("against"),
    "abstain": gettext_lazy("abstain"),
}
OUTCOMES = {"adopted": gettext_lazy("Adopted"), "rejected": gettext_lazy("Not adopted")}
MATTERS = {
    Matter.TIME.value: gettext_lazy("a time"),
    Matter.NAME.value: gettext_lazy("a name"),
    Matter.WORDING.value: gettext_lazy("a wording"),
    Matter.FIGURE.value: gettext_lazy("a number that no result rests on"),
    Matter.RESULT.value: gettext_lazy("what was voted, or the outcome"),
}
CORRECTED = {
    About.ENTRY.value: gettext_lazy("Entry %(named)s of the ledger"),
    About.VOTE.value: gettext_lazy("Vote %(named)s"),
    About.ITEM.value: gettext_lazy("Agenda item %(named)s"),
    About.PERSON.value: "%(named)s",
}
BASES = {
    Base.TOTAL: gettext_lazy("all members by law"),
    Base.IN_OFFICE: gettext_lazy("the members in office"),
    Base.PRESENT: gettext_lazy("those present"),
    Base.FOR_AGAINST: gettext_lazy("the votes for and against"),
}


def corrected_words(about: str, named: str) -> str:
    """Return what a correction is about, such as "Vote 3"."""
    return str(CORRECTED[about]) % {"named": named}


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


def proclamation_words(parts: Sequence[Part]) -> str:
    """Return what the chair reads aloud, in the form of the law: "At least 9 votes for are needed, 10 voted for"."""
    return " ".join(_part_words(part) for part in parts)


def _part_words(part: Part) -> str:
    if part.told is Told.COUNTED:
        return _("For: %(in_favour)s, against: %(against)s, abstained: %(abstained)s.") % part.numbers
    if part.told is Told.TIE:
        return _("A tie: %(in_favour)s for and %(against)s against.") % part.numbers
    if part.told is Told.NEEDED:
        sentence = ngettext(
            "At least %(needed)s vote for is needed, %(in_favour)s voted for.",
            "At least %(needed)s votes for are needed, %(in_favour)s voted for.",
            part.numbers["needed"],
        )
        return sentence % part.numbers
    return _("The proposal is adopted.") if part.told is Told.ADOPTED else _("The proposal is not adopted.")


def doubt_words(doubt: Doubt) -> str:
    """Return who could have turned the outcome, and what would have been then."""
    numbers = {
        "unreachable": doubt.unreachable,
        "silent": doubt.not_voting,
        "needed": doubt.reason.needed,
        "obtained": doubt.reason.obtained,
        "against": doubt.reason.against,
    }
    is_adoption = doubt.outcome is Outcome.ADOPTED
    if not doubt.not_voting:
        who = ngettext(
            "%(unreachable)s unreachable member could have changed the outcome.",
            "%(unreachable)s unreachable members could have changed the outcome.",
            doubt.unreachable,
        )
    elif not doubt.unreachable:
        who = ngettext(
            "%(silent)s member who is present and did not vote could have changed the outcome.",
            "%(silent)s members who are present and did not vote could have changed the outcome.",
            doubt.not_voting,
        )
    else:
        who = _(
            "Members who are unreachable (%(unreachable)s) or did not vote (%(silent)s) could have changed the outcome."
        )
    then = (
        _("All for: %(obtained)s for, %(needed)s needed; it would be adopted.")
        if is_adoption
        else _("All against: %(obtained)s for, %(needed)s needed; it would not be adopted.")
    )
    return f"{who} {then}" % numbers
