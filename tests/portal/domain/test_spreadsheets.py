"""No cell begins as a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.spreadsheets import FORMULA_MARKS, harmless


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", '=HYPERLINK("x")'])
def test_formulas_stand_behind_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Анна Ангелова", "1", "a=b", "„Бюджет“"])
def test_anything_else_stays(text: str) -> None:
    assert harmless(text) == text


@given(st.text())
def test_nothing_begins_with_a_mark(text: str) -> None:
    assert not harmless(text).lstrip(" ").startswith(FORMULA_MARKS)
