"""Server processes under test: their own database with its triggers, and the same port after a kill."""

import http.client
import sqlite3
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlsplit

import psycopg

from tests.services import KvorumServer, Template


def names_of_triggers(url: str) -> set[str]:
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection:
            rows = connection.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal").fetchall()
    else:
        with closing(sqlite3.connect(urlsplit(url).path)) as file:
            rows = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    return {name for (name,) in rows}


def status_of(server: KvorumServer, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def test_copies_carry_the_triggers(template: Template, database_url: str) -> None:
    other = template.copy()
    assert other != database_url
    assert names_of_triggers(other) == names_of_triggers(database_url) != set()
    template.drop(other)


def test_it_comes_back_on_its_port_after_a_kill(server: KvorumServer) -> None:
    port = server.port
    assert server.kill() == -9
    server.start()
    assert server.port == port
    assert status_of(server, "/") < 500


def test_two_processes_share_one_installation(start_server: Callable[..., KvorumServer]) -> None:
    one, other = start_server(), start_server()
    assert one.port != other.port
    assert one.database_url == other.database_url
    assert max(status_of(one, "/"), status_of(other, "/")) < 500


def test_it_runs_on_uvicorn_too(start_server: Callable[..., KvorumServer]) -> None:
    assert status_of(start_server(is_uvicorn=True), "/") < 500


def test_commands_run_on_its_database(server: KvorumServer) -> None:
    assert "council" in server.manage("showmigrations", "--plan")
