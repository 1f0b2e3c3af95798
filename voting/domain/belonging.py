"""To which items an entry belongs, by what it names: for what is said of entries later, as corrections do."""

from collections.abc import Mapping
from typing import Any

from ledger.kinds import Kind
from voting.domain.reading import Reading

# By these names a body says what of an item it is about; by `to` and `subject` also what it refers to.
NAMING = ("vote", "motion", "request", "paper", "correction")
REFERRING = (*NAMING, "to", "subject")
# They tell by what they say, or leave out, who cannot take part in the item that is before the meeting.
ON_THE_CURRENT_ITEM = frozenset({Kind.QUORUM_CHECKED, Kind.PRESIDING_CHANGED})
NOWHERE: frozenset[str] = frozenset()


def note_items(reading: Reading, kind: str, body: Mapping[str, Any]) -> None:
    """Note to which items the entry belongs that was just read, and with it all that it names."""
    items = {body["item"]} if body.get("item") else set()
    for name in _named(body, REFERRING):
        motion = reading.motions.get(name)
        items |= reading.belonging.get(name, NOWHERE) | ({motion.item} if motion else NOWHERE)
    items |= {one["item"] for one in body.get("items", ()) if one["title"]}
    if kind in ON_THE_CURRENT_ITEM and reading.sitting.current:
        items.add(reading.sitting.current)
    if not items:
        return
    found = reading.entry_items[reading.sequence] = frozenset(items)
    if "items" not in body:
        for name in _named(body, NAMING):
            reading.belonging[name] = reading.belonging.get(name, NOWHERE) | found


def _named(body: Mapping[str, Any], names: tuple[str, ...]) -> list[str]:
    return [body[name] for name in names if isinstance(body.get(name), str)]
