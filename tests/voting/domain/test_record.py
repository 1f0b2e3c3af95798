"""Reading a meeting's entries back: what they state together, and which entry cannot be."""

from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.shares import Base
from ledger.kinds import Kind
from tests.minutes.evening import evening
from tests.minutes.story import CHAIR, CLERK, NAMES, TITLES, Story, id_of
from tests.voting.domain.beginnings import (
    ANNA,
    BORIS,
    FIRST,
    fault_of,
    opened,
    with_closed_vote,
    with_open_vote,
)
from voting.domain.choices import Position
from voting.domain.facts import MeetingRecord, VoteRecord
from voting.domain.majority import Outcome, ReasonCode
from voting.domain.record import STEPS, RecordFault, read_record
from voting.domain.stages import Mode, VoteStage


def last(record: MeetingRecord) -> VoteRecord:
    return record.votes[-1]


def test_nothing_is_stated_without_entries() -> None:
    assert read_record([]) == MeetingRecord()


def test_every_kind_of_a_meeting_is_read() -> None:
    assert set(STEPS) == {kind for kind in Kind if not kind.value.startswith("register.")}


def test_the_opening_states_people_agenda_and_quorum() -> None:
    record = read_record(opened())
    assert record.opening is not None
    said = record.opening.said
    assert record.opening.at == datetime(2026, 11, 5, 8, 0, 13, tzinfo=UTC)
    assert said.body.statutory_number == len(NAMES)
    assert [someone.name for someone in said.people if not someone.mandate] == ["Стефан Илиев Колев"]
    assert (said.quorum.present, said.quorum.needed, said.quorum.is_met) == (12, 9, True)
    assert [item.listed.title for item in record.items] == list(TITLES)
    assert [len(item.activated_at) for item in record.items] == [1, 0, 0, 0, 0]


def test_stays_say_who_recorded_them() -> None:
    story = Story().arrive(ANNA).arrive(BORIS, by_self=False).leave(ANNA, by_self=True).arrive(ANNA)
    first, second, third = read_record(story).stays
    assert (first.is_arrival_own, first.is_departure_own, first.left_by) == (
        True,
        True,
        f"councillor:{id_of(ANNA)}",
    )
    assert (second.is_arrival_own, second.left_at) == (False, None)
    assert (third.name, third.left_at) == (ANNA, None)


def test_an_evening_is_told_whole() -> None:
    record = read_record(evening())
    assert [vote.stage for vote in record.votes] == [
        VoteStage.DECLARED,
        VoteStage.ANNULLED,
        VoteStage.DECLARED,
        VoteStage.DECLARED,
        VoteStage.DECLARED,
    ]
    assert record.votes[1].repeated_by == record.votes[2].vote
    assert record.votes[2].repeats == record.votes[1].vote
    assert [recusal.name for recusal in record.recusals] == [NAMES[6]]
    assert record.adjournment is not None
    assert record.adjournment.sequence == len(evening().lines) - 1
    assert record.items[0].finished_at is not None


def test_a_named_vote_states_roll_ballots_and_positions() -> None:
    story = opened()
    story.vote(FIRST, dict.fromkeys(NAMES[:8], "for") | dict.fromkeys(NAMES[8:10], "against"))
    vote = last(read_record(story))
    assert vote.mode is Mode.ELECTRONIC
    assert (vote.majority.base, vote.majority.fraction) == (Base.PRESENT, Fraction(1, 2))
    assert vote.opening is not None
    assert len(vote.opening.roll) == len(NAMES)
    assert len(vote.ballots) == 10
    assert vote.close is not None
    assert vote.close.missing == (id_of(NAMES[10]), id_of(NAMES[11]))
    assert vote.result is not None
    assert vote.result.outcome is Outcome.ADOPTED
    assert vote.result.reason.code is ReasonCode.ENOUGH_FOR
    assert vote.result.tally.by_position()[Position.NOT_VOTING] == 2
    assert [named.line.name for named in vote.result.named] == list(NAMES)


def test_the_last_press_of_a_person_counts() -> None:
    story, vote = with_open_vote()
    story.cast(vote, ANNA, "against").cast(vote, ANNA, "for", press=2)
    (ballot,) = last(read_record(story)).ballots
    assert (ballot.choice, ballot.press) == ("for", 2)


def test_pauses_and_the_change_to_hands_are_told() -> None:
    vote = read_record(evening()).votes[3]
    assert vote.mode is Mode.HANDS
    assert [step.left for step in vote.fallbacks] == [Mode.ELECTRONIC]
    assert [pause.resumed_at is not None for pause in vote.pauses] == [True]
    assert vote.hands is not None
    assert (vote.hands.for_, vote.hands.against, vote.hands.abstain) == (6, 5, 2)
    assert vote.result is not None
    assert {each.position for each in vote.result.named} == {Position.UNNAMED, Position.ABSENT}


