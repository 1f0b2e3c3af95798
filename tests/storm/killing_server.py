"""A server that can be killed again and again: `python -m tests.storm.killing_server --port N`.

Everything is imported once; then one child after another is forked, each a whole server process, until SIGTERM.
Whoever kills a child from outside finds its pid in KVORUM_VAR/child. Every other child, by KVORUM_STORM_SEED, kills
itself between a COMMIT and its answers: kiosk.desk's hook is replaced here and nowhere else.
"""

import argparse
import itertools
import os
import random
import signal
import sys
import threading
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.urls import get_resolver  # noqa: E402

import asgi  # noqa: E402, F401 -- imported once for all children, after Django was set up
from kiosk.desk import desks  # noqa: E402
from ledger.signals import appended  # noqa: E402

VAR = Path(os.environ["KVORUM_VAR"])
MOST_COMMITS = 12
_commit = threading.local()


class KillAfterCommit:
    """Kills this process after so many commits that have appended to a ledger; before anybody is answered."""

    def __init__(self, count: int) -> None:
        self.left = count
        self._lock = threading.Lock()

    def appended(self, **_: object) -> None:
        """Take that the present commit has appended; the signal comes on commit, in the desk's thread."""
        _commit.has_appended = True

    def __call__(self) -> None:
        """Stand where desks.after_commit stood."""
        has_appended, _commit.has_appended = getattr(_commit, "has_appended", False), False
        with self._lock:
            self.left -= has_appended
            if self.left <= 0 and has_appended:
                with (VAR / "deaths").open("a") as deaths:
                    deaths.write("after COMMIT\n")
                os.kill(os.getpid(), signal.SIGKILL)


def serve(port: int, number: int) -> None:
    """Serve as child `number` until killed."""
    chance = random.Random(f"{os.environ['KVORUM_STORM_SEED']}/{number}")
    if chance.random() < 0.5 and not (VAR / "healed").exists():
        kill = KillAfterCommit(chance.randint(1, MOST_COMMITS))
        appended.connect(kill.appended, weak=False)
        desks.after_commit = kill
    call_command("serve", port=port)


def main() -> None:
    """Fork children until one ends by itself, which is a fault."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    get_resolver().url_patterns  # noqa: B018 -- imports the views
    connections.close_all()
    for number in itertools.count(1):
        pid = os.fork()
        if pid == 0:
            try:
                serve(port, number)
            finally:
                os._exit(1)
        child = VAR / "child.new"
        child.write_text(f"{number} {pid}")
        child.rename(VAR / "child")
        _, status = os.waitpid(pid, 0)
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            sys.exit(f"child {number} ended by itself: status {status}")


if __name__ == "__main__":
    main()
