"""Arbitrary rolls, ballots and presses for property tests."""

from dataclasses import dataclass
from uuid import UUID

from hypothesis import strategies as st

from tests.cast import COUNCILLORS, STRANGER
from voting.domain.choices import NAMELESS, Choice, Position, Standing
from voting.domain.presses import Press
from voting.domain.roll import Roll, RollLine

choices = st.sampled_from(Choice)
NAMED = [position for position in Position if position not in NAMELESS]


def rolls(*, max_weight: int = 1) -> st.SearchStrategy[Roll]:
    lines = st.builds(
        RollLine, st.sampled_from(COUNCILLORS), st.sampled_from(Standing), st.integers(1, max_weight)
    )
    return st.lists(lines, unique_by=lambda line: line.person).map(Roll.of)


@dataclass(frozen=True)
class Close:
    """Everything that positions are found from."""

    roll: Roll
    ballots: dict[UUID, Choice]
    present: frozenset[UUID]
    links: dict[UUID, bool]


@st.composite
def closes(draw: st.DrawFn, *, max_weight: int = 1) -> Close:
    roll = draw(rolls(max_weight=max_weight))
    voters = [line.person for line in roll if line.standing == Standing.PRESENT]
    ballots = draw(st.dictionaries(st.sampled_from(voters), choices)) if voters else {}
    people = st.sampled_from(COUNCILLORS)
    return Close(roll, ballots, draw(st.frozensets(people)), draw(st.dictionaries(people, st.booleans())))


def position_maps(roll: Roll) -> st.SearchStrategy[dict[UUID, Position]]:
    return st.fixed_dictionaries({line.person: st.sampled_from(NAMED) for line in roll})


def presses() -> st.SearchStrategy[list[Press]]:
    people = st.sampled_from((*COUNCILLORS[:3], STRANGER))
    return st.lists(st.builds(Press, people, choices, st.integers(1, 6)), max_size=20)
