"""A private PostgreSQL cluster in a temporary directory; databases in it are made in databases.py."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from tests.services.ports import free_port
from tests.services.program import Program

OWNER = "kvorum"


def binary(name: str) -> Path:
    """Return the path of a program of the newest PostgreSQL that Debian's packages installed."""
    found = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(found, key=lambda path: int(path.parts[-3]), default=None)
    if newest is None:
        raise FileNotFoundError(f"no {name} under /usr/lib/postgresql: apt-get install postgresql")
    return newest


class PostgresCluster:
    """A PostgreSQL server on a free TCP port of 127.0.0.1; anybody on this machine may sign in.

    With `is_durable=False` it does not wait for the disk, and Kvorum refuses to start on it.
    It runs as the system's account `postgres` where the tests run as root, whom PostgreSQL refuses.
    """

    def __init__(self, *, is_durable: bool = True) -> None:
        self.port = free_port()
        self.account = "postgres" if os.geteuid() == 0 else None
        # Not below pytest's directory, which the account postgres may not enter.
        self.directory = Path(tempfile.mkdtemp(prefix="kvorum-postgres-"))
        self.program = Program(
            [
                *(binary("postgres"), "-D", self.directory / "cluster", "-p", str(self.port)),
                *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
                *("-c", f"fsync={'on' if is_durable else 'off'}", "-c", "max_connections=300"),
            ],
            log=self.directory / "postgres.log",
            directory=self.directory,
            account=self.account,
        )

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database of this cluster, for KVORUM_DATABASE_URL and for psycopg."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server, on a new cluster the first time, and wait until it takes connections."""
        if not (self.directory / "cluster").exists():
            self._create()
        self.program.start()
        self.program.wait_for(self._answers, what="PostgreSQL answers")

    def stop(self) -> None:
        """Stop the server as an operator would who does not wait for clients (fast shutdown)."""
        self.program.stop(signal.SIGINT)

    def kill(self) -> None:
        """Kill the server with SIGKILL; start() then recovers from its write-ahead log."""
        self.program.kill()

    def restart(self) -> None:
        """Stop the server and start it on the same port; every connection is lost."""
        self.stop()
        self.start()

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _create(self) -> None:
        if self.account is not None:
            shutil.chown(self.directory, self.account, self.account)
        subprocess.run(
            [
                *(binary("initdb"), "-D", self.directory / "cluster", "-U", OWNER, "--auth=trust"),
                *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.directory,
            user=self.account,
            group=self.account,
            extra_groups=[] if self.account else None,
        )

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=30).close()
        except psycopg.OperationalError:
            return False
        return True