def test_a_withdrawn_vote_stays_in_the_record() -> None:
    story = opened()
    vote = story.prepare(FIRST)
    told = last(read_record(story.tell("voting.vote.withdrawn", vote=vote)))
    assert (told.stage, told.withdrawn_at) == (VoteStage.WITHDRAWN, story.at)


def test_a_withdrawn_repetition_leaves_room_for_another() -> None:
    story = opened()
    first = story.vote(FIRST, {})
    story.tell("voting.vote.withdrawn", vote=story.prepare(FIRST, repeats=first))
    second = story.prepare(FIRST, repeats=first)
    assert read_record(story).votes[0].repeated_by == second


def test_an_annulment_counts_once_confirmed() -> None:
    story, vote = with_closed_vote()
    proposed = story.tell("voting.annulment.proposed", vote=vote, ground="g")
    told = last(read_record(proposed))
    assert told.annulment is not None
    assert (told.stage, told.annulment.confirmed_at) == (VoteStage.CLOSED, None)
    confirmed = story.tell(
        "voting.vote.annulled", actor=story.clerk, vote=vote, ground="g", proposed_by=id_of(CLERK)
    )
    told = last(read_record(confirmed))
    assert told.annulment is not None
    assert (told.stage, told.annulment.confirmed_by) == (VoteStage.ANNULLED, story.clerk)


def test_a_vote_can_be_annulled_and_the_record_signed_after_the_meeting() -> None:
    story = opened()
    vote = story.vote(FIRST, dict.fromkeys(NAMES[:8], "for"))
    story.adjourn().tell("voting.annulment.proposed", vote=vote, ground="g")
    story.tell("minutes.record.drafted", actor="operator", digest="d")
    story.tell("minutes.record.signed", digest="e", by=id_of(CHAIR), capacity="chair")
    story.tell("minutes.record.signed", digest="f", by=id_of(CLERK), capacity="clerk")
    record = read_record(story)
    assert record.drafted == ("d",)
    assert [(signing.digest, signing.capacity) for signing in record.signings] == [
        ("e", "chair"),
        ("f", "clerk"),
    ]


def renumbered(story: Story) -> Story:
    story.lines[-1] = (99, *story.lines[-1][1:])
    return story


def at_another_time(text: str) -> Callable[[], Story]:
    def told() -> Story:
        story = opened()
        sequence, kind, _, actor, body = story.lines[-1]
        story.lines[-1] = (sequence, kind, text, actor, body)
        return story

    return told


FAULTS: list[tuple[str, Callable[[], Story]]] = [
    ("out-of-order", lambda: renumbered(opened())),
    ("unknown-kind", lambda: opened().tell("agenda.meeting.exploded")),
    ("malformed-time", at_another_time("gestern")),
    ("malformed-time", at_another_time("2026-11-05T10:00:00")),
    ("malformed-time", at_another_time("2026-11-05T10:00:00+02:00")),
    ("malformed-body", lambda: opened().tell("agenda.item.finished")),
    ("malformed-body", lambda: opened().tell("agenda.item.finished", item=7)),
]


@pytest.mark.parametrize(("code", "told"), FAULTS)
def test_an_entry_that_cannot_be_is_named(code: str, told: Callable[[], Story]) -> None:
    story = told()
    assert fault_of(story) == (story.lines[-1][0], code)


def test_a_fault_says_what_it_is_about() -> None:
    with pytest.raises(RecordFault, match=r"^entry 14: unknown-vote \(x\)$"):
        read_record(opened().close("x"))
    assert str(RecordFault(sequence=3, code="out-of-order")) == "entry 3: out-of-order"


@given(st.data())
def test_positions_add_up_to_the_roll(data: st.DataObject) -> None:
    choices = st.sampled_from(["for", "against", "abstain"])
    told = data.draw(st.dictionaries(st.sampled_from(NAMES[:12]), choices))
    story = opened()
    story.vote(FIRST, told)
    vote = last(read_record(story))
    assert vote.result is not None
    assert sum(vote.result.tally.by_position().values()) == len(NAMES)
    assert {ballot.person: ballot.choice.value for ballot in vote.ballots} == {
        id_of(name): choice for name, choice in told.items()
    }


@given(st.integers(min_value=0, max_value=len(evening().lines) - 2))
def test_an_entry_left_out_is_found(place: int) -> None:
    story = evening()
    del story.lines[place]
    assert fault_of(story) == (place + 1, "out-of-order")


@given(st.integers(min_value=0, max_value=len(evening().lines)))
def test_every_beginning_of_a_meeting_can_be_read(length: int) -> None:
    assert len(read_record(evening().lines[:length]).votes) <= 5
