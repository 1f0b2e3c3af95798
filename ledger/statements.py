"""Questions in the database's own language, where putting one together with the ORM takes longer than its answer."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model

Value = UUID | str | bytes | int | date | None
M = TypeVar("M", bound=Model)


def ask(question: str, ids: Collection[UUID], *values: Value) -> Iterator[tuple[Any, ...]]:
    """Yield what the database answers about these ids, nothing about none.

    `{ids}` stands in the question for `(VALUES …)`, a table of one column; `values` (UUIDs, or what the database's own
    adapter made of a date) come after it. UUIDs are told as `identity` reads them.
    """
    if ids:
        yield from _rows(question.format(ids=table_of(ids)), (*ids, *values))


def table_of(values: Collection[Any]) -> str:
    """Return a table of one column in which these values have their places."""
    return f"(VALUES {', '.join(['(%s)'] * len(values))})"


def identity(told: UUID | str) -> UUID:
    """Return the UUID that a database told as one, or as text where it knows none."""
    return told if isinstance(told, UUID) else UUID(told)


def fetch(table: type[M], condition: str, *values: Value) -> list[M]:
    """Return the rows of a table of which `condition` (SQL, with what locks them) holds, as the ORM would."""
    columns, names, read = _reading(table)
    rows = _rows(f"SELECT {columns} WHERE {condition}", values)
    return [table.from_db(connection.alias, names, read(row)) for row in rows]


def change(statement: str, *values: Value) -> int:
    """Carry out a statement that changes rows, and return how many it has changed."""
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.execute(statement, _given(values))
        return int(cursor.rowcount)


def _rows(question: str, values: Sequence[Value]) -> Iterator[tuple[Any, ...]]:
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.execute(question, _given(values))
        yield from cursor


def _given(values: Sequence[Value]) -> list[Any]:
    is_native = connection.features.has_native_uuid_field
    return [one.hex if isinstance(one, UUID) and not is_native else one for one in values]


@cache
def _reading(table: type[Model]) -> tuple[str, list[str], Callable[[tuple[Any, ...]], list[Any]]]:
    """Return a table's columns, their names on a model, and what makes a model's values of a row."""
    fields = table._meta.concrete_fields
    converters = []
    for place, field in enumerate(fields):
        column = field.get_col(table._meta.db_table)
        found = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
        converters += [(place, convert, column) for convert in found]

    def read(row: tuple[Any, ...]) -> list[Any]:
        values = list(row)
        for place, convert, column in converters:
            values[place] = convert(values[place], column, connection)
        return values

    quote = connection.ops.quote_name
    columns = f"{', '.join(quote(str(field.column)) for field in fields)} FROM {quote(table._meta.db_table)}"
    return columns, [field.attname for field in fields], read
