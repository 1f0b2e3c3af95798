"""What the database itself refuses: named statements for both vendors, their installing and their verifying.

A guard is a trigger (SQLite) or a trigger or constraint (PostgreSQL). Django cannot express them, and SQLite
drops triggers whenever a migration remakes their table, so they are put back after every `migrate`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate


class GuardsMissing(RuntimeError):
    """The database does not refuse what it must refuse; `manage.py migrate` puts the guards back."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A trigger or constraint `name` on `table`.

    `sqlite` is one CREATE TRIGGER statement, or nothing. `postgresql` are statements that make a trigger or a
    constraint of that name and may be repeated (CREATE OR REPLACE, DROP ... IF EXISTS), or none.
    """

    name: str
    table: str
    sqlite: str = ""
    postgresql: tuple[str, ...] = ()

    def statements(self, vendor: str) -> tuple[str, ...]:
        """Return what installs the guard on `vendor`; nothing where another guard does its work."""
        if vendor == "postgresql":
            return self.postgresql
        return (f"DROP TRIGGER IF EXISTS {self.name}", self.sqlite) if self.sqlite else ()

    @property
    def fingerprint(self) -> str:
        """What is written beside the guard on PostgreSQL, to notice one of another release."""
        return sha256("\n".join(self.postgresql).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Breach:
    """A guard that is not in force, and why: missing, disabled or altered."""

    guard: Guard
    reason: str

    def __str__(self) -> str:
        return f"{self.guard.name} on {self.guard.table} is {self.reason}"


@dataclass(frozen=True, slots=True)
class _Found:
    """A trigger or constraint as the database describes it."""

    kind: str
    is_in_force: bool
    mark: str
    source: str


_guarded: dict[str, tuple[Guard, ...]] = {}


def protect(app: AppConfig, guards: Iterable[Guard]) -> None:
    """Have `guards` installed after every migrate and verified with all others; called in `app.ready`."""
    _guarded[app.label] = tuple(guards)
    post_migrate.connect(_after_migrate, sender=app, dispatch_uid=f"guards of {app.label}")


def install(guards: Iterable[Guard], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Install those of `guards` that are not in force; guards of tables that do not exist are passed over."""
    connection = connections[using]
    breaches = verify(guards, using=using)
    if not breaches:
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for breach in breaches:
            for statement in breach.guard.statements(connection.vendor):
                cursor.execute(statement)
        if connection.vendor == "postgresql":
            _mark([breach.guard for breach in breaches], connection)


def verify(guards: Iterable[Guard], *, using: str = DEFAULT_DB_ALIAS) -> list[Breach]:
    """Return those of `guards` that are not in force; guards of tables that do not exist are passed over."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    due = [guard for guard in guards if guard.table in tables and guard.statements(connection.vendor)]
    found = _found(connection)
    verdicts = [(guard, _verdict(guard, found.get((guard.table, guard.name)), connection)) for guard in due]
    return [Breach(guard, reason) for guard, reason in verdicts if reason]


def verify_all(*, using: str = DEFAULT_DB_ALIAS) -> list[Breach]:
    """Return the guards of all apps that are not in force."""
    return verify([guard for guards in _guarded.values() for guard in guards], using=using)


def require_all(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Raise `GuardsMissing` unless all guards of all apps are in force; for the start of a server."""
    if breaches := verify_all(using=using):
        raise GuardsMissing("; ".join(map(str, breaches)))


def append_only(table: str, *, but_for: str = "FALSE") -> tuple[Guard, ...]:
    """Return guards that refuse UPDATE, DELETE and TRUNCATE on `table`; updates with `but_for` may pass.

    `but_for` is SQL that compares OLD and NEW. Both vendors raise what Django calls an IntegrityError.
    """
    return (
        _refusal(f"{table}_no_update", table, "UPDATE", f"NOT ({but_for})"),
        _refusal(f"{table}_no_delete", table, "DELETE", ""),
        Guard(
            f"{table}_no_truncate",
            table,
            postgresql=(
                _REFUSE,
                f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}{_BY_STATEMENT}",
            ),
        ),
    )


_BY_STATEMENT = " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
_REFUSE = """CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$"""

_REFUSE_GAP = """CREATE OR REPLACE FUNCTION ledger_refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM fresh WHERE sequence > 0 AND NOT EXISTS (
            SELECT 1 FROM ledger_entry AS previous
            WHERE previous.log_id = fresh.log_id AND previous.sequence = fresh.sequence - 1
        )
    ) THEN
        RAISE EXCEPTION 'an entry is not the next of its log' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$"""


