"""Making logs, locking, appending, checkpoints, receipts."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError

from ledger import commands, queries, signing
from ledger.commands import NewEntry, NewReceipt, WrongLog
from ledger.domain import note
from ledger.domain.canonical import NotCanonical
from ledger.domain.entries import salted_digest
from ledger.domain.tree import Edge, leaf_hash
from ledger.kinds import Kind
from ledger.models import Checkpoint, Entry, Log, Receipt
from tests.ledger import making
from tests.ledger.making import AT, BURGAS, CHAIR, VARNA
from tests.ledger.threads import in_thread

pytestmark = pytest.mark.django_db


def test_create_log_is_empty_and_names_itself() -> None:
    log = making.meeting_log()
    log.refresh_from_db()
    assert (log.size, bytes(log.edge), log.purpose) == (0, b"", "meeting")
    assert log.origin == f"{settings.SITE}/log/{log.pk}"
    assert log.epoch != making.meeting_log().epoch


def test_create_log_refuses_another_purpose() -> None:
    with pytest.raises(ValueError, match="chat"):
        commands.create_log(municipality_id=VARNA, purpose="chat")


def test_a_municipality_has_one_register() -> None:
    making.register_log(VARNA)
    making.register_log(BURGAS)
    with pytest.raises(IntegrityError, match=r"one_register_per_municipality|municipality_id"):
        making.register_log(VARNA)


def test_append_records_what_was_said() -> None:
    log = making.meeting_log()
    body = {"item": "1", "title": "Приемане на дневния ред"}
    with transaction.atomic():
        locked = commands.lock_log(log.pk)
        row = commands.append(log=locked, kind=Kind.ITEM_ACTIVATED, actor=CHAIR, body=body, at=AT)
    stored = Entry.objects.get(log=log)
    assert row.facts == body
    assert (row.sequence, row.kind, row.actor) == (0, "agenda.item.activated", CHAIR)
    assert row.at == "2026-11-21T07:18:00.000000Z"
    assert row.digest == salted_digest(salt=row.salt, actor=CHAIR, body=row.body)
    assert [*queries.entries(log.pk)] == [row]
    assert (stored.kind, stored.body, bytes(stored.salt)) == (row.kind, row.body, row.salt)


def test_append_raises_the_log_in_memory_and_in_the_database() -> None:
    log = making.meeting_log()
    with transaction.atomic():
        locked = commands.lock_log(log.pk)
        commands.append_all(log=locked, records=[making.press(number) for number in range(5)], at=AT)
        commands.append(log=locked, kind=Kind.VOTE_HELD, actor=CHAIR, body={}, at=AT)
    log.refresh_from_db()
    hashes = [leaf_hash(row.leaf) for row in queries.entries(log.pk)]
    assert (log.size, bytes(log.edge)) == (6, Edge().extended(hashes).to_bytes())
    assert (locked.size, locked.edge) == (log.size, bytes(log.edge))
    assert [row.sequence for row in queries.entries(log.pk)] == [0, 1, 2, 3, 4, 5]


def test_every_salt_is_fresh() -> None:
    log = making.log_of(50)
    assert len({row.salt for row in queries.entries(log.pk)}) == 50


def test_append_all_of_nothing_changes_nothing() -> None:
    log = making.meeting_log()
    with transaction.atomic():
        assert commands.append_all(log=commands.lock_log(log.pk), records=[], at=AT) == []


@pytest.mark.parametrize("body", [{"share": 0.5}, {"count": 2**60}, {"when": AT}])
def test_append_refuses_a_body_without_canonical_json(body: dict[str, object]) -> None:
    log = making.meeting_log()
    with transaction.atomic(), pytest.raises(NotCanonical):
        commands.append(log=commands.lock_log(log.pk), kind=Kind.VOTE_HELD, actor=CHAIR, body=body, at=AT)
    assert not Entry.objects.exists()


def test_append_refuses_a_kind_that_is_not_of_the_vocabulary() -> None:
    log = making.meeting_log()
    spelled = NewEntry("voting.vote.held", CHAIR, {})  # type: ignore[arg-type]
    with transaction.atomic(), pytest.raises(TypeError, match="vocabulary"):
        commands.append_all(log=commands.lock_log(log.pk), records=[spelled], at=AT)


def test_append_refuses_a_time_without_zone() -> None:
    log = making.meeting_log()
    with transaction.atomic(), pytest.raises(ValueError, match="time zone"):
        commands.append_all(
            log=commands.lock_log(log.pk), records=[making.press(1)], at=AT.replace(tzinfo=None)
        )


def test_append_refuses_a_log_whose_entries_were_rolled_back() -> None:
    log = making.meeting_log()
    with transaction.atomic():
        locked = commands.lock_log(log.pk)
        with transaction.atomic():
            commands.append_all(log=locked, records=[making.press(1)], at=AT)
            transaction.set_rollback(True)
        with pytest.raises(WrongLog, match="lock it again"):
            commands.append_all(log=locked, records=[making.press(2)], at=AT)
        with pytest.raises(WrongLog, match="lock it again"):
            commands.checkpoint(log=locked, at=AT)
        commands.append_all(log=commands.lock_log(log.pk), records=[making.press(3)], at=AT)
    assert queries.verify_log(log.pk) == []


def test_a_transaction_appends_to_one_meeting() -> None:
    first, second = making.meeting_log(), making.meeting_log()
    with transaction.atomic():
        _append_to(first)
        with pytest.raises(WrongLog, match=str(first.pk)):
            _append_to(second)


def test_a_transaction_appends_to_the_register_after_its_meeting() -> None:
    meeting, register = making.meeting_log(), making.register_log()
    with transaction.atomic():
        _append_to(meeting)
        _append_to(register)
        _append_to(meeting)
    assert [log.size for log in Log.objects.order_by("size")] == [1, 2]


def _append_to(log: Log) -> None:
    commands.append_all(log=commands.lock_log(log.pk), records=[making.press(1)], at=AT)


def test_a_transaction_never_appends_to_a_meeting_after_a_register() -> None:
    meeting, register = making.meeting_log(), making.register_log()
    with transaction.atomic():
        _append_to(register)
        with pytest.raises(WrongLog):
            _append_to(meeting)


def test_a_transaction_never_appends_to_the_register_of_another_municipality() -> None:
    meeting, register = making.meeting_log(VARNA), making.register_log(BURGAS)
    with transaction.atomic():
        _append_to(meeting)
        with pytest.raises(WrongLog):
            _append_to(register)


def test_a_log_given_back_by_a_savepoint_does_not_bind_the_transaction() -> None:
    first, second = making.meeting_log(), making.meeting_log()
    with transaction.atomic():
        with transaction.atomic():
            _append_to(first)
            transaction.set_rollback(True)
        _append_to(second)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_locked_or_appended_outside_a_transaction() -> None:
    log = making.meeting_log()
    with pytest.raises(TransactionManagementError):
        commands.lock_log(log.pk)
    with pytest.raises(TransactionManagementError):
        commands.append_all(log=log, records=[making.press(1)], at=AT)
    with pytest.raises(TransactionManagementError):
        commands.checkpoint(log=log, at=AT)


@pytest.mark.django_db(transaction=True)
def test_a_lock_held_elsewhere_is_given_up_with_an_operational_error() -> None:
    with transaction.atomic():
        log = making.meeting_log()

    def lock() -> None:
        with transaction.atomic():
            commands.lock_log(log.pk)

    with transaction.atomic():
        commands.lock_log(log.pk)
        error = in_thread(lock, seconds=30)
    assert isinstance(error, OperationalError)
    assert in_thread(lock, seconds=30) is None


@pytest.mark.django_db(transaction=True)
def test_neighbours_take_turns_and_leave_no_hole() -> None:
    with transaction.atomic():
        log = making.meeting_log()

    def append_often() -> None:
        for _ in range(10):
            making.append(log, 3)

    started = [in_thread(append_often) for _ in range(3)]
    assert [thread.join_and_return(60) for thread in started] == [None, None, None]
    log.refresh_from_db()
    assert log.size == 90
    assert queries.verify_log(log.pk) == []


def test_checkpoint_is_a_signed_note_of_all_entries() -> None:
    log = making.log_of(7)
    made = making.checkpoint(log)
    text = note.verify(made.note, name=log.origin, public_keys=queries.public_keys())
    commitment = note.read_commitment(text)
    hashes = [leaf_hash(row.leaf) for row in queries.entries(log.pk)]
    assert (commitment.origin, commitment.size) == (log.origin, 7)
    assert commitment.root == bytes(made.root) == Edge().extended(hashes).root
    assert made.at == AT


def test_checkpoint_of_the_same_size_is_the_same() -> None:
    log = making.log_of(3)
    assert making.checkpoint(log) == making.checkpoint(log)
    assert Checkpoint.objects.count() == 1


def test_checkpoint_of_no_entries_is_possible() -> None:
    assert making.checkpoint(making.meeting_log()).size == 0


def test_checkpoints_await_an_absent_signer_and_are_signed_in_order(key_file: Path) -> None:
    log = making.log_of(3)
    key_file.rename(key_file.with_suffix(".away"))
    first = making.checkpoint(log)
    making.append(log, 1)
    second = making.checkpoint(log)
    assert [first.is_signed, second.is_signed] == [False, False]
    assert queries.last_checkpoint(log.pk) is None
    assert queries.verify_log(log.pk) == []
    with transaction.atomic():
        assert commands.sign_awaiting(log=commands.lock_log(log.pk)) == []
    key_file.with_suffix(".away").rename(key_file)
    making.append(log, 1)
    third = making.checkpoint(log)
    assert third.is_signed
    assert [made.is_signed for made in Checkpoint.objects.order_by("size")] == [True, True, True]
    assert queries.verify_log(log.pk) == []


def test_checkpoint_of_the_same_size_signs_what_awaited(key_file: Path) -> None:
    log = making.log_of(3)
    key_file.rename(key_file.with_suffix(".away"))
    making.checkpoint(log)
    key_file.with_suffix(".away").rename(key_file)
    assert making.checkpoint(log).is_signed


def test_checkpoint_is_not_signed_before_an_earlier_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The signer comes back between the attempt for the earlier one and the new one's own turn."""
    log = making.log_of(1)
    attempts = iter([False, False, True])
    sign = signing.sign_commitment

    def sometimes(commitment: note.Commitment) -> str:
        if not next(attempts):
            raise signing.SignerUnavailable
        return sign(commitment)

    monkeypatch.setattr(signing, "sign_commitment", sometimes)
    making.checkpoint(log)
    making.append(log, 1)
    assert not making.checkpoint(log).is_signed


