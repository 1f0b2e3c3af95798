"""Reads the live state of a meeting once, in one consistent snapshot. A choice that may not be known is never read."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agenda.domain.lacking import SECOND
from agenda.domain.quorum import Quorum
from agenda.domain.stages import MeetingStage
from agenda.models import AgendaItem, Attendance, Excuse, Link, Meeting, Motion, Proxy, Recusal
from agenda.queries import call_at, quorum_of, who_counts
from council.models import Role
from council.queries import councillors_on
from kiosk import messages
from kiosk.models import Display, Rehearsal
from kiosk.queries import READING
from kiosk.snapshots.documents import Document, HallPlan, agenda_document, hall_plan
from kiosk.snapshots.effects import NOTHING_HOLDS, LoadedEffects, load_effects
from kiosk.snapshots.floors import LoadedFloor, load_floor
from kiosk.snapshots.joint import load_joinable, load_joined
from kiosk.snapshots.letters import LoadedLetters, load_letters
from kiosk.snapshots.motions import load_ballot_due, load_due, load_elections
from kiosk.snapshots.sitting import load_officers
from ledger.domain.safekeeping import CopyState
from ledger.domain.words import words_of
from ledger.kinds import Kind
from ledger.models import Log
from ledger.queries import adjournment_checkpoint, copy_state, kinds_since, last_checkpoint
from voting.domain.choices import Answer
from voting.domain.elections import Contest, Returned
from voting.domain.modes import ANSWERED, AT_TERMINALS, UNNAMED
from voting.domain.stages import VoteStage
from voting.models import (
    Annulment,
    Ballot,
    GivenAnswer,
    JoinedMotion,
    Objection,
    RefusedPress,
    SpokenChoice,
    Vote,
)
from voting.queries import is_linked, next_decision, present_for, registers, result_of


@dataclass(frozen=True, slots=True)
class OwnBallot:
    """A ballot as its own councillor may see it; `press` also counts presses that made no ballot.

    Of a vote without names the choice is shown until the close only, when the councillor can still put it right.
    """

    choice: str | None
    press: int
    cast_at: datetime | None
    is_spoken: bool = False


@dataclass(frozen=True, slots=True)
class RollLine:
    """Somebody on the roll: name, seat, weight, standing, who votes by proxy, and after the close what became of them."""

    name: str
    seat: int | None
    weight: int
    standing: str
    proxy: UUID | None
    position: str


@dataclass(frozen=True, slots=True)
class Given:
    """A proxy that has not ended, by giver and holder; in force while both are councillors and the holder is there."""

    giver: UUID
    name: str
    holder: UUID
    holder_name: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A choice spoken aloud that waits for the chair, for chair and clerk only."""

    person: UUID
    choice: str


