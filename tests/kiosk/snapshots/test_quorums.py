"""What every screen says of a quorum: what may be done where it lacks, and when it was last checked."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.db import transaction
from django.utils import timezone

from agenda.commands import check_quorum, lock_meeting
from agenda.refusals import QuorumEnds
from council.domain.orders import StandingOrders
from council.domain.shares import Base, Share
from council.domain.sittings import Lacking, SittingRules
from kiosk import messages
from kiosk.snapshots import frame, load
from tests.cast import COUNCILLORS
from tests.chamber import AS_CLERK, Chamber, make_chamber
from tests.correspondence import by_letter, opened, prepared, time_is_over


def quorum(chamber: Chamber) -> messages.Quorum:
    return frame(load(chamber.meeting.pk), "chair", "en").meeting.quorum


def chamber_under(lacking: Lacking) -> Chamber:
    return make_chamber(orders=StandingOrders(sitting=SittingRules(lacking=lacking)))


@pytest.mark.parametrize(
    ("lacking", "may_say_so", "way"),
    [
        (Lacking.SAY_SO, True, None),
        (Lacking.WAIT, False, "Wait until more have come, take a break, or adjourn the meeting."),
        (Lacking.END, False, "By the standing orders the meeting cannot go on: adjourn it."),
    ],
)
def test_where_it_lacks_it_says_what_may_be_done(
    transactional_db: None, lacking: Lacking, may_say_so: bool, way: str | None
) -> None:
    found = quorum(chamber_under(lacking))
    assert (found.is_met, found.may_say_so, found.way, found.checked) == (False, may_say_so, way, None)


def test_a_second_call_is_told_with_its_time(transactional_db: None) -> None:
    third = Share(Base.TOTAL, Fraction(1, 3), is_strict=False)
    rule = replace(StandingOrders().quorum, second_call=third, wait_minutes=30)
    chamber = make_chamber(orders=StandingOrders(quorum=rule))
    assert "30 minutes later, at the second call, 3 are enough" in str(quorum(chamber).way)
    with transaction.atomic():
        check_quorum(meeting=lock_meeting(chamber.meeting.pk), by=AS_CLERK, at=timezone.now())
    found = quorum(chamber)
    assert str(found.way).startswith("At the second call, at ")
    assert "only 0 present, 5 needed" in str(found.checked)


def test_by_correspondence_nobody_is_called_twice(transactional_db: None) -> None:
    third = Share(Base.TOTAL, Fraction(1, 3), is_strict=False)
    rule = replace(StandingOrders().quorum, second_call=third, wait_minutes=30)
    found = quorum(opened(by_letter(make_chamber(), quorum=rule)))
    assert (found.is_met, found.may_say_so, found.way) == (False, True, None)


def test_by_correspondence_nobody_is_told_to_wait_or_to_take_a_break(transactional_db: None) -> None:
    chamber = opened(by_letter(make_chamber(), sitting=SittingRules(lacking=Lacking.WAIT)))
    time_is_over(chamber)
    prepared(chamber)
    assert quorum(chamber).way == "By the standing orders the meeting cannot go on: adjourn it."
    with pytest.raises(QuorumEnds):
        chamber.on_vote(messages.VoteOpen)


def test_a_quorum_that_is_met_leaves_nothing_to_be_done(transactional_db: None) -> None:
    chamber = chamber_under(Lacking.WAIT)
    chamber.open()
    with transaction.atomic():
        check_quorum(meeting=lock_meeting(chamber.meeting.pk), by=AS_CLERK, at=timezone.now())
    found = quorum(chamber)
    assert (found.is_met, found.way, found.present) == (True, None, len(COUNCILLORS))
    assert ": 9 present, 5 needed." in str(found.checked)
