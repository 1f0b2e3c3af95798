"""Reading the ledger: entries, receipts, checkpoints, proofs, and verifying a log. Nothing here writes."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from ledger.domain import proofs
from ledger.domain.audit import Audit, Claim, Fault, FaultKind, read_note
from ledger.domain.entries import EntryRow, leaf_bytes
from ledger.domain.note import Commitment
from ledger.domain.safekeeping import CopyState, judge
from ledger.domain.tree import leaf_hash
from ledger.kinds import Kind
from ledger.models import Checkpoint, Copying, Entry, Log, Receipt
from ledger.statements import fetch, table_of

CHUNK = 2000  # entries fetched at once
MOST_IDS = 500  # command ids asked for at once: SQLite bounds the parameters of a statement
MOST_FAULTS = 1000  # an audit that has found so many stops
_PUBLIC_KEY = re.compile(rb"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----\n?", re.DOTALL)


def entries(log_id: UUID, start: int = 0, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[EntryRow]:
    """Yield the entries of a log from number `start` on, in their order, fetched in chunks."""
    rows = Entry.objects.using(using).filter(log_id=log_id, sequence__gte=start).order_by("sequence")
    columns = rows.values_list("sequence", "kind", "at", "digest", "salt", "actor", "body")
    for sequence, kind, at, digest, salt, actor, body in columns.iterator(chunk_size=CHUNK):
        yield EntryRow(sequence, kind, at, bytes(digest), bytes(salt), actor, body)


def kinds_since(log_id: UUID, start: int, *, using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """Return the kinds of a log's entries from number `start` on."""
    rows = Entry.objects.using(using).filter(log_id=log_id, sequence__gte=start)
    return set(rows.values_list("kind", flat=True).distinct())


def entry_at(log_id: UUID, sequence: int) -> EntryRow | None:
    """Return one entry of a log, None where it has none of this number."""
    row = Entry.objects.filter(log_id=log_id, sequence=sequence).first()
    if row is None:
        return None
    return EntryRow(row.sequence, row.kind, row.at, bytes(row.digest), bytes(row.salt), row.actor, row.body)


def receipts(log_id: UUID, command_ids: Collection[UUID]) -> dict[UUID, Receipt]:
    """Return the receipts of those of `command_ids` that were answered, by command id."""
    found: dict[UUID, Receipt] = {}
    rest = iter(command_ids)
    while some := list(islice(rest, MOST_IDS)):
        asked = fetch(Receipt, f"log_id = %s AND command_id IN {table_of(some)}", log_id, *some)
        found |= {receipt.command_id: receipt for receipt in asked}
    return found


