"""The only way into the ledger: make a log, lock it, append, checkpoint, keep receipts; no reading."""

import logging
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.db.transaction import TransactionManagementError

from ledger import signing
from ledger.domain.canonical import canonical
from ledger.domain.entries import SALT_SIZE, EntryRow, moment_text, salted_digest
from ledger.domain.note import Commitment
from ledger.domain.tree import Edge, leaf_hash
from ledger.kinds import Kind
from ledger.models import Checkpoint, Entry, Log, Purpose, Receipt
from ledger.signals import Announcement, announce, announced
from ledger.statements import ask, change, fetch

logger = logging.getLogger(__name__)

# A savepoint rolled back after an append leaves a log in memory ahead of its row; going on would leave a hole.
_GROW = "UPDATE ledger_log SET size = %s, edge = %s WHERE id = %s AND size = %s AND edge = %s"


class WrongLog(RuntimeError):
    """A programming error: the transaction must not touch this log, or holds an outdated row of it."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be appended: `body` is anything that has canonical JSON, `actor` prints as `role:uuid`."""

    kind: Kind
    actor: object
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """A receipt to be kept: `digest` has 32 bytes, `answer` is JSON."""

    command_id: uuid.UUID
    actor: object
    digest: bytes
    answer: str


def create_log(*, municipality_id: uuid.UUID, purpose: str) -> Log:
    """Make an empty log of `purpose` "meeting" or "register"; a municipality has one register."""
    log_id = uuid.uuid4()
    return Log.objects.create(
        id=log_id,
        municipality_id=municipality_id,
        purpose=Purpose(purpose),
        epoch=secrets.token_hex(8),
        origin=f"{settings.SITE}/log/{log_id}",
    )


def lock_log(log_id: uuid.UUID) -> Log:
    """Lock the log's row until the transaction ends and return it; every act of a meeting begins here.

    Raises Django's OperationalError when somebody else keeps the lock for `settings.LOCK_SECONDS`.
    """
    _refuse_outside_transaction()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{settings.LOCK_SECONDS}s"])
    # Two acts of one meeting could both read size n and write entry n. On PostgreSQL the row's lock lets only
    # one of them read; on SQLite, which ignores it, the IMMEDIATE transaction has shut the others out.
    lock = connection.ops.for_update_sql(no_key=True) if connection.features.has_select_for_update else ""
    for log in fetch(Log, f"id = %s {lock}", log_id):
        return log
    raise Log.DoesNotExist


def renew_epoch(*, log: Log) -> Log:
    """Give the locked `log` a new epoch, after its database was put back to an earlier state."""
    log.epoch = secrets.token_hex(8)
    log.save(update_fields=["epoch"])
    return log


def append(*, log: Log, kind: Kind, actor: object, body: Mapping[str, Any], at: datetime) -> EntryRow:
    """Append one entry to the locked `log` and return it."""
    return append_all(log=log, records=[NewEntry(kind, actor, body)], at=at)[0]


def append_all(*, log: Log, records: Sequence[NewEntry], at: datetime) -> list[EntryRow]:
    """Append `records` in their order to the locked `log`, all at the time `at` (aware), in two statements.

    `log` is brought up to date in memory. Refuses a second meeting's log in the same transaction, a meeting's
    log after a register's, floats in a body, and a row of the log that was outrun.
    """
    _refuse_outside_transaction()
    if not records:
        return []
    _refuse_foreign_log(log)
    rows = _rows(log.size, records, moment_text(at))
    edge = Edge.from_bytes(log.size, bytes(log.edge)).extended(leaf_hash(row.leaf) for row in rows)
    if not change(_GROW, edge.size, edge.to_bytes(), log.pk, log.size, bytes(log.edge)):
        raise WrongLog(f"the row of log {log.pk} is not at size {log.size}: lock it again")
    insert_rows(Entry, ("log_id", *EntryRow._fields), [(log.pk, *row) for row in rows])
    log.size, log.edge = edge.size, edge.to_bytes()
    _announce(log)
    return rows


