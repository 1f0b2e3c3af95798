"""Drafting and signing a meeting's record: what is stored, what the ledger says, what is refused."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pypdf import PdfReader

from agenda.commands import adjourn_meeting, create_meeting, lock_meeting
from agenda.models import Meeting
from agenda.refusals import Forbidden
from council.commands import give_arms
from council.domain.actors import Actor, ActorRole
from council.models import Body, Role
from council.refusals import Refusal
from ledger.commands import append
from ledger.kinds import Kind
from ledger.models import Checkpoint, Entry
from ledger.queries import last_checkpoint, verify_log
from minutes import commands
from minutes.commands import draft_record, sign_record
from minutes.domain.stages import RecordStage
from minutes.models import Record
from minutes.queries import meeting_record, published_record, record_of
from minutes.refusals import (
    CheckpointAwaited,
    MeetingNotAdjourned,
    NotDrafted,
    RecordAltered,
    RecordMovedOn,
    RecordOutdated,
    SignedByTheSame,
    SigningOutOfOrder,
    WrongPin,
)
from minutes.signing import check_signatures
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from tests.minutes.conftest import AT, CHAIR_ACTS, CLERK_ACTS
from tests.pictured import picture_file
from voting.commands import enter_correction
from voting.queries import differences

LATER = AT + timedelta(hours=2)
Pins = dict[ActorRole, str]


def kinds(log_id: Any) -> list[str]:
    return list(Entry.objects.filter(log_id=log_id).order_by("sequence").values_list("kind", flat=True))


def last_body(log_id: Any) -> dict[str, Any]:
    return json.loads(Entry.objects.filter(log_id=log_id).order_by("-sequence").first().body)


def signed_by_chair(meeting: Meeting, keys: Pins) -> Record:
    draft_record(meeting=meeting, at=LATER)
    return sign_record(meeting=meeting, by=CHAIR_ACTS, pin=keys[ActorRole.CHAIR], at=LATER)


def signed_by_both(meeting: Meeting, keys: Pins) -> Record:
    signed_by_chair(meeting, keys)
    return sign_record(meeting=meeting, by=CLERK_ACTS, pin=keys[ActorRole.CLERK], at=LATER)


def test_a_draft_is_stored_and_its_digest_is_in_the_ledger(adjourned: Meeting) -> None:
    record = draft_record(meeting=adjourned, at=LATER)
    assert record.stage == RecordStage.DRAFTED
    assert record.digest == hashlib.sha256(bytes(record.pdf)).hexdigest()
    assert last_body(adjourned.log_id) == {"digest": record.digest}
    assert kinds(adjourned.log_id)[-2:] == [Kind.MEETING_ADJOURNED, Kind.RECORD_DRAFTED]


def test_drafting_again_changes_nothing(adjourned: Meeting) -> None:
    first = draft_record(meeting=adjourned, at=LATER)
    size = len(kinds(adjourned.log_id))
    second = draft_record(meeting=adjourned, at=LATER + timedelta(hours=1))
    assert (second.pk, second.digest, second.drafted_at) == (first.pk, first.digest, LATER)
    assert len(kinds(adjourned.log_id)) == size


def test_the_draft_is_drawn_from_entries_and_prints_the_checkpoint(adjourned: Meeting, tmp_path: Any) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(bytes(draft_record(meeting=adjourned, at=LATER).pdf))
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    for person in (CHAIR, CLERK, *COUNCILLORS):
        assert NAMES[person] in text
    told = meeting_record(adjourned.log_id)
    assert told.adjournment is not None
    checkpoint = Checkpoint.objects.get(log_id=adjourned.log_id, size=told.adjournment.sequence + 1)
    size, root = checkpoint.note.splitlines()[1:3]
    assert root in text
    assert size in text


def test_the_first_page_shows_the_municipality_s_arms_where_it_has_any(adjourned: Meeting) -> None:
    give_arms(municipality=adjourned.municipality, content=picture_file())
    pages = PdfReader(BytesIO(bytes(draft_record(meeting=adjourned, at=LATER).pdf))).pages
    assert [len(page.images) for page in pages] == [1] + [0] * (len(pages) - 1)


def test_without_arms_the_record_has_no_picture(adjourned: Meeting) -> None:
    pages = PdfReader(BytesIO(bytes(draft_record(meeting=adjourned, at=LATER).pdf))).pages
    assert [len(page.images) for page in pages] == [0] * len(pages)


def test_a_meeting_under_way_has_no_record(under_way: Meeting) -> None:
    with pytest.raises(MeetingNotAdjourned):
        draft_record(meeting=under_way, at=LATER)


def test_a_meeting_not_begun_has_no_record(body: Body, under_way: Meeting) -> None:
    with transaction.atomic():
        meeting = create_meeting(
            body=body, hall=body.halls.get(), number=8, title="Следващо", held_on=AT.date()
        )
    with pytest.raises(MeetingNotAdjourned):
        draft_record(meeting=meeting, at=LATER)


@contextmanager
def key_out_of_reach(settings: Any, path: Path) -> Iterator[None]:
    kept, settings.LEDGER_KEY_FILE = settings.LEDGER_KEY_FILE, path
    yield
    settings.LEDGER_KEY_FILE = kept


def test_a_draft_waits_for_the_signature_of_its_checkpoint(
    under_way: Meeting, settings: Any, tmp_path: Path
) -> None:
    with key_out_of_reach(settings, tmp_path / "gone.pem"):
        with transaction.atomic():
            adjourn_meeting(meeting=lock_meeting(under_way.pk), by=CHAIR_ACTS, at=LATER)
        with pytest.raises(CheckpointAwaited):
            draft_record(meeting=under_way, at=LATER)
    assert draft_record(meeting=under_way, at=LATER).stage == RecordStage.DRAFTED


def note_something(meeting: Meeting) -> None:
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        vote = locked.votes.get()
        body = {"vote": str(vote.pk), "ground": "g"}
        append(log=locked.log, kind=Kind.ANNULMENT_PROPOSED, actor=str(CHAIR_ACTS), body=body, at=LATER)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[], object]], None]:
    """Return what lets something happen just after the slow part of a command, before it locks the meeting."""

    def install(slow_part: str, happen: Callable[[], object]) -> None:
        original = getattr(commands, slow_part)

        def slow(*given: Any, **named: Any) -> Any:
            made = original(*given, **named)
            monkeypatch.setattr(commands, slow_part, original)
            happen()
            return made

        monkeypatch.setattr(commands, slow_part, slow)

    return install


def test_entries_that_came_in_while_drawing_stop_the_draft(adjourned: Meeting, meanwhile: Any) -> None:
    meanwhile("draw", lambda: note_something(adjourned))
    with pytest.raises(RecordMovedOn):
        draft_record(meeting=adjourned, at=LATER)
    assert record_of(adjourned.pk) is None
    assert draft_record(meeting=adjourned, at=LATER).stage == RecordStage.DRAFTED


def test_two_who_draft_at_once_get_the_same_record(adjourned: Meeting, meanwhile: Any) -> None:
    made: list[Record] = []
    meanwhile("draw", lambda: made.append(draft_record(meeting=adjourned, at=LATER)))
    assert draft_record(meeting=adjourned, at=LATER).pk == made[0].pk
    assert kinds(adjourned.log_id).count(Kind.RECORD_DRAFTED) == 1


def test_chair_then_clerk_sign_and_publish(adjourned: Meeting, keys: Pins) -> None:
    record = signed_by_chair(adjourned, keys)
    assert (record.stage, record.chair_signed_at, record.signed_at) == (RecordStage.CHAIR_SIGNED, LATER, None)
    assert published_record(adjourned.pk) is None
    record = sign_record(meeting=adjourned, by=CLERK_ACTS, pin=keys[ActorRole.CLERK], at=LATER)
    assert (record.stage, record.signed_at) == (RecordStage.SIGNED, LATER)
    report = check_signatures(bytes(record.pdf), at=LATER)
    assert report.is_sound
    assert [signature.signer for signature in report.signatures] == [NAMES[CHAIR], NAMES[CLERK]]
    assert published_record(adjourned.pk) == record


def test_the_register_takes_note_of_the_signed_document(adjourned: Meeting, keys: Pins) -> None:
    record = signed_by_both(adjourned, keys)
    register_id = adjourned.municipality.register_log_id
    assert kinds(register_id)[-2:] == [Kind.CHECKPOINT_NOTED, Kind.DOCUMENT_PUBLISHED]
    assert last_body(register_id) == {"meeting": str(adjourned.pk), "kind": "record", "digest": record.digest}
    assert register_id is not None
    latest = last_checkpoint(register_id)
    assert latest is not None
    assert latest.size == len(kinds(register_id))
    assert verify_log(adjourned.log_id) == verify_log(register_id) == []


def test_the_meeting_s_entries_tell_of_both_signatures(adjourned: Meeting, keys: Pins) -> None:
    record = signed_by_both(adjourned, keys)
    signings = meeting_record(adjourned.log_id).signings
    assert [(signing.by, signing.capacity) for signing in signings] == [
        (str(CHAIR), "chair"),
        (str(CLERK), "clerk"),
    ]
    assert signings[-1].digest == record.digest


def refused(meeting: Meeting, by: Actor, pin: str) -> type[Refusal]:
    size = len(kinds(meeting.log_id))
    with pytest.raises(Refusal) as caught:
        sign_record(meeting=meeting, by=by, pin=pin, at=LATER)
    assert len(kinds(meeting.log_id)) == size
    return type(caught.value)


def test_nothing_is_signed_before_it_is_drafted(adjourned: Meeting, keys: Pins) -> None:
    assert refused(adjourned, CHAIR_ACTS, keys[ActorRole.CHAIR]) is NotDrafted


def test_the_clerk_does_not_sign_first_and_nobody_twice(adjourned: Meeting, keys: Pins) -> None:
    draft_record(meeting=adjourned, at=LATER)
    assert refused(adjourned, CLERK_ACTS, keys[ActorRole.CLERK]) is SigningOutOfOrder
    sign_record(meeting=adjourned, by=CHAIR_ACTS, pin=keys[ActorRole.CHAIR], at=LATER)
    assert refused(adjourned, CHAIR_ACTS, keys[ActorRole.CHAIR]) is SigningOutOfOrder
    sign_record(meeting=adjourned, by=CLERK_ACTS, pin=keys[ActorRole.CLERK], at=LATER)
    assert refused(adjourned, CLERK_ACTS, keys[ActorRole.CLERK]) is SigningOutOfOrder


def correct(meeting: Meeting) -> None:
    with transaction.atomic():
        words = {"asked_by": "Анна", "entered": "9:05", "right": "9:00", "why": "Подписан лист"}
        enter_correction(
            meeting=lock_meeting(meeting.pk),
            subject=str(COUNCILLORS[0]),
            entry="",
            matter="time",
            words=words,
            by=CLERK_ACTS,
            at=LATER,
        )


def text_of(record: Record, folder: Path) -> str:
    path = folder / "record.pdf"
    path.write_bytes(bytes(record.pdf))
    return " ".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.both
def test_what_is_entered_after_the_draft_has_it_drawn_again_before_it_is_signed(
    adjourned: Meeting, keys: Pins, tmp_path: Path
) -> None:
    first = draft_record(meeting=adjourned, at=LATER)
    correct(adjourned)
    assert refused(adjourned, CHAIR_ACTS, keys[ActorRole.CHAIR]) is RecordOutdated
    second = draft_record(meeting=adjourned, at=LATER)
    assert (second.pk, second.digest) != (first.pk, first.digest)
    assert "Подписан лист" in text_of(second, tmp_path)
    record = signed_by_both(adjourned, keys)
    assert check_signatures(bytes(record.pdf), at=LATER).is_sound
    assert differences(adjourned) == []


def test_what_is_entered_after_the_signing_leaves_the_document_as_it_was_signed(
    adjourned: Meeting, keys: Pins
) -> None:
    signed_by_chair(adjourned, keys)
    correct(adjourned)
    record = sign_record(meeting=adjourned, by=CLERK_ACTS, pin=keys[ActorRole.CLERK], at=LATER)
    correct(adjourned)
    assert draft_record(meeting=adjourned, at=LATER).digest == record.digest
    assert [made.is_late for made in meeting_record(adjourned.log_id).corrections] == [True, True]
    assert differences(adjourned) == []


def test_a_wrong_pin_changes_nothing(adjourned: Meeting, keys: Pins) -> None:
    record = draft_record(meeting=adjourned, at=LATER)
    assert refused(adjourned, CHAIR_ACTS, "0000") is WrongPin
    assert Record.objects.get().digest == record.digest


@pytest.mark.parametrize(
    "by",
    [
        Actor(ActorRole.COUNCILLOR, COUNCILLORS[0]),
        Actor(ActorRole.CHAIR, COUNCILLORS[0]),
        Actor(ActorRole.CLERK, CHAIR),
        Actor(ActorRole.OPERATOR),
    ],
)
def test_nobody_else_signs(adjourned: Meeting, keys: Pins, by: Actor) -> None:
    draft_record(meeting=adjourned, at=LATER)
    assert refused(adjourned, by, keys[ActorRole.CHAIR]) is Forbidden


def test_one_person_does_not_sign_for_two(adjourned: Meeting, keys: Pins) -> None:
    signed_by_chair(adjourned, keys)
    Role.objects.filter(person=CHAIR).update(kind=Role.Kind.CLERK)
    assert refused(adjourned, Actor(ActorRole.CLERK, CHAIR), keys[ActorRole.CHAIR]) is SignedByTheSame


def test_a_document_changed_in_the_database_is_not_signed(adjourned: Meeting, keys: Pins) -> None:
    record = draft_record(meeting=adjourned, at=LATER)
    altered = bytes(record.pdf).replace(b"%PDF-1.4", b"%PDF-1.5")
    Record.objects.update(pdf=altered, digest=hashlib.sha256(altered).hexdigest())
    assert refused(adjourned, CHAIR_ACTS, keys[ActorRole.CHAIR]) is RecordAltered


def test_two_signatures_at_once_do_not_overwrite_each_other(
    adjourned: Meeting, keys: Pins, meanwhile: Any
) -> None:
    draft_record(meeting=adjourned, at=LATER)
    sign = {"meeting": adjourned, "by": CHAIR_ACTS, "pin": keys[ActorRole.CHAIR], "at": LATER}
    meanwhile("sign_pdf", lambda: sign_record(**sign))
    with pytest.raises(RecordMovedOn):
        sign_record(**sign)
    assert kinds(adjourned.log_id).count(Kind.RECORD_SIGNED) == 1
    assert Record.objects.get().stage == RecordStage.CHAIR_SIGNED


def test_an_office_lost_while_signing_signs_nothing(adjourned: Meeting, keys: Pins, meanwhile: Any) -> None:
    draft_record(meeting=adjourned, at=LATER)
    meanwhile("sign_pdf", lambda: Role.objects.filter(person=CHAIR).delete())
    assert refused(adjourned, CHAIR_ACTS, keys[ActorRole.CHAIR]) is Forbidden
