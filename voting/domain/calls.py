"""Taking a vote by name: in which order people are called, and who is next; what they answer is entered elsewhere."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from council.domain.alphabets import sorting_key
from council.domain.orders import CallOrder


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody to be called; people without a seat come after those with one."""

    person: UUID
    name: str
    seat: int | None


def in_order(people: Iterable[Called], order: CallOrder, *, vote: UUID, language: str) -> tuple[Called, ...]:
    """Return the people as they are called; equal names by their ids, so that every screen has the same order.

    By name is by the alphabet of the council's ``language``. By lot is by SHA-256 of the ids of vote and person: nobody
    knows it before the vote has its id, and everybody can draw it again afterwards.
    """

    def by_name(one: Called) -> tuple[Any, ...]:
        return sorting_key(language, one.name), one.person

    def by_seat(one: Called) -> tuple[Any, ...]:
        return one.seat is None, one.seat or 0, *by_name(one)

    def by_lot(one: Called) -> tuple[Any, ...]:
        return (hashlib.sha256(f"{vote} {one.person}".encode()).digest(),)

    keys: dict[CallOrder, Callable[[Called], tuple[Any, ...]]] = {
        CallOrder.NAME: by_name,
        CallOrder.SEAT: by_seat,
        CallOrder.DRAWN: by_lot,
    }
    return tuple(sorted(people, key=keys[order]))


def to_call(called: Iterable[Called], answered: Collection[UUID]) -> tuple[Called | None, Called | None]:
    """Return who is to answer now and who after that: the first two who have not answered."""
    waiting = (one for one in called if one.person not in answered)
    return next(waiting, None), next(waiting, None)
