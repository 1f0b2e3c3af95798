"""Outcomes and their reasons."""

from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.orders import HALF, PLAIN, Base, Majority
from tests.council.domain.strategies import majorities
from tests.voting.domain.strategies import position_maps, rolls
from voting.domain.choices import Position
from voting.domain.majority import Outcome, Reason, ReasonCode, Result, decide
from voting.domain.roll import Roll
from voting.domain.tally import Tally, count, count_hands

MORE_FOR_THAN_AGAINST = PLAIN.majority
MORE_THAN_HALF_PRESENT = Majority(Base.PRESENT, HALF, is_strict=True)
MORE_THAN_HALF_OF_ALL = Majority(Base.TOTAL, HALF, is_strict=True)
TWO_THIRDS_OF_ALL = Majority(Base.TOTAL, Fraction(2, 3), is_strict=False)


def hands(for_: int, against: int, abstain: int, present: int | None = None) -> Tally:
    present = for_ + against + abstain if present is None else present
    return count_hands(for_=for_, against=against, abstain=abstain, roll=present, present=present)


def decided(majority: Majority, tally: Tally, *, total: int = 17, in_office: int = 16) -> Result:
    return decide(majority=majority, tally=tally, statutory_number=total, in_office=in_office)


def code(majority: Majority, tally: Tally) -> ReasonCode:
    return decided(majority, tally).reason.code


def test_result_carries_its_reason() -> None:
    assert decided(MORE_THAN_HALF_PRESENT, hands(9, 3, 5)) == Result(
        Outcome.ADOPTED,
        Reason(
            code=ReasonCode.ENOUGH_FOR,
            base=Base.PRESENT,
            base_size=17,
            fraction=HALF,
            is_strict=True,
            needed=9,
            obtained=9,
            against=3,
        ),
    )


@pytest.mark.parametrize(
    ("base", "base_size"),
    [(Base.TOTAL, 17), (Base.IN_OFFICE, 16), (Base.PRESENT, 14), (Base.FOR_AGAINST, 11)],
)
def test_size_of_each_base(base: Base, base_size: int) -> None:
    reason = decided(Majority(base, Fraction(2, 3), is_strict=True), hands(6, 5, 2, present=14)).reason
    assert (reason.base, reason.base_size) == (base, base_size)


def test_seven_to_none_with_eight_abstaining_fails_of_those_present_and_carries_of_those_voting() -> None:
    assert decided(MORE_THAN_HALF_PRESENT, hands(7, 0, 8)).outcome is Outcome.REJECTED
    assert decided(MORE_FOR_THAN_AGAINST, hands(7, 0, 8)).outcome is Outcome.ADOPTED


def test_fourteen_of_twenty_two_fail_of_thirty_one() -> None:
    result = decided(MORE_THAN_HALF_OF_ALL, hands(14, 0, 8), total=31)
    assert (result.outcome, result.reason.needed) == (Outcome.REJECTED, 16)


def test_a_vacant_seat_lowers_the_base_in_office_only() -> None:
    majority = Majority(Base.IN_OFFICE, HALF, is_strict=False)
    assert decided(majority, hands(8, 8, 0)).outcome is Outcome.ADOPTED
    assert decided(Majority(Base.TOTAL, HALF, is_strict=False), hands(8, 8, 0)).outcome is Outcome.REJECTED


def test_a_tie_is_rejected_with_its_own_reason() -> None:
    result = decided(MORE_FOR_THAN_AGAINST, hands(5, 5, 2))
    assert (result.outcome, result.reason.code) == (Outcome.REJECTED, ReasonCode.TIE)
    assert (result.reason.needed, result.reason.obtained, result.reason.against) == (6, 5, 5)


def test_a_tie_under_a_greater_share_is_a_tie() -> None:
    assert code(Majority(Base.FOR_AGAINST, Fraction(2, 3), is_strict=False), hands(6, 6, 0)) is ReasonCode.TIE


@pytest.mark.parametrize("base", [Base.TOTAL, Base.IN_OFFICE, Base.PRESENT])
def test_equal_numbers_of_another_base_are_too_few(base: Base) -> None:
    assert code(Majority(base, HALF, is_strict=True), hands(5, 5, 0)) is ReasonCode.TOO_FEW_FOR


@pytest.mark.parametrize(("for_", "against"), [(4, 5), (1, 2)])
def test_fewer_for_than_against(for_: int, against: int) -> None:
    assert code(MORE_FOR_THAN_AGAINST, hands(for_, against, 0)) is ReasonCode.TOO_FEW_FOR


