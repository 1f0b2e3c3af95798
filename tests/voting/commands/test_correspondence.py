"""A sitting by correspondence: opening it, answering in writing, what it does not have, and votes that take answers over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from agenda.models import AgendaItem, Attendance, Motion
from agenda.refusals import (
    ByCorrespondence,
    CorrespondenceNotAllowed,
    Forbidden,
    ItemNotByCorrespondence,
    NoQuorum,
    NotByCorrespondence,
    UnknownThing,
    WrongAnswersUntil,
    WrongMeetingStage,
    WrongMotionStage,
)
from council.domain.correspondence import CorrespondenceRules
from council.domain.orders import StandingOrders
from council.domain.rules import Tie
from council.domain.shares import Share
from council.domain.sittings import SittingRules
from council.models import Mandate
from council.refusals import Refusal
from kiosk import messages
from tests.cast import COUNCILLORS, NAMES, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, BEGINS, Chamber, councillor
from tests.correspondence import (
    UNTIL,
    by_letter,
    decide,
    enter,
    opened,
    prepared,
    shown_at,
    time_is_over,
    write,
)
from voting.models import Vote, WrittenAnswer
from voting.queries import (
    are_answers_in,
    differences,
    objections_to_correspondence,
    own_answers,
    to_answer,
    writers,
)
from voting.refusals import (
    AlreadyObjected,
    AnsweredAtSeat,
    AnswersAwaited,
    AnswersOver,
    NoAbstaining,
    NotByName,
    NotEntitled,
    ObjectedTo,
    ObjectionsUnknown,
    RecusedFromItem,
    SameAnswer,
    StaleAnswer,
)

ANNA, BORIS, VASIL, GALINA, DIMITAR, *_ = COUNCILLORS
MOTIONS = range(3)


@pytest.fixture
def sent_out(chamber: Chamber) -> Chamber:
    """Return a meeting by correspondence whose councillors may answer."""
    return opened(by_letter(chamber))


def choices(chamber: Chamber, motion: int = 0) -> dict[UUID, str]:
    rows = WrittenAnswer.objects.filter(motion=chamber.motions[motion])
    return dict(rows.values_list("person", "choice"))


def test_from_the_draft_to_the_end(sent_out: Chamber) -> None:
    kinds = [kind for kind, _, _ in sent_out.entries()]
    assert kinds == ["agenda.meeting.opened"]
    _, _, body = sent_out.last()
    assert body["correspondence"] == {"until": "2026-11-23T08:00:00+00:00"}
    assert (body["quorum"]["present"], body["without_quorum"]) == (0, False)
    assert sent_out.meeting_now().answers_until == UNTIL
    for person in (ANNA, BORIS, VASIL, DIMITAR):
        write(sent_out, person, "for")
    write(sent_out, ANNA, "against")
    enter(sent_out, GALINA, "for")
    enter(sent_out, GALINA, "abstain")
    enter(sent_out, COUNCILLORS[5], "against", motion=1)
    assert differences(sent_out.meeting_now()) == []
    time_is_over(sent_out)
    vote = decide(sent_out, missing=(COUNCILLORS[5],))
    positions = dict(vote.roll.values_list("person", "position"))
    assert [positions[person] for person in COUNCILLORS[:6]] == [
        *("against", "for", "for", "abstain", "for", "not_voting")
    ]
    assert {positions[person] for person in COUNCILLORS[6:]} == {"absent"}
    assert (vote.mode, vote.result["tally"]["for"], vote.result["outcome"]) == (
        *("correspondence", 3),
        "adopted",
    )
    assert vote.result["decision"]
    sent_out.do(messages.MeetingAdjourn, AS_CHAIR)
    assert differences(sent_out.meeting_now()) == []


def test_a_meeting_of_people_who_come_together_has_none_of_it(chamber: Chamber) -> None:
    with pytest.raises(NotByCorrespondence):
        opened(chamber)
    chamber.open()
    assert "correspondence" not in chamber.entries()[9][2]
    for act in (
        lambda: write(chamber, ANNA, "for"),
        lambda: enter(chamber, ANNA, "for"),
        lambda: chamber.do(messages.CorrespondenceObject, councillor(ANNA)),
    ):
        with pytest.raises(NotByCorrespondence):
            act()
    with pytest.raises(Refusal, match="no such way"):
        chamber.open_vote("correspondence")
    assert are_answers_in(chamber.meeting_now(), UNTIL) is False


# --- Opening -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "until",
    [
        "",
        "soon",
        "9999-12-31T23:59:59-14:00",
        (BEGINS + timedelta(hours=23)).isoformat(),
        (BEGINS - timedelta(hours=1)).isoformat(),
        (BEGINS + timedelta(days=91)).isoformat(),
    ],
)
def test_until_when_answers_can_be_given_is_said_and_can_be(chamber: Chamber, until: str) -> None:
    by_letter(chamber)
    with pytest.raises(WrongAnswersUntil, match="at least 24 hours and at most 90 days"):
        chamber.do(messages.MeetingOpen, AS_CHAIR, answers_until=until)


def test_a_time_without_an_offset_is_by_the_clocks_of_the_municipality(chamber: Chamber) -> None:
    by_letter(chamber)
    chamber.do(messages.MeetingOpen, AS_CHAIR, answers_until="2026-11-23T10:00")
    assert chamber.meeting_now().answers_until == UNTIL


def test_only_a_body_whose_orders_allow_it_opens_one(chamber: Chamber) -> None:
    by_letter(chamber, CorrespondenceRules())
    with pytest.raises(CorrespondenceNotAllowed):
        opened(chamber)


@pytest.mark.parametrize(
    "changes",
    [{"secrecy": "secret"}, {"election": {"places": 1, "candidates": []}}, {"kind": "amendment"}],
)
def test_an_item_that_needs_a_sitting_is_named(chamber: Chamber, changes: dict[str, Any]) -> None:
    by_letter(chamber)
    Motion.objects.filter(pk=chamber.motions[2].pk).update(**changes)
    with pytest.raises(ItemNotByCorrespondence, match="Item 2 "):
        opened(chamber)


def test_what_is_voted_by_name_is_answered_too(chamber: Chamber) -> None:
    by_letter(chamber)
    Motion.objects.update(secrecy="named")
    opened(chamber)
    write(chamber, ANNA, "for")


# --- Answers -----------------------------------------------------------------------------------------------------


def test_who_answers_takes_part_and_a_later_answer_replaces(sent_out: Chamber) -> None:
    write(sent_out, ANNA, "for")
    arrived, written = sent_out.entries()[-2:]
    assert arrived[0] == "agenda.member.arrived"
    told = {"motion": str(sent_out.motions[0].pk), "person": str(ANNA), "choice": "for"}
    assert written == ("voting.answer.written", str(councillor(ANNA)), told)
    write(sent_out, ANNA, "against")
    write(sent_out, ANNA, "for", motion=1)
    assert Attendance.objects.get(meeting=sent_out.meeting).person_id == ANNA
    assert choices(sent_out) == {ANNA: "against"}
    with pytest.raises(SameAnswer):
        write(sent_out, ANNA, "against")


def test_a_letter_that_comes_in_is_entered_by_the_clerk(sent_out: Chamber) -> None:
    row = enter(sent_out, ANNA, "for")
    assert (row.entered_by_id, sent_out.last()[1]) == (AS_CLERK.person_id, str(AS_CLERK))
    with pytest.raises(SameAnswer):
        enter(sent_out, ANNA, "for")
    assert write(sent_out, ANNA, "for").entered_by_id is None


def test_no_letter_replaces_what_was_answered_at_a_seat_nor_tells_what_it_was(sent_out: Chamber) -> None:
    enter(sent_out, ANNA, "for")
    write(sent_out, ANNA, "for")
    told = set()
    for choice in ("for", "against", "abstain"):
        with pytest.raises(AnsweredAtSeat) as refused:
            enter(sent_out, ANNA, choice)
        told.add(str(refused.value))
    assert told == {f"Not entered: {NAMES[ANNA]} has answered this at the seat, and no letter replaces that."}
    enter(sent_out, ANNA, "against", motion=1)
    assert (choices(sent_out), choices(sent_out, motion=1)) == ({ANNA: "for"}, {ANNA: "against"})


def test_an_answer_replaces_only_the_one_that_its_screen_showed(sent_out: Chamber) -> None:
    """A press from a telephone that had lost its link does not undo what was pressed elsewhere since."""
    write(sent_out, ANNA, "against", after="")
    with pytest.raises(StaleAnswer):
        write(sent_out, ANNA, "for", after="")
    first = shown_at(sent_out.motions[0].pk, ANNA)
    write(sent_out, ANNA, "abstain", after=first)
    with pytest.raises(StaleAnswer):
        write(sent_out, ANNA, "for", after=first)
    enter(sent_out, BORIS, "for")
    with pytest.raises(StaleAnswer):
        write(sent_out, BORIS, "against", after="")
    with pytest.raises(StaleAnswer):
        write(sent_out, VASIL, "for", after=first)
    assert choices(sent_out) == {ANNA: "abstain", BORIS: "for"}
    write(sent_out, BORIS, "against")
    assert choices(sent_out) == {ANNA: "abstain", BORIS: "against"}
    assert differences(sent_out.meeting_now()) == []


def test_whose_answers_they_are(sent_out: Chamber) -> None:
    for by in (AS_CHAIR, AS_CLERK, councillor(STRANGER)):
        with pytest.raises(Forbidden):
            write(sent_out, ANNA, "for", by=by)
    for by in (AS_CHAIR, councillor(ANNA)):
        with pytest.raises(Forbidden):
            enter(sent_out, ANNA, "for", by=by)
    with pytest.raises(UnknownThing):
        enter(sent_out, STRANGER, "for")


def test_answers_end_with_their_time(sent_out: Chamber) -> None:
    write(sent_out, ANNA, "for")
    time_is_over(sent_out)
    for act in (
        lambda: write(sent_out, ANNA, "against"),
        lambda: enter(sent_out, ANNA, "against"),
        lambda: sent_out.do(messages.CorrespondenceObject, councillor(ANNA)),
    ):
        with pytest.raises(AnswersOver):
            act()
    assert choices(sent_out) == {ANNA: "for"}


def test_before_the_opening_and_after_the_end_nobody_answers(chamber: Chamber) -> None:
    by_letter(chamber)
    with pytest.raises(WrongMeetingStage):
        write(chamber, ANNA, "for")
    opened(chamber).do(messages.MeetingAdjourn, AS_CHAIR)
    with pytest.raises(WrongMeetingStage):
        enter(chamber, ANNA, "for")


def test_a_motion_of_another_meeting_is_none(sent_out: Chamber, foreign: Chamber) -> None:
    with pytest.raises(UnknownThing):
        sent_out.do(messages.AnswerWrite, councillor(ANNA), motion=foreign.motions[0].pk, choice="for")


def test_two_choices_are_offered_where_there_are_two(chamber: Chamber) -> None:
    opened(by_letter(chamber, may_abstain=False))
    with pytest.raises(NoAbstaining):
        write(chamber, ANNA, "abstain")


def test_who_is_recused_answers_nothing_on_the_item(sent_out: Chamber) -> None:
    write(sent_out, ANNA, "for")
    write(sent_out, ANNA, "for", motion=2)
    sent_out.do(
        messages.Recuse, councillor(ANNA), item=sent_out.items[0].pk, person=ANNA, ground="Собственик"
    )
    with pytest.raises(RecusedFromItem):
        write(sent_out, ANNA, "against")
    with pytest.raises(NotEntitled):
        enter(sent_out, ANNA, "against")
    for person in COUNCILLORS[1:6]:
        write(sent_out, person, "against")
    time_is_over(sent_out)
    vote = decide(sent_out)
    assert vote.roll.get(person=ANNA).position == "recused"
    assert set(vote.answers.values_list("person", flat=True)) == set(COUNCILLORS[1:6])
    assert differences(sent_out.meeting_now()) == []


# --- What chair, clerk and seat are told -------------------------------------------------------------------------


def test_who_has_answered_how_many_is_told_and_how_only_to_who_did(sent_out: Chamber) -> None:
    write(sent_out, ANNA, "for")
    write(sent_out, ANNA, "against", motion=2)
    enter(sent_out, BORIS, "abstain")
    sent_out.do(messages.Recuse, AS_CLERK, item=sent_out.items[1].pk, person=ANNA, ground="Собственик")
    meeting = sent_out.meeting_now()
    found = {one.person: (one.written, one.of, one.is_done) for one in writers(meeting)}
    assert found[ANNA] == (1, 2, False)
    assert found[BORIS] == (1, 3, False)
    assert [one.name for one in writers(meeting)] == [NAMES[person] for person in COUNCILLORS]
    assert [motion.text for motion in to_answer(meeting)] == [one.text for one in sent_out.motions]
    own = own_answers(meeting, ANNA)
    assert {key: row.choice for key, row in own.items()} == {
        sent_out.motions[0].pk: "for",
        sent_out.motions[2].pk: "against",
    }


# --- Objections --------------------------------------------------------------------------------------------------


def test_enough_objections_end_it(sent_out: Chamber) -> None:
    sent_out.do(messages.CorrespondenceObject, councillor(ANNA))
    assert sent_out.last() == (
        "voting.correspondence.objected",
        str(councillor(ANNA)),
        {"person": str(ANNA), "name": NAMES[ANNA]},
    )
    with pytest.raises(AlreadyObjected):
        sent_out.do(messages.CorrespondenceObject, councillor(ANNA))
    with pytest.raises(Forbidden):
        sent_out.do(messages.CorrespondenceObject, AS_CLERK)
    write(sent_out, VASIL, "for")
    sent_out.do(messages.CorrespondenceObject, councillor(BORIS))
    found = objections_to_correspondence(sent_out.meeting_now())
    assert [one.person_id for one in found] == [ANNA, BORIS]
    assert Attendance.objects.get(meeting=sent_out.meeting).person_id == VASIL
    time_is_over(sent_out)
    with pytest.raises(ObjectedTo, match="2 councillors"):
        prepared(sent_out)
    sent_out.do(messages.MeetingAdjourn, AS_CHAIR)
    assert differences(sent_out.meeting_now()) == []


def test_enough_objections_end_it_while_a_vote_is_prepared(sent_out: Chamber) -> None:
    answer_all(sent_out)
    prepared(sent_out)
    sent_out.do(messages.CorrespondenceObject, councillor(ANNA))
    sent_out.do(messages.CorrespondenceObject, councillor(BORIS))
    with pytest.raises(ObjectedTo, match="2 councillors"):
        sent_out.on_vote(messages.VoteOpen)
    time_is_over(sent_out)
    with pytest.raises(ObjectedTo):
        sent_out.on_vote(messages.VoteOpen)
    sent_out.on_vote(messages.VoteWithdraw)
    sent_out.do(messages.MeetingAdjourn, AS_CHAIR)
    assert differences(sent_out.meeting_now()) == []


def test_too_few_objections_stop_nothing(sent_out: Chamber) -> None:
    sent_out.do(messages.CorrespondenceObject, councillor(ANNA))
    write(sent_out, ANNA, "against")
    time_is_over(sent_out)
    assert prepared(sent_out).mode == "correspondence"


def test_nobody_objects_where_the_rules_know_no_objection(chamber: Chamber) -> None:
    opened(by_letter(chamber, CorrespondenceRules(is_allowed=True)))
    with pytest.raises(ObjectionsUnknown):
        chamber.do(messages.CorrespondenceObject, councillor(ANNA))


# --- Votes -------------------------------------------------------------------------------------------------------


def answer_all(chamber: Chamber, people: tuple[UUID, ...] = COUNCILLORS) -> None:
    for person in people:
        for motion in MOTIONS:
            write(chamber, person, "for", motion=motion)


def taken_up(chamber: Chamber) -> None:
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[0].pk, prepare=True)


@pytest.mark.parametrize("begin", [prepared, taken_up])
def test_votes_wait_for_the_time_or_for_every_answer(
    sent_out: Chamber, begin: Callable[[Chamber], None]
) -> None:
    answer_all(sent_out, COUNCILLORS[:-1])
    with pytest.raises(AnswersAwaited):
        begin(sent_out)
    answer_all(sent_out, COUNCILLORS[-1:])
    vote = decide(sent_out)
    assert vote.result["tally"]["for"] == 9
    with pytest.raises(WrongMotionStage):
        write(sent_out, ANNA, "against")
    write(sent_out, ANNA, "against", motion=2)
    assert differences(sent_out.meeting_now()) == []


def test_no_answer_changes_once_its_vote_is_prepared(sent_out: Chamber) -> None:
    answer_all(sent_out)
    prepared(sent_out)
    with pytest.raises(WrongMotionStage):
        write(sent_out, ANNA, "against")
    sent_out.on_vote(messages.VoteWithdraw)
    write(sent_out, ANNA, "against")
    vote = decide(sent_out)
    assert vote.result["tally"]["against"] == 1
    assert differences(sent_out.meeting_now()) == []


def comes_into_office(chamber: Chamber, person: UUID) -> None:
    term = Mandate.objects.filter(person=ANNA).get().term
    Mandate.objects.create(
        term=term, person_id=person, municipality=chamber.municipality, starts_on=term.starts_on
    )


def test_a_vote_prepared_early_waits_for_who_comes_into_office_before_it_is_opened(sent_out: Chamber) -> None:
    answer_all(sent_out)
    prepared(sent_out)
    comes_into_office(sent_out, STRANGER)
    with pytest.raises(AnswersAwaited):
        sent_out.on_vote(messages.VoteOpen)
    write(sent_out, STRANGER, "for", motion=1)
    time_is_over(sent_out)
    sent_out.on_vote(messages.VoteOpen)
    sent_out.close((STRANGER,))
    sent_out.on_vote(messages.VoteDeclare)
    assert sent_out.vote().roll.get(person=STRANGER).position == "not_voting"
    assert differences(sent_out.meeting_now()) == []


def test_no_door_is_shut_on_who_answers_while_a_vote_is_open(chamber: Chamber) -> None:
    opened(by_letter(chamber, may_arrive_in_vote=False))
    answer_all(chamber)
    prepared(chamber)
    chamber.on_vote(messages.VoteOpen)
    comes_into_office(chamber, STRANGER)
    write(chamber, STRANGER, "against", motion=2)
    chamber.close(())
    chamber.on_vote(messages.VoteDeclare)
    assert not chamber.vote().roll.filter(person=STRANGER).exists()
    assert differences(chamber.meeting_now()) == []


@pytest.mark.parametrize("mode", ["electronic", "roll_call", "hands", "paper"])
def test_it_is_the_only_way_of_voting_and_nothing_else_is_entered(sent_out: Chamber, mode: str) -> None:
    write(sent_out, ANNA, "for")
    time_is_over(sent_out)
    with pytest.raises(ByCorrespondence):
        prepared(sent_out, mode=mode)
    sent_out.do(messages.VotePrepare, AS_CHAIR, motion=sent_out.motions[0].pk, mode="correspondence")
    with pytest.raises(ByCorrespondence):
        sent_out.on_vote(messages.VoteFallBack, mode=mode)
    with pytest.raises(Refusal):
        sent_out.on_vote(messages.VoteFallBack, mode="correspondence")
    sent_out.on_vote(messages.VoteOpen, without_quorum=True)
    for said in ({"person": ANNA, "answer": "against"}, {"person": BORIS, "answer": "for"}):
        with pytest.raises(NotByName):
            sent_out.on_vote(messages.AnswerEnter, AS_CLERK, **said)
    with pytest.raises(NotByName):
        sent_out.on_vote(messages.CallOrder, AS_CLERK, order="seat")


def test_a_quorum_is_of_those_who_answered(sent_out: Chamber) -> None:
    for person in COUNCILLORS[:4]:
        write(sent_out, person, "for")
    time_is_over(sent_out)
    prepared(sent_out)
    with pytest.raises(NoQuorum):
        sent_out.on_vote(messages.VoteOpen)


def test_nobody_is_called_twice(chamber: Chamber) -> None:
    half = StandingOrders().quorum
    second = Share(base=half.base, fraction=Fraction(1, 4), is_strict=False)
    opened(by_letter(chamber, quorum=replace(half, second_call=second, wait_minutes=30)))
    for person in COUNCILLORS[:4]:
        write(chamber, person, "for")
    time_is_over(chamber)
    prepared(chamber)
    with pytest.raises(NoQuorum):
        chamber.on_vote(messages.VoteOpen)
    chamber.on_vote(messages.VoteOpen, without_quorum=True)
    opening = next(body for kind, _, body in chamber.entries() if kind == "voting.vote.opened")
    assert opening["quorum"] == {"present": 4, "needed": 5, "is_met": False}
    assert differences(chamber.meeting_now()) == []


def test_a_vote_annulled_and_repeated_takes_the_same_answers(sent_out: Chamber) -> None:
    answer_all(sent_out)
    decide(sent_out)
    sent_out.on_vote(messages.VoteAnnul, AS_CHAIR, ground="Грешка")
    sent_out.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    write(sent_out, ANNA, "against")
    sent_out.on_vote(messages.VoteRepeat)
    sent_out.on_vote(messages.VoteOpen)
    sent_out.close(())
    sent_out.on_vote(messages.VoteDeclare)
    assert sent_out.vote().result["tally"] | {"for": 8, "against": 1} == sent_out.vote().result["tally"]
    assert differences(sent_out.meeting_now()) == []


def test_a_tie_is_settled_or_voted_again_with_the_same_answers(chamber: Chamber) -> None:
    majority = replace(StandingOrders().majority, ties=(Tie.REVOTE, Tie.CASTING))
    opened(by_letter(chamber, majority=majority))
    for person, choice in zip(COUNCILLORS[:6], ("for", "against") * 3, strict=True):
        write(chamber, person, choice)
    chamber.do(messages.CorrespondenceObject, councillor(ANNA))
    time_is_over(chamber)
    second = decide(chamber)
    first = Vote.objects.get(number=1)
    assert first.result is not None
    assert first.result["outcome"] == "tied"
    assert (second.follows_tie_id, second.mode) == (first.pk, "correspondence")
    chamber.on_vote(messages.VoteOpen)
    assert second.answers.count() == 6
    chamber.close(())
    chamber.on_vote(messages.VoteSettleTie, choice="for")
    chamber.on_vote(messages.VoteDeclare)
    assert chamber.vote().result["outcome"] == "adopted"  # type: ignore[index]  # it is declared
    assert differences(chamber.meeting_now()) == []


def withdrawn(chamber: Chamber) -> None:
    chamber.on_vote(messages.VoteWithdraw)


def annulled(chamber: Chamber) -> None:
    chamber.on_vote(messages.VoteOpen)
    chamber.on_vote(messages.VoteAnnul, AS_CHAIR, ground="Грешка")
    chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)


@pytest.mark.parametrize("undo", [withdrawn, annulled])
def test_a_tie_whose_second_vote_is_undone_can_be_answered_anew(
    chamber: Chamber, undo: Callable[[Chamber], None]
) -> None:
    majority = replace(StandingOrders().majority, ties=(Tie.REVOTE, Tie.CASTING))
    opened(by_letter(chamber, majority=majority))
    answer_all(chamber)
    for person in COUNCILLORS[:4]:
        write(chamber, person, "against")
    write(chamber, COUNCILLORS[4], "abstain")
    second = decide(chamber)
    assert (second.stage, second.follows_tie.number) == ("prepared", 1)
    with pytest.raises(WrongMotionStage):
        write(chamber, COUNCILLORS[4], "for")
    undo(chamber)
    write(chamber, COUNCILLORS[4], "for")
    vote = decide(chamber)
    assert (vote.follows_tie.number, vote.result["tally"]["for"], vote.result["outcome"]) == (1, 5, "adopted")
    with pytest.raises(WrongMotionStage):
        write(chamber, COUNCILLORS[4], "against")
    assert differences(chamber.meeting_now()) == []


def test_the_agenda_needs_no_adoption(chamber: Chamber) -> None:
    opened(by_letter(chamber, sitting=SittingRules(agenda_first=True)))
    answer_all(chamber)
    assert decide(chamber, motion=2).result["outcome"] == "adopted"


# --- What it does not have ---------------------------------------------------------------------------------------


def lacking(chamber: Chamber) -> dict[str, tuple[type[messages.Command], Any, dict[str, Any]]]:
    item, at_seat = chamber.items[0].pk, councillor(ANNA)
    said = {"item": item, "old": "", "new": "Текст", "mover": str(ANNA), "seconder": str(BORIS)}
    return {
        "a check-in at the seat": (messages.SeatCheckIn, at_seat, {}),
        "a check-in by the clerk": (messages.AttendanceCheckIn, AS_CLERK, {"person": ANNA}),
        "a check-out": (messages.SeatCheckOut, councillor(VASIL), {}),
        "a proxy": (messages.ProxyEnter, AS_CLERK, {"person": ANNA, "holder": VASIL, "shown": True}),
        "a request to speak": (messages.FloorAsk, councillor(VASIL), {}),
        "a speaker": (messages.FloorEnter, AS_CLERK, {"person": VASIL}),
        "a guest": (messages.FloorEnterGuest, AS_CLERK, {"name": "Гост"}),
        "a break": (messages.MeetingPause, AS_CHAIR, {"time": "23:00"}),
        "another day": (messages.MeetingPause, AS_CHAIR, {"time": "09:00", "day": "2026-11-24"}),
        "an amendment": (messages.MotionMove, AS_CLERK, said | {"phrase": "add"}),
        "a procedural motion": (messages.MotionMove, AS_CLERK, said | {"phrase": "postpone"}),
        "an election": (
            *(messages.ElectionEnter, AS_CLERK),
            {"item": item, "office": "Комисия", "places": 1, "majority": ""},
        ),
        "a check of the quorum": (messages.QuorumCheck, AS_CHAIR, {}),
        "another item": (messages.ItemAdd, AS_CLERK, {"title": "Още", "text": ""}),
    }


LACKING = [
    "a check-in at the seat",
    "a check-in by the clerk",
    "a check-out",
    "a proxy",
    "a request to speak",
    "a speaker",
    "a guest",
    "a break",
    "another day",
    "an amendment",
    "a procedural motion",
    "an election",
    "a check of the quorum",
    "another item",
]


@pytest.mark.parametrize("what", LACKING)
def test_what_takes_people_who_come_together(sent_out: Chamber, what: str) -> None:
    assert lacking(sent_out).keys() == set(LACKING)
    write(sent_out, VASIL, "for")
    sent_out.do(messages.ItemActivate, AS_CHAIR, item=sent_out.items[0].pk)
    kind, by, fields = lacking(sent_out)[what]
    with pytest.raises(ByCorrespondence):
        sent_out.do(kind, by, **fields)


@pytest.mark.parametrize(
    "what", ["a check-in at the seat", "a proxy", "an election", "a check of the quorum"]
)
def test_nor_can_a_draft_be_given_it(chamber: Chamber, what: str) -> None:
    by_letter(chamber)
    kind, by, fields = lacking(chamber)[what]
    with pytest.raises(ByCorrespondence):
        chamber.do(kind, by, **fields)


def test_a_draft_takes_further_items(chamber: Chamber) -> None:
    by_letter(chamber).do(messages.ItemAdd, AS_CLERK, title="Още", text="Приема")
    assert AgendaItem.objects.filter(meeting=chamber.meeting).count() == 4


def test_items_are_decided_one_by_one(sent_out: Chamber) -> None:
    answer_all(sent_out)
    prepared(sent_out, motion=2)
    with pytest.raises(ByCorrespondence):
        sent_out.on_vote(messages.VoteJoin, items=[sent_out.items[0].pk])