def checkpoint(*, log: Log, at: datetime) -> Checkpoint:
    """Commit to all entries of the locked `log` with a signed note and return it; one for each size.

    When the signer is out of reach the act goes on: the checkpoint has no note until `sign_awaiting`.
    """
    _refuse_outside_transaction()
    # A signature over entries that a savepoint took back could never be taken back.
    if not Log.objects.filter(pk=log.pk, size=log.size, edge=log.edge).exists():
        raise WrongLog(f"the row of log {log.pk} is not at size {log.size}: lock it again")
    sign_awaiting(log=log)
    root = Edge.from_bytes(log.size, bytes(log.edge)).root
    made = Checkpoint.objects.filter(log=log, size=log.size).first()
    return made or Checkpoint.objects.create(
        log=log, size=log.size, root=root, note=_note_in_order(log, root), at=at
    )


def sign_awaiting(*, log: Log) -> list[Checkpoint]:
    """Sign those checkpoints of the locked `log` that await it, in order; return those signed now."""
    done = []
    for unsigned in Checkpoint.objects.filter(log=log, note="").order_by("size"):
        unsigned.note = _sign(Commitment(log.origin, unsigned.size, bytes(unsigned.root)))
        if not unsigned.note:
            break
        unsigned.save(update_fields=["note"])
        done.append(unsigned)
    return done


def store_receipts(*, log: Log, receipts: Sequence[NewReceipt]) -> None:
    """Keep `receipts` of commands to the locked `log`; the database refuses a second one for a command id."""
    rows = [(log.pk, each.command_id, str(each.actor), each.digest, each.answer) for each in receipts]
    insert_rows(Receipt, ("log_id", "command_id", "actor", "digest", "answer"), rows)


def _refuse_outside_transaction() -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("a log is locked and appended to inside transaction.atomic only")


def _refuse_foreign_log(log: Log) -> None:
    """Refuse any order but meeting, then its register: opposite orders would wait for each other."""
    touched = list(announced())
    if any(other.log_id == log.pk for other in touched):  # it is locked already
        return
    for other in touched:
        is_its_register = log.purpose == Purpose.REGISTER and other.purpose == Purpose.MEETING
        if not (is_its_register and other.municipality_id == log.municipality_id):
            raise WrongLog(f"log {log.pk} is appended to in a transaction of log {other.log_id}")


def _rows(size: int, records: Sequence[NewEntry], at: str) -> list[EntryRow]:
    """Return `records` as the entries from number `size` on, each under a fresh salt."""
    salts = secrets.token_bytes(SALT_SIZE * len(records))
    rows = []
    for place, record in enumerate(records):
        if not isinstance(record.kind, Kind):
            raise TypeError(f"{record.kind!r} is not of the closed vocabulary of kinds")
        salt = salts[place * SALT_SIZE : (place + 1) * SALT_SIZE]
        actor, body = str(record.actor), canonical(record.body).decode()
        digest = salted_digest(salt=salt, actor=actor, body=body)
        rows.append(EntryRow(size + place, record.kind.value, at, digest, salt, actor, body))
    return rows


def insert_rows(table: type[Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert `rows` at once; bulk_create takes thrice as long when a whole council presses together.

    Values are texts, numbers, bytes, UUIDs, or what the database's own adapter made of another type.
    """
    if not rows:
        return
    into = f"{table._meta.db_table} ({', '.join(columns)})"
    with connection.wrap_database_errors, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            plain = [[each.hex if isinstance(each, uuid.UUID) else each for each in row] for row in rows]
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", plain)  # noqa: S608 -- our own names


def _announce(log: Log) -> None:
    log_id = log.pk

    def read_size() -> int:
        [(size,)] = ask("SELECT size FROM ledger_log WHERE id IN {ids}", [log_id])
        return int(size)

    announce(Announcement(log_id, log.municipality_id, log.purpose, read_size))


def _note_in_order(log: Log, root: bytes) -> str:
    """Return the signed note; nothing while earlier checkpoints await theirs."""
    if Checkpoint.objects.filter(log=log, note="").exists():
        return ""
    return _sign(Commitment(log.origin, log.size, root))


def _sign(commitment: Commitment) -> str:
    try:
        return signing.sign_commitment(commitment)
    except signing.SignerUnavailable:
        logger.exception(
            "the checkpoint of %s at %d awaits its signature", commitment.origin, commitment.size
        )
        return ""
