"""Acts on a meeting's record: drafting and signing. Each refuses, or changes and appends to the ledger.

Both do their slow part, drawing or signing, before they lock the meeting, and look again once they hold the lock.
They open their own transactions; never call them inside one, on a desk's thread or in an event loop.
"""

import hashlib
import json
from base64 import b64encode
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agenda.commands import checked_ground, lock_meeting, register_checkpoint, require_role
from agenda.models import Meeting
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger.commands import append, checkpoint, lock_log, sign_awaiting
from ledger.domain.words import words_of
from ledger.kinds import Kind
from minutes.domain.paragraphs import Witness, compose, compose_annex
from minutes.domain.stages import AFTER, SIGNS_NEXT, Capacity, RecordStage
from minutes.messages import Words
from minutes.models import Record
from minutes.pdf import draw
from minutes.queries import checkpoint_at, is_outdated, last_document_entry, meeting_record, signs_as_chair
from minutes.refusals import (
    CheckpointAwaited,
    MeetingNotAdjourned,
    NotDrafted,
    NotTheSigner,
    RecordAltered,
    RecordMovedOn,
    RecordOutdated,
    SignedByTheSame,
    SigningOutOfOrder,
    SignsAlready,
)
from minutes.signing import sign_pdf
from voting.domain.closed import public_record

CAPACITIES = {ActorRole.CHAIR: Capacity.CHAIR, ActorRole.CLERK: Capacity.CLERK}


def draft_record(*, meeting: Meeting, at: datetime) -> Record:
    """Draw the record of an adjourned meeting from its entries, keep it, and put down its digest.

    A record that is drafted already is returned as it is, unless nobody has signed it and something was entered since that
    it would tell of: then it is drawn again. Refuses a meeting still under way, an adjournment whose checkpoint awaits its
    signature, and entries that came in while the record was drawn.
    """
    if (drafted := _standing(meeting)) is not None:
        return drafted
    size = Meeting.objects.values_list("log__size", flat=True).get(pk=meeting.pk)
    pdf = _drawn(meeting)
    with transaction.atomic():
        # Two who draft at once would both have found no record: the second waits here and finds it.
        meeting = lock_meeting(meeting.pk)
        if (drafted := _standing(meeting)) is not None:
            return drafted
        if meeting.log.size != size:
            raise RecordMovedOn
        record, _ = Record.objects.update_or_create(
            meeting=meeting,
            defaults={
                "municipality": meeting.municipality,
                "pdf": pdf,
                "digest": _digest(pdf),
                "drafted_at": at,
            },
        )
        body = {"digest": record.digest}
        append(
            log=meeting.log, kind=Kind.RECORD_DRAFTED, actor=str(Actor(ActorRole.OPERATOR)), body=body, at=at
        )
    return record


def _standing(meeting: Meeting) -> Record | None:
    """Return the record if there is one that tells everything it can."""
    record = Record.objects.filter(meeting=meeting).first()
    return None if record is None or is_outdated(record, meeting.log_id) else record


def stand_in(*, meeting: Meeting, ground: str, by: Actor, at: datetime) -> None:
    """Take it over, as chair or deputy, to sign for who presided at the end and is prevented; the record tells the ground.

    Refuses a meeting that is not over, a record that is signed, an unfit ground, and who signs already. The clerk, who signs
    after the chair what the record says of it, is the second to answer for it.
    """
    with transaction.atomic():
        meeting = lock_meeting(meeting.pk)
        require_role(by, meeting, ActorRole.CHAIR)
        if meeting.adjourned_at is None:
            raise MeetingNotAdjourned
        if Record.objects.filter(meeting=meeting).exclude(stage=RecordStage.DRAFTED).exists():
            raise SigningOutOfOrder
        ground = checked_ground(ground)
        before = signs_as_chair(meeting)
        if before is None or before.person == str(by.person):
            raise SignsAlready
        body = {
            "from": {"person": before.person, "name": before.name},
            "to": {"person": str(by.person), "name": Person.objects.get(pk=by.person).name},
            "ground": ground,
        }
        append(log=meeting.log, kind=Kind.SIGNER_REPLACED, actor=str(by), body=body, at=at)


def sign_record(*, meeting: Meeting, by: Actor, pin: str, at: datetime) -> Record:
    """Sign the record with the person's key: the chair first, then the clerk, whose signature publishes it.

    Refuses who is neither, another chair or deputy than who presided at the end or stands in, signing out of order or by
    the same person, what sign_pdf refuses, a document that is
    not the one in the ledger, one that lacks what was entered since, and a record that changed while it was being signed.
    """
    record = Record.objects.filter(meeting=meeting).first()
    if record is None:
        raise NotDrafted
    capacity = _require_turn(record, meeting, by)
    before = bytes(record.pdf)
    _require_unaltered(before, meeting.log_id)
    signed = sign_pdf(before, capacity=capacity, person_id=_person(by), pin=pin, at=at)
    with transaction.atomic():
        # Another signature may have been stored since ours was begun, on the same bytes; one of them would be lost.
        meeting = lock_meeting(meeting.pk)
        record = Record.objects.get(meeting=meeting)
        if record.digest != _digest(before) or _require_turn(record, meeting, by) is not capacity:
            raise RecordMovedOn
        _store(record, signed, capacity, at)
        body = {"digest": record.digest, "by": str(by.person_id), "capacity": capacity.value}
        append(log=meeting.log, kind=Kind.RECORD_SIGNED, actor=str(by), body=body, at=at)
        if record.stage == RecordStage.SIGNED:
            _publish(meeting, record, by, at)
    return record


