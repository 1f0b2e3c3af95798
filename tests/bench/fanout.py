"""Fan-out of one frame: the raw loop, stock Channels, and the hub on daphne and uvicorn, in turns."""

import re
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.bench.companion import Companion
from tests.bench.figures import NANOSECONDS, figure, middle
from tests.bench.places import Chamber, Reference, chamber, noted, notes
from tests.services import RedisServer, Template

COUNCILLORS = 11  # makes a frame of some 600 bytes
PAUSE_SECONDS = 0.3  # longer than the hub's own between two frames
SERVERS = ("daphne", "uvicorn")

Spread = Callable[[], dict[str, float]]


def measure(
    template: Template, directory: Path, crowd: Companion, *, sizes: Sequence[int], rounds: int
) -> dict[str, Any]:
    """Return milliseconds until the first, the fiftieth and the last of so many sockets have one frame."""
    with ExitStack() as stack:
        rooms = {
            kind: stack.enter_context(chamber(kind, template, directory, crowd, councillors=COUNCILLORS))
            for kind in SERVERS
        }
        references = {
            name: stack.enter_context(server) for name, server in _references(directory, stack).items()
        }
        frame = _public_frame(rooms["daphne"])
        spreads: dict[str, Spread] = {
            name: reference_spread(crowd, name, server, frame) for name, server in references.items()
        }
        spreads |= {f"hub on {kind}": _hub_spread(crowd, room) for kind, room in rooms.items()}
        found, there = {}, 0
        for size in sizes:
            _grow(crowd, references, rooms, size - there)
            there = size
            found[str(size)] = _in_turns(spreads, size, rounds)
        return {"frame_bytes": len(frame), "milliseconds": found, "figures": _figures(found)}


def _references(directory: Path, stack: ExitStack) -> dict[str, Reference]:
    found = {"raw loop": Reference(directory, "raw"), "stock, in memory": Reference(directory, "stock")}
    if shutil.which("redis-server"):
        redis = stack.enter_context(RedisServer(directory))
        found["stock, Redis"] = Reference(directory, "stock", redis.url)
    return found


def _public_frame(room: Chamber) -> str:
    room.let_in_watchers(1)
    frame: str = room.crowd.ask("shown", group=room.group("public"), v=0)
    room.crowd.ask("leave", group=room.group("public"))
    return frame


def _grow(crowd: Companion, references: dict[str, Reference], rooms: dict[str, Chamber], more: int) -> None:
    for name, server in references.items():
        crowd.ask("connect", group=name, port=server.port, tickets=[("/", "")] * more, shown=False)
    for room in rooms.values():
        room.let_in_watchers(more)


def _in_turns(spreads: dict[str, Spread], size: int, rounds: int) -> dict[str, dict[str, float]]:
    """Let each spread a frame in its turn, so that what else the machine does falls on all of them alike."""
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in spreads}
    for turn in range(rounds):
        print(f"fan-out to {size}, round {turn + 1} of {rounds}", file=sys.stderr)
        for name, spread in spreads.items():
            measured[name].append(spread())
            time.sleep(PAUSE_SECONDS)
    return {name: middle(found) for name, found in measured.items()}


def reference_spread(crowd: Companion, name: str, server: Reference, frame: str) -> Spread:
    """Return what spreads a frame like this one to a group of a reference's, and tells the delays."""
    turn = iter(range(1_000_000, 9_000_000))

    def spread() -> dict[str, float]:
        v = next(turn)
        crowd.ask("mark")
        crowd.ask("say", group=name, text=re.sub(r'"v":\d+', f'"v":{v}', frame, count=1))
        arrived = crowd.ask("seen", group=name, v=v)
        return delays(arrived, notes(server)[-1]["spread"])

    return spread


def _hub_spread(crowd: Companion, room: Chamber) -> Spread:
    def spread() -> dict[str, float]:
        crowd.ask("mark")
        done = room.come_or_go()
        v = done["reply"]["v"]
        arrived = crowd.ask("seen", group=room.group("public"), v=v)
        ready = noted(room.product, "is_public", v=v, is_public=True)["built"]
        whole = (max(arrived) - done["sent"]) / NANOSECONDS
        return delays(arrived, ready) | {"last_since_the_act": whole}

    return spread


def delays(arrived: Sequence[int], began: int) -> dict[str, float]:
    """Return the milliseconds from the beginning until the first, the fiftieth and the last had it."""
    ordered = sorted(arrived)
    picked = {"first": ordered[0], "fiftieth": ordered[min(49, len(ordered) - 1)], "last": ordered[-1]}
    return {name: (at - began) / NANOSECONDS for name, at in picked.items()}


def _figures(found: dict[str, dict[str, dict[str, float]]]) -> list[dict[str, Any]]:
    figures = []
    for size, by_name in found.items():
        last = {name: delays["last"] for name, delays in by_name.items()}
        for kind, target in (("daphne", "at most 6.5"), ("uvicorn", "at most 2")):
            name = f"fan-out to the last of {size} sockets on {kind}"
            figures.append(
                figure(name, last[f"hub on {kind}"], last["raw loop"], target=target, against="raw loop")
            )
        slow = "stock, Redis" if "stock, Redis" in last else "stock, in memory"
        figures.append(
            figure(
                f"fan-out to the last of {size} sockets by {slow}",
                last[slow],
                last["hub on daphne"],
                target="at least 4, stretch 20",
                against="hub on daphne",
            )
        )
    return figures
