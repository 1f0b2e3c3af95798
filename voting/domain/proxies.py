"""Who may press for somebody on the roll: the person alone, or the holder of a proxy in force; nothing is stored here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

Person = TypeVar("Person")


@dataclass(frozen=True, slots=True)
class ProxyRecord:
    """A proxy given for the meeting, by ids and names; `ended_at` is None while it has not ended.

    It `ended_by_arrival` of its giver, or because it was withdrawn.
    """

    giver: str
    giver_name: str
    holder: str
    holder_name: str
    at: datetime
    ended_at: datetime | None = None
    ended_by_arrival: bool = False


def represented(holders: Mapping[Person, Person], usable: Mapping[Person, Person]) -> frozenset[Person]:
    """Return who can be voted for now: by the very holder that the roll froze for them, whose proxy is in force."""
    return frozenset(person for person, holder in holders.items() if usable.get(person) == holder)


def may_press(
    *,
    by: Person,
    person: Person,
    holder: Person | None,
    usable: Mapping[Person, Person],
    present: Collection[Person],
) -> bool:
    """Tell whether a press for somebody may come from this person; ``holder`` is whom the roll froze for them, if anybody.

    Who is not represented presses alone. Who is represented presses once they have come; until then only that holder,
    as long as the proxy is in force.
    """
    if holder is None:
        return by == person
    return person in present if by == person else by == holder == usable.get(person)
