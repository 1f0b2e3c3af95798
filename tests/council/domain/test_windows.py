"""The time of an electronic vote is read back as it was written, and refused where it cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.shares import WrongOrders
from council.domain.windows import AtEnd, Window


@given(st.integers(1, 3600), st.integers(0, 3600), st.sampled_from(AtEnd))
def test_it_is_read_back(seconds: int, least: int, at_end: AtEnd) -> None:
    window = Window(seconds, min(least, seconds), at_end)
    assert Window.from_plain(window.to_plain()) == window


def test_without_an_end_a_least_time_stands_alone() -> None:
    assert Window.from_plain({"least_seconds": 30}) == Window(least_seconds=30)


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ("15", "not the time of a vote"),
        ({"minutes": 1}, "not the time of a vote"),
        ({"seconds": 3601}, "at most 3600 s"),
        ({"seconds": 15, "least_seconds": 16}, "16 s do not fit into 15 s"),
        ({"at_end": "wait"}, "at_end: not one of hold, close"),
        ({"seconds": -1}, "seconds: not a whole number"),
    ],
)
def test_what_cannot_be_is_refused(plain: object, said: str) -> None:
    with pytest.raises(WrongOrders, match=said):
        Window.from_plain(plain)
