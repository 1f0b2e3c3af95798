"""Putting a backup back where nothing is: tables, rows, lines, documents, secrets. The ledger is verified elsewhere."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from ledger.models import Copying
from ledger.refusals import ForeignBackup, NotEmpty, UnknownFormat
from ledger.safekeeping import files
from ledger.safekeeping.formats import Keys
from ledger.safekeeping.reading import Contents, require_whole
from ledger.safekeeping.rows import Writing


def restore(contents: Contents, *, is_loss_accepted: bool = False) -> Keys | None:
    """Put everything back and return the secrets put back with it; None where they are kept elsewhere.

    Refuses a database or secrets that are there already, a backup of another site or of a newer release, and one with
    damaged lines unless the loss of what follows them is accepted. Until it refuses nothing is changed.
    """
    require_whole(contents, is_loss_accepted=is_loss_accepted)
    executor = MigrationExecutor(connection)
    _require_known(executor, contents.head.migrations)
    keys = _require_place(contents)
    tables = _migrate_as_it_was(executor, contents.head.migrations)
    with _references_unchecked(), transaction.atomic():
        writing = Writing(tables, using=DEFAULT_DB_ALIAS)
        writing.empty()
        for part in contents.parts():
            writing.insert(part)
        for growth in contents.growths():
            writing.replace(growth.rows, growth.gone)
        writing.finish()
        Copying.objects.update_or_create(pk=1, defaults={"installation": contents.head.installation})
    call_command("migrate", verbosity=0)
    for name, digest in contents.files.items():
        files.write_document(name, contents.folder.document(digest))
    if keys:
        files.write_keys(keys)
    return keys


def _require_place(contents: Contents) -> Keys | None:
    if contents.head.site != settings.SITE:
        raise ForeignBackup(theirs=contents.head.site, ours=settings.SITE)
    if connection.introspection.table_names():
        raise NotEmpty(what=f"The database {connection.settings_dict['NAME']}")
    keys = contents.folder.keys(contents.head.number, contents.head.keys)
    if keys and (in_the_way := files.keys_in_the_way(keys)):
        raise NotEmpty(what=in_the_way[0])
    return keys


def _require_known(executor: MigrationExecutor, applied: Sequence[tuple[str, str]]) -> None:
    if unknown := sorted(set(applied) - executor.loader.graph.nodes.keys()):
        raise UnknownFormat(file="The base", what="migration {1} of {0}".format(*unknown[0]))


def _migrate_as_it_was(executor: MigrationExecutor, applied: Sequence[tuple[str, str]]) -> list[type[Any]]:
    """Make the tables as they were when the base was written, and return them."""
    graph = executor.loader.graph
    there = set(applied)
    ends = [
        node
        for node in there
        if not any(child.key in there and child.key[0] == node[0] for child in graph.node_map[node].children)
    ]
    state = executor.migrate(sorted(ends))
    return [table for table in state.apps.get_models(include_auto_created=True) if table._meta.managed]


@contextmanager
def _references_unchecked() -> Iterator[None]:
    """Let rows come in any order; PostgreSQL looks at references at COMMIT anyway."""
    connection.disable_constraint_checking()
    try:
        yield
    finally:
        connection.enable_constraint_checking()
