"""Casting ballots: presses of one vote taken as a set, each with an answer of its own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from agenda.models import Meeting
from agenda.queries import councillors_who_may_act, present_people, proxies
from agenda.refusals import Forbidden, UnknownThing
from council.domain.actors import Actor, ActorRole
from council.refusals import Refusal
from ledger.commands import NewEntry, append_all, insert_rows
from ledger.kinds import Kind
from ledger.statements import fetch
from voting.commands.rolls import give_in_person
from voting.domain.choices import Choice
from voting.domain.presses import Ballot as HeldBallot
from voting.domain.presses import Judged, Judgement, Press, Verdict, judge_presses
from voting.domain.proxies import may_press
from voting.domain.stages import Mode, VoteStage
from voting.models import Ballot, RefusedPress, SpokenChoice, Vote
from voting.queries.pressing import pressing
from voting.refusals import BY_VERDICT, NotYoursToCast

# Stages after which a ballot may still come.
PRESSABLE = frozenset({VoteStage.PREPARED, VoteStage.OPEN, VoteStage.HELD})
BALLOT = ("id", "municipality_id", "vote_id", "person_id", "choice", "press", "cast_at")


@dataclass(frozen=True, slots=True)
class CastPress:
    """A press as it arrived: who sent it, which choice, the rising number of the press; by proxy for which person.

    `mode` is that in which the vote was shown.
    """

    by: Actor
    choice: Choice
    number: int
    by_proxy_of: UUID | None = None
    mode: Mode = Mode.ELECTRONIC

    @property
    def person(self) -> UUID | None:
        """Whose ballot it is to be."""
        return self.by_proxy_of or self.by.person_id


def cast_ballots(
    *, meeting: Meeting, vote_id: UUID, presses: Sequence[CastPress], at: datetime
) -> list[Judgement | Refusal]:
    """Take presses for one vote as a set, in their order, and return an answer for each.

    Rights, roll and ballots are read once; ballots and entries are written in bulk. An accepted press is an entry; the
    last accepted press of a person is the ballot. Of a refused press its number is kept, so that none pressed before
    it counts when it arrives late.
    """
    found = fetch(Vote, "id = %s AND meeting_id = %s", vote_id, meeting.pk)
    if not found:
        return [UnknownThing() for _ in presses]
    vote = found[0]
    vote.meeting = meeting
    people = [press.by.person_id for press in presses if press.by.person_id]
    entitled = councillors_who_may_act(meeting, people)
    councillors = [p for p in presses if p.by.role is ActorRole.COUNCILLOR and p.by.person_id in entitled]
    known = pressing(vote, {p.person for p in councillors if p.person})
    admitted = _entitled_to(vote, councillors, known.holders)
    come = {p.person for p in admitted if p.person == p.by.person_id and p.person in known.holders}
    judged = judge_presses(
        stage=VoteStage(vote.stage),
        mode=Mode(vote.mode),
        standings=known.standings,
        # Who presses in person after the holder of their proxy begins a series of their own.
        held={who: replace(one, press=0) if who in come else one for who, one in known.held.items()},
        seen={who: number for who, number in known.seen.items() if who not in come},
        presses=[Press(p.person, p.choice, p.number, p.mode) for p in admitted if p.person],
        may_change=meeting.standing_orders.may_change_ballot,
        may_abstain=meeting.standing_orders.may_abstain,
    )
    _withdraw_spoken(vote, known.spoken & judged.new_ballots.keys())
    _store_ballots(vote, judged, at)
    _append(vote, admitted, judged.judgements, at)
    for person in known.holders.keys() & judged.new_ballots.keys():
        give_in_person(vote, person)
    if come & known.seen.keys():
        RefusedPress.objects.filter(vote=vote, person__in=come).delete()
    if vote.stage in PRESSABLE:
        _remember(vote, judged.new_seen)
    judgements = [_answer(judgement, judged) for judgement in judged.judgements]
    answers = dict(zip(map(id, admitted), judgements, strict=True))
    others = {id(press): NotYoursToCast() for press in councillors}
    return [answers.get(id(press)) or others.get(id(press)) or Forbidden() for press in presses]


def _entitled_to(
    vote: Vote, presses: Sequence[CastPress], holders: Mapping[UUID, UUID]
) -> Sequence[CastPress]:
    """Return the presses that come from whom they are for, or from the holder of that person's proxy in force.

    The others never reach the vote: not even the numbers of somebody's presses are for others to raise.
    """
    if not holders and not any(press.by_proxy_of for press in presses):
        return presses
    present = present_people(vote.meeting)
    usable = proxies(vote.meeting, present)
    return [
        press
        for press in presses
        if press.by.person_id
        and press.person
        and may_press(
            by=press.by.person_id,
            person=press.person,
            holder=holders.get(press.person),
            usable=usable,
            present=present,
        )
    ]


def _answer(judgement: Judgement, judged: Judged) -> Judgement | Refusal:
    if judgement.verdict is Verdict.ACCEPTED:
        return judgement
    return BY_VERDICT[judgement.verdict](press=judged.highest[judgement.press.person])


def _withdraw_spoken(vote: Vote, people: Collection[UUID]) -> None:
    """Drop what waits for the chair's word: who presses after speaking aloud has thought better of it."""
    if people:
        SpokenChoice.objects.filter(vote=vote, person__in=people).delete()


