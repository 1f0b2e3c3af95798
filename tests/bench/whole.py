"""A whole chamber in one process: all seats vote within a second while thousands watch."""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.companion import Companion
from tests.bench.fanout import PAUSE_SECONDS, delays, reference_spread
from tests.bench.figures import NANOSECONDS, figure, percentile, rounded, spread
from tests.bench.places import Chamber, Reference, chamber, noted
from tests.bench.pressing import Pressed
from tests.services import Template


def measure(
    template: Template, directory: Path, crowd: Companion, *, seats: int, watchers: int, rounds: int
) -> dict[str, Any]:
    """Return acknowledgements and screens of a voting chamber, without the public and with it."""
    with (
        chamber("daphne", template, directory, crowd, councillors=seats) as room,
        Reference(directory, "raw") as raw,
    ):
        room.let_in("seat", room.tickets("seat", room.people))
        alone = _rounds(room, rounds, "without watchers")
        before = room.product.memory_kib()
        let_in = room.let_in_watchers(watchers)
        kib = (room.product.memory_kib() - before) / watchers
        watched = _rounds(room, rounds, f"with {watchers} watchers")
        limit = _limit(crowd, raw, room, watchers, rounds)
        there = crowd.ask("rest", seconds=0)
        return {
            "without watchers": _summary(alone),
            "with watchers": _summary(watched),
            "watchers_connected_at_once": {"watchers": let_in["connected"], "ms": rounded(let_in["ms"])},
            "kib_a_watcher": rounded(kib),
            "raw_loop_ms": rounded(limit),
            "screens": there,
            "ledger": room.council.ask("verify", meeting=room.meeting),
            "figures": [*_figures(alone, watched, limit, seats, watchers), _memory(kib)],
        }


class Round:
    """What one vote, and one quiet change of what the seats see, came to."""

    def __init__(self, room: Chamber) -> None:
        """Measure."""
        pressed = Pressed(room, within=1.0)
        self.acks = pressed.ms
        self.screens: dict[str, float] = {}
        if room.has_watchers:
            declared = room.crowd.ask("seen", group=room.group("public"), v=pressed.declared["reply"]["v"])
            self.screens = {
                "last press to last watcher": (max(pressed.seen) - pressed.last) / NANOSECONDS,
                "declaring to last watcher": (max(declared) - pressed.declared["sent"]) / NANOSECONDS,
            }
        room.crowd.ask("rest", seconds=PAUSE_SECONDS)
        room.crowd.ask("mark")
        v = room.come_or_go()["reply"]["v"]
        arrived = room.crowd.ask("seen", group=room.group("seat"), v=v)
        self.seats = delays(arrived, noted(room.product, "is_public", v=v, is_hall=True)["built"])
        room.come_or_go()  # all are there again for the next vote
        room.crowd.ask("rest", seconds=PAUSE_SECONDS)


def _rounds(room: Chamber, rounds: int, how: str) -> list[Round]:
    found = []
    for turn in range(rounds):
        print(f"a whole chamber {how}, round {turn + 1} of {rounds}", file=sys.stderr)
        found.append(Round(room))
    return found


def _limit(crowd: Companion, raw: Reference, room: Chamber, watchers: int, rounds: int) -> float:
    """Return the milliseconds of the raw loop to as many sockets, at best."""
    crowd.ask("connect", group="limit", port=raw.port, tickets=[("/", "")] * watchers, shown=False)
    frame = crowd.ask("shown", group=room.group("seat"), v=0)
    spread_once = reference_spread(crowd, "limit", raw, frame)
    found = min(spread_once()["last"] for _ in range(rounds))
    crowd.ask("leave", group="limit")
    return found


def _summary(rounds: Sequence[Round]) -> dict[str, Any]:
    best = min(rounds, key=lambda each: percentile(each.acks, 0.99))
    screens = {name: rounded(min(each.screens[name] for each in rounds)) for name in best.screens}
    return {
        "ballots_ms": spread(best.acks)
        | {"median_p99": rounded(median(percentile(each.acks, 0.99) for each in rounds))},
        "seats_ms": {name: rounded(min(each.seats[name] for each in rounds)) for name in best.seats},
        "screens_ms": screens,
    }


def _memory(kib: float) -> dict[str, Any]:
    return figure("memory of a watcher", kib, 26, unit="KiB", target="at most 26", against="the target")


def _figures(
    alone: Sequence[Round], watched: Sequence[Round], limit: float, seats: int, watchers: int
) -> list[dict[str, Any]]:
    def p99(rounds: Sequence[Round]) -> float:
        return min(percentile(each.acks, 0.99) for each in rounds)

    def fiftieth(rounds: Sequence[Round]) -> float:
        return min(each.seats["fiftieth"] for each in rounds)

    last = min(each.screens["last press to last watcher"] for each in watched)
    return [
        figure(
            f"p99 of {seats} ballots within a second and {watchers} watchers",
            p99(watched),
            p99(alone),
            target="at most 50 ms",
            against="the same without watchers",
        ),
        figure(
            f"the fiftieth seat's delay behind {watchers} watchers",
            fiftieth(watched),
            fiftieth(alone),
            target="at most 10 ms",
            against="the same without watchers",
        ),
        figure(
            "last press to last watcher",
            last,
            limit,
            target="none",
            against=f"raw loop to {watchers} sockets",
        ),
    ]
