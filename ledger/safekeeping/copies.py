"""The continuous copy: begun or gone on with, a line for whatever was noted since the last, a base now and then.

A line holds every row that changed as it is in one snapshot, so that lines can be written twice and never contradict.
Which process writes, when, and what happens if it cannot is in `keeper`.
"""

import errno
import os
import secrets
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from django.apps import apps
from django.db import connection, connections, transaction
from django.utils import timezone

from ledger.domain.chain import sealed
from ledger.models import Change, Copying, Log
from ledger.refusals import CopyAhead, DamagedBackup, ForeignFolder, NoBackup
from ledger.safekeeping import files
from ledger.safekeeping.bases import (
    READING,
    Place,
    applied_migrations,
    installation,
    log_sizes,
    make_base,
)
from ledger.safekeeping.folders import Folder, number_of, sync_directory
from ledger.safekeeping.formats import Gone, Growth, Part, encode
from ledger.safekeeping.noting import start_noting
from ledger.safekeeping.reading import Contents, read_folder
from ledger.safekeeping.rows import chunks, noted_tables, read_some

BASE_SECONDS = 1800.0  # between two bases while things change
BASE_SHARE = (
    200  # and that many times as long as the last one took: bases take half a percent of the time at most
)
MOST_BYTES = 64 * 1024**2  # of lines, until there is a base sooner
FORGET_AFTER = 500  # changes
FORGET_SECONDS = 2.0
PAUSE_SECONDS = 0.002  # between two parts of a base: presses come first


@dataclass(slots=True)
class _Base:
    """A base under way in a thread of its own, so that lines go on meanwhile."""

    number: int
    thread: Thread
    error: Exception | None = None


