"""System checks of an installation: references that can be guarded, a durable database, complete origins.

That the guards are in force in a database is checked with all others in ledger.checks.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import connections

from council import guards

# Settings of PostgreSQL that must not be off, or an acknowledged ballot dies with the power.
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
# SQLite's `PRAGMA synchronous`: 2 is FULL, 3 EXTRA. Below, a power cut may take the last commits. And FULL means that
# only with a write-ahead log: a rollback journal whose removal was not synced yet undoes the last commit.
LEAST_SYNCHRONOUS = 2


class UnsafeDatabase(RuntimeError):
    """The database could forget what it has acknowledged; no server starts on it."""


def install() -> None:
    """Register the checks with Django."""
    register(check_relations, Tags.models)
    register(check_durability, Tags.database)  # type: ignore[call-overload]  # it fits Django, not the stubs
    register(check_origins, Tags.security)


def check_relations(**_rest: Any) -> list[CheckMessage]:
    """Refuse models whose references between municipalities no guard could hold."""
    return [
        Error(
            f"{field} joins rows of municipalities in a table without a municipality.",
            hint="Make the joining table a model of its own that is Owned.",
            id="council.E001",
        )
        for field in guards.unguarded()
    ]


def check_durability(*, databases: list[str] | None = None, **_rest: Any) -> list[CheckMessage]:
    """Refuse a database that may forget what it has acknowledged."""
    return [
        Error(
            f"{alias}: {fault}", hint="Acknowledged ballots could be lost in a power cut.", id="council.E002"
        )
        for alias in databases or ()
        for fault in durability_faults(alias)
    ]


def require_durable(alias: str) -> None:
    """Raise `UnsafeDatabase` if the database could lose a committed row; for the start of a server."""
    if faults := durability_faults(alias):
        raise UnsafeDatabase(f"acknowledged ballots could be lost in a power cut: {'; '.join(faults)}")


def durability_faults(alias: str) -> list[str]:
    """Return the settings of the database, as now connected, that could lose a committed row."""
    with connections[alias].cursor() as cursor:
        faults = []
        if connections[alias].vendor == "sqlite":
            (level,) = cursor.execute("PRAGMA synchronous").fetchone()
            (journal,) = cursor.execute("PRAGMA journal_mode").fetchone()
            if level < LEAST_SYNCHRONOUS:
                faults.append(f"PRAGMA synchronous is {level}, not FULL")
            if journal != "wal":
                faults.append(f"PRAGMA journal_mode is {journal}, not WAL")
            return faults
        for name in DURABLE:
            cursor.execute("SELECT current_setting(%s)", [name])
            (value,) = cursor.fetchone()
            if value == "off":
                faults.append(f"{name} is off")
        return faults


def check_origins(**_rest: Any) -> list[CheckMessage]:
    """Refuse origins that are not written in full: a host alone would admit its other ports."""
    return [
        Error(
            f"KVORUM_ORIGINS: “{origin}” is not an origin.",
            hint="Write it in full, such as https://council.example or http://localhost:8000.",
            id="council.E003",
        )
        for origin in settings.ORIGINS
        if not _is_origin(origin)
    ] + _open_origins()


def _is_origin(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
        is_port_right = parts.port != 0
    except ValueError:
        return False
    is_bare = not (parts.path or parts.query or parts.fragment or parts.username)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_bare and is_port_right


def _open_origins() -> list[CheckMessage]:
    """Warn of plain HTTP beyond this machine: passwords and ballots would travel in the open."""
    open_ones = [
        origin
        for origin in settings.ORIGINS
        if origin.startswith("http://") and not _is_local(urlsplit(origin).hostname or "")
    ]
    return [
        Caution(f"KVORUM_ORIGINS: {origin} is not encrypted.", hint="Put HTTPS before it.", id="council.W004")
        for origin in open_ones
    ]


def _is_local(host: str) -> bool:
    return host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".localhost")
