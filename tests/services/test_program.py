"""Programs start, stall, stop and leave nothing behind."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.services import Program, free_port, wait_until

COUNTING = """
import itertools, time
for number in itertools.count():
    print(number, flush=True)
    time.sleep(0.01)
"""
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""
WITH_CHILD = """
import subprocess
child = subprocess.Popen(["sleep", "60"])
print(child.pid, flush=True)
child.wait()
"""


def python(text: str, directory: Path) -> Program:
    return Program([sys.executable, "-c", text], log=directory / "log")


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; a dead one that nobody has waited for yet does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_it_starts_again_with_the_same_arguments_and_log(tmp_path: Path) -> None:
    program = python("print('here')", tmp_path)
    for _ in range(2):
        program.start()
        wait_until(lambda: not program.is_running, what="it has ended")
        assert program.kill() == 0
    assert program.tail() == "here\nhere\n"


def test_it_refuses_to_start_twice(tmp_path: Path) -> None:
    with python(COUNTING, tmp_path) as program, pytest.raises(RuntimeError, match="running already"):
        program.start()


def test_a_stalled_program_stands_still_and_goes_on(tmp_path: Path) -> None:
    with python(COUNTING, tmp_path) as program:
        program.wait_for(lambda: "3\n" in program.tail(), what="it counts")
        program.stall()
        state = Path(f"/proc/{program.pid}/status")
        wait_until(lambda: "\nState:\tT" in state.read_text(), what="it stands still")
        before = program.tail()
        assert program.is_running
        program.resume()
        program.wait_for(lambda: program.tail() != before, what="it counts again")


def test_it_is_asked_to_end_even_if_stalled_and_killed_if_it_does_not(tmp_path: Path) -> None:
    polite, stubborn = python(COUNTING, tmp_path), python(STUBBORN, tmp_path)
    with polite, stubborn:
        stubborn.wait_for(lambda: "up" in stubborn.tail(), what="it is up")
        polite.stall()
        assert polite.stop() == -signal.SIGTERM
        assert stubborn.stop(timeout=0.1) == -signal.SIGKILL


def test_its_children_are_killed_with_it(tmp_path: Path) -> None:
    with python(WITH_CHILD, tmp_path) as program:
        program.wait_for(lambda: program.tail().endswith("\n"), what="it has a child")
        child = int(program.tail())
        assert is_alive(child)
        program.kill()
        wait_until(lambda: not is_alive(child), what="the child is gone")


def test_a_start_that_fails_shows_the_log(tmp_path: Path) -> None:
    program = python("print('no such plan')", tmp_path)
    program.start()
    with pytest.raises(RuntimeError, match="no such plan"):
        program.wait_for(lambda: False, what="it answers")
    program.kill()


def test_what_still_runs_is_killed_when_python_ends(tmp_path: Path) -> None:
    """Also when the test run itself fails, which is why nothing is stopped here."""
    text = (
        "import pathlib, sys; from tests.services import Program\n"
        f"program = Program(['sleep', '60'], log=pathlib.Path({str(tmp_path / 'inner')!r}))\n"
        "program.start(); print(program.pid, flush=True); raise SystemError('a failing run')"
    )
    outer = python(text, tmp_path)
    with outer:
        wait_until(lambda: not outer.is_running, what="the run has failed")
        pid = int(outer.tail().splitlines()[0])
    wait_until(lambda: not is_alive(pid), what="its program is gone")


def test_ports_are_free_and_differ() -> None:
    ports = {free_port() for _ in range(50)}
    assert len(ports) == 50
    assert max(ports) < int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])


def test_waiting_gives_up_and_says_for_what() -> None:
    with pytest.raises(TimeoutError, match="the moon is green"):
        wait_until(lambda: False, what="the moon is green", timeout=0.05)
    assert wait_until(os.getpid, what="there is a pid") == os.getpid()
