"""One running program in a process group of its own; which programs there are is told in the modules beside.

Whatever still runs when Python ends is killed then, so that a failing test leaves nothing behind.
"""

import atexit
import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.services.waiting import wait_until

LOG_TAIL = 4000  # characters of a log shown when a start fails

_running: set["Program"] = set()


class Program:
    """A program that can be started, stalled, stopped, killed and started again with the same arguments.

    Its output is appended to `log`. `account` is the name of the system's account to run it as (root only).
    """

    def __init__(
        self,
        arguments: Sequence[str | Path],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
        account: str | None = None,
    ) -> None:
        self.arguments = [str(argument) for argument in arguments]
        self.log = log
        self.environment = environment
        self.directory = directory
        self.account = account
        self._popen: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the pid of the running program; RuntimeError if it was never started."""
        if self._popen is None:
            raise RuntimeError(f"{self.arguments[0]} was not started")
        return self._popen.pid

    @property
    def is_running(self) -> bool:
        """Tell whether the program was started and has not ended; a stalled one is running."""
        return self._popen is not None and self._popen.poll() is None

    def start(self) -> None:
        """Start the program; RuntimeError if it is running already."""
        if self.is_running:
            raise RuntimeError(f"{self.arguments[0]} is running already, pid {self.pid}")
        with self.log.open("ab") as log:
            self._popen = subprocess.Popen(
                self.arguments,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=None if self.environment is None else dict(self.environment),
                cwd=self.directory,
                user=self.account,
                group=self.account,
                extra_groups=[] if self.account else None,
                start_new_session=True,
            )
        _running.add(self)

    def wait_for(self, condition: Callable[[], bool], *, what: str, timeout: float = 180.0) -> None:
        """Wait until `condition` holds; RuntimeError with the end of the log if the program ends before.

        TimeoutError, with the end of the log too, after `timeout` seconds.
        """

        def ended_or_so() -> bool:
            return not self.is_running or condition()

        try:
            wait_until(ended_or_so, what=what, timeout=timeout)
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{self.tail()}") from None
        if not self.is_running:
            raise RuntimeError(f"{self.arguments[0]} ended before {what}\n{self.tail()}")

    def tail(self) -> str:
        """Return the end of the log."""
        return self.log.read_text(errors="replace")[-LOG_TAIL:] if self.log.exists() else ""

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program's process group; nothing happens if it is gone."""
        if self._popen is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._popen.pid, number)

    def stall(self) -> None:
        """Freeze the program: its sockets stay open and nothing answers (SIGSTOP)."""
        self.send(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a stalled program go on (SIGCONT)."""
        self.send(signal.SIGCONT)

    def stop(self, number: signal.Signals = signal.SIGTERM, *, timeout: float = 15.0) -> int | None:
        """Ask the program to end, kill it after `timeout` seconds; return its exit status (-9 if killed)."""
        if self._popen is None:
            return None
        if self.is_running:
            self.send(number)
            self.resume()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._popen.wait(timeout)
        return self.kill()

    def kill(self) -> int | None:
        """Kill the whole process group with SIGKILL, now; return the exit status, None if never started."""
        if self._popen is None:
            return None
        if self in _running:  # once only: the number of a group that is gone may be given to another
            self.send(signal.SIGKILL)
            _running.discard(self)
        return self._popen.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


@atexit.register
def _kill_the_rest() -> None:
    for program in list(_running):
        program.kill()
