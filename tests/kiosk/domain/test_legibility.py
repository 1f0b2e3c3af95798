"""Sizes on a hall's screen: what the standard demands, what fits, what is said of it."""

from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.legibility import (
    CAPITAL_OF_TYPE,
    LEAST,
    LEAST_RESULT,
    MOST_PAGES,
    Screen,
    capital_height,
    layout,
    legible_distance,
    type_size,
)

screens = st.builds(Screen, st.floats(300, 4000), st.floats(1000, 30_000), st.booleans())


@pytest.mark.parametrize(("distance", "height"), [(600, 7.3), (10_000, 122)])
def test_a_capital_is_as_high_as_the_standard_says(distance: float, height: float) -> None:
    assert capital_height(distance) == pytest.approx(height, abs=0.05)
    assert type_size(distance) * CAPITAL_OF_TYPE == pytest.approx(height, abs=0.05)


@given(st.floats(100, 100_000))
def test_size_and_distance_are_each_other_turned_round(distance: float) -> None:
    assert legible_distance(type_size(distance)) == pytest.approx(distance)


def test_a_picture_is_sixteen_to_nine() -> None:
    lying, upright = Screen(900, 5000), Screen(1600, 5000, is_portrait=True)
    assert (lying.width, lying.shorter) == (1600, 900)
    assert (upright.width, upright.shorter) == (900, 900)


@given(screens, st.integers(1, 200), st.integers(1, 60))
def test_names_take_few_pages_or_are_as_small_as_they_may_be(
    screen: Screen, names: int, longest: int
) -> None:
    found = layout(screen, names=names, longest=longest)
    assert found.name_pages <= MOST_PAGES or found.name_type * screen.height == pytest.approx(
        LEAST * screen.shorter
    )


@given(screens, st.sampled_from([9, 17, 61, 120]))
def test_the_result_is_legible_from_the_distance_or_as_large_as_the_screen_allows(
    screen: Screen, names: int
) -> None:
    found = layout(screen, names=names, longest=20)
    nearer = layout(Screen(screen.height, 100_000, screen.is_portrait), names=names, longest=20)
    if found.result_distance < screen.distance * 0.999:
        assert found.result_type == pytest.approx(nearer.result_type)
    assert nearer.result_type >= found.result_type * 0.999


def test_a_screen_large_enough_shows_result_and_names_beside_each_other() -> None:
    found = layout(Screen(1000, 8000), names=17, longest=20)
    assert not found.is_alone
    assert found.result_distance == pytest.approx(8000)


def test_a_screen_somewhat_small_gives_the_result_the_screen_to_itself() -> None:
    found = layout(Screen(800, 8000), names=17, longest=20)
    assert found.is_alone
    assert found.result_distance == pytest.approx(8000)


def test_three_digits_need_more_room_than_two() -> None:
    assert not layout(Screen(1000, 8000), names=99, longest=20).is_alone
    assert layout(Screen(1000, 8000), names=100, longest=20).is_alone


def test_a_second_language_takes_its_room() -> None:
    one, two = (layout(Screen(1000, 20_000), names=17, longest=20, has_second=has) for has in (False, True))
    assert two.result_type < one.result_type


def test_a_screen_too_small_says_from_where_it_can_be_read() -> None:
    found = layout(Screen(500, 12_000), names=17, longest=20)
    assert found.is_alone
    assert 5000 < found.result_distance < 6000


def test_an_upright_screen_has_names_below() -> None:
    assert not layout(Screen(1400, 20_000, is_portrait=True), names=17, longest=20).is_alone


def test_near_viewers_still_get_a_large_result() -> None:
    assert layout(Screen(1000, 1000), names=17, longest=20).result_type == pytest.approx(LEAST_RESULT)


def test_few_names_on_a_wall_are_as_large_as_the_distance_demands() -> None:
    found = layout(Screen(3000, 6000), names=6, longest=15)
    assert (found.name_distance, found.name_pages) == (pytest.approx(6000), 1)


@pytest.mark.parametrize("names", [1, 17, 120])
def test_pages_of_names_hold_all_of_them(names: int) -> None:
    screen = Screen(1000, 8000)
    found = layout(screen, names=names, longest=25)
    width = 0.94 if found.is_alone else 0.40
    height = 0.66 if found.is_alone else 0.64
    columns = floor(width * screen.width / (found.name_type * 1000 * (found.name_width + 1)))
    lines = floor(height / (found.name_type * 1.5))
    assert found.name_pages == ceil(names / (columns * lines))
