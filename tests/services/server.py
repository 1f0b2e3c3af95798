"""A Kvorum server as in production, started and killed by tests; its database comes from databases.py."""

import atexit
import functools
import http.client
import shutil
import sys
import tempfile
from pathlib import Path

from tests.services.databases import ROOT, environment, manage
from tests.services.ports import free_port
from tests.services.program import Program


class KvorumServer(Program):
    """One server process (`manage.py serve`, or uvicorn) on a free port of 127.0.0.1, kept over restarts.

    `var` is its directory for keys and its log; several processes of one installation share it and
    `database_url`, and need `redis_url`. `variables` are further KVORUM_ variables or replace these.
    """

    def __init__(
        self, *, database_url: str, var: Path, redis_url: str = "", is_uvicorn: bool = False, **variables: str
    ) -> None:
        self.port = free_port()
        self.var = var
        self.database_url = database_url
        addresses = {
            "KVORUM_HOSTS": "127.0.0.1,localhost,.localhost",
            "KVORUM_ORIGINS": f"http://127.0.0.1:{self.port},http://.localhost:{self.port}",
            "KVORUM_REDIS_URL": redis_url,
        }
        command = ["-m", "uvicorn", "asgi:application"] if is_uvicorn else ["manage.py", "serve"]
        super().__init__(
            [sys.executable, *command, "--port", str(self.port)],
            log=var / f"serve-{self.port}.log",
            directory=ROOT,
            environment=environment(database_url=database_url, var=var, **addresses | variables),
        )

    @property
    def url(self) -> str:
        """Return the address of the server, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server and wait until it answers over HTTP, whatever it answers."""
        self.var.mkdir(parents=True, exist_ok=True)
        if not (self.var / "static").exists():
            (self.var / "static").symlink_to(static_files())
        super().start()
        self.wait_for(self._answers, what=f"Kvorum answers on port {self.port}")

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py on this server's database and directory and return what it printed."""
        variables = {name: value for name, value in (self.environment or {}).items() if "KVORUM_" in name}
        del variables["KVORUM_DATABASE_URL"], variables["KVORUM_VAR"]
        return manage(*arguments, database_url=self.database_url, var=self.var, variables=variables)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True


@functools.cache
def static_files() -> Path:
    """Collect the static files, once per run, and return their directory."""
    var = Path(tempfile.mkdtemp(prefix="kvorum-static-"))
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    manage("collectstatic", "--no-input", database_url=f"sqlite://{var}/none.sqlite3", var=var)
    return var / "static"
