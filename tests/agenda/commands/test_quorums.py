"""The quorum checked on demand, and what its lack lets nobody do under each kind of standing orders."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import count
from uuid import UUID

import pytest

from agenda.refusals import (
    CallFirst,
    Forbidden,
    NoQuorum,
    QuorumAwaited,
    QuorumEnds,
    SecondCallAwaited,
    WrongMeetingStage,
)
from council.domain.actors import Actor
from council.domain.orders import StandingOrders
from council.domain.rules import QuorumRule
from council.domain.shares import Base, Share
from council.domain.sittings import Lacking, SittingRules
from council.refusals import Refusal
from kiosk import messages
from tests.cast import COUNCILLORS, NAMES
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.queries import differences

ANNA, BORIS, VASIL, *_ = COUNCILLORS
FOUR, FIVE = COUNCILLORS[:4], COUNCILLORS[:5]


def under(lacking: Lacking, *, has_second_call: bool = False) -> Chamber:
    third = Share(Base.TOTAL, Fraction(1, 3), is_strict=False)
    half = QuorumRule(Base.TOTAL, Fraction(1, 2), is_strict=True)
    rule = replace(half, second_call=third, wait_minutes=30) if has_second_call else half
    return make_chamber(orders=StandingOrders(quorum=rule, sitting=SittingRules(lacking=lacking)))


def arrive(chamber: Chamber, *people: UUID) -> Chamber:
    for person in people:
        chamber.do(messages.AttendanceCheckIn, AS_CLERK, person=person)
    return chamber


def later(chamber: Chamber, minutes: int) -> None:
    """Let time pass."""
    passed = next(chamber.seconds) + 60 * minutes
    chamber.seconds = count(passed)


def opens(chamber: Chamber) -> None:
    chamber.do(messages.MeetingOpen, AS_CHAIR, without_quorum=True)


@pytest.mark.parametrize("by", [AS_CHAIR, AS_CLERK])
def test_chair_or_clerk_checks_it_and_the_entry_says_who_was_there(chamber: Chamber, by: Actor) -> None:
    chamber.open(*FIVE)
    check = chamber.do(messages.QuorumCheck, by)
    assert chamber.last() == (
        "agenda.quorum.checked",
        str(by),
        {
            **check.to_plain(),
            "people": [{"person": str(person), "name": NAMES[person]} for person in FIVE],
        },
    )
    assert (check.present, check.needed, check.is_met, check.call, check.lacking_since) == (
        5,
        5,
        True,
        1,
        None,
    )
    assert differences(chamber.meeting_now()) == []


def test_it_is_checked_before_the_opening_and_in_a_break(chamber: Chamber) -> None:
    arrive(chamber, ANNA)
    assert not chamber.do(messages.QuorumCheck, AS_CLERK).is_met
    assert differences(chamber.meeting_now()) == []
    opens(chamber)
    chamber.do(messages.MeetingPause, AS_CHAIR, time="23:59")
    arrive(chamber, *COUNCILLORS[1:])
    assert chamber.do(messages.QuorumCheck, AS_CHAIR).is_met
    assert differences(chamber.meeting_now()) == []


def test_who_and_when_is_refused(chamber: Chamber) -> None:
    chamber.open()
    with pytest.raises(Forbidden):
        chamber.do(messages.QuorumCheck, councillor(ANNA))
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.QuorumCheck, AS_CHAIR)


@pytest.mark.parametrize(
    ("lacking", "has_second_call", "refusal"),
    [
        (Lacking.WAIT, False, QuorumAwaited),
        (Lacking.END, False, QuorumEnds),
        (Lacking.SAY_SO, True, CallFirst),
    ],
)
def test_where_the_orders_do_not_leave_it_nobody_goes_on_by_saying_so(
    db: None, lacking: Lacking, has_second_call: bool, refusal: type[Refusal]
) -> None:
    chamber = arrive(under(lacking, has_second_call=has_second_call), *FIVE)
    opens(chamber)
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[0].pk)
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    chamber.do(messages.AttendanceCheckOut, AS_CLERK, person=ANNA)
    with pytest.raises(refusal) as refused:
        chamber.on_vote(messages.VoteOpen, without_quorum=True)
    assert (refused.value.detail["present"], refused.value.detail["needed"]) == (4, 5)
    chamber.do(messages.MeetingPause, AS_CHAIR, time="23:59")
    with pytest.raises(refusal):
        chamber.do(messages.MeetingResume, AS_CHAIR, without_quorum=True)
    arrive(chamber, ANNA)
    chamber.do(messages.MeetingResume, AS_CHAIR)
    chamber.on_vote(messages.VoteOpen)
    assert chamber.vote().stage == "open"


def test_where_they_leave_it_the_chair_says_so(db: None) -> None:
    chamber = arrive(under(Lacking.SAY_SO), *FOUR)
    with pytest.raises(NoQuorum):
        chamber.do(messages.MeetingOpen, AS_CHAIR)
    opens(chamber)
    assert chamber.last()[2]["without_quorum"] is True


def test_a_second_call_after_the_wait_is_content_with_fewer(db: None) -> None:
    chamber = arrive(under(Lacking.WAIT, has_second_call=True), ANNA, BORIS, VASIL)
    with pytest.raises(CallFirst) as first:
        opens(chamber)
    assert first.value.detail == {"present": 3, "needed": 5, "minutes": 30, "lower": 3}
    check = chamber.do(messages.QuorumCheck, AS_CLERK)
    with pytest.raises(SecondCallAwaited) as awaited:
        opens(chamber)
    assert awaited.value.detail["time"] == f"{check.at + timedelta(hours=2, minutes=30):%H:%M}"
    later(chamber, 31)
    chamber.do(messages.QuorumCheck, AS_CLERK)
    assert (chamber.last()[2]["call"], chamber.last()[2]["is_met"]) == (2, True)
    opens(chamber)
    assert chamber.last()[2]["quorum"] == {"present": 3, "needed": 3, "is_met": True}
    chamber.do(messages.AttendanceCheckOut, AS_CLERK, person=ANNA)
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[0].pk)
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    with pytest.raises(QuorumAwaited):
        chamber.on_vote(messages.VoteOpen, without_quorum=True)
    assert differences(chamber.meeting_now()) == []


def test_on_another_day_the_first_call_is_held_anew(db: None) -> None:
    chamber = arrive(under(Lacking.WAIT, has_second_call=True), *FIVE)
    opens(chamber)
    chamber.do(messages.AttendanceCheckOut, AS_CLERK, person=ANNA)
    chamber.do(messages.QuorumCheck, AS_CHAIR)
    chamber.do(messages.MeetingPause, AS_CHAIR, time="10:00", day="2026-11-22")
    assert chamber.meeting_now().last_check is None
    later(chamber, 24 * 60)
    arrive(chamber, ANNA, BORIS, VASIL)
    with pytest.raises(CallFirst):
        chamber.do(messages.MeetingResume, AS_CHAIR)
    assert differences(chamber.meeting_now()) == []