def _refusal(name: str, table: str, act: str, condition: str) -> Guard:
    when = f" WHEN ({condition})" if condition else ""
    head = f"TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW{when}"
    return Guard(
        name,
        table,
        sqlite=f"CREATE {head} BEGIN SELECT RAISE(ABORT, '{act} on {table} is refused'); END",
        postgresql=(_REFUSE, f"CREATE OR REPLACE {head} EXECUTE FUNCTION ledger_refuse()"),
    )


def _no_replacing(table: str, *columns: str) -> Guard:
    """Refuse SQLite's INSERT OR REPLACE, which deletes the old row without asking DELETE triggers."""
    name = f"{table}_no_replace"
    same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR ({same}))"  # noqa: S608 -- our own names
    refuse = f"SELECT RAISE(ABORT, 'REPLACE on {table} is refused')"
    return Guard(
        name,
        table,
        sqlite=f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {there} BEGIN {refuse}; END",
    )


_NEXT = Guard(
    "ledger_entry_is_next",
    "ledger_entry",
    sqlite="CREATE TRIGGER ledger_entry_is_next BEFORE INSERT ON ledger_entry FOR EACH ROW"
    " WHEN NEW.sequence <>"
    " (SELECT COALESCE(MAX(sequence) + 1, 0) FROM ledger_entry WHERE log_id = NEW.log_id)"
    " BEGIN SELECT RAISE(ABORT, 'an entry is not the next of its log'); END",
    postgresql=(
        _REFUSE_GAP,
        """CREATE OR REPLACE TRIGGER ledger_entry_is_next AFTER INSERT ON ledger_entry
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_gap()""",
    ),
)

# A log only grows, and stays what it was; only its epoch changes otherwise.
_LOG_GROWS = (
    "NEW.id = OLD.id AND NEW.municipality_id = OLD.municipality_id AND NEW.purpose = OLD.purpose"
    " AND NEW.origin = OLD.origin AND NEW.size >= OLD.size"
)
# A checkpoint that awaits its signature may be given it, once.
_CHECKPOINT_IS_SIGNED = (
    "OLD.note = '' AND NEW.id = OLD.id AND NEW.log_id = OLD.log_id AND NEW.size = OLD.size"
    " AND NEW.root = OLD.root AND NEW.at = OLD.at"
)

LEDGER_GUARDS = (
    *append_only("ledger_log", but_for=_LOG_GROWS),
    *append_only("ledger_entry"),
    *append_only("ledger_checkpoint", but_for=_CHECKPOINT_IS_SIGNED),
    *append_only("ledger_receipt"),
    _NEXT,
    _no_replacing("ledger_log", "origin"),
    _no_replacing("ledger_entry", "log_id", "sequence"),
    _no_replacing("ledger_checkpoint", "log_id", "size"),
    _no_replacing("ledger_receipt", "log_id", "command_id"),
)


def _after_migrate(*, sender: AppConfig, using: str, **_rest: Any) -> None:
    install(_guarded[sender.label], using=using)


def _verdict(guard: Guard, found: _Found | None, connection: BaseDatabaseWrapper) -> str:
    """Return why `guard` is not in force, or nothing."""
    if found is None:
        return "missing"
    if not found.is_in_force:
        return "disabled"
    if connection.vendor == "postgresql":
        is_ours = found.mark == guard.fingerprint and any(found.source in text for text in guard.postgresql)
    else:
        is_ours = found.source == guard.sqlite
    return "" if is_ours else "altered"


def _found(connection: BaseDatabaseWrapper) -> dict[tuple[str, str], _Found]:
    """Return the triggers and constraints of the database by table and name."""
    query = _ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {(table, name): _Found(*rest) for table, name, *rest in cursor.fetchall()}


def _mark(guards: Iterable[Guard], connection: BaseDatabaseWrapper) -> None:
    found = _found(connection)
    with connection.cursor() as cursor:
        for guard in guards:
            kind = found[guard.table, guard.name].kind
            cursor.execute(f"COMMENT ON {kind} {guard.name} ON {guard.table} IS '{guard.fingerprint}'")


_ON_SQLITE = "SELECT tbl_name, name, 'TRIGGER', TRUE, '', sql FROM sqlite_master WHERE type = 'trigger'"
_ON_POSTGRESQL = """
SELECT c.relname, t.tgname, 'TRIGGER', t.tgenabled IN ('O', 'A'),
    obj_description(t.oid, 'pg_trigger'), p.prosrc
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)
UNION ALL
SELECT c.relname, n.conname, 'CONSTRAINT', n.convalidated, obj_description(n.oid, 'pg_constraint'), ''
FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
WHERE pg_table_is_visible(c.oid)
"""
