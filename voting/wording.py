"""Votes in words, in the language now active: stages, modes, outcomes and the reason for a result."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agenda.domain.aims import Aim
from agenda.domain.quorum import Quorum
from agenda.domain.secrecy import Secrecy
from agenda.wording import AIMS
from council.domain.elections import Way
from council.domain.packs import Pack, Provenance
from council.domain.rules import Majority, Tie
from council.domain.shares import Base
from council.wording import BASES, majority_words, provenance_words, rule_words
from voting.domain.choices import Position
from voting.domain.corrections import About, Matter
from voting.domain.doubt import Doubt
from voting.domain.effects import Effects
from voting.domain.elections import Contest, Returned
from voting.domain.majority import Outcome, ReasonCode, Settled
from voting.domain.proclamation import Part, Told
from voting.domain.questions import Answer
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
    Mode.ELECTRONIC_UNNAMED: gettext_lazy("electronic, without names"),
    Mode.HANDS: gettext_lazy("show of hands"),
    Mode.HANDS_BY_NAME: gettext_lazy("show of hands, by name"),
    Mode.SIGNATURES: gettext_lazy("by signatures"),
    Mode.ROLL_CALL: gettext_lazy("roll call"),
    Mode.PAPER: gettext_lazy("secret, on paper"),
    Mode.CORRESPONDENCE: gettext_lazy("by correspondence"),
}
ELECTED = {
    "adopted": gettext_lazy("Elected"),
    "rejected": gettext_lazy("Not elected"),
    "tied": gettext_lazy("The lot decides"),
}
WAYS = {
    Way.AGAIN: gettext_lazy("between the same candidates"),
    Way.RUN_OFF: gettext_lazy("run-off"),
    Way.RUN_OFF_MOST: gettext_lazy("run-off in which the most votes decide"),
    Way.WITHOUT_LAST: gettext_lazy("without who had the fewest votes"),
    Way.MOST: gettext_lazy("in which the most votes decide"),
}
CHOICES = {
    "for": gettext_lazy("for"),
    "against": gettext_lazy("against"),
    "abstain": gettext_lazy("abstain"),
}
OUTCOMES = {
    "adopted": gettext_lazy("Adopted"),
    "rejected": gettext_lazy("Not adopted"),
    "tied": gettext_lazy("A tie"),
}
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
TIES = {
    Tie.REVOTE: gettext_lazy("It has to be voted a second time."),
    Tie.LOT: gettext_lazy("The lot has to decide."),
    Tie.CASTING: gettext_lazy("The chair may give the casting vote."),
    Tie.CHAIR_SIDE: gettext_lazy("The side on which the chair voted prevails."),
}
SETTLED = {
    (Tie.LOT, Settled.FOR): gettext_lazy("The lot fell for it."),
    (Tie.LOT, Settled.AGAINST): gettext_lazy("The lot fell against it."),
    (Tie.CASTING, Settled.FOR): gettext_lazy("The chair's casting vote was for."),
    (Tie.CASTING, Settled.AGAINST): gettext_lazy("The chair's casting vote was against."),
    (Tie.CASTING, Settled.NONE): gettext_lazy("The chair gave no casting vote, so nothing is adopted."),
    (Tie.CHAIR_SIDE, Settled.FOR): gettext_lazy("The chair voted for, and that side prevails."),
    (Tie.CHAIR_SIDE, Settled.AGAINST): gettext_lazy("The chair voted against, and that side prevails."),
    (Tie.CHAIR_SIDE, Settled.NONE): gettext_lazy("The chair took no side, so nothing is adopted."),
}

HELD = {
    Aim.CLOSE_DEBATE: gettext_lazy("The debate on this item is closed (vote %(vote)s)."),
    Aim.POSTPONE: gettext_lazy("The item is postponed to a later meeting (vote %(vote)s)."),
    Aim.TAKE_OUT: gettext_lazy("The item is taken off the agenda (vote %(vote)s)."),
    Aim.REJECT: gettext_lazy("The proposal is rejected without a vote in substance (vote %(vote)s)."),
    Aim.REORDER: gettext_lazy("The order of the items is changed (vote %(vote)s)."),
    Aim.BREAK: gettext_lazy("A break is decided (vote %(vote)s)."),
    Aim.ROLL_CALL: gettext_lazy("The item is voted by roll call (vote %(vote)s)."),
    Aim.SECRET: gettext_lazy("The item is voted in secret (vote %(vote)s)."),
    Aim.CLOSED: gettext_lazy("The item is dealt with in closed session (vote %(vote)s)."),
}


def effect_words(found: Effects, secrecy: Secrecy, *, fallen: bool = False) -> list[str]:
    """Return what holds on an item by its procedural motions, a sentence each; what is `fallen` if asked for.

    Of a way of voting that the matter does not allow it is said that it cannot be.
    """
    lines = [str(HELD[aim]) % {"vote": vote} for aim, vote in found.held.items() if aim in HELD]
    if found.way and found.mode(secrecy) is None:
        lines.append(_("The matter does not allow it: how it is voted is prescribed for it."))
    if fallen:
        told = _("Vote %(vote)s is annulled, and what it decided holds no more: %(aim)s.")
        lines += [told % {"vote": vote, "aim": str(AIMS[aim])} for aim, vote in found.fallen.items()]
        if Aim.BREAK in found.fallen:
            lines.append(_("A break that was taken cannot be undone."))
        if Aim.CLOSED in found.fallen:
            lines.append(_("What was said in closed session does not become public: the item stays closed."))
    return lines


def corrected_words(about: str, named: str) -> str:
    """Return what a correction is about, such as "Vote 3"."""
    return str(CORRECTED[about]) % {"named": named}


def reason_words(reason: Mapping[str, Any]) -> str:
    """Return why a vote ended as it did, in whole numbers; `reason` is what the ledger keeps of it."""
    if reason["code"] == ReasonCode.TIE:
        return _tie_words(reason)
    if reason.get("floor") or reason["base"] == Base.FIXED:
        needed = ngettext(
            "At least %(needed)s vote for is needed.",
            "At least %(needed)s votes for are needed.",
            reason["needed"],
        )
    else:
        needed = ngettext(
            "At least %(needed)s vote for is needed (%(base)s: %(size)s).",
            "At least %(needed)s votes for are needed (%(base)s: %(size)s).",
            reason["needed"],
        )
    obtained = ngettext("%(obtained)s voted for.", "%(obtained)s voted for.", reason["obtained"])
    return " ".join([needed, obtained, *_counted_otherwise(reason)]) % {
        **reason,
        "base": str(BASES.get(reason["base"], "")),
        "size": reason["base_size"],
    }


def _counted_otherwise(reason: Mapping[str, Any]) -> list[str]:
    """Return sentences on those who were counted as something else than they chose."""
    sentences = {
        "as_for": _("Counted as for, without voting so: %(as_for)s."),
        "as_against": _("Counted as against, without voting so: %(as_against)s."),
        "left_out": _("Not counted as present: %(left_out)s."),
    }
    return [sentence for name, sentence in sentences.items() if reason.get(name)]


def _tie_words(reason: Mapping[str, Any]) -> str:
    tie, settled = reason.get("tie"), reason.get("settled")
    if tie is None:
        return _("A tie, %(obtained)s for and %(against)s against, adopts nothing.") % reason
    words = _("A tie, %(obtained)s for and %(against)s against.") % reason
    return f"{words} {_way_out(tie, settled)}"


def _way_out(tie: Tie, settled: Settled | None) -> str:
    """Return how a tie was settled, or what has to settle it."""
    return str(SETTLED[tie, settled] if settled else TIES[tie])


def ballot_words(contest: Contest) -> str:
    """Return which ballot of an election it is, and for how many places."""
    places = ngettext("%(places)s is to be elected", "%(places)s are to be elected", contest.places)
    ballot = _("Ballot %(ballot)s, %(way)s") if contest.told_way else _("Ballot %(ballot)s")
    told = {
        "ballot": contest.ballot,
        "places": contest.places,
        "way": WAYS[contest.told_way] if contest.told_way else "",
    }
    return f"{ballot}: {places}." % told


def returned_words(
    contest: Contest, returned: Returned, reason: Mapping[str, Any], majority: Majority
) -> str:
    """Return who is elected, with how many votes of how many needed and by which rule, and what the lot decided."""
    source = provenance_words(Provenance(majority.article))
    return f"{' '.join(_returned(contest, returned, reason))} ({source})"


def returned_aloud(
    contest: Contest, returned: Returned, reason: Mapping[str, Any], votes: Mapping[str, int]
) -> str:
    """Return what is read aloud of a ballot: the votes of each candidate, who is elected and why, and what follows."""
    counted = ", ".join(f"{one.name}: {votes[one.candidate]}" for one in contest.candidates) + "."
    nobody = [] if returned.elected or returned.between else [_("Nobody is elected.")]
    follows = [_follows(contest, returned)] if returned.way else []
    return " ".join([counted, *_returned(contest, returned, reason), *nobody, *follows])


def _returned(contest: Contest, returned: Returned, reason: Mapping[str, Any]) -> list[str]:
    parts = (
        [_("Elected: %(names)s.") % {"names": names_of(contest, returned.elected)}]
        if returned.elected
        else []
    )
    if contest.most_decides:
        parts.append(_("The most votes decide; most for one candidate: %(obtained)s.") % reason)
    else:
        needed = ngettext(
            "At least %(needed)s vote is needed (%(base)s: %(size)s); most for one candidate: %(obtained)s.",
            "At least %(needed)s votes are needed (%(base)s: %(size)s); most for one candidate: %(obtained)s.",
            reason["needed"],
        )
        size = {"base": str(BASES.get(reason["base"], "")), "size": reason["base_size"]}
        parts.append(needed % {**reason, **size})
    if returned.between:
        equals = names_of(contest, returned.between)
        parts.append(_("The lot decides between those with equal votes: %(names)s.") % {"names": equals})
    if returned.lot is not None:
        drawn = ", ".join(name_of(contest, one) for one in returned.lot.drawn)
        parts.append(_("The lot decided between equals, drawn in this order: %(names)s.") % {"names": drawn})
    return parts


def follows_words(contest: Contest, returned: Returned, article: str) -> str:
    """Return which ballot follows, between whom, and where that is laid down."""
    return f"{_follows(contest, returned)} ({provenance_words(Provenance(article))})"


def _follows(contest: Contest, returned: Returned) -> str:
    told = {
        "ballot": contest.ballot + 1,
        "way": WAYS[returned.way] if returned.way else "",
        "names": names_of(contest, returned.standing),
    }
    return _("Ballot %(ballot)s follows, %(way)s: %(names)s.") % told


def names_of(contest: Contest, candidates: Sequence[str]) -> str:
    """Return the names of candidates, in the order of the paper."""
    return ", ".join(one.name for one in contest.candidates if one.candidate in candidates)


def name_of(contest: Contest, candidate: str) -> str:
    """Return the name of a candidate."""
    return next(one.name for one in contest.candidates if one.candidate == candidate)


def quorum_words(quorum: Quorum) -> str:
    """Return the finding of a quorum check in whole numbers."""
    needed = ngettext(
        "At least %(needed)s must be present, of %(size)s.",
        "At least %(needed)s must be present, of %(size)s.",
        quorum.needed,
    )
    present = ngettext("%(present)s is present.", "%(present)s are present.", quorum.present)
    return f"{needed} {present}" % {
        "needed": quorum.needed,
        "present": quorum.present,
        "size": quorum.base_size,
    }


def proclamation_words(parts: Sequence[Part]) -> str:
    """Return what the chair reads aloud, in the form of the law: "At least 9 votes for are needed, 10 voted for"."""
    return " ".join(_part_words(part) for part in parts)


def _part_words(part: Part) -> str:
    if part.told is Told.COUNTED:
        if "abstained" in part.numbers:
            return _("For: %(in_favour)s, against: %(against)s, abstained: %(abstained)s.") % part.numbers
        return _("For: %(in_favour)s, against: %(against)s.") % part.numbers
    if part.told is Told.TIE:
        words = _("A tie: %(in_favour)s for and %(against)s against.") % part.numbers
        return f"{words} {_way_out(part.tie, part.settled)}" if part.tie else words
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


ONE_MORE = {
    Position.NOT_VOTING: gettext_lazy("One more for would have adopted it: one of those who did not vote."),
    Position.ABSTAIN: gettext_lazy("One more for would have adopted it: one of those who abstained."),
    Position.AGAINST: gettext_lazy("One more for would have adopted it: one of those who voted against."),
}


def answer_lines(answer: Answer, quorum: Quorum | None) -> list[str]:
    """Return an answer in sentences: the outcome, the rule and where it was read, the numbers, and what was missing."""
    reason, basis = answer.result.reason, answer.basis
    numbers = {"base": str(BASES.get(reason.base, "")), "size": reason.base_size}
    numbers |= {"needed": reason.needed, "obtained": reason.obtained}
    lines = [
        f"{OUTCOMES[answer.result.outcome]}.",
        _("Rule: %(rule)s.") % {"rule": rule_words(basis.majority)},
    ]
    if numbers["base"]:
        lines.append(_("Base: %(base)s: %(size)s.") % numbers)
    lines += [_("Needed: %(needed)s. Obtained: %(obtained)s.") % numbers, reason_words(reason.to_plain())]
    if answer.one_more:
        lines.append(str(ONE_MORE[answer.one_more]))
    if quorum and not quorum.is_met:
        lines.append(_("But there was no quorum.") + " " + quorum_words(quorum))
    return lines


def elsewhere_line(pack: Pack, answer: Answer | None) -> str:
    """Return what the ordinary rule of another pack would have made of it; nothing is known without its numbers."""
    if answer is None:
        return _("* %(pack)s: not known from these numbers.") % {"pack": pack.name}
    parts = {
        "pack": pack.name,
        "outcome": str(OUTCOMES[answer.result.outcome]).lower(),
        "needed": answer.result.reason.needed,
        "rule": majority_words(answer.basis.majority),
    }
    return _("* %(pack)s: %(outcome)s, %(needed)s needed (%(rule)s).") % parts


def elsewhere_words(found: Sequence[tuple[Pack, Answer]]) -> str:
    """Return what the ordinary rules of other packs would have made of a vote, those of one outcome together."""
    sentences = []
    for outcome, word in OUTCOMES.items():
        named = [
            f"{pack.name} ({answer.result.reason.needed})"
            for pack, answer in found
            if answer.result.outcome == outcome
        ]
        if named:
            sentences.append(f"{word}: {', '.join(named)}.")
    return " ".join(sentences)


def grounds_words(reason: Mapping[str, Any], majority: Majority) -> str:
    """Return why a vote ended as it did, and the article of its rule or that it is unverified."""
    return f"{reason_words(reason)} ({provenance_words(Provenance(majority.article))})"