def last_checkpoint(log_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> Checkpoint | None:
    """Return the latest signed checkpoint of a log; those that await their signature are passed over."""
    signed = Checkpoint.objects.using(using).filter(log_id=log_id).exclude(note="")
    return signed.order_by("-size").first()


def adjournment_checkpoint(log_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> Checkpoint | None:
    """Return the checkpoint that covers a meeting's log up to its adjournment; None before that."""
    entry = Entry.objects.using(using).filter(log_id=log_id, kind=Kind.MEETING_ADJOURNED)
    sequence = entry.order_by("-sequence").values_list("sequence", flat=True).first()
    if sequence is None:
        return None
    return Checkpoint.objects.using(using).filter(log_id=log_id, size=sequence + 1).first()


def inclusion_proof(log_id: UUID, sequence: int, size: int, *, using: str = DEFAULT_DB_ALIAS) -> list[bytes]:
    """Return the proof that entry `sequence` is in the log's tree of `size`; reads the leaves up to it."""
    return proofs.inclusion_proof(_leaf_hashes(log_id, size, using), sequence)


def consistency_proof(log_id: UUID, old: int, new: int, *, using: str = DEFAULT_DB_ALIAS) -> list[bytes]:
    """Return the proof that the log's tree of `new` entries extends that of `old`; reads leaves up to it."""
    return proofs.consistency_proof(_leaf_hashes(log_id, new, using), old)


def copy_state(*, using: str = DEFAULT_DB_ALIAS) -> CopyState:
    """Return how the copy to the second disk stands now: green, amber or red, and what is wrong."""
    is_set = settings.COPY is not None
    told = Copying.objects.using(using).filter(pk=1) if is_set else Copying.objects.none()
    trouble, told_at = told.values_list("trouble", "told_at").first() or ("", None)
    return judge(is_set=is_set, told=trouble, told_at=told_at, at=timezone.now())


def public_key_file() -> Path:
    """Return the file of public keys: beside the private one, `.pub` at the end, PEM, several allowed."""
    return Path(f"{settings.LEDGER_KEY_FILE}.pub")


def public_keys() -> list[bytes]:
    """Return the raw Ed25519 keys, 32 bytes each, that may sign checkpoints; none without their file."""
    path = public_key_file()
    blocks = _PUBLIC_KEY.findall(path.read_bytes()) if path.exists() else []
    found = [load_pem_public_key(block) for block in blocks]
    return [key.public_bytes_raw() for key in found if isinstance(key, Ed25519PublicKey)]


def read_held_note(note: str) -> Commitment | None:
    """Return what a checkpoint that somebody kept commits its log to; None unless a known key signed it."""
    found = read_note(note, source="", origin=note.partition("\n")[0], public_keys=public_keys())
    return found.commitment if isinstance(found, Claim) else None


def verify_log(
    log_id: UUID, checkpoints: Iterable[str] = (), *, using: str = DEFAULT_DB_ALIAS
) -> list[Fault]:
    """Recompute a whole log and return what does not fit, the first bad entry first; nothing: it verifies.

    Held against the entries are the log's row, every stored checkpoint and the notes in `checkpoints`, which
    others kept: only these show that a log was rewritten by somebody who holds database and key.
    """
    log = Log.objects.using(using).get(pk=log_id)
    claims, faults = _claims(log, checkpoints, using)
    audit = Audit(frozenset(Kind), claims)
    reading = _Reading(log)
    found = list(islice(audit.read(reading.rows(using)), MOST_FAULTS))  # only now is the row's size read
    found += audit.close(size=reading.size, edge=reading.edge)
    return [*found, *faults][:MOST_FAULTS]


class _Reading:
    """The entries of a log with its row as the same statement saw it: appending meanwhile is no fault."""

    def __init__(self, log: Log) -> None:
        self.log_id = log.pk
        self.size = log.size
        self.edge = bytes(log.edge)

    def rows(self, using: str) -> Iterator[EntryRow]:
        columns = Entry.objects.using(using).filter(log_id=self.log_id).order_by("sequence", "id")
        for sequence, kind, at, digest, salt, actor, body, self.size, edge in columns.values_list(
            "sequence", "kind", "at", "digest", "salt", "actor", "body", "log__size", "log__edge"
        ).iterator(chunk_size=CHUNK):
            self.edge = bytes(edge)
            yield EntryRow(sequence, kind, at, bytes(digest), bytes(salt), actor, body)


def _claims(log: Log, notes: Iterable[str], using: str) -> tuple[list[Claim], list[Fault]]:
    """Return what stored checkpoints and `notes` commit the log to, and faults of those that do not count."""
    keys = public_keys()
    found: list[Claim | Fault] = [
        read_note(note, source=f"checkpoint {place} held elsewhere", origin=log.origin, public_keys=keys)
        for place, note in enumerate(notes)
    ]
    stored = Checkpoint.objects.using(using).filter(log_id=log.pk).order_by("size")
    found += [_read_stored(row, log.origin, keys) for row in stored]
    return (
        [claim for claim in found if isinstance(claim, Claim)],
        [fault for fault in found if isinstance(fault, Fault)],
    )


def _read_stored(row: Checkpoint, origin: str, keys: list[bytes]) -> Claim | Fault:
    source = f"stored checkpoint at {row.size}"
    as_stored = Claim(Commitment(origin, row.size, bytes(row.root)), source)
    if not row.is_signed:  # it awaits its signature, and its root has to fit already
        return as_stored
    signed = read_note(row.note, source=source, origin=origin, public_keys=keys)
    if isinstance(signed, Claim) and signed != as_stored:
        return Fault(FaultKind.ROW, source=source, reason="its size or root is not that of its note")
    return signed


def _leaf_hashes(log_id: UUID, size: int, using: str) -> list[bytes]:
    rows = Entry.objects.using(using).filter(log_id=log_id, sequence__lt=size).order_by("sequence")
    columns = rows.values_list("sequence", "kind", "at", "digest").iterator(chunk_size=CHUNK)
    hashes = [
        leaf_hash(leaf_bytes(sequence, kind, at, bytes(digest))) for sequence, kind, at, digest in columns
    ]
    if len(hashes) != size:
        raise proofs.ProofOutOfRange(f"the log has {len(hashes)} entries, not {size}")
    return hashes