@dataclass(frozen=True, slots=True)
class LoadedVote:
    """The newest vote of the active item; `own` are asked-for ballots, `answers` those entered in a vote by name.

    `result`, positions, and who of those with a ballot has `spoken` aloud are empty until the close. `registered` are those
    who said that they are present for the vote, None where nobody has to; `recused` those who will be on the roll as that,
    until it is frozen.
    """

    row: Vote
    roll: Mapping[UUID, RollLine]
    voted: frozenset[UUID]
    own: Mapping[UUID, OwnBallot]
    result: Mapping[str, Any] | None
    annulment: Annulment | None
    spoken: frozenset[UUID] = frozenset()
    waiting: tuple[Waiting, ...] = ()
    objections: Mapping[UUID, datetime] = field(default_factory=dict)
    answers: Mapping[UUID, str] = field(default_factory=dict)
    registered: frozenset[UUID] | None = None
    joined: tuple[JoinedMotion, ...] = ()
    joinable: list[messages.JoinableItem] = field(default_factory=list)
    recused: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class DisplaySeen:
    """A display of the hall, and what it last said of this meeting; without a time it has not been opened."""

    name: str
    v: int | None
    is_behind: bool
    reported_at: datetime | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything a frame of any audience is made of."""

    meeting: Meeting
    epoch: str
    v: int
    checkpoint: str | None
    agenda: Document
    public_agenda: Document
    plan: HallPlan
    present: frozenset[UUID]
    links: Mapping[UUID, bool]
    quorum: Quorum
    second_call_needs: int
    item: AgendaItem | None
    vote: LoadedVote | None
    is_rehearsal: bool
    words: str | None
    floor: LoadedFloor
    displays: tuple[DisplaySeen, ...]
    officers: list[Role]
    copy: CopyState
    next_decision: str | None = None
    due: messages.DueText | None = None
    elections: list[messages.ElectionState] = field(default_factory=list)
    ballot_due: tuple[Motion, Contest, Returned] | None = None
    excused: frozenset[UUID] = frozenset()
    proxies: tuple[Given, ...] = ()
    effects: LoadedEffects = NOTHING_HOLDS
    letters: LoadedLetters | None = None


def load(meeting_id: UUID, own: Collection[UUID] = ()) -> Loaded:
    """Return the state of a meeting as of one instant; `own` are the people whose own ballots are wanted.

    The log's size is read first inside the snapshot, so that state and version belong together.
    """
    with transaction.atomic(using=READING):
        related = ("body", "hall", "municipality", "presiding", "selected")
        meeting = Meeting.objects.using(READING).select_related(*related).get(pk=meeting_id)
        log = Log.objects.using(READING).get(pk=meeting.log_id)
        signed = last_checkpoint(log.pk, using=READING)
        # Not those of the opening: who is sworn in during the meeting counts from then on, as in the commands.
        councillors = frozenset(councillors_on(meeting.body, meeting.day, using=READING))
        plan = hall_plan(meeting, councillors, READING)
        stays = Attendance.objects.using(READING).filter(meeting=meeting, left_at=None)
        present = frozenset(stays.values_list("person", flat=True))
        item = (
            AgendaItem.objects.using(READING)
            .filter(meeting=meeting, stage__in=["active", "being_voted"])
            .first()
        )
        there = who_counts(meeting, present & councillors, using=READING)
        counted = {"present": len(there), "in_office": len(councillors)}
        return Loaded(
            meeting=meeting,
            epoch=log.epoch,
            v=log.size,
            checkpoint=signed.note if signed else None,
            agenda=agenda_document(meeting, READING),
            public_agenda=agenda_document(meeting, READING, is_public=True),
            plan=plan,
            present=present,
            links=_links(meeting),
            quorum=quorum_of(meeting, **counted, call=call_at(meeting, timezone.now())),
            second_call_needs=quorum_of(meeting, **counted, call=SECOND).needed,
            item=item,
            vote=_vote(meeting, item, own) if item else None,
            is_rehearsal=meeting.is_practice
            and Rehearsal.objects.using(READING).filter(meeting=meeting, ended_at=None).exists(),
            words=_last_words(meeting),
            floor=load_floor(meeting, item.pk if item else None, timezone.now(), READING),
            displays=_displays(meeting),
            officers=load_officers(meeting, READING),
            copy=copy_state(using=READING),
            excused=_excused(meeting),
            proxies=_proxies(meeting, present, councillors),
            next_decision=None if meeting.is_practice else next_decision(meeting, using=READING).name,
            due=load_due(item) if item else None,
            effects=load_effects(meeting, item) if item else NOTHING_HOLDS,
            elections=load_elections(item) if item else [],
            ballot_due=load_ballot_due(item) if item else None,
            letters=load_letters(meeting, own, READING),
        )


def load_ballots(before: Loaded, own: Collection[UUID]) -> Loaded | None:
    """Return the state with the ballots entered since; None if anything else was, or nothing: then `load` has to.

    Of what changes without an entry only the links are read again.
    """
    # A press of somebody who has come takes a proxy from the roll: then the roll has to be read again.
    if before.vote is None or any(line.proxy for line in before.vote.roll.values()):
        return None
    with transaction.atomic(using=READING):
        log = Log.objects.using(READING).get(pk=before.meeting.log_id)
        if log.epoch != before.epoch or kinds_since(log.pk, before.v, using=READING) != {Kind.BALLOT_CAST}:
            return None
        row = before.vote.row
        mine = _own(row, own) if own else {}
        vote = replace(before.vote, voted=_voted(row), own=mine, waiting=_waiting(row))
        return replace(before, v=log.size, links=_links(before.meeting), vote=vote)


def _last_words(meeting: Meeting) -> str | None:
    """Return the words of the adjournment's checkpoint, which the record prints too; later ones have others."""
    if meeting.stage != MeetingStage.ADJOURNED:
        return None
    found = adjournment_checkpoint(meeting.log_id, using=READING)
    return words_of(bytes(found.root)) if found else None


def _displays(meeting: Meeting) -> tuple[DisplaySeen, ...]:
    rows = Display.objects.using(READING).filter(hall=meeting.hall_id, revoked_at=None).order_by("name")
    found = rows.values_list(
        "name", "report__meeting", "report__v", "report__is_behind", "report__reported_at"
    )
    return tuple(
        DisplaySeen(name, v, is_behind, reported_at)
        if shown == meeting.pk
        else DisplaySeen(name, None, is_behind=False, reported_at=None)
        for name, shown, v, is_behind, reported_at in found
    )


def _excused(meeting: Meeting) -> frozenset[UUID]:
    """Return whose absence is excused; on which ground is not read."""
    return frozenset(Excuse.objects.using(READING).filter(meeting=meeting).values_list("person", flat=True))


