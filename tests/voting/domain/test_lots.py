"""Lots are drawn again by anybody from seed and word; the seed is the one that was committed to."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.domain.lots import WrongLot, checked_word, commitment, draw, keeps

SEED = bytes(range(32))
SEEDS = st.binary(min_size=32, max_size=32)


def test_the_draw_is_the_one_that_the_documentation_describes() -> None:
    drawn = draw(seed=SEED, lots=["for", "against"], word="седемнадесет")

    places = {
        lot: hashlib.sha256(SEED + "седемнадесет".encode() + b"\0" + lot.encode()).hexdigest()
        for lot in ("for", "against")
    }
    assert drawn == tuple(sorted(places, key=places.__getitem__))


@given(SEEDS, st.lists(st.text(max_size=8), unique=True, min_size=1, max_size=8))
def test_every_lot_is_drawn_once_whatever_order_they_are_given_in(seed: bytes, lots: list[str]) -> None:
    drawn = draw(seed=seed, lots=lots)

    assert Counter(drawn) == Counter(lots)
    assert drawn == draw(seed=seed, lots=list(reversed(lots)))


def test_neither_side_is_favoured_and_the_word_changes_the_draw() -> None:
    first = Counter(draw(seed=SEED, lots=["for", "against"], word=str(word))[0] for word in range(1000))

    assert 420 < first["for"] < 580


def test_a_commitment_is_kept_by_its_seed_only() -> None:
    committed = commitment(SEED)

    assert committed == hashlib.sha256(SEED).hexdigest()
    assert keeps(SEED, committed)
    assert not keeps(bytes(32), committed)


def test_a_word_is_one_short_line() -> None:
    assert checked_word("  Орел 17 ") == "Орел 17"
    for word in ("a\nb", "ж" * 61):
        with pytest.raises(WrongLot, match="one line"):
            checked_word(word)


@pytest.mark.parametrize("lots", [[], ["for", "for"]])
def test_lots_are_of_no_two_alike(lots: list[str]) -> None:
    with pytest.raises(WrongLot, match="no two alike"):
        draw(seed=SEED, lots=lots)


def test_a_seed_of_another_length_is_refused() -> None:
    with pytest.raises(WrongLot, match="32 bytes"):
        commitment(b"short")
