"""The killing server as tests hold it."""

import os
import signal
import sys
from pathlib import Path

from tests.services import KvorumServer


class KillableServer(KvorumServer):
    """A server whose process is killed and comes back at once on the same port; `stop` ends it all."""

    def __init__(self, *, database_url: str, var: Path, seed: int) -> None:
        super().__init__(
            database_url=database_url,
            var=var,
            KVORUM_STORM_SEED=str(seed),
            DJANGO_SETTINGS_MODULE="tests.storm.settings",
        )
        self.arguments = [sys.executable, "-m", "tests.storm.killing_server", "--port", str(self.port)]

    @property
    def child(self) -> tuple[int, int]:
        """Return number and pid of the process that serves now."""
        number, pid = (self.var / "child").read_text().split()
        return int(number), int(pid)

    def kill_child(self) -> None:
        """Kill the process that serves now."""
        os.kill(self.child[1], signal.SIGKILL)

    def heal(self) -> None:
        """Let the children to come live; one that is still to die is killed now."""
        (self.var / "healed").touch()
        self.kill_child()

    @property
    def deaths_after_commit(self) -> int:
        """Return how many children died between a COMMIT and its answers."""
        deaths = self.var / "deaths"
        return len(deaths.read_text().splitlines()) if deaths.exists() else 0
