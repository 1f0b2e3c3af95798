"""A server of the replay's own: a process with a temporary database on a free port, gone when the replay is."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

import httpx
from django.conf import settings

START_SECONDS = 30.0
STOP_SECONDS = 10.0


class OwnServer:
    """A migrated temporary installation that is served while the `with` block lasts.

    `url` is its address; `environment` makes any manage.py command work on it.
    """

    def __init__(self) -> None:
        self.directory = Path(tempfile.mkdtemp(prefix="kvorum-replay-"))
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("KVORUM_")}
        self.environment = inherited | {
            "KVORUM_VAR": str(self.directory),
            "KVORUM_ORIGINS": self.url,
            "KVORUM_HOSTS": "127.0.0.1",
            "KVORUM_LOG_LEVEL": "WARNING",
        }
        self._log = self.directory / "serve.log"
        self._server: subprocess.Popen[bytes] | None = None
        self._restore: Any = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            # An end by SIGTERM has to pass through __exit__ as well, or the server would stay behind.
            self._restore = signal.signal(signal.SIGTERM, _leave)
        try:
            self._prepare()
            self._serve()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None and self._server.poll() is None:
            self._server.terminate()
            try:
                self._server.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        shutil.rmtree(self.directory, ignore_errors=True)
        if self._restore is not None:
            signal.signal(signal.SIGTERM, self._restore)

    def manage(self, *arguments: str) -> int:
        """Run a manage.py command on this installation and return its exit status."""
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
        return subprocess.run(command, env=self.environment, check=False).returncode  # noqa: S603 -- our own

    def _prepare(self) -> None:
        if (settings.STATIC_ROOT / "staticfiles.json").exists():
            (self.directory / "static").symlink_to(settings.STATIC_ROOT)
        elif self.manage("collectstatic", "--no-input", "--verbosity", "0"):
            raise RuntimeError("static files could not be collected")
        if self.manage("migrate", "--verbosity", "0"):
            raise RuntimeError("the temporary database could not be made")

    def _serve(self) -> None:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve", "--port", str(self.port)]
        with self._log.open("ab") as log:
            # In a session of its own: Ctrl-C ends the replay first, and the replay ends the server.
            self._server = subprocess.Popen(  # noqa: S603 -- our own
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + START_SECONDS
        while not _answers(self.url):
            if self._server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"the server did not start:\n{self._log.read_text()[-2000:]}")
            time.sleep(0.05)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        httpx.get(url, timeout=5.0, trust_env=False)
    except httpx.HTTPError:
        return False
    return True
