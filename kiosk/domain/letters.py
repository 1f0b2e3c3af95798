"""The sheet of a seat in a sitting by correspondence, and the time for answers; kiosk/letters.js says the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def is_collecting(meeting: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether the meeting of a frame collects answers now."""
    found = meeting["correspondence"]
    until = found["until"] if found and meeting["stage"] == "open" else None
    return until is not None and now < datetime.fromisoformat(until)


def sheet(
    items: Sequence[Mapping[str, Any]], letters: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Return the items of the agenda with the motions on them that a seat answers, each with the answer recorded.

    Where an item has several, each says its place among them: screen readers name its choices by it.
    """
    own = {letter["motion"]: letter for letter in letters}
    cards = []
    for item in items:
        answered = [motion for motion in item["motions"] if motion["id"] in own]
        told = [
            {
                **motion,
                "item": {"number": item["number"], "title": item["title"]},
                "place": f"{place} / {len(answered)}" if len(answered) > 1 else "",
                "press": _recorded(own[motion["id"]]),
            }
            for place, motion in enumerate(answered, start=1)
        ]
        cards.append({**{name: item[name] for name in ("id", "number", "title", "papers")}, "motions": told})
    return [card for card in cards if card["motions"]]


def _recorded(letter: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "stage": "recorded" if letter["choice"] else "none",
        "choice": letter["choice"],
        "at": letter["written_at"],
        "is_entered": letter["is_entered"],
        "text": "",
    }


def usual_end(now: datetime, least_hours: int) -> datetime:
    """Return until when answers are collected unless the chair says otherwise: tomorrow, or later where the rules say so.

    `now` is by the municipality's clocks; the end is a full hour, so that nobody mistakes it, and far enough away that the
    rules allow it an hour later too.
    """
    end = now + max(DAY, timedelta(hours=least_hours) + HOUR)
    return end.replace(minute=0, second=0, microsecond=0) + HOUR
