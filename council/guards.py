"""The database refuses references from one municipality into another: guards made from all apps' models.

Between two tables that carry a municipality every foreign key is held to it: on PostgreSQL by a second,
composite foreign key, on SQLite by triggers. A row never changes its municipality. Installing is in
ledger.guards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models import ForeignKey, Model
from django.db.models.signals import pre_migrate

from ledger import guards
from ledger.guards import Guard

TENANT = "municipality_id"
# The tenant itself: its own id is the municipality that its references have to stay in.
ROOT = "council.Municipality"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that belongs to municipalities, and its column that says to which."""

    name: str
    tenant: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference between two such tables: `column` of `child` holds the `key` of `parent`."""

    child: Table
    column: str
    parent: Table
    key: str

    @property
    def name(self) -> str:
        """Return what the constraint or trigger is called."""
        return f"{self.child.name}_{self.column.removesuffix('_id')}_of_municipality"


def tables() -> list[Table]:
    """Return every table of every app whose rows belong to a municipality."""
    return [table for model in apps.get_models() if (table := _table(model))]


def relations() -> list[Relation]:
    """Return every foreign key between two such tables, the one to the municipality itself left out."""
    return [relation for model in apps.get_models() for relation in _relations(model)]


def unguarded() -> list[str]:
    """Return many-to-many fields between such tables: their own tables carry no municipality to compare."""
    return [
        str(field)
        for model in apps.get_models()
        for field in model._meta.local_many_to_many
        if _table(model) and _table(field.related_model) and _is_made_by_django(field)
    ]


def _is_made_by_django(field: Any) -> bool:
    return bool(field.remote_field.through._meta.auto_created)


def tenant_guards() -> tuple[Guard, ...]:
    """Return the guards that keep municipalities apart, unique keys before the references to them."""
    found = relations()
    parents = dict.fromkeys((relation.parent, relation.key) for relation in found)
    return (
        *(_unique(parent, key) for parent, key in parents),
        *(guard for relation in found for guard in _reference(relation)),
        *(_unmovable(table) for table in tables()),
    )


def protect(app: AppConfig) -> None:
    """Have the guards installed after every migrate; called in `app.ready`, when all models are loaded."""
    guards.protect(app, tenant_guards())
    pre_migrate.connect(_before_migrate, sender=app, dispatch_uid="council guards give way")


def _before_migrate(*, using: str, plan: Any, **_rest: Any) -> None:
    """Take SQLite's triggers away: it refuses to rename a remade table while triggers elsewhere name it.

    Only where tables are remade: every `kvorum hall` migrates, also beside a server that is holding a meeting.
    """
    connection = connections[using]
    if not plan or connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for guard in tenant_guards():
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}")


def _table(model: type[Model]) -> Table | None:
    meta = model._meta
    if meta.proxy or not meta.managed:
        return None
    if meta.label == ROOT:
        return Table(meta.db_table, "id")
    if TENANT in {field.attname for field in meta.local_concrete_fields}:
        return Table(meta.db_table, TENANT)
    return None


def _relations(model: type[Model]) -> Iterator[Relation]:
    child = _table(model)
    for field in model._meta.local_concrete_fields:
        if child is None or not isinstance(field, ForeignKey) or field.related_model._meta.label == ROOT:
            continue
        if parent := _table(field.related_model):
            yield Relation(child, str(field.column), parent, str(field.target_field.column))


def _unique(parent: Table, key: str) -> Guard:
    """Return the key that composite references need on PostgreSQL; SQLite's triggers need none."""
    name = f"{parent.name}_{key}_of_municipality"
    return Guard(
        name,
        parent.name,
        postgresql=_constraint(parent.name, name, f"UNIQUE ({parent.tenant}, {key})"),
    )


def _reference(relation: Relation) -> tuple[Guard, Guard]:
    """Return what refuses an inserted and an updated reference; PostgreSQL's one constraint does both.

    It is checked at once, not at COMMIT: a command has to be refused under its own savepoint.
    """
    child, parent = relation.child, relation.parent
    refers = (
        f"FOREIGN KEY ({child.tenant}, {relation.column})"
        f" REFERENCES {parent.name} ({parent.tenant}, {relation.key})"
    )
    of_columns = f"UPDATE OF {child.tenant}, {relation.column}"
    return (
        Guard(
            relation.name,
            child.name,
            sqlite=_trigger(relation, relation.name, "INSERT"),
            postgresql=_constraint(child.name, relation.name, refers),
        ),
        Guard(
            f"{relation.name}_still",
            child.name,
            sqlite=_trigger(relation, f"{relation.name}_still", of_columns),
        ),
    )


def _trigger(relation: Relation, name: str, act: str) -> str:
    child, parent = relation.child, relation.parent
    within = (
        f"SELECT 1 FROM {parent.name} WHERE {relation.key} = NEW.{relation.column}"  # noqa: S608 -- our own names
        f" AND {parent.tenant} = NEW.{child.tenant}"
    )
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {child.name} FOR EACH ROW"
        f" WHEN NEW.{relation.column} IS NOT NULL AND NOT EXISTS ({within})"
        f" BEGIN SELECT RAISE(ABORT, '{relation.name}'); END"
    )


def _constraint(table: str, name: str, definition: str) -> tuple[str, str]:
    return (
        f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}",
        f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}",
    )


_REFUSE_MOVE = """CREATE OR REPLACE FUNCTION council_refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of % never changes its municipality', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$"""


def _unmovable(table: Table) -> Guard:
    name = f"{table.name}_keeps_municipality"
    head = f"TRIGGER {name} BEFORE UPDATE OF {table.tenant} ON {table.name} FOR EACH ROW"
    moves = (
        f"WHEN (NEW.{table.tenant} IS DISTINCT FROM OLD.{table.tenant})"
        " EXECUTE FUNCTION council_refuse_move()"
    )
    return Guard(
        name,
        table.name,
        sqlite=f"CREATE {head} WHEN NEW.{table.tenant} IS NOT OLD.{table.tenant}"
        f" BEGIN SELECT RAISE(ABORT, '{name}'); END",
        postgresql=(_REFUSE_MOVE, f"CREATE OR REPLACE {head} {moves}"),
    )
