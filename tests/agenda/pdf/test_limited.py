"""The process that looks into papers can do nothing else: no file, no network, no other process, no endless work."""

import os
import subprocess
import sys

import pytest

from agenda.pdf import PROGRAM

TRIES = {
    "a file read": "open('/etc/passwd')",
    "a file written": "open('/tmp/leak', 'w')",
    "the network": "__import__('socket').socket()",
    # The system counts no processes of root; killing the whole group is what is left there.
    **({} if os.geteuid() == 0 else {"another process": "__import__('os').fork()"}),
    "two gigabytes": "bytearray(2 * 1024**3)",
}
START = f"""
import runpy, sys
import os, resource, socket
runpy.run_path({str(PROGRAM)!r})["limit"](cpu_seconds=2, memory_bytes=1024**3)
"""


def run(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", START + code], capture_output=True, text=True, check=False, timeout=30
    )


@pytest.mark.parametrize("wish", TRIES)
def test_what_it_must_not_do_it_cannot(wish: str) -> None:
    done = run(TRIES[wish])
    assert done.returncode != 0
    assert any(
        error in done.stderr for error in ("OSError", "BlockingIOError", "RuntimeError", "MemoryError")
    )


def test_it_stops_when_its_seconds_are_used_up() -> None:
    assert run("while True: pass").returncode < 0


def test_what_it_may_do_it_can() -> None:
    assert run("print('drawn')").stdout == "drawn\n"
