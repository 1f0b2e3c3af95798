"""A councillor's own record of a meeting, for the seat only: attendance, recusals, speeches, own ballots with times."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from agenda.models import AgendaItem, Attendance, Speech
from agenda.queries import clock_of
from kiosk.queries import READING
from voting.domain.choices import Position
from voting.domain.modes import AT_TERMINALS, UNNAMED
from voting.domain.stages import Mode
from voting.models import Ballot, Objection, RollMember
from voting.wording import MODES


@dataclass(frozen=True, slots=True)
class Stay:
    """From when until when somebody was checked in; `left_at` is None for who still is."""

    arrived_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnVote:
    """A vote in which the person was on the roll.

    `choice` is the ballot as it stands, empty without one, and where the vote went on in another mode, for which it does not
    count; in a vote without names it is told until the close, and then only that there is one. `position` is what became of
    the person, empty until the result is declared; `by_proxy` is the name of who gave the vote for them.
    """

    number: int
    title: str
    stage: str
    mode: str
    mode_text: Promise
    outcome: str
    choice: str
    cast_at: datetime | None
    is_spoken: bool
    position: str
    objected_at: datetime | None
    by_proxy: str = ""


@dataclass(frozen=True, slots=True)
class OwnSpeech:
    """A speech of the person, or one that runs; `spoken` is how long the clock ran, in whole seconds."""

    kind: str
    item: str
    given_at: datetime
    ended_at: datetime | None
    spoken: int


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """What the seat shows of it, in the order in which it happened."""

    stays: tuple[Stay, ...]
    recused_from: tuple[AgendaItem, ...]
    speeches: tuple[OwnSpeech, ...]
    votes: tuple[OwnVote, ...]


def own_record(meeting: UUID, person: UUID) -> OwnRecord:
    """Return what the tables hold of the person in the meeting."""
    stays = Attendance.objects.using(READING).filter(meeting=meeting, person=person).order_by("arrived_at")
    items = AgendaItem.objects.using(READING).filter(meeting=meeting, recusals__person=person)
    return OwnRecord(
        stays=tuple(Stay(stay.arrived_at, stay.left_at) for stay in stays),
        recused_from=tuple(items.order_by("position")),
        speeches=_speeches(meeting, person),
        votes=_votes(meeting, person),
    )


def _speeches(meeting: UUID, person: UUID) -> tuple[OwnSpeech, ...]:
    held = Speech.objects.using(READING).filter(meeting=meeting, person=person, given_at__isnull=False)
    now = timezone.now()
    return tuple(
        OwnSpeech(
            kind=speech.kind,
            item=speech.item.number if speech.item else "",
            given_at=clock.given_at,
            ended_at=speech.ended_at,
            spoken=int(clock.used(speech.ended_at or now).total_seconds()),
        )
        for speech in held.select_related("item").order_by("given_at")
        if (clock := clock_of(speech)) is not None
    )


def _votes(meeting: UUID, person: UUID) -> tuple[OwnVote, ...]:
    own = {"vote__meeting": meeting, "person": person}
    ballots = {ballot.vote_id: ballot for ballot in Ballot.objects.using(READING).filter(**own)}
    objections = dict(Objection.objects.using(READING).filter(**own).values_list("vote", "raised_at"))
    lines = RollMember.objects.using(READING).filter(**own).select_related("vote", "proxy")
    return tuple(
        _vote(line, ballots.get(line.vote_id), objections.get(line.vote_id))
        for line in lines.order_by("vote__number")
    )


def _vote(line: RollMember, ballot: Ballot | None, objected_at: datetime | None) -> OwnVote:
    vote = line.vote
    counted = ballot if vote.mode in AT_TERMINALS else None
    is_told = counted is not None and (vote.mode not in UNNAMED or vote.closed_at is None)
    is_known = vote.declared_at is not None
    is_given = counted is not None or (is_known and line.position != Position.ABSENT)
    return OwnVote(
        number=vote.number,
        title=vote.title,
        stage=vote.stage,
        mode=vote.mode,
        mode_text=MODES[Mode(vote.mode)],
        outcome=(vote.result or {}).get("outcome", "") if is_known else "",
        choice=counted.choice if counted and is_told else "",
        cast_at=counted.cast_at if counted else None,
        is_spoken=counted is not None and counted.entered_by_id is not None,
        position=line.position if is_known else "",
        objected_at=objected_at,
        by_proxy=line.proxy.name if line.proxy and is_given else "",
    )
