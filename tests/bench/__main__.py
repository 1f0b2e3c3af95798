"""`python -m tests.bench`: measures and prints one JSON object; progress goes to the standard error."""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from tests.bench import arrivals, ballots, fanout, whole
from tests.bench.companion import Companion
from tests.services import PostgresCluster, Template, template_for

PARTS = ("fanout", "ballots", "chamber", "arrivals")


def main() -> None:
    """Measure what is asked for."""
    asked = _asked()
    began = time.monotonic()
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kvorum-bench-")))
        crowd = stack.enter_context(Companion("tests.bench.crowd"))
        found: dict[str, Any] = {"machine": _machine()}
        sqlite = template_for("", directory)
        if "fanout" in asked.only:
            found["fanout"] = fanout.measure(
                sqlite, directory, crowd, sizes=asked.sockets, rounds=asked.rounds
            )
        if "ballots" in asked.only:
            found["ballots"] = {
                name: ballots.measure(template, directory, crowd, seats=asked.seats, rounds=asked.rounds)
                for name, template in _databases(asked.databases, sqlite, directory, stack)
            }
        if "chamber" in asked.only:
            found["chamber"] = whole.measure(
                sqlite, directory, crowd, seats=asked.seats, watchers=asked.watchers, rounds=asked.rounds
            )
        if "arrivals" in asked.only:
            found["arrivals"] = arrivals.measure(sqlite, directory, crowd, rounds=asked.rounds)
    found["seconds"] = round(time.monotonic() - began)
    print(msgspec.json.format(msgspec.json.encode(found)).decode())


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="measure these parts only")
    parser.add_argument(
        "--sockets", type=int, nargs="+", default=[200, 1000, 3000], help="sizes of the fan-out"
    )
    parser.add_argument("--seats", type=int, default=500, help="terminals that vote (500)")
    parser.add_argument("--watchers", type=int, default=3000, help="watchers of the whole chamber (3000)")
    parser.add_argument("--rounds", type=int, default=5, help="times that everything is measured (5)")
    parser.add_argument(
        "--databases", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"]
    )
    return parser.parse_args()


def _databases(
    names: list[str], sqlite: Template, directory: Path, stack: ExitStack
) -> Iterator[tuple[str, Template]]:
    if "sqlite" in names:
        yield "sqlite", sqlite
    if "postgresql" in names:
        cluster = stack.enter_context(PostgresCluster())
        yield "postgresql", template_for(cluster.url(), directory)


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
    }


if __name__ == "__main__":
    sys.exit(main())
