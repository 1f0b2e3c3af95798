"""The roll of one vote: who is on it, how they stand, with what weight; rows and names live elsewhere."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from voting.domain.choices import Standing


class WrongRoll(ValueError):
    """A roll that cannot be: somebody twice, a weight below 1, a ballot of somebody without the right."""


@dataclass(frozen=True, slots=True)
class RollLine:
    """One person on the roll; ``weight`` is a whole number of votes, 1 unless the orders say otherwise."""

    person: UUID
    standing: Standing
    weight: int = 1

    def __post_init__(self) -> None:
        """Refuse (WrongRoll) a weight below 1."""
        if self.weight < 1:
            msg = f"{self.person} has weight {self.weight}"
            raise WrongRoll(msg)


@dataclass(frozen=True, slots=True)
class Roll:
    """Everybody on the roll of one vote, each once (WrongRoll)."""

    lines: tuple[RollLine, ...]

    def __post_init__(self) -> None:
        """Refuse somebody listed twice."""
        if len({line.person for line in self.lines}) != len(self.lines):
            msg = "somebody is on the roll twice"
            raise WrongRoll(msg)

    @classmethod
    def of(cls, lines: Iterable[RollLine]) -> "Roll":
        """Make a roll of these lines, in their order."""
        return cls(tuple(lines))

    def __iter__(self) -> Iterator[RollLine]:
        """Go through the lines in their order."""
        return iter(self.lines)

    def __len__(self) -> int:
        """Return the number of people on the roll, whatever their weight."""
        return len(self.lines)

    def standings(self) -> dict[UUID, Standing]:
        """Return how each person stands."""
        return {line.person: line.standing for line in self.lines}


def standing_of(
    person: UUID,
    *,
    present: Collection[UUID],
    recused: Collection[UUID],
    represented: Collection[UUID],
) -> Standing:
    """Return how a member of the body stands on a roll that is frozen now."""
    if person in recused:
        return Standing.RECUSED
    return Standing.PRESENT if person in present or person in represented else Standing.ABSENT
