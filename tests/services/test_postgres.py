"""The private PostgreSQL cluster keeps what was committed over a kill and a restart."""

import os
import subprocess
import sys
from typing import Any

import psycopg

from tests.services import PostgresCluster, wait_until


def ask(cluster: PostgresCluster, question: str) -> object:
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row and row[0]


def test_it_waits_for_the_disk_and_listens_on_loopback_only(postgres: PostgresCluster) -> None:
    assert ask(postgres, "SHOW fsync") == "on"
    assert ask(postgres, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(postgres, "SHOW unix_socket_directories") == ""


def is_cut(connection: psycopg.Connection[Any]) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return True
    return False


def test_what_was_committed_survives_kill_and_restart(postgres: PostgresCluster) -> None:
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        postgres.kill()
        # Each server process of a session ends by itself, once it sees that the first one is gone.
        wait_until(lambda: is_cut(connection), what="the session has ended")
    postgres.start()
    assert ask(postgres, "SELECT number FROM kept") == 7
    postgres.restart()
    assert ask(postgres, "SELECT number FROM kept") == 7


def test_a_command_runs_with_a_cluster_and_its_status_counts() -> None:
    asking = "import os; print(os.environ['KVORUM_DATABASE_URL']); raise SystemExit(3)"
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.with_postgres", sys.executable, "-c", asking],
        env={name: value for name, value in os.environ.items() if name != "KVORUM_DATABASE_URL"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("postgresql://kvorum@127.0.0.1:")
    assert done.returncode == 3
