"""Databases for tests: one template is migrated per run and kind, and every database is a copy of it.

A template may also hold what further commands of manage.py made, such as the demo's council; their files come with it.
Copies carry the triggers of the ledger and cost milliseconds. Emptying a used database instead would need the
ledger's refusal of DELETE and TRUNCATE to be switched off, which nothing can do.
"""

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import LiteralString, Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
TOLD = "told.txt"  # what the last command told that made a template
_numbers = itertools.count(1)


class Template(Protocol):
    """A migrated database that is only ever copied; `var` is the directory of the keys and files that belong to it."""

    var: Path

    def copy(self) -> str:
        """Return the address (for KVORUM_DATABASE_URL) of a fresh database, equal to the template."""

    def empty(self) -> str:
        """Return the address of a fresh database without a table."""

    def drop(self, url: str) -> None:
        """Remove a copy, even while somebody is connected to it."""


def template_for(url: str, directory: Path, *commands: Sequence[str]) -> Template:
    """Return a template of the kind `url` names, in which `commands` of manage.py were carried out after migrating."""
    made_by = (("migrate",), *commands)
    if url.startswith("postgres"):
        return PostgresTemplate(url, directory, made_by)
    return SqliteTemplate(directory, made_by)


class SqliteTemplate:
    """A template in a file; copies are files beside it."""

    def __init__(self, directory: Path, made_by: Sequence[Sequence[str]]) -> None:
        self.directory = directory
        self.var = directory / f"var-{next(_numbers)}"
        self._made_by = made_by
        self._path = directory / "template.sqlite3"

    def copy(self) -> str:
        """Return the address of a fresh copy."""
        if not self._path.exists():
            carry_out(self._made_by, f"sqlite://{self._path}", self.var)
        copy = self.directory / f"copy-{next(_numbers)}.sqlite3"
        shutil.copyfile(self._path, copy)
        return f"sqlite://{copy}"

    def empty(self) -> str:
        """Return the address of a file that is not there yet."""
        return f"sqlite://{self.directory / f'empty-{next(_numbers)}.sqlite3'}"

    def drop(self, url: str) -> None:
        """Remove the file of a copy and its write-ahead log."""
        for end in ("", "-wal", "-shm"):
            Path(urlsplit(url).path + end).unlink(missing_ok=True)


class PostgresTemplate:
    """A template in the cluster of `url`, which names a database of it and an account that may add others."""

    def __init__(self, url: str, directory: Path, made_by: Sequence[Sequence[str]]) -> None:
        self.var = directory / f"var-{next(_numbers)}"
        self._made_by = made_by
        self._url = url
        self._name = f"kvorum_{os.getpid()}_template_{next(_numbers)}"
        self._is_ready = False

    def copy(self) -> str:
        """Return the address of a fresh copy."""
        if not self._is_ready:
            self._run("CREATE DATABASE {}", self._name)
            carry_out(self._made_by, self._address(self._name), self.var)
            self._is_ready = True
        copy = f"kvorum_{os.getpid()}_{next(_numbers)}"
        self._run("CREATE DATABASE {} TEMPLATE {}", copy, self._name)
        return self._address(copy)

    def empty(self) -> str:
        """Return the address of a fresh database without a table."""
        name = f"kvorum_{os.getpid()}_{next(_numbers)}"
        self._run("CREATE DATABASE {}", name)
        return self._address(name)

    def drop(self, url: str) -> None:
        """Drop a copy; whoever is connected to it is cut off."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", urlsplit(url).path.lstrip("/"))

    def _run(self, statement: LiteralString, *names: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))

    def _address(self, database: str) -> str:
        return urlunsplit(urlsplit(self._url)._replace(path=f"/{database}"))


def environment(*, database_url: str, var: Path, **variables: str) -> dict[str, str]:
    """Return this program's environment with its own KVORUM variables and none inherited."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KVORUM_")}
    own = {"KVORUM_DATABASE_URL": database_url, "KVORUM_VAR": str(var), "PYTHONUNBUFFERED": "1"}
    return inherited | own | variables


def carry_out(commands: Sequence[Sequence[str]], database_url: str, var: Path) -> None:
    """Carry out commands of manage.py on a database; what the last of them told lies in `var` afterwards."""
    var.mkdir(parents=True)
    for command in commands:
        (var / TOLD).write_text(manage(*command, database_url=database_url, var=var))


def manage(*arguments: str, database_url: str, var: Path, variables: Mapping[str, str] | None = None) -> str:
    """Run a command of manage.py on a database and return what it printed; RuntimeError if it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(database_url=database_url, var=var, **(variables or {})),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)}: status {done.returncode}\n{done.stderr}")
    return done.stdout