def _drawn(meeting: Meeting) -> bytes:
    told = meeting_record(meeting.log_id)
    if told.opening is None or told.adjournment is None:
        raise MeetingNotAdjourned
    municipality = meeting.municipality
    words = Words(language=municipality.language, zone=municipality.time_zone, day=told.opening.said.held_on)
    paragraphs = compose(public_record(told), _witness(meeting, told.adjournment.sequence + 1))
    arms = bytes(municipality.arms.png) if municipality.arms else None
    return draw(paragraphs, words=words, made_at=told.adjournment.at, arms=arms)


def draw_annex(meeting: Meeting) -> bytes | None:
    """Return the closed annex as a PDF, drawn from the entries: what the public record leaves out; None if that is nothing.

    Refuses a meeting still under way. Who may have it is decided by who asks.
    """
    told = meeting_record(meeting.log_id)
    if told.opening is None or told.adjournment is None:
        raise MeetingNotAdjourned
    if not any(item.is_closed for item in told.items):
        return None
    municipality = meeting.municipality
    words = Words(language=municipality.language, zone=municipality.time_zone, day=told.opening.said.held_on)
    arms = bytes(municipality.arms.png) if municipality.arms else None
    return draw(compose_annex(told), words=words, made_at=told.adjournment.at, arms=arms)


def _witness(meeting: Meeting, size: int) -> Witness:
    """Return the adjournment's checkpoint; its signature is asked for once more if the signer was out of reach."""
    made = checkpoint_at(meeting.log_id, size)
    if made is not None and not made.is_signed:
        with transaction.atomic():
            sign_awaiting(log=lock_meeting(meeting.pk).log)
        made = checkpoint_at(meeting.log_id, size)
    if made is None or not made.is_signed:
        raise CheckpointAwaited
    root = bytes(made.root)
    return Witness(size=made.size, root=b64encode(root).decode(), words=words_of(root), note=made.note)


def _require_turn(record: Record, meeting: Meeting, by: Actor) -> Capacity:
    """Return the capacity in which the actor signs now; refuse whose turn it is not."""
    require_role(by, meeting, *CAPACITIES)
    capacity = CAPACITIES[by.role]
    if SIGNS_NEXT.get(RecordStage(record.stage)) is not capacity:
        raise SigningOutOfOrder
    signer = signs_as_chair(meeting)
    if capacity is Capacity.CHAIR and signer is not None and signer.person != str(by.person):
        raise NotTheSigner(name=signer.name)
    if is_outdated(record, meeting.log_id):
        raise RecordOutdated
    entry = last_document_entry(meeting.log_id)
    if entry is not None and json.loads(entry.body).get("by") == str(by.person_id):
        raise SignedByTheSame
    return capacity


def _require_unaltered(pdf: bytes, log_id: UUID) -> None:
    """Refuse a document whose digest is not the one that the ledger holds: somebody wrote to the database."""
    entry = last_document_entry(log_id)
    if entry is None or json.loads(entry.body)["digest"] != _digest(pdf):
        raise RecordAltered


def _store(record: Record, pdf: bytes, capacity: Capacity, at: datetime) -> None:
    record.pdf, record.digest, record.stage = pdf, _digest(pdf), AFTER[capacity]
    if capacity is Capacity.CHAIR:
        record.chair_signed_at = at
    else:
        record.signed_at = at
    record.save(update_fields=["pdf", "digest", "stage", "chair_signed_at", "signed_at"])


def _publish(meeting: Meeting, record: Record, by: Actor, at: datetime) -> None:
    """Put the digest of the signed document, and the meeting's last checkpoint, into the register; nothing of practice."""
    register_checkpoint(meeting=meeting, by=by, at=at)
    if meeting.is_practice:
        return
    register_id = meeting.municipality.register_log_id
    if register_id is None:
        raise LookupError(f"{meeting.municipality} has no register")
    register = lock_log(register_id)
    body = {"meeting": str(meeting.pk), "kind": "record", "digest": record.digest}
    append(log=register, kind=Kind.DOCUMENT_PUBLISHED, actor=str(by), body=body, at=at)
    checkpoint(log=register, at=at)


def _person(by: Actor) -> UUID:
    if by.person_id is None:
        raise TypeError(f"{by} is nobody")
    return by.person_id


def _digest(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()