def test_renew_epoch_changes_nothing_else() -> None:
    log = making.log_of(2)
    with transaction.atomic():
        renewed = commands.renew_epoch(log=commands.lock_log(log.pk))
    assert renewed.epoch != log.epoch
    assert queries.verify_log(log.pk) == []


def test_receipts_are_kept_and_found_by_command() -> None:
    log = making.meeting_log()
    ids = [uuid.uuid4() for _ in range(3)]
    kept = [NewReceipt(each, CHAIR, bytes(32), f'{{"n":{place}}}') for place, each in enumerate(ids)]
    with transaction.atomic():
        commands.store_receipts(log=commands.lock_log(log.pk), receipts=kept)
        commands.store_receipts(log=log, receipts=[])
    found = queries.receipts(log.pk, [*ids[:2], uuid.uuid4()])
    assert {each: found[each].answer for each in found} == {ids[0]: '{"n":0}', ids[1]: '{"n":1}'}
    assert bytes(found[ids[0]].digest) == bytes(32)
    assert found[ids[0]].actor == CHAIR


def test_a_command_has_one_receipt_in_a_log() -> None:
    first, second = making.meeting_log(), making.meeting_log()
    receipt = NewReceipt(uuid.uuid4(), CHAIR, bytes(32), "{}")
    commands.store_receipts(log=first, receipts=[receipt])
    commands.store_receipts(log=second, receipts=[receipt])
    with pytest.raises(IntegrityError), transaction.atomic():
        commands.store_receipts(log=first, receipts=[receipt])
    assert Receipt.objects.count() == 2


def test_append_takes_as_many_statements_for_one_as_for_many() -> None:
    log = making.meeting_log()
    counts: list[str] = []
    with transaction.atomic():
        locked = commands.lock_log(log.pk)
        for count in (1, 300):
            records = [making.press(number) for number in range(count)]
            with connection.execute_wrapper(_counter(counts)):
                commands.append_all(log=locked, records=records, at=AT)
    half = len(counts) // 2
    assert counts[:half] == counts[half:]


def _counter(counts: list[str]) -> Callable[..., Any]:
    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        counts.append(sql)
        return execute(sql, *rest)

    return count
