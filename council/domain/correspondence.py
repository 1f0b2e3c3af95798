"""Deciding without coming together, by written answers, as a body's standing orders allow it; by itself none may."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

MOST_HOURS = 24 * 90
"""Answers cannot be waited for longer than 90 days."""


class WrongCorrespondence(ValueError):
    """Rules of sittings by correspondence that cannot be: an unknown field, a value of the wrong form."""


@dataclass(frozen=True, slots=True)
class CorrespondenceRules:
    """The parameters of sittings by correspondence; in brackets what holds when nothing else is laid down.

    * ``is_allowed``: whether the body may decide so at all (no).
    * ``least_hours``: for how many hours answers can be given at least (0).
    * ``objections``: how many members' objections to deciding so end it (0: nobody can object).
    """

    is_allowed: bool = False
    least_hours: int = 0
    objections: int = 0

    def to_plain(self) -> dict[str, int | bool]:
        """Return the parameters as numbers and truths."""
        return {
            "is_allowed": self.is_allowed,
            "least_hours": self.least_hours,
            "objections": self.objections,
        }

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; what is left out takes its default. Refuses (WrongCorrespondence) anything else."""
        usual = cls().to_plain()
        if not isinstance(plain, Mapping) or not set(plain) <= set(usual):
            msg = f"not rules of sittings by correspondence: {plain!r}"
            raise WrongCorrespondence(msg)
        given = {**usual, **plain}
        for name, value in given.items():
            if type(value) is not type(usual[name]) or value < 0:
                msg = f"of the wrong form: {name} {value!r}"
                raise WrongCorrespondence(msg)
        if given["least_hours"] > MOST_HOURS:
            msg = f"more than {MOST_HOURS} hours: {given['least_hours']}"
            raise WrongCorrespondence(msg)
        return cls(given["is_allowed"], given["least_hours"], given["objections"])


NO_CORRESPONDENCE = CorrespondenceRules()
