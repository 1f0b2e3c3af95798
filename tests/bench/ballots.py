"""Ballots: all seats press at once, or within a second, against an acknowledgement that nothing is kept of."""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.companion import Companion
from tests.bench.figures import figure, percentile, rounded, spread
from tests.bench.places import Chamber, Reference, chamber
from tests.bench.pressing import Pressed, acknowledged
from tests.services import Template

INSERTS_A_ROUND = 5
FSYNCS_A_ROUND = 20


def measure(
    template: Template, directory: Path, crowd: Companion, *, seats: int, rounds: int
) -> dict[str, Any]:
    """Return the milliseconds from press to acknowledgement, and those of what bounds them."""
    with (
        chamber("daphne", template, directory, crowd, councillors=seats) as room,
        Reference(directory, "acknowledgement") as nothing_kept,
    ):
        let_in = room.let_in("seat", room.tickets("seat", room.people))
        crowd.ask(
            "connect", group="nothing kept", port=nothing_kept.port, tickets=[("/", "")] * seats, shown=False
        )
        found: dict[str, list[list[float]]] = {name: [] for name in NAMES}
        for turn in range(rounds):
            print(f"{seats} ballots, round {turn + 1} of {rounds}", file=sys.stderr)
            for name, values in _round(room, directory).items():
                found[name].append(values)
        crowd.ask("leave", group="nothing kept")
        return {
            "milliseconds": {name: _best(values) for name, values in found.items()},
            "connected_at_once": {"seats": let_in["connected"], "ms": rounded(let_in["ms"])},
            "ledger": room.council.ask("verify", meeting=room.meeting),
            "figures": _figures(found, seats),
        }


NAMES = ("nothing kept", "bare insert", "fsync", "at once", "within a second")


def _round(room: Chamber, directory: Path) -> dict[str, list[float]]:
    found = {
        "nothing kept": acknowledged(room.crowd, "nothing kept", len(room.people)),
        "bare insert": room.council.ask(
            "bare_inserts", meeting=room.meeting, people=room.people, times=INSERTS_A_ROUND
        ),
        "fsync": room.council.ask("fsyncs", directory=str(directory), times=FSYNCS_A_ROUND),
    }
    room.council.ask("rest")
    found["at once"] = Pressed(room, within=0.0).ms
    found["within a second"] = Pressed(room, within=1.0).ms
    return found


def _best(rounds: Sequence[Sequence[float]]) -> dict[str, Any]:
    """Return the round with the smallest p99, and the median of all rounds' p99."""
    best = min(rounds, key=lambda values: percentile(values, 0.99))
    return spread(best) | {"median_p99": rounded(median(percentile(values, 0.99) for values in rounds))}


def _figures(found: dict[str, list[list[float]]], seats: int) -> list[dict[str, Any]]:
    least = {name: min(percentile(values, 0.99) for values in rounds) for name, rounds in found.items()}
    insert = min(median(values) for values in found["bare insert"])
    fsync = min(median(values) for values in found["fsync"])
    return [
        figure(
            f"p99 of {seats} ballots at once",
            least["at once"],
            least["nothing kept"] + insert,
            target="at most 1.8, stretch 1.35",
            against="p99 of an acknowledgement without a database + one bulk insert of the bare ballots",
        ),
        figure(
            f"p99 of {seats} ballots within a second",
            least["within a second"],
            3 * fsync + 10,
            target="at most 1",
            against="3 fsync + 10 ms",
        ),
    ]
