"""What the database notes by itself: the key of every row that changes, in the transaction that changes it.

Triggers miss nothing: not what is written in bulk, in SQL, in the administration or by a command of the shell. They do
nothing while no copy is kept. Reading and forgetting what they noted is in `copies`.
"""

from typing import Any

from django.apps import AppConfig
from django.db import connection, connections, transaction
from django.db.models.signals import pre_migrate

from ledger.guards import Guard
from ledger.models import Change, Copying
from ledger.safekeeping.rows import Table, noted_tables

ACTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}

# With dynamic SQL, because the table is the trigger's; what is inserted is what the one statement touched.
_NOTE = """CREATE OR REPLACE FUNCTION ledger_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_copying WHERE is_noting) THEN
        EXECUTE format(
            'INSERT INTO ledger_change (relation, key) SELECT %L, %I::text FROM touched', TG_TABLE_NAME, TG_ARGV[0]
        );
    END IF;
    RETURN NULL;
END $$"""


def noting_guards() -> tuple[Guard, ...]:
    """Return the triggers of every table that the copy follows."""
    return tuple(_guard(table, act) for table in noted_tables() for act in ACTS)


def start_noting(lineage: str, line: int) -> None:
    """Have changes noted from now on for a copy of this `lineage` that begins after `line`; forget earlier ones."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # A transaction that wrote before this and commits after the first base was read would be in neither. Each
            # writer has read this table in its trigger and holds it until it ends, so that the lock waits for it.
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                cursor.execute("LOCK TABLE ledger_copying IN ACCESS EXCLUSIVE MODE")
        Change.objects.all().delete()
        Copying.objects.filter(pk=1).update(is_noting=True, lineage=lineage, line=line)


def stop_noting() -> None:
    """Note nothing more and forget what was noted: the copy will have to be begun anew.

    A transaction that began before may still note a little; that is forgotten by the next call, or by `start_noting`.
    """
    with transaction.atomic():
        Copying.objects.filter(pk=1, is_noting=True).update(is_noting=False)
        Change.objects.all().delete()


def give_way(app: AppConfig) -> None:
    """Have SQLite's triggers taken away before tables are remade; afterwards they are put back like all guards."""
    pre_migrate.connect(_before_migrate, sender=app, dispatch_uid="noting gives way")


def _before_migrate(*, using: str, plan: Any, **_rest: Any) -> None:
    if plan and connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            for guard in noting_guards():
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}")


def _guard(table: Table, act: str) -> Guard:
    name, key = table._meta.db_table, table._meta.pk.column
    trigger = f"{name}_notes_{act.lower()}"
    head = f"TRIGGER {trigger} AFTER {act} ON {name}"
    insert = f"INSERT INTO ledger_change (relation, key) VALUES ('{name}', {ACTS[act]}.{key})"  # noqa: S608 -- our own names
    touched = f"REFERENCING {ACTS[act]} TABLE AS touched"
    return Guard(
        trigger,
        name,
        sqlite=f"CREATE {head} WHEN (SELECT is_noting FROM ledger_copying) BEGIN {insert}; END",  # noqa: S608 -- likewise
        postgresql=(
            _NOTE,
            f"CREATE OR REPLACE {head} {touched} FOR EACH STATEMENT EXECUTE FUNCTION ledger_note('{key}')",
        ),
    )
