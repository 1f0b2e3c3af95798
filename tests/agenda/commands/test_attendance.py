"""People arrive, leave and step aside, at their seats or through the clerk."""

import pytest

from agenda.models import Attendance, Recusal
from agenda.queries import present_people
from agenda.refusals import (
    AlreadyCheckedIn,
    AlreadyRecused,
    Forbidden,
    NoGround,
    NotCheckedIn,
    UnknownThing,
    UnseenCharacter,
    WrongMeetingStage,
)
from council.domain.actors import Actor, ActorRole
from council.models import Account, Mandate
from kiosk import messages
from tests.cast import CLERK, COUNCILLORS, NAMES, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, HELD_ON, Chamber, councillor

ANNA, BORIS, VASIL = COUNCILLORS[:3]


def test_a_councillor_checks_in_at_the_seat_before_the_opening(chamber: Chamber) -> None:
    chamber.do(messages.SeatCheckIn, councillor(ANNA))
    body = {"person": str(ANNA), "name": NAMES[ANNA], "by_self": True}
    assert chamber.last() == ("agenda.member.arrived", f"councillor:{ANNA}", body)
    assert present_people(chamber.meeting) == {ANNA}


def test_the_clerk_notes_arrival_and_departure(chamber: Chamber) -> None:
    chamber.do(messages.AttendanceCheckIn, AS_CLERK, person=ANNA)
    body = {"person": str(ANNA), "name": NAMES[ANNA], "by_self": False}
    arrived = body | {"identified_by": "clerk"}
    assert chamber.last() == ("agenda.member.arrived", f"clerk:{CLERK}", arrived)
    chamber.do(messages.AttendanceCheckOut, AS_CLERK, person=ANNA)
    assert chamber.last() == ("agenda.member.left", f"clerk:{CLERK}", body)
    assert present_people(chamber.meeting) == frozenset()


def test_each_stay_is_a_line_of_its_own(chamber: Chamber) -> None:
    for act in (messages.SeatCheckIn, messages.SeatCheckOut, messages.SeatCheckIn):
        chamber.do(act, councillor(ANNA))
    stays = Attendance.objects.filter(meeting=chamber.meeting, person=ANNA)
    assert [stay.left_at is None for stay in stays.order_by("arrived_at")] == [False, True]


def test_nobody_arrives_twice_or_leaves_without_being_there(chamber: Chamber) -> None:
    with pytest.raises(NotCheckedIn) as absent:
        chamber.do(messages.SeatCheckOut, councillor(ANNA))
    assert absent.value.detail == {"name": NAMES[ANNA]}
    chamber.do(messages.SeatCheckIn, councillor(ANNA))
    with pytest.raises(AlreadyCheckedIn):
        chamber.do(messages.AttendanceCheckIn, AS_CLERK, person=ANNA)


@pytest.mark.parametrize("act", [messages.SeatCheckIn, messages.SeatCheckOut])
def test_nobody_moves_once_the_meeting_is_adjourned(chamber: Chamber, act: type[messages.Command]) -> None:
    chamber.open(ANNA)
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    with pytest.raises(WrongMeetingStage):
        chamber.do(act, councillor(BORIS))


def test_only_the_clerk_acts_for_others(chamber: Chamber) -> None:
    for by in (AS_CHAIR, councillor(BORIS)):
        with pytest.raises(Forbidden):
            chamber.do(messages.AttendanceCheckIn, by, person=ANNA)


def test_who_has_neither_mandate_nor_seat_does_not_belong(chamber: Chamber, foreign: Chamber) -> None:
    with pytest.raises(Forbidden):
        chamber.do(messages.SeatCheckIn, councillor(STRANGER))
    for person in (STRANGER, foreign.people[ANNA].pk, foreign.meeting.pk):
        with pytest.raises(UnknownThing):
            chamber.do(messages.AttendanceCheckIn, AS_CLERK, person=person)


