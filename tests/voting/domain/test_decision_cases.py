"""Cases from statutes and published votes: all come out as published."""

from pathlib import Path

import pytest

from voting.domain.cases import answer_case, read_rows

TABLE = Path(__file__).parents[2] / "data" / "decision-cases.csv"
CASES = {row["id"]: row for _, row in read_rows(TABLE.read_text(encoding="utf-8"))}


def test_there_are_seventy_four() -> None:
    assert len(CASES) == 74


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    assert answer_case(CASES[name]).outcome == CASES[name]["expected_outcome"]
