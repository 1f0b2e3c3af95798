"""The server process as `manage.py serve` starts it."""

import json
import resource
import select
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from council.domain.orders import StandingOrders
from council.domain.windows import Window
from council.models import Body
from tests.chamber import Chamber
from tests.conftest import StartServer
from tests.services import KvorumServer, Program, free_port, wait_until
from tests.services.databases import ROOT, environment
from tests.serving import Serve, serve

__all__ = ["serve"]

FEW = 256
ASKED = 40  # requests at once, more than are answered before a signal comes


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


def served_at(host: str, var: Path, database_url: str, **variables: str) -> Program:
    """Return a server told to listen at `host`."""
    arguments = [sys.executable, "manage.py", "serve", "--host", host, "--port", str(free_port())]
    own = environment(database_url=database_url, var=var, **variables)
    var.mkdir()
    return Program(arguments, log=var / "log", environment=own, directory=ROOT)


EVERYWHERE = "0.0.0.0"  # noqa: S104 -- what a hall listens at


@pytest.mark.parametrize("host", [EVERYWHERE, "192.168.1.20", "::", "hall.lan"])
def test_it_does_not_listen_to_a_network_in_the_open(host: str, tmp_path: Path, database_url: str) -> None:
    program = served_at(host, tmp_path / "var", database_url)
    program.start()
    wait_until(lambda: not program.is_running, what="the refusal", timeout=60)
    assert program.stop() == 1
    assert "would let anybody on the network read passwords and ballots" in program.tail()
    assert "make hall" in program.tail()


def test_it_does_where_that_was_allowed_in_as_many_words(tmp_path: Path, database_url: str) -> None:
    with served_at(EVERYWHERE, tmp_path / "var", database_url, KVORUM_ALLOW_PLAIN_HTTP="1") as program:
        program.wait_for(lambda: f"Listening at http://{EVERYWHERE}" in program.tail(), what="it listens")


def test_without_its_certificate_it_says_which_command_makes_one(tmp_path: Path, database_url: str) -> None:
    program = served_at(EVERYWHERE, tmp_path / "var", database_url, KVORUM_HTTPS_PORT=str(free_port()))
    program.start()
    wait_until(lambda: not program.is_running, what="the refusal", timeout=60)
    assert program.stop() == 1
    assert "`manage.py hall --setup-only` makes it" in program.tail()


def told(server: KvorumServer, head: str, *chunks: bytes) -> bytes:
    """Send the beginning of a request and return all that is answered, until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(head.encode())
        for chunk in chunks:
            line.sendall(chunk)
        return b"".join(iter(lambda: line.recv(65536), b""))


MEGABYTE = 1024 * 1024
POST = "POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: text/plain\r\n"


def test_a_request_above_the_limit_is_refused_before_it_is_sent(start_server: StartServer) -> None:
    server = start_server(KVORUM_REQUEST_MEGABYTES="1")
    answer = told(server, f"{POST}Content-Length: {10**12}\r\n\r\n", b"x" * 1000)
    assert answer.startswith(b"HTTP/1.1 413 ")
    body = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert (body["code"], "1 MB" in body["text"]) == ("request-too-large", True)

    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    answer = told(server, f"{POST}Transfer-Encoding: chunked\r\n\r\n", *[piece] * 32)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert answer.count(b"HTTP/1.1") == 1

    whole = b"x" * MEGABYTE
    assert b"HTTP/1.1 403 " in told(server, f"{POST}Content-Length: {len(whole)}\r\n\r\n", whole)


def test_it_ends_when_told_to_whatever_is_still_asked_of_it(start_server: StartServer) -> None:
    server = start_server()
    with ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port))) for _ in range(ASKED)
        ]
        for line in lines:
            line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        select.select(lines, [], [])  # one is answered: others are being dealt with
        assert server.stop(timeout=120) == 0


def test_a_vote_whose_time_ended_while_no_process_ran_is_held_though_nobody_asks(
    live_chamber: Chamber, serve: Serve
) -> None:
    Body.objects.update(orders=StandingOrders(window=Window(seconds=15)).to_plain())
    live_chamber.open()
    live_chamber.open_vote()
    serve()
    wait_until(lambda: live_chamber.vote().stage == "held", what="the vote is held")
    assert live_chamber.last()[:2] == ("voting.vote.held", "clock")
