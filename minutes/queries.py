"""Reads of a meeting's record: its entries, its document, what the ledger knows of it. Nothing is changed here."""

import json
from collections.abc import Iterator
from uuid import UUID

import msgspec
from django.db import DEFAULT_DB_ALIAS

from agenda.models import Meeting
from ledger.kinds import Kind
from ledger.models import Checkpoint, Entry
from ledger.queries import entries
from minutes.domain.stages import RecordStage
from minutes.models import Record
from voting.domain.bodies import Officer
from voting.domain.facts import MeetingRecord
from voting.domain.record import Line, read_record

DOCUMENT_KINDS = (Kind.RECORD_DRAFTED, Kind.RECORD_SIGNED)
# What may still be entered after the adjournment, and belongs into the record.
OF_THE_RECORD = (Kind.CORRECTION_ENTERED, Kind.ANNULMENT_PROPOSED, Kind.VOTE_ANNULLED, Kind.SIGNER_REPLACED)


def entry_lines(log_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[Line]:
    """Yield a log's entries as voting.domain.record reads them."""
    for row in entries(log_id, using=using):
        yield row.sequence, row.kind, row.at, row.actor, row.facts


def meeting_record(log_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> MeetingRecord:
    """Return what the meeting's entries state; RecordFault where they cannot be."""
    return read_record(entry_lines(log_id, using=using))


def checkpoint_at(log_id: UUID, size: int) -> Checkpoint | None:
    """Return the checkpoint of the log's first `size` entries, signed or awaiting its signature."""
    return Checkpoint.objects.filter(log_id=log_id, size=size).first()


def last_document_entry(log_id: UUID) -> Entry | None:
    """Return the newest entry that fixes the document's digest."""
    return Entry.objects.filter(log_id=log_id, kind__in=DOCUMENT_KINDS).order_by("-sequence").first()


def signs_as_chair(meeting: Meeting) -> Officer | None:
    """Return who signs the record as chair: who stands in, else who presided at the end; None before anybody presided."""
    entry = (
        Entry.objects.filter(log_id=meeting.log_id, kind=Kind.SIGNER_REPLACED).order_by("-sequence").first()
    )
    if entry is not None:
        return msgspec.convert(json.loads(entry.body)["to"], Officer)
    presided = meeting.presiding
    return Officer(person=str(presided.pk), name=presided.name) if presided else None


def is_outdated(record: Record, log_id: UUID) -> bool:
    """Tell whether something was entered since the record was drawn up that it would tell of; signed, it stays as it is."""
    if record.stage != RecordStage.DRAFTED:
        return False
    drafted = last_document_entry(log_id)
    entered = Entry.objects.filter(log_id=log_id, kind__in=OF_THE_RECORD)
    return drafted is not None and entered.filter(sequence__gt=drafted.sequence).exists()


def record_of(meeting_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> Record | None:
    """Return how far the meeting's record is; the document itself stays where it is until asked for."""
    return Record.objects.using(using).defer("pdf").filter(meeting_id=meeting_id).first()


def published_record(meeting_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> Record | None:
    """Return the record if both have signed it: then it is public, but for practice."""
    signed = Record.objects.using(using).filter(stage=RecordStage.SIGNED, meeting__is_practice=False)
    return signed.filter(meeting_id=meeting_id).first()
