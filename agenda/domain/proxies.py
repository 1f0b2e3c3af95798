"""Which proxies can be used at a moment, and which are too many; who may give and hold one is the commands' affair."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TypeVar

Person = TypeVar("Person")


def in_force(proxies: Mapping[Person, Person], present: Collection[Person]) -> dict[Person, Person]:
    """Return the holder by giver of the proxies that can be used now: whose holder is here and whose giver is not.

    ``proxies`` are those that have not ended.
    """
    return {giver: holder for giver, holder in proxies.items() if holder in present and giver not in present}


def beyond(proxies: Mapping[Person, Person], most: int) -> list[Person]:
    """Return the givers of the proxies that one holder has beyond so many, the first ones being within.

    ``proxies`` are the holders by giver of those that have not ended, in the order in which they were given.
    """
    had: Counter[Person] = Counter()
    found = []
    for giver, holder in proxies.items():
        had[holder] += 1
        if had[holder] > most:
            found.append(giver)
    return found
