"""The order of the items after some of them were moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.domain.arranging import arranged

LISTED = ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ([], "1234"),
        ([("4", "2")], "1423"),
        ([("1", "4")], "2314"),
        ([("2", "")], "1342"),
        ([("4", "2"), ("2", "4")], "1243"),
        ([("2", ""), ("3", "")], "1423"),
        # A motion of before items were named in it, and what names no item.
        ([("", ""), ("3", "3"), ("9", "1"), ("1", "9")], "1234"),
    ],
)
def test_an_item_comes_before_the_named_one_or_last(moves: list[tuple[str, str]], order: str) -> None:
    assert [LISTED[place] for place in arranged(LISTED, moves)] == [*order]


@given(st.lists(st.sampled_from("123"), max_size=5), st.lists(st.tuples(*[st.sampled_from("1234")] * 2)))
def test_every_item_keeps_one_place(listed: list[str], moves: list[tuple[str, str]]) -> None:
    assert sorted(arranged(listed, moves)) == list(range(len(listed)))
