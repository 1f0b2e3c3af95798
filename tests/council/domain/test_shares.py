"""Shares: exact, refused where nothing or everything would satisfy them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.rules import Majority
from council.domain.shares import HALF, Base, Share, WrongOrders, fraction_text, parse_fraction
from tests.council.domain.strategies import any_share, shares

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


@given(any_share(), st.integers(0, 10**9))
def test_least_satisfies_the_share_and_one_less_does_not(share: Share, base_size: int) -> None:
    def satisfies(number: int) -> bool:
        exact = share.fraction * base_size
        return number >= max(1, share.floor) and (number > exact if share.is_strict else number >= exact)

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


def test_a_floor_is_needed_where_the_share_alone_needs_fewer() -> None:
    share = Share(Base.FOR_AGAINST, HALF, is_strict=True, floor=3)
    assert (share.least(3), share.least(7)) == (3, 4)


def test_a_fixed_number_is_itself_the_base() -> None:
    assert Share(Base.FIXED, Fraction(1), is_strict=False, size=4).least(4) == 4
    assert Share(Base.FIXED, Fraction(1), is_strict=True, size=4).least(4) == 5


@pytest.mark.parametrize(("base", "size"), [(Base.FIXED, 0), (Base.TOTAL, 3), (Base.FIXED, -1)])
def test_only_a_fixed_base_has_a_size(base: Base, size: int) -> None:
    with pytest.raises(WrongOrders, match="has a size"):
        Share(base, Fraction(1), is_strict=False, size=size)


def test_part_of_a_fixed_number_is_refused() -> None:
    with pytest.raises(WrongOrders, match="needed whole"):
        Share(Base.FIXED, HALF, is_strict=False, size=4)


@given(any_share())
def test_a_share_is_read_back(share: Share) -> None:
    assert Share.from_plain(share.to_plain()) == share


@pytest.mark.parametrize("number", [-1, 1_000_000, True, "3", None, 3.0])
def test_a_floor_is_a_whole_number(number: object) -> None:
    with pytest.raises(WrongOrders, match="not a whole number"):
        Share.from_plain({"base": "total", "fraction": "1/2", "is_strict": True, "floor": number})
