"""The roll."""

from uuid import UUID

import pytest

from tests.cast import COUNCILLORS
from voting.domain.choices import Standing
from voting.domain.roll import Roll, RollLine, WrongRoll, standing_of

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


@pytest.mark.parametrize(
    ("present", "recused", "represented", "standing"),
    [
        ({ANNA}, set(), set(), Standing.PRESENT),
        (set(), set(), {ANNA}, Standing.PRESENT),
        ({BORIS}, {BORIS}, {BORIS}, Standing.ABSENT),
        ({ANNA}, {ANNA}, {ANNA}, Standing.RECUSED),
    ],
)
def test_who_is_here_or_represented_may_vote_unless_recused(
    present: set[UUID], recused: set[UUID], represented: set[UUID], standing: Standing
) -> None:
    assert standing_of(ANNA, present=present, recused=recused, represented=represented) is standing
