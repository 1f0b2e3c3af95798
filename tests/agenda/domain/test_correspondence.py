"""Until when answers can be given, and whether all have come."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.domain.correspondence import LONGEST, are_all_in, may_end

AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
SETS = st.dictionaries(st.sampled_from("abc"), st.frozensets(st.integers(1, 3)))


@pytest.mark.parametrize(
    ("given", "least_hours", "is_possible"),
    [
        (timedelta(0), 0, False),
        (timedelta(seconds=-1), 0, False),
        (timedelta(seconds=1), 0, True),
        (timedelta(hours=24) - timedelta(seconds=1), 24, False),
        (timedelta(hours=24), 24, True),
        (LONGEST, 24, True),
        (LONGEST + timedelta(seconds=1), 24, False),
    ],
)
def test_answers_can_be_given_long_enough_and_not_for_ever(
    given: timedelta, least_hours: int, is_possible: bool
) -> None:
    assert may_end(AT + given, opened_at=AT, least_hours=least_hours) is is_possible


@given(SETS, SETS)
def test_all_are_in_once_nothing_awaited_is_left(
    awaited: dict[str, frozenset[int]], written: dict[str, frozenset[int]]
) -> None:
    left = [
        (who, one) for who, all_of in awaited.items() for one in all_of if one not in written.get(who, ())
    ]
    assert are_all_in(awaited, written) is (left == [])
