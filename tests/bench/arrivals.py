"""Screens that all come at once, that come back after the server was killed, and one that never reads."""

import statistics
import sys
from pathlib import Path
from typing import Any

from tests.bench.companion import Companion
from tests.bench.fanout import PAUSE_SECONDS, delays
from tests.bench.figures import figure, rounded
from tests.bench.places import Chamber, Reference, chamber, noted
from tests.services import Template

TERMINALS = 1000
SEATS, WATCHERS = 300, 2000
RETURN_SECONDS = 2.0
STALLING_WATCHERS = 500


def measure(template: Template, directory: Path, crowd: Companion, *, rounds: int) -> dict[str, Any]:
    """Return milliseconds until the last of many arriving screens shows the meeting, and what a stalled one costs."""
    storm = _storm(template, directory, crowd)
    back = _back(template, directory, crowd, rounds)
    stalled = _stalled(template, directory, crowd, rounds)
    return {"storm": storm, "back": back, "stalled": stalled, "figures": _figures(storm, back, stalled)}


def _storm(template: Template, directory: Path, crowd: Companion) -> dict[str, float]:
    """Let a thousand terminals connect at once, beside as many bare connections."""
    print("a thousand terminals at once", file=sys.stderr)
    with (
        chamber("daphne", template, directory, crowd, councillors=TERMINALS) as room,
        Reference(directory, "raw") as raw,
    ):
        bare = crowd.ask("connect", group="bare", port=raw.port, tickets=[("/", "")] * TERMINALS, shown=False)
        seats = room.let_in("seat", room.tickets("seat", room.people))
        crowd.ask("leave", group="bare")
        return {"terminals": seats["connected"], "ms": rounded(seats["ms"]), "bare_ms": rounded(bare["ms"])}


def _back(template: Template, directory: Path, crowd: Companion, rounds: int) -> list[dict[str, Any]]:
    """Kill the server of a hall and its public, start it again, and let all of them come back."""
    found = []
    with chamber("daphne", template, directory, crowd, councillors=SEATS) as room:
        for turn in range(rounds):
            print(f"the hall comes back, round {turn + 1} of {rounds}", file=sys.stderr)
            room.product.kill()
            room.product.start()
            parties = {
                room.group("public"): room.watchers(WATCHERS),
                room.group("seat"): room.tickets("seat", room.people),
            }
            came = crowd.ask(
                "arrive", port=room.product.port, parties=parties, within=RETURN_SECONDS, shown=True
            )
            found.append(
                {
                    "seats": came[room.group("seat")]["connected"],
                    "watchers": came[room.group("public")]["connected"],
                    "last_seat_ms": rounded(came[room.group("seat")]["ms"]),
                    "last_watcher_ms": rounded(came[room.group("public")]["ms"]),
                }
            )
            for group in parties:
                crowd.ask("leave", group=group)
    return found


def _stalled(template: Template, directory: Path, crowd: Companion, rounds: int) -> dict[str, float]:
    """Spread frames with and without a client that never reads, in turns of a few frames each."""
    with chamber("daphne", template, directory, crowd, councillors=SEATS) as room:
        room.let_in_watchers(STALLING_WATCHERS)
        free: list[float] = []
        beside: list[float] = []
        for turn in range(rounds):
            print(f"beside a stalled client, round {turn + 1} of {rounds}", file=sys.stderr)
            free += _spreads(room)
            room.let_in("stalled", room.watchers(1))
            crowd.ask("stall", group=room.group("stalled"))
            beside += _spreads(room)
            crowd.ask("let_go")
        return {"free_ms": rounded(statistics.median(free)), "stalled_ms": rounded(statistics.median(beside))}


def _spreads(room: Chamber) -> list[float]:
    found = []
    for _ in range(6):
        room.crowd.ask("mark")
        v = room.come_or_go()["reply"]["v"]
        arrived = room.crowd.ask("seen", group=room.group("public"), v=v)
        found.append(delays(arrived, noted(room.product, "is_public", v=v, is_public=True)["built"])["last"])
        room.crowd.ask("rest", seconds=PAUSE_SECONDS)
    return found


def _figures(
    storm: dict[str, float], back: list[dict[str, Any]], stalled: dict[str, float]
) -> list[dict[str, Any]]:
    return [
        figure(
            f"{TERMINALS} terminals connecting at once",
            storm["ms"],
            storm["bare_ms"],
            target="at most 1500 ms",
            against="as many bare connections",
        ),
        figure(
            f"{SEATS} seats back behind {WATCHERS} watchers",
            statistics.median(found["last_seat_ms"] for found in back),
            statistics.median(found["last_watcher_ms"] for found in back),
            target="all back within 10 s, seats first",
            against="the last watcher",
        ),
        figure(
            f"a frame to {STALLING_WATCHERS} sockets beside a stalled client",
            stalled["stalled_ms"],
            stalled["free_ms"],
            target="at most 1.1 times",
            against="the same without it",
        ),
    ]
