"""What is needed at a first and a second call, and what may follow where it is lacking."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from agenda.domain.lacking import Check, Way, call_now, checked, second_call_at, way_on
from agenda.domain.quorum import Quorum
from council.domain.rules import QuorumRule
from council.domain.shares import Base, Share
from council.domain.sittings import Lacking, SittingRules

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HALF = QuorumRule(Base.TOTAL, Fraction(1, 2), is_strict=True)
THIRD = Share(Base.TOTAL, Fraction(1, 3), is_strict=False)
TWICE = QuorumRule(Base.TOTAL, Fraction(1, 2), is_strict=True, second_call=THIRD, wait_minutes=30)


def found(present: int, needed: int) -> Quorum:
    return Quorum(present, needed, 9, is_met=present >= needed)


def first_call() -> Check:
    """Return a first call that found too few."""
    return checked(found(4, 5), full=5, call=1, last=None, at=AT)


@pytest.mark.parametrize("check", [first_call(), checked(found(6, 5), full=5, call=1, last=None, at=AT)])
def test_a_check_is_read_back(check: Check) -> None:
    assert Check.from_plain(check.to_plain()) == check


def test_the_wait_begins_with_the_first_check_that_finds_too_few() -> None:
    last = first_call()
    assert last.lacking_since == AT
    later = checked(found(3, 5), full=5, call=1, last=last, at=AT + timedelta(minutes=10))
    assert later.lacking_since == AT
    assert second_call_at(TWICE, later) == AT + timedelta(minutes=30)


def test_a_quorum_met_at_the_second_call_stays_one() -> None:
    due = AT + timedelta(minutes=30)
    again = checked(found(3, 3), full=5, call=2, last=first_call(), at=due)
    assert (again.is_met, again.lacking_since) == (True, AT)
    assert call_now(TWICE, again, due + timedelta(hours=1)) == 2


def test_a_full_quorum_ends_the_second_call() -> None:
    full = checked(found(5, 3), full=5, call=2, last=first_call(), at=AT + timedelta(minutes=40))
    assert full.lacking_since is None
    assert call_now(TWICE, full, AT + timedelta(hours=2)) == 1


def test_without_a_second_call_in_the_orders_there_is_none() -> None:
    assert second_call_at(HALF, first_call()) is None
    assert call_now(HALF, first_call(), AT + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("lacking", "way"),
    [(Lacking.SAY_SO, Way.SAY_SO), (Lacking.WAIT, Way.WAIT), (Lacking.END, Way.END)],
)
def test_what_the_orders_leave(lacking: Lacking, way: Way) -> None:
    assert way_on(SittingRules(lacking=lacking), HALF, None, AT) is way


def test_a_second_call_goes_before_what_else_they_leave() -> None:
    rules = SittingRules(lacking=Lacking.END)
    assert way_on(rules, TWICE, None, AT) is Way.CALL_FIRST
    assert way_on(rules, TWICE, first_call(), AT + timedelta(minutes=29)) is Way.WAIT_FOR_SECOND_CALL
    assert way_on(rules, TWICE, first_call(), AT + timedelta(minutes=30)) is Way.END
