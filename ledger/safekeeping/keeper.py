"""The thread that keeps the copy: one process of an installation holds the folder's lock, the others stand by.

Whatever goes wrong here is told, tried again, and never stops a vote: nobody waits for this thread.
"""

import errno
import fcntl
import logging
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections
from django.utils import timezone

from ledger.domain.safekeeping import Trouble
from ledger.models import Change, Copying
from ledger.refusals import BackupRefused
from ledger.safekeeping.bases import installation
from ledger.safekeeping.copies import Copy
from ledger.safekeeping.noting import stop_noting
from ledger.signals import appended
from ledger.signing import ensure_key

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0  # for what changed without a log growing in this process
STAND_BY_SECONDS = 3.0
AGAIN_SECONDS = 5.0
TELL_SECONDS = 10.0
LITTLE_ROOM = 1024**3  # bytes
MOST_WAITING = 200_000  # changes noted while the disk is away; beyond, the copy is begun anew once it is back
ERRORS = {
    errno.ENOSPC: Trouble.NO_ROOM,
    errno.EDQUOT: Trouble.NO_ROOM,
    errno.EFBIG: Trouble.NO_ROOM,
    errno.ENOENT: Trouble.NO_FOLDER,
    errno.ENOTDIR: Trouble.NO_FOLDER,
}


class Keeper(threading.Thread):
    """Keeps the copy in the folder at `path` until it is told to end."""

    def __init__(self, path: Path) -> None:
        """Start nothing yet."""
        super().__init__(name="keeper of the copy", daemon=True)
        self._path = path
        self._wake = threading.Event()
        self._ending = threading.Event()
        self._trouble: str | None = None
        self._told_at = 0.0

    def run(self) -> None:
        """Keep the copy; after any failure try again, a little later."""
        appended.connect(self._grown, weak=False, dispatch_uid=self)
        while not self._ending.is_set():
            try:
                with _lock_of(self._path) as is_ours:
                    if is_ours:
                        self._keep()
                    else:
                        self._ending.wait(STAND_BY_SECONDS)
            except Exception as error:  # noqa: BLE001 -- whatever it is, it is told and tried again
                self._tell(_trouble_of(error), error)
                self._give_up_noting()
                self._ending.wait(AGAIN_SECONDS)
            finally:
                connections.close_all()
        appended.disconnect(dispatch_uid=self)

    def end(self) -> None:
        """Copy what is still to be copied and end; blocks until then."""
        self._ending.set()
        self._wake.set()
        self.join()

    def _keep(self) -> None:
        ensure_key()  # before the first base, which takes it in
        copy = Copy(self._path)
        try:
            is_last = False
            while not is_last:
                is_last = self._ending.is_set()
                try:
                    has_more = copy.step()
                    self._tell(self._standing(copy))
                except (DatabaseError, InterfaceError) as error:
                    # The database is away; what was noted will be there when it is back.
                    logger.warning("the copy waits for the database: %s", error)
                    connections.close_all()
                    has_more = False
                if not (has_more or is_last):
                    self._wake.wait(LOOK_SECONDS)
                    self._wake.clear()
        finally:
            copy.close()

    def _standing(self, copy: Copy) -> Trouble | None:
        if not copy.has_base:
            return Trouble.BEGINNING
        if _is_on_disk_of_database(self._path):
            return Trouble.SAME_DISK
        return Trouble.LITTLE_ROOM if shutil.disk_usage(self._path).free < LITTLE_ROOM else None

    def _tell(self, trouble: Trouble | None, error: Exception | None = None) -> None:
        """Write down how the copy stands, for all processes: at once when that changes, otherwise now and then."""
        told = trouble or ""
        if told != self._trouble:
            if error:
                logger.error("the copy is not kept (%s): %s", told, error, exc_info=trouble == Trouble.FAULT)
            else:
                logger.info("the copy is kept in %s%s", self._path, f" ({told})" if told else "")
        elif time.monotonic() - self._told_at < TELL_SECONDS:
            return
        self._trouble, self._told_at = told, time.monotonic()
        with suppress(DatabaseError, InterfaceError):  # it will be told again
            installation()
            Copying.objects.filter(pk=1).update(trouble=told, told_at=timezone.now())

    def _give_up_noting(self) -> None:
        """Note no more once so much waits that beginning anew is cheaper than catching up."""
        with suppress(DatabaseError, InterfaceError):
            if not Copying.objects.filter(is_noting=True).exists() or Change.objects.count() > MOST_WAITING:
                stop_noting()

    def _grown(self, **_rest: Any) -> None:
        self._wake.set()


def keep_copy() -> Keeper | None:
    """Start keeping the copy that the settings ask for; None, and nothing is noted any more, if they ask for none."""
    if settings.COPY is None:
        stop_noting()
        return None
    keeper = Keeper(Path(settings.COPY))
    keeper.start()
    return keeper


@contextmanager
def _lock_of(path: Path) -> Iterator[bool]:
    """Hold the folder's lock meanwhile; False if another process does. The kernel frees it when its holder dies."""
    # The folder itself is never made: where the second disk is not mounted, it would be made on the first one.
    handle = os.open(path / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def _trouble_of(error: Exception) -> Trouble:
    if isinstance(error, BackupRefused):
        return Trouble(error.code)
    if isinstance(error, OSError):
        return ERRORS.get(error.errno or 0, Trouble.UNWRITABLE)
    return Trouble.FAULT


def _is_on_disk_of_database(path: Path) -> bool:
    """Tell whether both are on one disk, as far as that can be known: PostgreSQL does not say where its files are."""
    if connection.vendor != "sqlite":
        return False
    return path.stat().st_dev == Path(connection.settings_dict["NAME"]).stat().st_dev
