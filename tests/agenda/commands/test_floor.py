"""The floor: asking, entering, withdrawing, giving and ending, and what ends a speech by itself."""

from uuid import UUID, uuid4

import pytest

from agenda.models import Speech
from agenda.refusals import (
    AlreadyAsked,
    Forbidden,
    MeetingPaused,
    NoName,
    NotCheckedIn,
    NotSpeaking,
    NotWaiting,
    UnknownThing,
    WrongMeetingStage,
)
from council.domain.actors import Actor, ActorRole
from council.models import Seat
from kiosk import messages
from tests.cast import CHAIR, CLERK, COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from voting.queries import differences

ANNA, BORIS, VASIL, *_ = COUNCILLORS

pytestmark = pytest.mark.both


def ask(chamber: Chamber, person: UUID) -> UUID:
    speech: Speech = chamber.do(messages.FloorAsk, councillor(person))
    return speech.pk


def kinds(chamber: Chamber, last: int) -> list[str]:
    return [kind.removeprefix("agenda.") for kind, _, _ in chamber.entries()[-last:]]


def test_those_who_ask_speak_one_after_the_other(chamber: Chamber) -> None:
    chamber.open()
    first, second = ask(chamber, ANNA), ask(chamber, BORIS)
    chamber.do(messages.FloorGive, AS_CHAIR, request=second)
    assert chamber.last()[2]["item"] == str(chamber.items[0].pk)
    chamber.do(messages.FloorGive, AS_CHAIR, request=first)
    assert kinds(chamber, 3) == ["floor.given", "floor.ended", "floor.given"]
    ended = Speech.objects.get(pk=second)
    assert ended.given_at is not None
    assert ended.ended_at is not None
    chamber.do(messages.FloorEnd, AS_CHAIR, request=first)
    ask(chamber, ANNA)  # who has spoken may ask again
    assert differences(chamber.meeting_now()) == []


def test_the_clerk_enters_who_has_no_terminal(chamber: Chamber) -> None:
    chamber.open()
    Seat.objects.create(
        municipality=chamber.municipality, hall=chamber.hall, number=20, person=chamber.people[STRANGER]
    )
    for person in (STRANGER, ANNA):
        chamber.do(messages.FloorEnter, AS_CLERK, person=person)
        assert chamber.last()[2]["by_self"] is False
    chamber.do(messages.FloorEnterGuest, AS_CLERK, name="  Maria   Guest, auditor ")
    assert chamber.last()[2]["name"] == "Maria Guest, auditor"
    chamber.do(messages.FloorEnterGuest, AS_CLERK, name="Maria Guest, auditor")  # guests may share a name
    for name in (" ", "x" * 201, "a\u202eb"):
        with pytest.raises(NoName):
            chamber.do(messages.FloorEnterGuest, AS_CLERK, name=name)
    with pytest.raises(UnknownThing):
        chamber.do(messages.FloorEnter, AS_CLERK, person=CLERK)
    with pytest.raises(AlreadyAsked):
        ask(chamber, ANNA)
    assert differences(chamber.meeting_now()) == []


def test_a_person_without_a_mandate_asks_at_the_seat(chamber: Chamber) -> None:
    Seat.objects.create(
        municipality=chamber.municipality, hall=chamber.hall, number=20, person=chamber.people[STRANGER]
    )
    mayor = Actor(ActorRole.PARTICIPANT, STRANGER)
    chamber.open()
    with pytest.raises(NotCheckedIn):
        chamber.do(messages.FloorAsk, mayor)
    chamber.do(messages.SeatCheckIn, mayor)
    chamber.do(messages.FloorAsk, mayor)
    assert chamber.last()[1] == f"participant:{STRANGER}"


def test_who_withdraws_what(chamber: Chamber) -> None:
    chamber.open()
    own, others, third = (ask(chamber, person) for person in (ANNA, BORIS, VASIL))
    with pytest.raises(Forbidden):
        chamber.do(messages.FloorWithdraw, councillor(ANNA), request=others)
    chamber.do(messages.FloorWithdraw, councillor(ANNA), request=own)
    chamber.do(messages.FloorWithdraw, AS_CLERK, request=others)
    chamber.do(messages.FloorWithdraw, AS_CHAIR, request=third)
    with pytest.raises(NotWaiting):
        chamber.do(messages.FloorGive, AS_CHAIR, request=own)
    with pytest.raises(NotWaiting):
        chamber.do(messages.FloorWithdraw, AS_CLERK, request=own)
    assert differences(chamber.meeting_now()) == []


def test_a_speech_ends_with_what_follows_it(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    for act in (
        lambda: chamber.on_vote(messages.VoteOpen),
        lambda: chamber.do(messages.ItemFinish, AS_CHAIR, item=chamber.items[0].pk),
        lambda: chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk),
        lambda: chamber.do(messages.MeetingPause, AS_CHAIR, time="23:59"),
        lambda: chamber.do(messages.MeetingAdjourn, AS_CHAIR),
    ):
        if chamber.meeting_now().stage == "paused":
            chamber.do(messages.MeetingResume, AS_CHAIR)
        chamber.do(messages.FloorGive, AS_CHAIR, request=ask(chamber, ANNA))
        act()
        assert "floor.ended" in kinds(chamber, 2)
        if chamber.vote().stage == "open":
            chamber.close()
            chamber.on_vote(messages.VoteDeclare)
    assert Speech.objects.filter(ended_at=None).count() == 0
    assert differences(chamber.meeting_now()) == []


def test_in_a_break_nobody_asks(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.MeetingPause, AS_CHAIR, time="23:59")
    with pytest.raises(MeetingPaused):
        ask(chamber, ANNA)


def test_what_is_refused(chamber: Chamber) -> None:
    with pytest.raises(WrongMeetingStage):
        ask(chamber, ANNA)
    chamber.open()
    request = ask(chamber, ANNA)
    for by in (AS_CLERK, councillor(ANNA)):
        with pytest.raises(Forbidden):
            chamber.do(messages.FloorGive, by, request=request)
    for by in (AS_CHAIR, councillor(ANNA)):
        with pytest.raises(Forbidden):
            chamber.do(messages.FloorEnter, by, person=BORIS)
    with pytest.raises(Forbidden):
        chamber.do(messages.FloorAsk, Actor(ActorRole.CHAIR, CHAIR))
    with pytest.raises(UnknownThing):
        chamber.do(messages.FloorGive, AS_CHAIR, request=uuid4())
    with pytest.raises(NotSpeaking):
        chamber.do(messages.FloorEnd, AS_CHAIR, request=request)
