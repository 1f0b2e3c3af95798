"""How a sitting runs under a body's standing orders, as typed values; what follows from them is found elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Self, TypeVar

E = TypeVar("E", bound=StrEnum)
LONGEST_GROUND = 200


class WrongSitting(ValueError):
    """Rules of a sitting that cannot be: an unknown field, or a value of the wrong form."""


class Series(StrEnum):
    """Over what a body's decisions are numbered: within a year, or through a term of office."""

    YEAR = "year"
    TERM = "term"


class Lacking(StrEnum):
    """What follows where a quorum is lacking.

    The chair may go on by saying so; or nobody may, and the council waits for more to come, or has to end. A second call,
    where the quorum knows one, goes before all of these.
    """

    SAY_SO = "say_so"
    WAIT = "wait"
    END = "end"


@dataclass(frozen=True, slots=True)
class SittingRules:
    """What standing orders say of the course of a sitting; in brackets what holds when nothing else is laid down.

    * ``decisions``: over what decisions are numbered (the year).
    * ``lacking``: what follows where a quorum is lacking (the chair may go on by saying so).
    * ``publishes_closed``: whether what was decided on a closed item is published after it, as outcome and number (yes).
    * ``agenda_first``: whether the agenda is adopted by a vote before any item but the first is called (no).
    * ``annulment_grounds``: on which grounds a closed vote may be annulled, in the council's words (on any).

    Refuses (WrongSitting) a ground that is empty, not one line, or longer than LONGEST_GROUND.
    """

    decisions: Series = Series.YEAR
    lacking: Lacking = Lacking.SAY_SO
    annulment_grounds: tuple[str, ...] = ()
    publishes_closed: bool = True
    agenda_first: bool = False

    def __post_init__(self) -> None:
        """Refuse grounds that nobody could choose."""
        for ground in self.annulment_grounds:
            if not ground or ground != " ".join(ground.split()) or len(ground) > LONGEST_GROUND:
                msg = f"not a ground in one line of at most {LONGEST_GROUND} characters: {ground!r}"
                raise WrongSitting(msg)

    def to_plain(self) -> dict[str, object]:
        """Return the rules as a plain mapping, ready for canonical JSON."""
        return {
            "decisions": self.decisions.value,
            "lacking": self.lacking.value,
            "publishes_closed": self.publishes_closed,
            "agenda_first": self.agenda_first,
            "annulment_grounds": list(self.annulment_grounds),
        }

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; a field left out takes its default. Refuses (WrongSitting) anything else."""
        if not isinstance(plain, Mapping) or set(plain) - {field.name for field in fields(cls)}:
            msg = f"not the rules of a sitting: {plain!r}"
            raise WrongSitting(msg)
        given = {**cls().to_plain(), **plain}
        return cls(
            decisions=_member(Series, given["decisions"]),
            lacking=_member(Lacking, given["lacking"]),
            publishes_closed=_truth(given["publishes_closed"]),
            agenda_first=_truth(given["agenda_first"]),
            annulment_grounds=_texts(given["annulment_grounds"]),
        )


PLAIN_SITTING = SittingRules()


def _member(among: type[E], value: object) -> E:
    if not isinstance(value, str) or value not in list(among):
        msg = f"not one of {', '.join(among)}: {value!r}"
        raise WrongSitting(msg)
    return among(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        msg = f"neither true nor false: {value!r}"
        raise WrongSitting(msg)
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        msg = f"not a list of texts: {value!r}"
        raise WrongSitting(msg)
    return tuple(value)


def series_key(series: Series, *, day: date, term_starts_on: date | None) -> str:
    """Return what a series is called in a body: the year of the sitting's day, or the day its term began.

    A body without a term on that day numbers through all its days: "".
    """
    if series is Series.YEAR:
        return str(day.year)
    return term_starts_on.isoformat() if term_starts_on else ""


def decision_name(key: str, number: int) -> str:
    """Return the number of a decision as it is cited: 118/2026 where it begins anew every year, else 118."""
    return f"{number}/{key}" if key.isdecimal() else str(number)
