"""Quorum."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.domain.quorum import Quorum, count_quorum
from council.domain.orders import HALF, PLAIN, Base, QuorumRule
from tests.council.domain.strategies import quorum_rules

MORE_THAN_HALF = PLAIN.quorum


@pytest.mark.parametrize(
    ("present", "statutory_number", "needed", "is_met"),
    [
        (7, 14, 8, False),
        (8, 14, 8, True),
        (9, 17, 9, True),
        (8, 17, 9, False),
        (0, 9, 5, False),
        (1, 1, 1, True),
    ],
)
def test_more_than_half_of_the_statutory_number(
    present: int, statutory_number: int, needed: int, is_met: bool
) -> None:
    assert count_quorum(present=present, statutory_number=statutory_number, rule=MORE_THAN_HALF) == Quorum(
        present=present, needed=needed, base_size=statutory_number, is_met=is_met
    )


def test_at_least_half_takes_the_half() -> None:
    rule = QuorumRule(Base.TOTAL, HALF, is_strict=False)
    assert count_quorum(present=7, statutory_number=14, rule=rule).is_met


def test_two_thirds() -> None:
    rule = QuorumRule(Base.TOTAL, Fraction(2, 3), is_strict=False)
    assert count_quorum(present=13, statutory_number=21, rule=rule) == Quorum(13, 14, 21, is_met=False)


@pytest.mark.parametrize(("present", "statutory_number"), [(-1, 9), (0, 0), (3, -3)])
def test_impossible_numbers_are_refused(present: int, statutory_number: int) -> None:
    with pytest.raises(ValueError, match=f"{present} present of {statutory_number}"):
        count_quorum(present=present, statutory_number=statutory_number, rule=MORE_THAN_HALF)


def test_more_present_than_the_statutory_number_is_a_quorum() -> None:
    assert count_quorum(present=10, statutory_number=9, rule=MORE_THAN_HALF).is_met


@given(st.integers(0, 300), st.integers(1, 300), quorum_rules())
def test_met_exactly_when_the_needed_are_present(
    present: int, statutory_number: int, rule: QuorumRule
) -> None:
    quorum = count_quorum(present=present, statutory_number=statutory_number, rule=rule)
    assert quorum.is_met == (present >= quorum.needed)
    exact = rule.fraction * statutory_number
    assert quorum.is_met == (present > 0 and (present > exact if rule.is_strict else present >= exact))


@given(st.integers(0, 300), st.integers(1, 300), quorum_rules())
def test_one_more_present_never_loses_quorum(present: int, statutory_number: int, rule: QuorumRule) -> None:
    before = count_quorum(present=present, statutory_number=statutory_number, rule=rule)
    after = count_quorum(present=present + 1, statutory_number=statutory_number, rule=rule)
    assert after.is_met >= before.is_met


def test_plain_form() -> None:
    assert Quorum(9, 9, 17, is_met=True).to_plain() == {"present": 9, "needed": 9, "is_met": True}
