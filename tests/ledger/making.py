"""Makes logs, entries and checkpoints for tests."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from ledger import commands
from ledger.commands import NewEntry
from ledger.domain.entries import EntryRow
from ledger.kinds import Kind
from ledger.models import Checkpoint, Log

VARNA = UUID("11111111-1111-4111-8111-111111111111")
BURGAS = UUID("22222222-2222-4222-8222-222222222222")
CHAIR = "chair:00000000-0000-4000-8000-000000000001"
AT = datetime(2026, 11, 21, 7, 18, tzinfo=UTC)


def meeting_log(municipality_id: UUID = VARNA) -> Log:
    return commands.create_log(municipality_id=municipality_id, purpose="meeting")


def register_log(municipality_id: UUID = VARNA) -> Log:
    return commands.create_log(municipality_id=municipality_id, purpose="register")


def press(number: int) -> NewEntry:
    return NewEntry(Kind.BALLOT_CAST, f"councillor:{number}", {"choice": "for", "press": number})


def append(log: Log, count: int) -> list[EntryRow]:
    """Append `count` presses to `log` in a transaction of their own."""
    with transaction.atomic():
        locked = commands.lock_log(log.pk)
        numbers = range(locked.size, locked.size + count)
        return commands.append_all(log=locked, records=[press(number) for number in numbers], at=AT)


def checkpoint(log: Log) -> Checkpoint:
    """Checkpoint `log` in a transaction of its own."""
    with transaction.atomic():
        return commands.checkpoint(log=commands.lock_log(log.pk), at=AT)


def log_of(count: int) -> Log:
    """Return a log of `count` presses."""
    log = meeting_log()
    append(log, count)
    log.refresh_from_db()
    return log


def kept_elsewhere(log: Log, sizes: Sequence[int]) -> list[str]:
    """Let `log` grow from nothing, and return the notes of the checkpoints taken at `sizes` on the way."""
    notes = []
    for size in sorted(sizes):
        log.refresh_from_db()
        append(log, size - log.size)
        notes.append(checkpoint(log).note)
    return notes
