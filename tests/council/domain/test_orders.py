"""Standing orders: exact shares, what is refused, and the plain form."""

import hashlib
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.orders import (
    HALF,
    PLAIN,
    Base,
    Majority,
    QuorumRule,
    Share,
    StandingOrders,
    WrongOrders,
    fraction_text,
    parse_fraction,
)
from council.domain.sittings import PLAIN_SITTING
from tests.council.domain.strategies import majorities, quorum_rules, shares, standing_orders

TWO_THIRDS = Fraction(2, 3)


@pytest.mark.parametrize(
    ("fraction", "is_strict", "base_size", "least"),
    [
        (HALF, True, 17, 9),
        (HALF, True, 16, 9),
        (HALF, False, 16, 8),
        (HALF, False, 17, 9),
        (TWO_THIRDS, False, 25, 17),
        (TWO_THIRDS, False, 24, 16),
        (TWO_THIRDS, True, 24, 17),
        (Fraction(3, 4), False, 6, 5),
        (Fraction(1, 3), False, 16, 6),
        (Fraction(1), False, 5, 5),
        (HALF, True, 0, 1),
        (HALF, False, 0, 1),
        (Fraction(1, 10), False, 3, 1),
    ],
)
def test_least_is_exact(fraction: Fraction, is_strict: bool, base_size: int, least: int) -> None:
    assert Share(Base.TOTAL, fraction, is_strict).least(base_size) == least


@given(majorities(), st.integers(0, 10**9))
def test_least_satisfies_the_share_and_one_less_does_not(share: Share, base_size: int) -> None:
    def satisfies(number: int) -> bool:
        exact = share.fraction * base_size
        return number >= 1 and (number > exact if share.is_strict else number >= exact)

    assert satisfies(share.least(base_size))
    assert not satisfies(share.least(base_size) - 1)


@pytest.mark.parametrize(
    "fraction", [Fraction(0), Fraction(-1, 2), Fraction(3, 2), Fraction(1000001, 1000000)]
)
def test_a_share_outside_nothing_and_everything_is_refused(fraction: Fraction) -> None:
    with pytest.raises(WrongOrders, match="above 0 and up to 1"):
        Share(Base.TOTAL, fraction, is_strict=False)


def test_a_share_that_could_not_be_read_back_is_refused() -> None:
    longest = Share(Base.TOTAL, Fraction(1, 999_999), is_strict=True)
    assert Share.from_plain(longest.to_plain()) == longest
    with pytest.raises(WrongOrders, match="six digits"):
        Share(Base.TOTAL, Fraction(1, 1_000_000), is_strict=True)


def test_more_than_the_whole_is_refused() -> None:
    with pytest.raises(WrongOrders, match="more than the whole"):
        Majority(Base.PRESENT, Fraction(1), is_strict=True)


def test_the_whole_itself_is_a_share() -> None:
    assert Majority(Base.PRESENT, Fraction(1), is_strict=False).least(7) == 7


@pytest.mark.parametrize(
    ("fraction", "is_strict"), [(HALF, False), (Fraction(1, 3), True), (Fraction(1, 3), False)]
)
def test_a_majority_that_a_tie_reaches_is_refused_of_for_and_against(
    fraction: Fraction, is_strict: bool
) -> None:
    with pytest.raises(WrongOrders, match="more than half"):
        Majority(Base.FOR_AGAINST, fraction, is_strict)


@pytest.mark.parametrize("base", [Base.TOTAL, Base.IN_OFFICE, Base.PRESENT])
def test_at_least_half_is_a_majority_of_other_bases(base: Base) -> None:
    assert Majority(base, HALF, is_strict=False).least(10) == 5


@pytest.mark.parametrize("base", [Base.IN_OFFICE, Base.PRESENT, Base.FOR_AGAINST])
def test_quorum_is_refused_of_other_bases_than_the_statutory_number(base: Base) -> None:
    with pytest.raises(WrongOrders, match="statutory number"):
        QuorumRule(base, HALF, is_strict=True)


def test_quorum_refuses_an_impossible_share() -> None:
    with pytest.raises(WrongOrders):
        QuorumRule(Base.TOTAL, Fraction(2), is_strict=True)


@given(shares)
def test_fraction_text_is_read_back(fraction: Fraction) -> None:
    assert parse_fraction(fraction_text(fraction)) == fraction


def test_fraction_text_is_in_lowest_terms() -> None:
    assert fraction_text(Fraction(2, 4)) == "1/2"
    assert fraction_text(Fraction(1)) == "1/1"


