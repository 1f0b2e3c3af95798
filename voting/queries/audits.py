"""The audit of meetings and registers: logs recomputed, held against checkpoints, compared with tables. Only reads."""

from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from django.db import DEFAULT_DB_ALIAS

from agenda.domain.stages import MeetingStage
from agenda.models import Meeting
from council.models import Municipality
from ledger.domain.entries import EntryRow
from ledger.kinds import Kind
from ledger.models import Checkpoint, Entry, Log
from ledger.queries import entries, verify_log
from voting.queries.comparison import differences

DOCUMENTS = (Kind.RECORD_DRAFTED, Kind.RECORD_SIGNED)


@dataclass(frozen=True, slots=True)
class Noted:
    """A checkpoint of a meeting as its register took it in, with the number of that entry."""

    sequence: int
    meeting: str
    log: str
    size: int
    root: str
    note: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What the audit of one log came to: how many entries it has, how many checkpoints held it, what is wrong."""

    entries: int
    checkpoints: int
    faults: list[str]


@dataclass(slots=True)
class Register:
    """What a municipality's register says of its meetings."""

    findings: Findings
    noted: dict[str, list[Noted]] = field(default_factory=dict)
    published: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def take(self, row: EntryRow) -> None:
        """Take an entry of the register; one that is malformed raises."""
        facts = row.facts
        if row.kind == Kind.CHECKPOINT_NOTED:
            self.noted.setdefault(facts["meeting"], []).append(Noted(row.sequence, **facts))
        elif row.kind == Kind.DOCUMENT_PUBLISHED:
            self.published.setdefault(facts["meeting"], []).append((row.sequence, facts["digest"]))


def audit_register(
    municipality: Municipality, notes: Collection[str] = (), *, using: str = DEFAULT_DB_ALIAS
) -> Register:
    """Verify a municipality's register and return what it says; a meeting that it names must still be there."""
    log = municipality.register_log
    if log is None:
        return Register(Findings(0, 0, ["there is no register"]))
    faults = [str(fault) for fault in verify_log(log.pk, notes, using=using)]
    register = Register(Findings(log.size, _held(log, notes, using), faults))
    for row in entries(log.pk, using=using):
        try:
            register.take(row)
        except (msgspec.DecodeError, KeyError, TypeError):
            faults.append(f"entry {row.sequence}: its body does not say what it has to")
    known = Meeting.objects.using(using).filter(municipality=municipality).values_list("pk", "log_id")
    logs = {str(pk): str(log_id) for pk, log_id in known}
    faults += _gone(register, logs)
    return register


def _gone(register: Register, logs: Mapping[str, str]) -> Iterator[str]:
    """Yield what the register names and the municipality no longer has."""
    for meeting, noted in register.noted.items():
        for one in noted:
            if meeting not in logs:
                yield f"entry {one.sequence}: meeting {meeting} is gone"
            elif logs[meeting] != one.log:
                yield f"entry {one.sequence}: meeting {meeting} has another log than {one.log}"
    for meeting, published in register.published.items():
        if meeting not in logs:
            yield from (f"entry {sequence}: meeting {meeting} is gone" for sequence, _ in published)


def audit_meeting(
    meeting: Meeting, register: Register, notes: Collection[str] = (), *, using: str = DEFAULT_DB_ALIAS
) -> Findings:
    """Verify a meeting's log, also against its register and `notes` held elsewhere, and compare it with the tables."""
    noted = register.noted.get(str(meeting.pk), [])
    held = [*(one.note for one in noted if one.note), *notes]
    faults = [str(fault) for fault in verify_log(meeting.log_id, held, using=using)]
    faults += _register_faults(meeting, noted, using)
    faults += _document_faults(meeting, register.published.get(str(meeting.pk), []), using)
    try:
        faults += map(str, differences(meeting, using=using))
    except ValueError as fault:
        faults.append(f"the entries contradict each other: {fault}")
    return Findings(meeting.log.size, _held(meeting.log, held, using), faults)


def _register_faults(meeting: Meeting, noted: Sequence[Noted], using: str) -> Iterator[str]:
    for one in noted:
        if one.note:
            if not _says_its_note(one):
                yield f"register's entry {one.sequence}: its size or root is not that of its note"
        elif not _is_stored(meeting.log_id, one, using):
            yield f"register's entry {one.sequence}: no stored checkpoint at {one.size} has this root"
    if meeting.is_practice:
        yield from (f"register's entry {one.sequence}: practice has no place in it" for one in noted)
    elif meeting.stage == MeetingStage.ADJOURNED and not noted:
        yield "its adjournment is not in the register"


def _says_its_note(noted: Noted) -> bool:
    try:
        said = [str(noted.size), b64encode(bytes.fromhex(noted.root)).decode()]
    except ValueError:
        return False
    return noted.note.split("\n")[1:3] == said


def _is_stored(log_id: UUID, noted: Noted, using: str) -> bool:
    found = Checkpoint.objects.using(using).filter(log_id=log_id, size=noted.size).first()
    return found is not None and bytes(found.root).hex() == noted.root


def _document_faults(meeting: Meeting, published: Sequence[tuple[int, str]], using: str) -> Iterator[str]:
    if not published:
        return
    rows = Entry.objects.using(using).filter(log_id=meeting.log_id, kind__in=DOCUMENTS)
    bodies = " ".join(rows.values_list("body", flat=True))
    for sequence, digest in published:
        if f'"{digest}"' not in bodies:
            yield f"register's entry {sequence}: no entry of the meeting has the digest of this document"


def _held(log: Log, notes: Collection[Any], using: str) -> int:
    return Checkpoint.objects.using(using).filter(log=log).count() + len(notes)
