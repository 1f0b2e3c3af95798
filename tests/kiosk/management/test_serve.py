"""The server process as `manage.py serve` starts it."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import StartServer

FEW = 256


@pytest.fixture
def few_files() -> Iterator[int]:
    """Have processes that are started now begin with a low limit of open files; return the limit they may lift it to."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FEW, hard))
    yield hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_it_holds_as_many_sockets_as_the_system_allows(few_files: int, start_server: StartServer) -> None:
    limits = Path(f"/proc/{start_server().pid}/limits").read_text().splitlines()
    (line,) = [line for line in limits if line.startswith("Max open files")]
    assert line.split()[3:5] == [str(few_files)] * 2
