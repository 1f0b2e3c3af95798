"""How the clock of a speech reads at a given moment; kiosk/clock.js says the same on the screens."""

from collections.abc import Callable, Mapping
from datetime import datetime
from math import ceil, floor
from typing import Any


def seconds_used(speaker: Mapping[str, Any], now: datetime) -> float:
    """Return how long the speaker of a frame has spoken; while the chair interrupts the clock stands."""
    until = datetime.fromisoformat(speaker["paused_at"]) if speaker["paused_at"] else now
    return max(0.0, (until - datetime.fromisoformat(speaker["runs_from"])).total_seconds())


def clock_text(speaker: Mapping[str, Any], now: datetime) -> str:
    """Return the minutes and seconds left, after the end those over it with a plus; without a limit those used."""
    used, limit = seconds_used(speaker, now), speaker["limit"]
    if limit is None:
        return minutes(floor(used))
    return minutes(ceil(limit - used)) if used < limit else f"+{minutes(floor(used - limit))}"


def phase(speaker: Mapping[str, Any], now: datetime) -> str:
    """Return `paused`, `running`, `warning` shortly before the end, `grace` after it, `over` after that."""
    if speaker["paused_at"]:
        return "paused"
    limit = speaker["limit"]
    if limit is None:
        return "running"
    left = limit - seconds_used(speaker, now)
    if left > 0:
        return "warning" if left <= speaker["warning"] else "running"
    return "grace" if -left < speaker["grace"] else "over"


def minutes(seconds: int) -> str:
    """Return whole seconds as minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"


def span(seconds: int) -> str:
    """Return whole seconds as minutes, without the seconds where there are none."""
    return minutes(seconds) if seconds % 60 else str(seconds // 60)


SOON = 600
"""So many seconds before the end of a long time every second is told."""


def time_left(until: str, now: datetime, unit: Callable[[str], str]) -> str:
    """Return how long it is until then: days and hours, hours and minutes, without zeros, at last minutes and seconds.

    `unit` gives the word for `d`, `h` and `min`.
    """
    left = max(0, ceil((datetime.fromisoformat(until) - now).total_seconds()))
    if left < SOON:
        return minutes(left)
    parts = [(left // 86400, "d"), (left % 86400 // 3600, "h"), (left % 3600 // 60, "min")]
    first = next(place for place, (count, _unit) in enumerate(parts) if count)
    # A space that does not break keeps a number with its unit.
    return " ".join(
        f"{count}\N{NO-BREAK SPACE}{unit(name)}" for count, name in parts[first : first + 2] if count
    )