def test_largest_fraction_text_is_read() -> None:
    assert parse_fraction("999999/999999") == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1/0",
        "/2",
        "1/",
        "1 / 2",
        "-1/2",
        "0.5",
        "1/2/3",
        "1/2\n",
        "٣/٤",
        "1/1000000",
        "1000000/1",
        1,
        None,
    ],
)
def test_parse_fraction_refuses_anything_else(text: object) -> None:
    with pytest.raises(WrongOrders, match="not a fraction"):
        parse_fraction(text)


def test_plain_form_of_a_majority() -> None:
    majority = Majority(Base.TOTAL, TWO_THIRDS, is_strict=False)
    assert majority.to_plain() == {"base": "total", "fraction": "2/3", "is_strict": False}


@given(majorities())
def test_majority_is_read_back(majority: Majority) -> None:
    assert Majority.from_plain(majority.to_plain()) == majority


@given(quorum_rules())
def test_quorum_rule_is_read_back(rule: QuorumRule) -> None:
    assert QuorumRule.from_plain(rule.to_plain()) == rule


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        (None, "a share has"),
        ([], "a share has"),
        ({"base": "total", "fraction": "1/2"}, "a share has"),
        ({"base": "total", "fraction": "1/2", "is_strict": True, "floor": 3}, "a share has"),
        ({"base": "everybody", "fraction": "1/2", "is_strict": True}, "not a base"),
        ({"base": ["total"], "fraction": "1/2", "is_strict": True}, "not a base"),
        ({"base": "total", "fraction": 0.5, "is_strict": True}, "not a fraction"),
        ({"base": "total", "fraction": "1/2", "is_strict": 1}, "neither true nor false"),
        ({"base": "for_against", "fraction": "1/2", "is_strict": False}, "more than half"),
    ],
)
def test_malformed_majority_is_refused(plain: object, said: str) -> None:
    with pytest.raises(WrongOrders, match=said):
        Majority.from_plain(plain)


def test_plain_orders() -> None:
    assert PLAIN.to_plain() == {
        "quorum": {"base": "total", "fraction": "1/2", "is_strict": True},
        "majority": {"base": "for_against", "fraction": "1/2", "is_strict": True},
        "may_change_ballot": True,
        "may_join_open_vote": False,
        "counts_unreachable_as_present": True,
        "call_order": "name",
        "assistant_may_press": False,
        "sitting": PLAIN_SITTING.to_plain(),
    }


@given(standing_orders())
def test_orders_are_read_back(orders: StandingOrders) -> None:
    assert StandingOrders.from_plain(orders.to_plain()) == orders


def test_fields_left_out_take_their_defaults() -> None:
    assert StandingOrders.from_plain({}) == PLAIN
    assert StandingOrders.from_plain({"may_change_ballot": False}) == replace(PLAIN, may_change_ballot=False)


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({"quota": 1, "zeal": 2}, "unknown in standing orders: quota, zeal$"),
        ({"may_change_ballot": "yes"}, "neither true nor false: 'yes'"),
        ({"counts_unreachable_as_present": 0}, "neither true nor false"),
        ({"call_order": "age"}, "not an order of names: 'age'"),
        ({"call_order": 1}, "not an order of names: 1"),
        ({"quorum": None}, "a share has"),
        ({"sitting": {"decisions": "week"}}, "not one of year, term: 'week'"),
        ({"majority": "1/2"}, "a share has"),
    ],
)
def test_malformed_orders_are_refused(plain: dict[str, object], said: str) -> None:
    with pytest.raises(WrongOrders, match=said):
        StandingOrders.from_plain(plain)


def test_digest_input_is_flat_text() -> None:
    assert replace(PLAIN, may_change_ballot=False).digest_input() == {
        "quorum.base": "total",
        "quorum.fraction": "1/2",
        "quorum.is_strict": "yes",
        "majority.base": "for_against",
        "majority.fraction": "1/2",
        "majority.is_strict": "yes",
        "may_change_ballot": "no",
        "may_join_open_vote": "no",
        "counts_unreachable_as_present": "yes",
        "call_order": "name",
        "assistant_may_press": "no",
        "sitting.decisions": "year",
    }


def test_digest_is_sha256_of_canonical_json() -> None:
    canonical = (
        '{"assistant_may_press":"no","call_order":"name","counts_unreachable_as_present":"yes","majority.base":"for_against","majority.fraction":"1/2",'
        '"majority.is_strict":"yes","may_change_ballot":"yes","may_join_open_vote":"no","quorum.base":"total",'
        '"quorum.fraction":"1/2","quorum.is_strict":"yes","sitting.decisions":"year"}'
    )
    assert PLAIN.digest() == hashlib.sha256(canonical.encode()).hexdigest()


@given(standing_orders(), standing_orders())
def test_digests_are_equal_only_for_equal_orders(one: StandingOrders, other: StandingOrders) -> None:
    assert (one.digest() == other.digest()) == (one == other)
