"""Making a base: everything that an installation holds, as of one instant, into a folder."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from ledger.models import Copying, Log
from ledger.safekeeping import files
from ledger.safekeeping.folders import Folder
from ledger.safekeeping.formats import FORMAT, Head, Rows, Tail, encode
from ledger.safekeeping.rows import copied_tables, read_all

READING = "reading"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a copy a base stands: its `lineage`, the `number` of the line before and its digest `chain`."""

    lineage: str
    number: int
    chain: str


@dataclass(frozen=True, slots=True)
class Made:
    """A base as it was written."""

    head: Head
    rows: int
    digest: str


def make_base(
    folder: Folder,
    place: Place,
    *,
    has_keys: bool = True,
    begun: Callable[[], None] = lambda: None,
    pause: Callable[[], None] = lambda: None,
) -> Made:
    """Write a base into `folder`, and beside it documents and keys.

    The state is that of one instant, after which `begun` is called; `pause` is called again and again meanwhile.
    """
    keys = folder.write_keys(place.number, files.read_keys()) if has_keys else None
    own = installation()
    counted = _Counted()
    with transaction.atomic(using=READING):
        sizes = log_sizes()  # the first query: what follows is read as of now
        begun()
        head = Head(
            format=FORMAT,
            installation=own,
            lineage=place.lineage,
            site=settings.SITE,
            number=place.number,
            chain=place.chain,
            made_at=timezone.now().isoformat(timespec="seconds"),
            migrations=applied_migrations(),
            sizes=sizes,
            files={name: folder.take_document(path) for name, path in files.documents()},
            keys=keys,
        )
        digest = folder.write_base(place.number, _texts(head, counted, pause))
    return Made(head, counted.rows, digest)


def installation() -> str:
    """Return the name of this database, which is given to it once."""
    made, _ = Copying.objects.get_or_create(pk=1, defaults={"installation": secrets.token_hex(16)})
    return made.installation


def log_sizes() -> dict[str, int]:
    """Return how many entries each log has."""
    return {str(log): size for log, size in Log.objects.using(READING).values_list("pk", "size")}


def applied_migrations() -> list[tuple[str, str]]:
    """Return what the database is migrated to."""
    done = MigrationRecorder.Migration.objects.using(READING).order_by("app", "name")
    return list(done.values_list("app", "name"))


class _Counted:
    rows = 0


def _texts(head: Head, counted: _Counted, pause: Callable[[], None]) -> Iterator[bytes]:
    yield encode(head)
    for table in copied_tables():
        for part in read_all(table, using=READING):
            counted.rows += len(part.rows)
            yield encode(Rows(part))
            pause()
    yield encode(Tail(counted.rows))