def _proxies(meeting: Meeting, present: frozenset[UUID], councillors: frozenset[UUID]) -> tuple[Given, ...]:
    # Until the opening the standing orders may change: the clerk has to see what they do not allow any more.
    if not meeting.standing_orders.proxies.are_allowed and meeting.stage != MeetingStage.DRAFT:
        return ()
    rows = Proxy.objects.using(READING).filter(meeting=meeting, ended_at=None).order_by("giver__name")
    named = rows.values_list("giver", "giver__name", "holder", "holder__name")
    # Who comes ends their proxy: only the holder can be away.
    return tuple(
        Given(*one, is_in_force=one[2] in present and councillors.issuperset((one[0], one[2])))
        for one in named
    )


def _links(meeting: Meeting) -> dict[UUID, bool]:
    now = timezone.now()
    rows = (
        Link.objects.using(READING).filter(meeting=meeting).values_list("person", "seen_at", "is_connected")
    )
    return {
        person: is_linked(seen_at, now, is_connected=is_connected) for person, seen_at, is_connected in rows
    }


def _vote(meeting: Meeting, item: AgendaItem, own: Collection[UUID]) -> LoadedVote | None:
    votes = Vote.objects.using(READING).filter(item=item).exclude(stage=VoteStage.WITHDRAWN)
    related = ("repeats", "follows_tie", "motion__mover", "motion__seconder")
    row = votes.select_related(*related).order_by("-number").first()
    if row is None:
        return None
    row.meeting = meeting
    was_counted = row.closed_at is not None
    columns = ("name", "seat", "weight", "standing", "proxy", *(["position"] if was_counted else []))
    rest = () if was_counted else ("",)
    roll = {person: RollLine(*line, *rest) for person, *line in row.roll.values_list("person", *columns)}
    is_pressed = row.mode in AT_TERMINALS
    answers = _answers(row) if row.mode in ANSWERED else {}
    return LoadedVote(
        row=row,
        roll=roll,
        voted=_voted(row) if is_pressed else frozenset(answers) - _silent(answers),
        own=_own(row, {*own, *_givers(roll, own)}) if is_pressed and own else {},
        result=result_of(row),
        annulment=Annulment.objects.using(READING).select_related("proposed_by").filter(vote=row).first(),
        spoken=_spoken(row) if was_counted and is_pressed else frozenset(),
        waiting=() if was_counted else _waiting(row),
        objections=dict(Objection.objects.using(READING).filter(vote=row).values_list("person", "raised_at"))
        if was_counted
        else {},
        answers=answers,
        registered=present_for(row) if registers(row) else None,
        joined=load_joined(row),
        joinable=load_joinable(row),
        recused=_recused(item) if row.opened_at is None else frozenset(),
    )


def _recused(item: AgendaItem) -> frozenset[UUID]:
    return frozenset(Recusal.objects.using(READING).filter(item=item).values_list("person", flat=True))


def _givers(roll: Mapping[UUID, RollLine], holders: Collection[UUID]) -> Iterator[UUID]:
    """Yield for whom these people vote by proxy: their ballots are known to who gave them."""
    return (person for person, line in roll.items() if line.proxy is not None and line.proxy in holders)


def _waiting(vote: Vote) -> tuple[Waiting, ...]:
    rows = SpokenChoice.objects.using(READING).filter(vote=vote).order_by("entered_at")
    return tuple(Waiting(person, choice) for person, choice in rows.values_list("person", "choice"))


def _voted(vote: Vote) -> frozenset[UUID]:
    """Return who has a ballot; which one is not read."""
    ballots = Ballot.objects.using(READING).filter(vote=vote)
    return frozenset(ballots.values_list("person", flat=True))


def _answers(vote: Vote) -> dict[UUID, str]:
    """Return what was answered aloud or by hand before the whole room."""
    return dict(GivenAnswer.objects.using(READING).filter(vote=vote).values_list("person", "answer"))


def _silent(answers: Mapping[UUID, str]) -> frozenset[UUID]:
    return frozenset(person for person, answer in answers.items() if answer == Answer.SILENT)


def _spoken(vote: Vote) -> frozenset[UUID]:
    ballots = Ballot.objects.using(READING).filter(vote=vote).exclude(entered_by=None)
    return frozenset(ballots.values_list("person", flat=True))


def _own(vote: Vote, people: Collection[UUID]) -> dict[UUID, OwnBallot]:
    # All seats of the hall ask together: to name everybody to the database takes longer than to pass over who did not ask.
    asked = frozenset(people)
    is_covered = vote.mode in UNNAMED and vote.closed_at is not None
    refused = RefusedPress.objects.using(READING).filter(vote=vote).values_list("person", "press")
    found = {person: OwnBallot(None, press, None) for person, press in refused if person in asked}
    cast = Ballot.objects.using(READING).filter(vote=vote)
    for person, choice, press, at, clerk in cast.values_list(
        "person", "choice", "press", "cast_at", "entered_by"
    ):
        if person not in asked:
            continue
        highest = max(press, found[person].press) if person in found else press
        told = None if is_covered else choice
        found[person] = OwnBallot(told, highest, at, is_spoken=clerk is not None)
    return found
