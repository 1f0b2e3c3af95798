"""A count of papers: what adds up, what does not, and what the tally makes of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.domain.papers import Papers, PapersFault, WrongPapers
from voting.domain.tally import count_papers

NUMBERS = {
    "issued": 9,
    "returned": 8,
    "valid": 6,
    "invalid": 1,
    "blank": 1,
    "for": 3,
    "against": 2,
    "abstain": 1,
}
TELLERS = ["Ана Първа", "Борис Втори"]


def test_a_count_is_kept_as_it_was_told() -> None:
    papers = Papers.of(NUMBERS, ["  Ана   Първа ", "", "Борис Втори"])
    assert papers.to_plain() == {**NUMBERS, "tellers": TELLERS}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"abstain": -1}, PapersFault.NEGATIVE),
        ({"issued": 7}, PapersFault.MORE_RETURNED_THAN_ISSUED),
        ({"invalid": 2}, PapersFault.RETURNED_DO_NOT_ADD_UP),
        ({"for": 4}, PapersFault.VALID_DO_NOT_ADD_UP),
        ({"tellers": ["Ана", "ана"]}, PapersFault.TELLERS),
        ({"tellers": ["Ана", "Б\u202e"]}, PapersFault.TELLERS),
        ({"tellers": ["Ана", "Б" * 201]}, PapersFault.TELLERS),
        ({"tellers": [f"Преброител {n}" for n in range(21)]}, PapersFault.TELLERS),
    ],
)
def test_what_does_not_add_up_is_refused(changes: dict[str, Any], fault: PapersFault) -> None:
    with pytest.raises(WrongPapers) as caught:
        Papers.of(NUMBERS | changes, changes.get("tellers", TELLERS))
    assert caught.value.fault is fault


def test_more_papers_than_people_are_refused() -> None:
    with pytest.raises(WrongPapers) as caught:
        count_papers(Papers.of(NUMBERS, TELLERS), roll=12, present=8, recused=1)
    assert (caught.value.fault, caught.value.counted, caught.value.limit) == (
        PapersFault.MORE_ISSUED_THAN_ENTITLED,
        9,
        8,
    )


counts = st.integers(0, 30)


@given(st.tuples(counts, counts, counts), counts, counts, counts, counts)
def test_everybody_on_the_roll_is_in_the_tally_once(
    chosen: tuple[int, int, int], invalid: int, blank: int, kept: int, recused: int
) -> None:
    valid = sum(chosen)
    returned = valid + invalid + blank
    numbers = dict(zip(("for", "against", "abstain"), chosen, strict=True))
    numbers |= {"valid": valid, "invalid": invalid, "blank": blank, "returned": returned}
    papers = Papers.of(numbers | {"issued": returned + kept}, TELLERS)
    present = returned + kept + 1
    tally = count_papers(papers, roll=present + recused + 2, present=present, recused=recused)
    assert (tally.not_voting, tally.absent, tally.roll) == (kept + 1, 2, present + recused + 2)
