"""The one signal of the ledger and when it is sent: once per transaction and log, never before COMMIT."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.dispatch import Signal

# Sent with log_id (str), municipality_id (UUID) and size (int) after a transaction that appended to the log.
appended = Signal()


@dataclass(frozen=True, slots=True)
class Announcement:
    """The news, due at COMMIT, that a log has grown; it also tells which logs a transaction has touched."""

    log_id: UUID
    municipality_id: UUID
    purpose: str
    read_size: Callable[[], int]

    def send(self) -> None:
        """Tell everybody. The size is read now: a savepoint rolled back may have taken entries away again."""
        appended.send_robust(
            sender=None,
            log_id=str(self.log_id),
            municipality_id=self.municipality_id,
            size=self.read_size(),
        )


def announce(announcement: Announcement) -> None:
    """Have `announcement` sent after COMMIT, unless its log is announced in this transaction already."""
    if all(due.log_id != announcement.log_id for due in announced()):
        transaction.on_commit(announcement.send, robust=True)


def announced() -> Iterator[Announcement]:
    """Yield what is due at this COMMIT; savepoints rolled back have dropped theirs."""
    within = _savepoint_standing_for_transaction()
    for callback in connection.run_on_commit:
        savepoints, function = callback[0], callback[1]
        due = getattr(function, "__self__", None)
        if isinstance(due, Announcement) and (within is None or within in savepoints):
            yield due


def _savepoint_standing_for_transaction() -> str | None:
    """Return None in a real transaction; under Django's TestCase the savepoint that plays its part.

    TestCase wraps a whole test in one transaction, where several of the product's follow each other. Django
    itself looks at the same mark to judge `durable` blocks.
    """
    wrappers = sum(getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)
    if not wrappers:
        return None
    inner = connection.savepoint_ids[wrappers - 1 :]
    return inner[0] if inner else ""