@pytest.mark.parametrize(
    "tally", [hands(0, 0, 0), hands(0, 0, 9), hands(0, 4, 0)], ids=["none", "abstain", "against"]
)
@pytest.mark.parametrize("base", Base)
def test_nobody_for_is_rejected_with_its_own_reason(tally: Tally, base: Base) -> None:
    result = decided(Majority(base, Fraction(2, 3), is_strict=False), tally)
    assert (result.outcome, result.reason.code) == (Outcome.REJECTED, ReasonCode.NOBODY_FOR)
    assert result.reason.needed >= 1


def test_one_for_and_none_against_carries() -> None:
    result = decided(MORE_FOR_THAN_AGAINST, hands(1, 0, 13))
    assert (result.outcome, result.reason.needed) == (Outcome.ADOPTED, 1)


@pytest.mark.parametrize(("total", "needed"), [(17, 12), (25, 17), (29, 20), (41, 28), (61, 41)])
def test_two_thirds_are_rounded_up(total: int, needed: int) -> None:
    for obtained, outcome in ((needed, Outcome.ADOPTED), (needed - 1, Outcome.REJECTED)):
        result = decided(TWO_THIRDS_OF_ALL, hands(obtained, 0, 0), total=total)
        assert (result.outcome, result.reason.needed) == (outcome, needed)


def test_plain_form_of_the_reason() -> None:
    assert decided(TWO_THIRDS_OF_ALL, hands(11, 5, 0)).reason.to_plain() == {
        "code": "too_few_for",
        "base": "total",
        "base_size": 17,
        "fraction": "2/3",
        "is_strict": False,
        "needed": 12,
        "obtained": 11,
        "against": 5,
    }


def tally_of(roll: Roll, found: dict[UUID, Position], *, is_counted: bool) -> Tally:
    return count(roll=roll, positions=found, counts_unreachable_as_present=is_counted)


@given(majorities(), st.data(), st.booleans())
def test_adopted_exactly_when_the_share_is_exceeded(
    majority: Majority, data: st.DataObject, is_counted: bool
) -> None:
    roll = data.draw(rolls(max_weight=3))
    tally = tally_of(roll, data.draw(position_maps(roll)), is_counted=is_counted)
    result = decided(majority, tally)
    exact = majority.fraction * result.reason.base_size
    is_enough = tally.for_ > exact if majority.is_strict else tally.for_ >= exact
    assert (result.outcome is Outcome.ADOPTED) == (is_enough and tally.for_ > 0)
    assert (result.outcome is Outcome.ADOPTED) == (result.reason.code is ReasonCode.ENOUGH_FOR)
    assert (result.outcome is Outcome.ADOPTED) == (result.reason.obtained >= result.reason.needed)


@given(majorities(), st.data(), st.booleans())
def test_recounting_gives_the_same_result(majority: Majority, data: st.DataObject, is_counted: bool) -> None:
    roll = data.draw(rolls(max_weight=3))
    found = data.draw(position_maps(roll))
    once, again = (decided(majority, tally_of(roll, found, is_counted=is_counted)) for _ in range(2))
    assert once == again
    assert once.reason.to_plain() == again.reason.to_plain()


@given(majorities(), st.data(), st.booleans())
def test_one_more_for_never_undoes_an_adoption(
    majority: Majority, data: st.DataObject, is_counted: bool
) -> None:
    roll = data.draw(rolls().filter(len))
    found = data.draw(position_maps(roll))
    convert = data.draw(st.sampled_from(list(found)))
    before = decided(majority, tally_of(roll, found, is_counted=is_counted))
    after = decided(majority, tally_of(roll, {**found, convert: Position.FOR}, is_counted=is_counted))
    assert before.outcome is Outcome.REJECTED or after.outcome is Outcome.ADOPTED


@given(majorities(), st.data(), st.booleans())
def test_one_more_against_never_causes_an_adoption(
    majority: Majority, data: st.DataObject, is_counted: bool
) -> None:
    roll = data.draw(rolls().filter(len))
    found = data.draw(position_maps(roll))
    convert = data.draw(st.sampled_from(list(found)))
    before = decided(majority, tally_of(roll, found, is_counted=is_counted))
    after = decided(majority, tally_of(roll, {**found, convert: Position.AGAINST}, is_counted=is_counted))
    assert before.outcome is Outcome.ADOPTED or after.outcome is Outcome.REJECTED
