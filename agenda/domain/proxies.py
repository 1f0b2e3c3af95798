"""Which proxies can be used at a moment; who may give and hold one is the commands' affair."""

from collections.abc import Collection, Mapping
from typing import TypeVar

Person = TypeVar("Person")


def in_force(proxies: Mapping[Person, Person], present: Collection[Person]) -> dict[Person, Person]:
    """Return the holder by giver of the proxies that can be used now: whose holder is here and whose giver is not.

    ``proxies`` are those that have not ended.
    """
    return {giver: holder for giver, holder in proxies.items() if holder in present and giver not in present}
