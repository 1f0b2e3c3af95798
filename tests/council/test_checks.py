"""What an installation is told about its database, its origins and its models before it serves anybody."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection

from council import checks


def ids(found: list[Any]) -> list[str]:
    return [message.id for message in found]


@pytest.mark.django_db
def test_the_databases_of_the_tests_are_durable() -> None:
    assert checks.check_durability(databases=["default"]) == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="settings of PostgreSQL")
def test_postgresql_that_does_not_wait_for_the_disk_is_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    assert checks.durability_faults("default") == ["synchronous_commit is off"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite")
def test_sqlite_that_does_not_wait_for_the_disk_is_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = NORMAL")
    try:
        assert ids(checks.check_durability(databases=["default"])) == ["council.E002"]
    finally:
        connection.close()


@pytest.mark.parametrize(
    "origin",
    [
        "council.example",
        "*",
        "http://",
        "https://a.example/",
        "ftp://a.example",
        "https://a.example:x",
        "https://a@b.example",
    ],
)
def test_an_origin_is_written_in_full(settings: Any, origin: str) -> None:
    settings.ORIGINS = [origin]
    assert "council.E003" in ids(checks.check_origins())


@pytest.mark.parametrize(
    "origin", ["https://council.example", "http://seat-3.localhost:8000", "http://127.0.0.1:9"]
)
def test_a_full_origin_is_right(settings: Any, origin: str) -> None:
    settings.ORIGINS = [origin]
    assert checks.check_origins() == []


def test_plain_http_beyond_this_machine_is_warned_of(settings: Any) -> None:
    settings.ORIGINS = ["http://10.0.0.5:8000"]
    assert ids(checks.check_origins()) == ["council.W004"]


def test_a_table_that_joins_municipalities_without_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.guards, "unguarded", lambda: ["council.Hall.doors"])
    assert ids(checks.check_relations()) == ["council.E001"]


def test_the_installation_as_it_is_passes() -> None:
    assert [found for found in run_checks() if (found.id or "").startswith("council.")] == []
