"""A process of the bench that does what it is asked, one line of JSON each way; what it can do is its module's."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

import msgspec

from tests.services.databases import ROOT

Acts = Mapping[str, Callable[..., Any]]


class Companion:
    """A Python module running beside this process; `environment` replaces the inherited variables."""

    def __init__(self, module: str, environment: Mapping[str, str] | None = None) -> None:
        self._module = module
        self._popen = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=None if environment is None else dict(environment),
        )

    def ask(self, act: str, **arguments: Any) -> Any:
        """Have an act done and return what it returns. Raises RuntimeError when the process ended instead."""
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._popen.stdin.write(msgspec.json.encode([act, arguments]) + b"\n")
        self._popen.stdin.flush()
        line = self._popen.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._module} failed at {act}")
        return msgspec.json.decode(line)

    def close(self) -> None:
        """Have the process end: there is nothing more to ask."""
        self._popen.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def answer(line: bytes, acts: Acts) -> bytes:
    """Do what a line asks for and return the line that answers it."""
    act, arguments = msgspec.json.decode(line)
    return msgspec.json.encode(acts[act](**arguments)) + b"\n"


def serve(acts: Acts) -> None:
    """Be a companion until there is nothing more to do. What the acts print goes to the standard error."""
    out = os.dup(1)
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        os.write(out, answer(line, acts))