def _store_ballots(vote: Vote, judged: Judged, at: datetime) -> None:
    replaced = {one.press.person for one in judged.judgements if one.replaces is not None}
    first = {person: ballot for person, ballot in judged.new_ballots.items() if person not in replaced}
    cast_at = connection.ops.adapt_datetimefield_value(at)
    own = vote.municipality_id, vote.pk
    rows = [(uuid4(), *own, person, b.choice.value, b.press, cast_at) for person, b in first.items()]
    insert_rows(Ballot, BALLOT, rows)
    _replace_ballots(vote, {person: judged.new_ballots[person] for person in replaced}, at)


def _replace_ballots(vote: Vote, ballots: Mapping[UUID, HeldBallot], at: datetime) -> None:
    """Store ballots of people who may have one already, that of an earlier press in the same set perhaps."""
    if not ballots:
        return
    Ballot.objects.bulk_create(
        [
            Ballot(
                municipality_id=vote.municipality_id,
                vote=vote,
                person_id=person,
                choice=ballot.choice,
                press=ballot.press,
                cast_at=at,
            )
            for person, ballot in ballots.items()
        ],
        update_conflicts=True,
        unique_fields=["vote", "person"],
        update_fields=["choice", "press", "cast_at", "entered_by", "confirmed_by"],
    )


def forget_ballots(vote: Vote) -> None:
    """Set aside the ballots of a vote in which everybody presses anew; no press of before may count when it comes late."""
    before = dict(vote.ballots.values_list("person", "press"))
    refused = dict(RefusedPress.objects.filter(vote=vote).values_list("person", "press"))
    _remember(vote, {person: max(press, refused.get(person, press)) for person, press in before.items()})
    vote.ballots.all().delete()


def _append(vote: Vote, presses: Sequence[CastPress], judgements: Sequence[Judgement], at: datetime) -> None:
    records = [
        NewEntry(
            kind=Kind.BALLOT_CAST,
            actor=str(press.by),
            body={
                "vote": str(vote.pk),
                "person": str(judgement.press.person),
                "choice": judgement.press.choice.value,
                "press": judgement.press.number,
            },
        )
        for press, judgement in zip(presses, judgements, strict=True)
        if judgement.is_new
    ]
    append_all(log=vote.meeting.log, records=records, at=at)


def _remember(vote: Vote, seen: Mapping[UUID, int]) -> None:
    if not seen:
        return
    RefusedPress.objects.bulk_create(
        [
            RefusedPress(municipality_id=vote.municipality_id, vote=vote, person_id=person, press=press)
            for person, press in seen.items()
        ],
        update_conflicts=True,
        unique_fields=["vote", "person"],
        update_fields=["press"],
    )
