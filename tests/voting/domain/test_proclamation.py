"""What is read aloud: whole numbers in the order of the law, and its words."""

import pytest
from django.utils import translation

from council.domain.rules import Tie
from voting.domain.choices import Position
from voting.domain.majority import Outcome, ReasonCode, Settled
from voting.domain.proclamation import Told, proclamation
from voting.wording import proclamation_words

NUMBERS = dict.fromkeys(Position, 0) | {Position.FOR: 10, Position.AGAINST: 3, Position.ABSTAIN: 1}


@pytest.mark.parametrize(
    ("code", "outcome", "told", "sentence"),
    [
        (
            ReasonCode.ENOUGH_FOR,
            Outcome.ADOPTED,
            [Told.COUNTED, Told.NEEDED, Told.ADOPTED],
            "For: 10, against: 3, abstained: 1. At least 9 votes for are needed, 10 voted for. The proposal is adopted.",
        ),
        (
            ReasonCode.TIE,
            Outcome.REJECTED,
            [Told.COUNTED, Told.TIE, Told.REJECTED],
            "For: 10, against: 3, abstained: 1. A tie: 10 for and 3 against. The proposal is not adopted.",
        ),
    ],
)
def test_a_result_is_read_aloud(code: ReasonCode, outcome: Outcome, told: list[Told], sentence: str) -> None:
    parts = proclamation(numbers=NUMBERS, code=code, needed=9, outcome=outcome)
    assert [part.told for part in parts] == told
    with translation.override("en"):
        assert proclamation_words(parts) == sentence


@pytest.mark.parametrize(
    ("tie", "settled", "outcome", "end"),
    [
        (Tie.REVOTE, None, Outcome.TIED, "It has to be voted a second time."),
        (
            Tie.CASTING,
            Settled.FOR,
            Outcome.ADOPTED,
            "The chair's casting vote was for. The proposal is adopted.",
        ),
    ],
)
def test_of_a_tie_its_way_out_is_read_too(
    tie: Tie, settled: Settled | None, outcome: Outcome, end: str
) -> None:
    parts = proclamation(
        numbers=NUMBERS, code=ReasonCode.TIE, needed=9, outcome=outcome, tie=tie, settled=settled
    )
    with translation.override("en"):
        assert proclamation_words(parts).endswith(f"A tie: 10 for and 3 against. {end}")
