"""The roll."""

import pytest

from tests.cast import COUNCILLORS
from voting.domain.choices import Standing
from voting.domain.roll import Roll, RollLine, WrongRoll

ANNA, BORIS, *_ = COUNCILLORS


def test_standings_of_everybody() -> None:
    roll = Roll.of([RollLine(ANNA, Standing.PRESENT), RollLine(BORIS, Standing.RECUSED)])
    assert roll.standings() == {ANNA: Standing.PRESENT, BORIS: Standing.RECUSED}


def test_roll_keeps_its_order() -> None:
    lines = [RollLine(BORIS, Standing.PRESENT), RollLine(ANNA, Standing.ABSENT)]
    assert list(Roll.of(lines)) == lines
    assert len(Roll.of(iter(lines))) == 2


def test_somebody_twice_is_refused() -> None:
    with pytest.raises(WrongRoll, match="somebody is on the roll twice"):
        Roll.of([RollLine(ANNA, Standing.PRESENT), RollLine(ANNA, Standing.ABSENT)])


def test_weight_is_one_unless_said() -> None:
    assert RollLine(ANNA, Standing.PRESENT).weight == 1


@pytest.mark.parametrize("weight", [0, -1])
def test_weight_below_one_is_refused(weight: int) -> None:
    with pytest.raises(WrongRoll, match=f"{ANNA} has weight {weight}"):
        RollLine(ANNA, Standing.PRESENT, weight)
