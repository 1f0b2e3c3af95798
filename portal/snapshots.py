"""What the pages of a meeting and of its votes show, in words; what may be told of it at all is decided in queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from agenda.models import AgendaItem, Meeting, Motion
from agenda.queries import main_motion, ready_rules
from council.domain.alphabets import sorting_key
from council.domain.plans import SCALE
from council.wording import role_words, rule_words
from portal.queries import Archive
from voting.domain.bodies import ListedPaper
from voting.domain.choices import Position
from voting.domain.corrections import CorrectionEntered
from voting.domain.effects import effects_in
from voting.domain.facts import ItemRecord, ItemResult, NamedPosition, VoteRecord, VoteResult
from voting.domain.joint import ItemPulled
from voting.domain.modes import COUNTED, UNNAMED
from voting.queries import Decided, last_decision, one_more_of, under_other_packs
from voting.wording import (
    ELECTED,
    HELD,
    MATTERS,
    MODES,
    ONE_MORE,
    OUTCOMES,
    ballot_words,
    corrected_words,
    elsewhere_words,
    follows_words,
    reason_words,
    returned_words,
)

SEAT_RADIUS = 12
"""Radius of a seat as the plan's template draws it, before it is scaled to the hall."""

POSITIONS: Mapping[Position, Promise] = {
    Position.FOR: pgettext_lazy("position", "for"),
    Position.AGAINST: pgettext_lazy("position", "against"),
    Position.ABSTAIN: pgettext_lazy("position", "abstained"),
    Position.NOT_VOTING: pgettext_lazy("position", "present, did not vote"),
    Position.UNREACHABLE: pgettext_lazy("position", "unreachable"),
    Position.VOTED: pgettext_lazy("position", "voted; the vote was without names"),
    Position.UNNAMED: pgettext_lazy("position", "present; the vote was without names"),
    Position.RECUSED: pgettext_lazy("position", "recused"),
    Position.ABSENT: pgettext_lazy("position", "absent"),
}


