"""Points Django's connections in this process at a copy of the template, which databases.py makes."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from asgiref.sync import SyncToAsync
from django.db import connections
from django.test import TransactionTestCase

from tests.services.databases import Template


class TestDatabase:
    """The database of the tests that run in this process.

    Tests in a transaction roll back and leave it as it was. After a test that commits it is replaced by a new
    copy of the template; Django would delete the rows, which the ledger's tables refuse.
    """

    __test__ = False

    def __init__(self, template: Template) -> None:
        self._template = template
        self._url: str | None = None

    def put_in_use(self) -> None:
        """Let Django's tests use this database, through both aliases unless a test says otherwise."""
        TransactionTestCase.databases = {"default", "reading"}
        TransactionTestCase._fixture_teardown = lambda _case: self.replace()  # type: ignore[attr-defined]
        self.replace()

    def replace(self) -> None:
        """Put a new copy in the place of the present one."""
        self.drop()
        self._url = self._template.copy()
        path = unquote(urlsplit(self._url).path)
        for alias in connections:
            is_file = connections[alias].vendor == "sqlite"
            connections.settings[alias]["NAME"] = path if is_file else path.lstrip("/")

    def drop(self) -> None:
        """Close the connections of this thread and of asynchronous tests, and remove the database."""
        connections.close_all()
        # Asynchronous tests query from this thread of asgiref, which outlives them with its connections.
        SyncToAsync.single_thread_executor.submit(connections.close_all).result()
        if self._url:
            self._template.drop(self._url)


@contextmanager
def one_connection() -> Iterator[None]:
    """Let the alias `reading` be the connection of `default` meanwhile, in this thread.

    So a test that rolls back can read through `reading` what it wrote. That reading is a snapshot and refuses
    to write has to be shown by tests that commit.
    """
    connections["reading"] = connections["default"]
    try:
        yield
    finally:
        del connections["reading"]