class Copy:
    """A copy that this process, and no other, writes to."""

    def __init__(self, path: Path) -> None:
        """Go on with the copy in the folder, which has to be there, or begin it anew where it does not lead to now.

        Refuses a folder of another database and one that is ahead of this one. Raises OSError if it cannot be written.
        """
        self.folder = Folder(path)
        own = installation()
        self.has_base = False
        self._taken: set[int] = set()
        self._forgot_at = self._based_at = time.monotonic()
        self._base: _Base | None = None
        self._base_seconds = self._bytes = 0.0
        self._tables = {table._meta.db_table: table for table in noted_tables()}
        self._with_files = {
            model._meta.db_table for model in apps.get_models() if getattr(model, "has_files", False)
        }
        contents = _contents(self.folder, own)
        kept = Copying.objects.filter(pk=1, is_noting=True).first()
        if contents and kept and _leads_up(contents, kept):
            self._go_on(contents)
        else:
            self._begin(contents)

    def step(self) -> bool:
        """Write a line if anything changed, and see to the base; tell whether a line was written."""
        self._see_to_base()
        growth, ids = self._growth()
        if growth:
            self._append(growth)
            self._taken |= ids
        if len(self._taken) > FORGET_AFTER or (
            self._taken and time.monotonic() - self._forgot_at > FORGET_SECONDS
        ):
            self._forget()
        return growth is not None

    def close(self) -> None:
        """Wait for a base under way and close the file."""
        if self._base:
            self._base.thread.join()
        os.close(self._file)

    def _go_on(self, contents: Contents) -> None:
        """Write on where the last intact line ends."""
        self._lineage, self._number, self._chain = contents.head.lineage, contents.number, contents.chain
        self._known = dict(contents.files)
        self.has_base = True
        path, count = contents.intact[-1] if contents.intact else (self.folder.lines_file(self._number), 0)
        self._open(path)
        if contents.damage:
            with path.open("rb") as file:
                os.truncate(path, sum(len(file.readline()) for _ in range(count)))

    def _begin(self, contents: Contents | None) -> None:
        numbers = [number_of(path) for path in [*self.folder.bases(), *self.folder.lines()]]
        self._number = max([*numbers, contents.number if contents else 0]) + 1
        self._lineage, self._chain = secrets.token_hex(16), secrets.token_hex(32)
        self._known = {}
        self._open(self.folder.lines_file(self._number))
        start_noting(self._lineage, self._number)
        self._start_base()

    def _open(self, path: Path) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        sync_directory(self.folder.path)
        self._bytes = 0

    def _growth(self) -> tuple[Growth | None, set[int]]:
        """Return what changed since the last line, with the numbers of what was noted."""
        with transaction.atomic(using=READING):
            noted = Change.objects.using(READING).values_list("id", "relation", "key")
            fresh = [change for change in noted if change[0] not in self._taken]
            if not fresh:
                return None, set()
            rows: list[Part] = []
            gone: list[Gone] = []
            for table, keys in _by_table(fresh).items():
                found, lost = read_some(self._tables[table], keys, using=READING)
                rows += found
                gone += lost
        has_files = any(part.table in self._with_files for part in rows)
        growth = Growth(
            number=self._number + 1,
            at=timezone.now().isoformat(timespec="milliseconds"),
            sizes=_sizes(rows),
            rows=rows,
            gone=gone,
            files=self._new_files() if has_files else {},
        )
        return growth, {number for number, _, _ in fresh}

    def _new_files(self) -> dict[str, str]:
        """Keep documents that came since; their rows are written after them, so that they are there."""
        fresh = {name: path for name, path in files.documents() if name not in self._known}
        found = {name: self.folder.take_document(path) for name, path in fresh.items()}
        self._known |= found
        return found

    def _append(self, growth: Growth) -> None:
        line, digest = sealed(encode(growth), self._chain)
        rest = memoryview(line)
        while rest:
            rest = rest[os.write(self._file, rest) :]
        os.fsync(self._file)
        if not os.fstat(self._file).st_nlink:
            raise FileNotFoundError(
                errno.ENOENT, "somebody removed the copy while it was written", self.folder.path
            )
        self._number, self._chain = growth.number, digest
        self._bytes += len(line)

    def _forget(self) -> None:
        """Take what is in the copy off the database's list."""
        with transaction.atomic():
            if connection.vendor == "sqlite":  # numbers come in the order of commits there
                Change.objects.filter(id__lte=max(self._taken)).delete()
            else:
                for some in chunks(self._taken, FORGET_AFTER):
                    Change.objects.filter(id__in=some).delete()
            Copying.objects.filter(pk=1).update(line=self._number)
        self._taken.clear()
        self._forgot_at = time.monotonic()

    def _see_to_base(self) -> None:
        if self._base and not self._base.thread.is_alive():
            self._finish_base(self._base)
        waited = time.monotonic() - self._based_at
        is_time = waited > max(BASE_SECONDS, BASE_SHARE * self._base_seconds)
        if self._base is None and self._bytes and (is_time or self._bytes > MOST_BYTES):
            os.close(self._file)
            self._open(self.folder.lines_file(self._number))
            self._start_base()

    def _start_base(self) -> None:
        """Have a base written as of now: its snapshot is taken before the next line is read, and so lies between two."""
        place = Place(self._lineage, self._number, self._chain)
        has_begun = Event()

        def write() -> None:
            try:
                make_base(self.folder, place, begun=has_begun.set, pause=lambda: time.sleep(PAUSE_SECONDS))
            except Exception as error:  # noqa: BLE001 -- raised again where it is waited for
                base.error = error
            finally:
                connections.close_all()
                has_begun.set()

        base = self._base = _Base(self._number, Thread(target=write, name="base of the copy", daemon=True))
        self._based_at = time.monotonic()
        base.thread.start()
        has_begun.wait()

    def _finish_base(self, base: _Base) -> None:
        self._base = None
        self._base_seconds = time.monotonic() - self._based_at
        if base.error:
            raise base.error
        self.has_base = True
        # The one before stays too, with all lines since: should this one be found damaged, nothing is lost.
        earlier = [number_of(path) for path in self.folder.bases() if number_of(path) < base.number]
        self.folder.forget_before(max(earlier, default=base.number))


def _contents(folder: Folder, own: str) -> Contents | None:
    """Return what the folder holds; None where that is nothing that could be put back.

    Refuses what belongs to another database, or knows more than this one.
    """
    try:
        contents = read_folder(folder.path)
    except (NoBackup, DamagedBackup):
        return None
    if contents.head.installation != own:
        raise ForeignFolder(folder=folder.path)
    there = log_sizes()
    known = contents.sizes | contents.lost
    if any(size > there.get(log, 0) for log, size in known.items()):
        raise CopyAhead(folder=folder.path)
    return contents


def _leads_up(contents: Contents, kept: Copying) -> bool:
    """Tell whether all that is not in the copy was noted since its last line."""
    return (
        contents.head.lineage == kept.lineage
        and contents.number >= kept.line
        and (contents.damage is None or contents.damage.is_cut)
        and contents.head.migrations == applied_migrations()
    )


def _by_table(changes: list[tuple[int, str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for _, table, key in changes:
        found[table].add(key)
    return found


def _sizes(rows: list[Part]) -> dict[str, int]:
    """Return how many entries those logs have that grew."""
    own = [part for part in rows if part.table == Log._meta.db_table]
    return {
        str(row[part.columns.index("id")]): row[part.columns.index("size")]
        for part in own
        for row in part.rows
    }