@dataclass(frozen=True, slots=True)
class NumberShown:
    """How many took a position, and who, if the vote was taken by name."""

    position: Position
    word: Promise
    count: int
    people: tuple[NamedPosition, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Another vote, by its number; `has_page` says that it has a result to be shown."""

    number: int
    has_page: bool


@dataclass(frozen=True, slots=True)
class SeatShown:
    """A seat of the plan, where its SVG draws it, and what became of whoever had it on the roll."""

    number: int
    transform: str
    name: str
    position: str
    is_spoken: bool


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The hall as it was at the opening, with the positions of one vote."""

    view_box: str
    seats: tuple[SeatShown, ...]


@dataclass(frozen=True, slots=True)
class CandidateShown:
    """Somebody who stood in a ballot, with how many votes."""

    name: str
    votes: int
    is_elected: bool


@dataclass(frozen=True, slots=True)
class JointShown:
    """An item that a vote decides besides its own: number, title, text and the number of its decision."""

    number: str
    title: str
    text: str
    decision: str


@dataclass(frozen=True, slots=True)
class VoteShown:
    """A vote with its result, in words of the language now active; times in the municipality's zone."""

    record: VoteRecord
    result: VoteResult
    mode: Promise
    majority: str
    outcome: Promise
    reason: str
    declared_at: datetime
    numbers: tuple[NumberShown, ...]
    repeats: Linked | None
    repeated_by: Linked | None
    follows_tie: Linked | None = None
    corrections: tuple[int, ...] = ()
    ballot: str = ""
    candidates: tuple[CandidateShown, ...] = ()
    follows: str = ""
    one_more: Promise | None = None
    elsewhere: str = ""
    joint: tuple[JointShown, ...] = ()
    pulled: tuple[ItemPulled, ...] = ()

    @property
    def settled_at(self) -> datetime | None:
        """Return when a tie was settled, in the zone of the declaration."""
        tie = self.record.tie
        return tie.at.astimezone(self.declared_at.tzinfo) if tie else None

    @property
    def is_unnamed(self) -> bool:
        """Return whether nobody's choice is told by name."""
        return self.record.mode in UNNAMED

    @property
    def is_counted(self) -> bool:
        """Return whether only numbers were counted."""
        return self.record.mode in COUNTED

    @property
    def annulled_on(self) -> str | None:
        """Return the ground on which the vote was annulled, if it was."""
        annulment = self.record.annulment
        return annulment.ground if annulment and annulment.confirmed_at else None

    @property
    def spoken(self) -> frozenset[str]:
        """Return the people who spoke their choice aloud."""
        return frozenset(ballot.person for ballot in self.record.ballots if ballot.is_spoken)


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """A correction, with what it is about in words; its time in the municipality's zone."""

    number: int
    words: str
    matter: Promise
    at: datetime
    said: CorrectionEntered
    clerk: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class AnnulmentShown:
    """An annulment, or the proposal of one, with its vote and in the municipality's zone when it came."""

    number: int
    title: str
    ground: str
    at: datetime
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was entered after the record was signed, which therefore cannot have it."""

    annulments: tuple[AnnulmentShown, ...]
    corrections: tuple[CorrectionShown, ...]

    @property
    def count(self) -> int:
        """How much there is."""
        return len(self.annulments) + len(self.corrections)


@dataclass(frozen=True, slots=True)
class VoteOnItsPage:
    """A declared vote by itself: with the item it was taken on, and the plan if it has names."""

    vote: VoteShown
    item_number: str
    item_title: str
    plan: PlanShown | None


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A paper of an item; `added_at`, in the municipality's zone, only if it came during the meeting."""

    listed: ListedPaper
    added_at: datetime | None
    is_replaced: bool


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item of the agenda, with its papers, the votes taken on it, and those on another item that decided it too."""

    number: str
    title: str
    rapporteur: str
    papers: tuple[PaperShown, ...]
    votes: tuple[VoteShown, ...]
    joint: tuple[VoteShown, ...]
    is_off: bool
    is_left: bool
    ended: str
    is_closed: bool
    closing: str
    draft: str | None
    results: tuple[str, ...]


def items_shown(meeting: Meeting, archive: Archive) -> tuple[ItemShown, ...]:
    """Return the agenda as it was at the opening and grew since, each item with its papers and votes in their order."""
    votes: dict[str, list[VoteShown]] = {}
    joint: dict[str, list[VoteShown]] = {}
    for vote, result in archive.votes:
        shown = _vote(meeting, archive, vote, result)
        votes.setdefault(vote.item, []).append(shown)
        for one in vote.together:
            joint.setdefault(one.item, []).append(shown)
    zone = ZoneInfo(meeting.municipality.time_zone)
    return tuple(
        ItemShown(
            number=item.listed.number,
            title=item.listed.title,
            rapporteur=item.listed.rapporteur,
            papers=_papers(item, zone),
            votes=tuple(votes.get(item.listed.item, ())),
            joint=tuple(joint.get(item.listed.item, ())),
            is_off=item.is_off,
            is_left=archive.record.adjournment is not None and not item.activated_at,
            ended=_ended(archive, item.listed.item),
            is_closed=item.is_closed,
            closing=_closing(item),
            draft=item.listed.draft,
            results=tuple(_result(result) for result in item.results),
        )
        for item in archive.record.items
    )


def _closing(item: ItemRecord) -> str:
    """Return by which vote an item was closed and on which ground; chair and clerk close one without telling theirs."""
    if item.closed_by is None:
        return _("This item is closed to the public.")
    told = {"vote": item.closed_by, "ground": item.ground}
    return _("Vote %(vote)s closed this item to the public: %(ground)s") % told


def _result(result: ItemResult) -> str:
    words = ELECTED if result.is_election else OUTCOMES
    return f"{words[result.outcome]} {result.decision}".strip()


def _ended(archive: Archive, item: str) -> str:
    """Return what the council ended the item with instead of deciding on it, nothing else."""
    ended = effects_in(archive.record, item).ends_item
    return str(HELD[ended[0]]) % {"vote": ended[1]} if ended else ""


def adoptions_shown(meeting: Meeting, archive: Archive) -> tuple[tuple[datetime, int], ...]:
    """Return when the agenda was put down, in the municipality's zone, and by the vote of which number."""
    zone = ZoneInfo(meeting.municipality.time_zone)
    return tuple(
        (one.at.astimezone(zone), one.said.number)
        for one in archive.record.sitting.adoptions
        if one.put_back_at is None
    )


@dataclass(frozen=True, slots=True)
class ArrangementShown:
    """The items coming into another order by a vote: as its `text` says, or as without it, once it stands no more."""

    at: datetime
    vote: int
    text: str
    is_back: bool


def arrangements_shown(meeting: Meeting, archive: Archive) -> tuple[ArrangementShown, ...]:
    """Return how the order of the agenda was changed during the meeting, in the municipality's zone."""
    zone = ZoneInfo(meeting.municipality.time_zone)
    texts = {vote.number: vote.text for vote in archive.record.votes}
    return tuple(
        ArrangementShown(one.at.astimezone(zone), one.vote, texts[one.vote], one.is_back)
        for one in archive.record.sitting.arrangements
        if one.vote in texts
    )


@dataclass(frozen=True, slots=True)
class CouncilShown:
    """How one council decided a draft that several have before them; without a vote it has not yet."""

    item: AgendaItem
    is_alike: bool
    outcome: Promise | None = None
    decision: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    vote: int | None = None


def councils_shown(items: Sequence[AgendaItem], using: str) -> tuple[CouncilShown, ...]:
    """Return how each council decided, in the order of the items; `is_alike` where its text is the first one's."""
    motions = [main_motion(item, using=using) for item in items]
    text = motions[0].text if motions and motions[0] else ""
    return tuple(
        _council(item, motion, using, is_alike=motion is not None and motion.text == text)
        for item, motion in zip(items, motions, strict=True)
    )


def _council(item: AgendaItem, motion: Motion | None, using: str, *, is_alike: bool) -> CouncilShown:
    vote = last_decision(motion, using) if motion else None
    if motion is None or vote is None or vote.result is None:
        return CouncilShown(item, is_alike)
    tally = vote.result["tally"]
    # A vote on several items names the decision on its own item first, and beside it that on each of the others.
    joined = {one["motion"]: one["decision"] for one in vote.result.get("joined", ())}
    return CouncilShown(
        item,
        is_alike,
        outcome=OUTCOMES[vote.result["outcome"]],
        decision=joined.get(str(motion.pk), vote.result["decision"]),
        numbers={"in_favour": tally["for"], "against": tally["against"], "abstain": tally["abstain"]},
        reason=reason_words(vote.result["reason"]),
        vote=vote.number,
    )


def corrections_shown(meeting: Meeting, archive: Archive) -> tuple[CorrectionShown, ...]:
    """Return what was entered to be wrong, in its order."""
    zone = ZoneInfo(meeting.municipality.time_zone)
    clerk = role_words("clerk", ready_rules(meeting))
    return tuple(
        CorrectionShown(
            number=made.number,
            words=corrected_words(made.said.about, made.said.named),
            matter=MATTERS[made.said.matter],
            at=made.at.astimezone(zone),
            said=made.said,
            clerk=clerk,
            is_late=made.is_late,
        )
        for made in archive.record.corrections
    )


def addendum_shown(meeting: Meeting, archive: Archive) -> Addendum:
    """Return what was entered after the record was signed, as far as it may be told."""
    zone = ZoneInfo(meeting.municipality.time_zone)
    late = [(vote, vote.annulment) for vote, _ in archive.votes if vote.annulment and vote.annulment.is_late]
    return Addendum(
        annulments=tuple(
            AnnulmentShown(
                number=vote.number,
                title=vote.title,
                ground=annulment.ground,
                at=(annulment.confirmed_at or annulment.proposed_at).astimezone(zone),
                is_confirmed=annulment.confirmed_at is not None,
            )
            for vote, annulment in late
        ),
        corrections=tuple(made for made in corrections_shown(meeting, archive) if made.is_late),
    )


def _papers(item: ItemRecord, zone: ZoneInfo) -> tuple[PaperShown, ...]:
    replaced = {paper.listed.replaces for paper in item.papers}
    return tuple(
        PaperShown(
            listed=paper.listed,
            added_at=paper.added_at.astimezone(zone) if paper.added_at else None,
            is_replaced=paper.listed.paper in replaced,
        )
        for paper in item.papers
    )


def vote_shown(meeting: Meeting, archive: Archive, number: int) -> VoteOnItsPage | None:
    """Return what the page of one declared vote shows; None where no vote of this number has a result."""
    for vote, result in archive.votes:
        if vote.number == number:
            listed = next(item.listed for item in archive.record.items if item.listed.item == vote.item)
            shown = _vote(meeting, archive, vote, result)
            return VoteOnItsPage(shown, listed.number, listed.title, _plan(archive, shown))
    return None


def _vote(meeting: Meeting, archive: Archive, vote: VoteRecord, result: VoteResult) -> VoteShown:
    reason: dict[str, Any] = msgspec.to_builtins(result.reason)
    ballot = _ballot(meeting, vote, result)
    others = {other.vote: Linked(other.number, other.result is not None) for other in archive.record.votes}
    return VoteShown(
        record=vote,
        result=result,
        mode=MODES[vote.mode],
        majority=rule_words(vote.majority),
        outcome=(ELECTED if ballot else OUTCOMES)[result.outcome],
        declared_at=result.at.astimezone(ZoneInfo(meeting.municipality.time_zone)),
        numbers=_numbers(vote, result, meeting.municipality.language),
        repeats=others.get(vote.repeats or ""),
        repeated_by=others.get(vote.repeated_by or ""),
        follows_tie=others.get(vote.follows_tie or ""),
        corrections=tuple(
            made.number for made in archive.record.corrections if made.said.subject == vote.vote
        ),
        joint=_joint(vote, result),
        pulled=tuple(one.pulled for one in vote.joined if one.pulled),
        **(ballot or {"reason": reason_words(reason), **_otherwise(meeting, vote, result)}),
    )


def _otherwise(meeting: Meeting, vote: VoteRecord, result: VoteResult) -> dict[str, Any]:
    """Return what one more for, and what the rules of others, would have made of a vote without candidates."""
    if vote.opening is None or vote.close is None:
        return {}
    decided = Decided(
        result.outcome,
        msgspec.to_builtins(result.tally),
        sum(line.weight for line in vote.opening.roll),
        vote.close.recused_present,
    )
    found = one_more_of(meeting, vote.majority, decided)
    return {
        "one_more": ONE_MORE[found] if found else None,
        "elsewhere": elsewhere_words(under_other_packs(meeting, decided)),
    }


def _joint(vote: VoteRecord, result: VoteResult) -> tuple[JointShown, ...]:
    decisions = {one.motion: one.decision for one in result.joined}
    return tuple(
        JointShown(one.number, one.title, one.text, decisions.get(one.motion, "")) for one in vote.together
    )


def _ballot(meeting: Meeting, vote: VoteRecord, result: VoteResult) -> dict[str, Any]:
    """Return what is shown of a ballot with candidates; nothing of another vote."""
    contest, returned = vote.contest, result.returned
    if contest is None or returned is None or vote.papers is None:
        return {}
    votes, article = vote.papers.count.votes, meeting.standing_orders.elections.article
    return {
        "reason": returned_words(contest, returned, msgspec.to_builtins(result.reason), vote.majority),
        "ballot": ballot_words(contest),
        "candidates": tuple(
            CandidateShown(one.name, votes[one.candidate], one.candidate in returned.elected)
            for one in contest.candidates
        ),
        "follows": follows_words(contest, returned, article) if returned.way else "",
    }


def _plan(archive: Archive, vote: VoteShown) -> PlanShown | None:
    """Return the plan with who voted how; None where the opening has no plan or the vote no names."""
    hall = archive.record.opening.said.hall if archive.record.opening else None
    if hall is None or vote.is_unnamed or not vote.result.named:
        return None
    by_seat = {named.line.seat: named for named in vote.result.named}
    scale = hall.radius / SEAT_RADIUS
    return PlanShown(
        view_box=f"0 0 {SCALE} {hall.height}",
        seats=tuple(
            _seat(
                seat.number,
                f"translate({seat.x} {seat.y}) scale({scale:.4f})",
                by_seat.get(seat.number),
                vote,
            )
            for seat in hall.seats
        ),
    )


def _seat(number: int, transform: str, named: NamedPosition | None, vote: VoteShown) -> SeatShown:
    if named is None:
        return SeatShown(number, transform, name="", position="", is_spoken=False)
    is_spoken = named.line.person in vote.spoken
    return SeatShown(number, transform, named.line.name, named.position.value, is_spoken)


def _numbers(vote: VoteRecord, result: VoteResult, language: str) -> tuple[NumberShown, ...]:
    """Return what could be chosen always, of the other positions those that somebody took.

    Where candidates stood each has votes of their own, and there was no other choice.
    """
    options = {Position.FOR, Position.AGAINST, Position.ABSTAIN}
    counts = result.tally.by_position()
    always = options if vote.offers_abstaining else options - {Position.ABSTAIN}
    return tuple(
        NumberShown(position, word, counts.get(position, len(people)), people)
        for position, word in POSITIONS.items()
        if not (vote.contest and position in options)
        if (people := _people(result, position, language)) or counts.get(position) or position in always
    )


def _people(result: VoteResult, position: Position, language: str) -> tuple[NamedPosition, ...]:
    """Return who took the position, in the order of the council's alphabet."""
    named = [named for named in result.named if named.position is position]
    return tuple(sorted(named, key=lambda named: sorting_key(language, named.line.name)))
