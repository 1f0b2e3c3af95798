"""A sitting by correspondence: until when answers can be given, and whether all that are awaited have come."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

Person = TypeVar("Person")
Motion = TypeVar("Motion")

LONGEST = timedelta(days=90)


def may_end(until: datetime, *, opened_at: datetime, least_hours: int) -> bool:
    """Tell whether answers to a meeting opened then can be given until this time: ahead, long enough, and not for ever."""
    given = until - opened_at
    return given > timedelta(0) and timedelta(hours=least_hours) <= given <= LONGEST


def are_all_in(
    awaited: Mapping[Person, Collection[Motion]], written: Mapping[Person, Collection[Motion]]
) -> bool:
    """Tell whether everybody has answered every motion that an answer of theirs is awaited to; it is known by person."""
    return all(set(motions) <= set(written.get(person, ())) for person, motions in awaited.items())
