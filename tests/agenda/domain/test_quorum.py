"""Quorum."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.domain.quorum import Quorum, count_quorum
from council.domain.orders import PLAIN
from council.domain.rules import QuorumRule
from council.domain.shares import HALF, Base, Share
from tests.council.domain.strategies import quorum_rules

MORE_THAN_HALF = PLAIN.quorum


def quorum_of(present: int, statutory_number: int, rule: QuorumRule) -> Quorum:
    return count_quorum(
        present=present, statutory_number=statutory_number, in_office=statutory_number, rule=rule
    )


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
    assert quorum_of(present, statutory_number, MORE_THAN_HALF) == Quorum(
        present=present, needed=needed, base_size=statutory_number, is_met=is_met
    )


def test_at_least_half_takes_the_half() -> None:
    rule = QuorumRule(Base.TOTAL, HALF, is_strict=False)
    assert quorum_of(7, 14, rule).is_met


def test_two_thirds() -> None:
    rule = QuorumRule(Base.TOTAL, Fraction(2, 3), is_strict=False)
    assert quorum_of(13, 21, rule) == Quorum(13, 14, 21, is_met=False)


@pytest.mark.parametrize(("present", "statutory_number"), [(-1, 9), (0, 0), (3, -3)])
def test_impossible_numbers_are_refused(present: int, statutory_number: int) -> None:
    with pytest.raises(ValueError, match=f"{present} present, 0 of them recused, of {statutory_number}"):
        quorum_of(present, statutory_number, MORE_THAN_HALF)


def test_more_present_than_the_statutory_number_is_a_quorum() -> None:
    assert quorum_of(10, 9, MORE_THAN_HALF).is_met


@given(st.integers(0, 300), st.integers(1, 300), quorum_rules())
def test_met_exactly_when_the_needed_are_present(
    present: int, statutory_number: int, rule: QuorumRule
) -> None:
    quorum = quorum_of(present, statutory_number, rule)
    assert quorum.is_met == (present >= quorum.needed)
    exact = rule.fraction * (rule.size or statutory_number)
    is_enough = present > exact if rule.is_strict else present >= exact
    assert quorum.is_met == (present >= max(1, rule.floor) and is_enough)


@given(st.integers(0, 300), st.integers(1, 300), quorum_rules())
def test_one_more_present_never_loses_quorum(present: int, statutory_number: int, rule: QuorumRule) -> None:
    before = quorum_of(present, statutory_number, rule)
    after = quorum_of(present + 1, statutory_number, rule)
    assert after.is_met >= before.is_met


def test_plain_form() -> None:
    assert Quorum(9, 9, 17, is_met=True).to_plain() == {"present": 9, "needed": 9, "is_met": True}


def test_vacancies_count_as_filled_of_the_statutory_number_only() -> None:
    for base, needed in ((Base.TOTAL, 5), (Base.IN_OFFICE, 4)):
        rule = QuorumRule(base, HALF, is_strict=True)
        found = count_quorum(present=4, statutory_number=9, in_office=7, rule=rule)
        assert (found.needed, found.is_met) == (needed, needed == 4)


def test_a_fixed_number_asks_for_no_other() -> None:
    rule = QuorumRule(Base.FIXED, Fraction(1), is_strict=False, size=3)
    assert quorum_of(3, 40, rule) == Quorum(3, 3, 3, is_met=True)


def test_a_quarter_and_never_fewer_than_three() -> None:
    rule = QuorumRule(Base.TOTAL, Fraction(1, 4), is_strict=False, floor=3)
    assert [quorum_of(1, members, rule).needed for members in (7, 12, 13)] == [3, 3, 4]


@pytest.mark.parametrize(("counts_recused", "is_met"), [(True, True), (False, False)])
def test_the_recused_count_as_present_where_the_rule_says_so(counts_recused: bool, is_met: bool) -> None:
    rule = QuorumRule(Base.TOTAL, HALF, is_strict=True, counts_recused=counts_recused)
    found = count_quorum(present=9, statutory_number=17, in_office=17, rule=rule, recused=1)
    assert (found.present, found.is_met) == (9 if counts_recused else 8, is_met)


def test_more_recused_than_present_are_refused() -> None:
    with pytest.raises(ValueError, match="2 of them recused"):
        count_quorum(present=1, statutory_number=17, in_office=17, rule=MORE_THAN_HALF, recused=2)


def test_a_second_call_has_its_own_quorum_or_that_of_the_first() -> None:
    third = Share(Base.TOTAL, Fraction(1, 3), is_strict=False)
    for second, needed in ((third, 6), (None, 9)):
        rule = QuorumRule(Base.TOTAL, HALF, is_strict=True, second_call=second)
        found = count_quorum(present=6, statutory_number=16, in_office=16, rule=rule, is_second_call=True)
        assert (found.needed, found.is_met) == (needed, second is not None)
