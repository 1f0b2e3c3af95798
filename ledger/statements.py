"""Questions in the database's own language, where putting one together with the ORM takes longer than its answer."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection


def ask(question: str, ids: Collection[UUID], *values: UUID | str | date | None) -> Iterator[tuple[Any, ...]]:
    """Yield what the database answers about these ids, nothing about none.

    `{ids}` stands in the question for `(VALUES …)`, a table of one column; `values` (UUIDs, or what the database's own
    adapter made of a date) come after it. UUIDs are told as `identity` reads them.
    """
    if not ids:
        return
    is_native = connection.features.has_native_uuid_field
    given = [one.hex if isinstance(one, UUID) and not is_native else one for one in (*ids, *values)]
    table = f"(VALUES {', '.join(['(%s)'] * len(ids))})"
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.execute(question.format(ids=table), given)
        yield from cursor


def identity(told: UUID | str) -> UUID:
    """Return the UUID that a database told as one, or as text where it knows none."""
    return told if isinstance(told, UUID) else UUID(told)
