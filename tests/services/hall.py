"""A hall as `make hall` serves it: HTTPS with an authority of its own, started and stopped by tests."""

import ssl
import sys
from pathlib import Path

import httpx

from tests.services.databases import ROOT, environment, manage
from tests.services.ports import free_port
from tests.services.program import Program
from tests.services.server import static_files


class HallServer(Program):
    """One process of `manage.py hall` on two free ports, kept over restarts; `host` is the address it gives out."""

    def __init__(self, *, database_url: str, var: Path, host: str = "127.0.0.1", **variables: str) -> None:
        self.https_port, self.http_port = free_port(), free_port()
        self.var = var
        self.host = host
        self.database_url = database_url
        self._given = {
            "KVORUM_HTTPS_PORT": str(self.https_port),
            "KVORUM_HTTP_PORT": str(self.http_port),
            **variables,
        }
        super().__init__(
            [sys.executable, "manage.py", "hall"], log=var.with_name(f"{var.name}.log"), directory=ROOT
        )

    @property
    def address(self) -> str:
        """Return the address it gives out, without a slash at the end."""
        return f"https://{self.host}:{self.https_port}"

    @property
    def plain_address(self) -> str:
        """Return the same over plain HTTP."""
        return f"http://{self.host}:{self.http_port}"

    def start(self) -> None:
        """Start it and wait until it answers a device that trusts its authority and nothing else."""
        self.var.mkdir(parents=True, exist_ok=True)
        if not (self.var / "static").exists():
            (self.var / "static").symlink_to(static_files())
        variables = self._given | {"KVORUM_HOSTS": self.host}
        self.environment = environment(database_url=self.database_url, var=self.var, **variables)
        super().start()
        self.wait_for(self._answers, what=f"the hall answers at {self.address}")

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py on this hall's database and directory and return what it printed."""
        return manage(*arguments, database_url=self.database_url, var=self.var)

    def client(self) -> httpx.Client:
        """Return a client that trusts the hall's authority and nothing else."""
        trusting = ssl.create_default_context(cafile=str(self.var / "tls" / "authority.pem"))
        return httpx.Client(base_url=self.address, verify=trusting, timeout=60)

    def _answers(self) -> bool:
        try:
            with self.client() as client:
                client.get("/sign-in/")
        except (OSError, httpx.HTTPError):
            return False
        return True
