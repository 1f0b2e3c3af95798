"""Rows of any table as plain values and back: reading them all, reading those that changed, writing them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections
from django.db.models import Model, QuerySet

from ledger.models import Change, Copying
from ledger.safekeeping.formats import Gone, Part

CHUNK = 500  # rows read or written at once: SQLite bounds the parameters of a statement

T = TypeVar("T")
Table = type[Model]


def copied_tables() -> list[Table]:
    """Return every table of every app but those that only serve the copying itself."""
    everything = apps.get_models(include_auto_created=True)
    return [
        model
        for model in everything
        if model._meta.managed and not model._meta.proxy and model not in {Change, Copying}
    ]


def noted_tables() -> list[Table]:
    """Return the tables whose changes the copy follows; rows that are `is_fleeting` mean nothing after a restart."""
    return [model for model in copied_tables() if not getattr(model, "is_fleeting", False)]


def read_all(table: Table, *, using: str) -> Iterator[Part]:
    """Yield all rows of a table, some at a time."""
    columns = _columns(table)
    rows = _rows(table, using).order_by("pk").values_list(*columns).iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        yield Part(table._meta.db_table, columns, [list(row) for row in chunk])


def read_some(table: Table, keys: Iterable[str], *, using: str) -> tuple[list[Part], list[Gone]]:
    """Return the rows of a table with these primary keys, and which of them are no more."""
    primary = table._meta.pk
    due = {primary.to_python(key): key for key in keys}
    columns = _columns(table)
    place = columns.index(primary.attname)
    found: list[list[Any]] = []
    for some in chunks(due, CHUNK):
        rows = _rows(table, using).filter(pk__in=some).values_list(*columns)
        found += [list(row) for row in rows]
    gone = due.keys() - {row[place] for row in found}
    name = table._meta.db_table
    return (
        [Part(name, columns, found)] if found else [],
        [Gone(name, sorted(due[key] for key in gone))] if gone else [],
    )


class Writing:
    """Puts rows into tables as a migration left them; nobody else may be writing."""

    def __init__(self, tables: Iterable[Table], *, using: str) -> None:
        """Take the tables, which may be those of an older release."""
        self._connection = connections[using]
        self._tables = {table._meta.db_table: table for table in tables}

    def empty(self) -> None:
        """Take away what migrations put into the tables."""
        for name in self._tables:
            self._run(f"DELETE FROM {self._quoted(name)}")  # noqa: S608 -- our own names

    def insert(self, part: Part) -> None:
        """Insert rows that are not there."""
        fields = [self._field(part.table, column) for column in part.columns]
        names = ", ".join(self._quoted(field.column) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        rows = [
            [
                field.get_db_prep_save(field.to_python(value), self._connection)
                for field, value in zip(fields, row, strict=True)
            ]
            for row in part.rows
        ]
        with self._connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self._quoted(part.table)} ({names}) VALUES ({marks})",  # noqa: S608 -- our own names
                rows,
            )

    def replace(self, parts: Sequence[Part], gone: Sequence[Gone]) -> None:
        """Let these rows be what they are said to be.

        All old ones go first: two rows may have exchanged what only one of them can have at a time.
        """
        for each in gone:
            self._delete(each.table, each.keys)
        for part in parts:
            place = part.columns.index(self._tables[part.table]._meta.pk.attname)
            self._delete(part.table, [row[place] for row in part.rows])
        for part in parts:
            self.insert(part)

    def finish(self) -> None:
        """Let new rows be numbered after those that were written, and check all references."""
        for statement in self._connection.ops.sequence_reset_sql(no_style(), list(self._tables.values())):
            self._run(statement)
        self._connection.check_constraints()

    def _delete(self, table: str, keys: Collection[Any]) -> None:
        primary = self._tables[table]._meta.pk
        for some in chunks(keys, CHUNK):
            marks = ", ".join(["%s"] * len(some))
            self._run(
                f"DELETE FROM {self._quoted(table)} WHERE {self._quoted(str(primary.column))} IN ({marks})",  # noqa: S608 -- our own names
                [primary.get_db_prep_save(primary.to_python(key), self._connection) for key in some],
            )

    def _field(self, table: str, column: str) -> Any:
        """Return the field of a column; its name in a file is that of the attribute."""
        return next(field for field in self._tables[table]._meta.concrete_fields if field.attname == column)

    def _run(self, statement: str, values: Sequence[Any] = ()) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(statement, values)

    def _quoted(self, name: str) -> str:
        return self._connection.ops.quote_name(name)


def chunks(things: Iterable[T], most: int) -> Iterator[list[T]]:
    """Yield `things` in lists of at most so many."""
    rest = iter(things)
    while some := list(islice(rest, most)):
        yield some


def _rows(table: Table, using: str) -> QuerySet[Any]:
    return QuerySet(table, using=using)


def _columns(table: Table) -> list[str]:
    return [field.attname for field in table._meta.concrete_fields]