def test_a_participant_with_a_seat_checks_in_and_is_not_counted(chamber: Chamber) -> None:
    chamber.hall.seats.create(number=10, person_id=STRANGER, municipality=chamber.municipality)
    chamber.do(messages.SeatCheckIn, Actor(ActorRole.PARTICIPANT, STRANGER))
    chamber.open(ANNA)
    opened = next(body for kind, _, body in chamber.entries() if kind == "agenda.meeting.opened")
    assert opened["quorum"]["present"] == 1


def test_a_mandate_that_has_ended_gives_no_seat_in_the_meeting(chamber: Chamber) -> None:
    Mandate.objects.filter(person=ANNA).update(ends_on=HELD_ON.replace(day=20))
    with pytest.raises(Forbidden):
        chamber.do(messages.SeatCheckIn, councillor(ANNA))


def test_a_disabled_account_acts_no_more(chamber: Chamber) -> None:
    Account.objects.create(login="a", person_id=ANNA, municipality=chamber.municipality, is_active=False)
    with pytest.raises(Forbidden):
        chamber.do(messages.SeatCheckIn, councillor(ANNA))


def test_stepping_aside_from_an_item_is_put_down(chamber: Chamber) -> None:
    chamber.open()
    item = chamber.items[0]
    chamber.do(messages.Recuse, councillor(ANNA), item=item.pk, person=ANNA, ground="  Собственик  ")
    body = {"item": str(item.pk), "person": str(ANNA), "name": NAMES[ANNA], "ground": "Собственик"}
    assert chamber.last() == ("agenda.member.recused", f"councillor:{ANNA}", body)
    chamber.do(messages.Recuse, AS_CLERK, item=item.pk, person=BORIS, ground="Роднина")
    assert Recusal.objects.filter(item=item).count() == 2


def test_stepping_aside_needs_a_ground(chamber: Chamber) -> None:
    chamber.open()
    for ground in ("", "   ", "a" * 1001):
        with pytest.raises(NoGround):
            chamber.do(
                messages.Recuse, councillor(ANNA), item=chamber.items[0].pk, person=ANNA, ground=ground
            )


@pytest.mark.parametrize("ground", ["Собстве\u202eник", "a\x07b", "a\x0bb", "\u200b", "a\u2066b"])
def test_a_ground_holds_nothing_that_nobody_sees(chamber: Chamber, ground: str) -> None:
    item = chamber.items[0].pk
    chamber.open()
    before = len(chamber.entries())
    with pytest.raises(UnseenCharacter):
        chamber.do(messages.Recuse, councillor(ANNA), item=item, person=ANNA, ground=ground)
    assert len(chamber.entries()) == before
    chamber.do(messages.Recuse, councillor(ANNA), item=item, person=ANNA, ground="Собственик,\r\nроднина")


def test_what_is_refused_to_somebody_who_steps_aside(chamber: Chamber, foreign: Chamber) -> None:
    item = chamber.items[0].pk
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.Recuse, councillor(ANNA), item=item, person=ANNA, ground="g")
    chamber.open()
    with pytest.raises(Forbidden):
        chamber.do(messages.Recuse, councillor(ANNA), item=item, person=BORIS, ground="g")
    with pytest.raises(Forbidden):
        chamber.do(messages.Recuse, AS_CHAIR, item=item, person=BORIS, ground="g")
    with pytest.raises(UnknownThing):
        chamber.do(messages.Recuse, councillor(ANNA), item=foreign.items[0].pk, person=ANNA, ground="g")
    with pytest.raises(UnknownThing):
        chamber.do(messages.Recuse, AS_CLERK, item=item, person=STRANGER, ground="g")
    chamber.do(messages.Recuse, councillor(ANNA), item=item, person=ANNA, ground="g")
    with pytest.raises(AlreadyRecused):
        chamber.do(messages.Recuse, AS_CLERK, item=item, person=ANNA, ground="g")
