"""Reading and verifying a log in a real database, and finding what somebody did to it behind our back."""

import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import commands, queries, signing
from ledger.domain import proofs
from ledger.domain.audit import FaultKind
from ledger.domain.tree import Edge, leaf_hash
from ledger.kinds import Kind
from ledger.models import Checkpoint, Entry, Log
from tests.ledger import making, tampering
from tests.ledger.threads import in_thread

pytestmark = pytest.mark.django_db

in_one_database = settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def test_entries_come_in_order_from_where_one_likes() -> None:
    log = making.log_of(5)
    assert [row.sequence for row in queries.entries(log.pk)] == [0, 1, 2, 3, 4]
    assert [row.facts["press"] for row in queries.entries(log.pk, 3)] == [3, 4]
    assert list(queries.entries(log.pk, 5)) == []
    assert list(queries.entries(uuid.uuid4())) == []


def test_receipts_of_more_commands_than_one_statement_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_IDS", 2)
    log = making.meeting_log()
    ids = [uuid.uuid4() for _ in range(5)]
    kept = [commands.NewReceipt(each, making.CHAIR, bytes(32), "{}") for each in ids]
    commands.store_receipts(log=log, receipts=kept)
    assert set(queries.receipts(log.pk, ids)) == set(ids)
    assert queries.receipts(log.pk, []) == {}
    assert queries.receipts(making.meeting_log().pk, ids) == {}


def test_last_checkpoint_is_that_of_the_largest_size() -> None:
    log = making.meeting_log()
    assert queries.last_checkpoint(log.pk) is None
    making.kept_elsewhere(log, [1, 3, 5])
    latest = queries.last_checkpoint(log.pk)
    assert latest is not None
    assert latest.size == 5


def test_inclusion_proof_holds_against_the_checkpoint() -> None:
    log = making.log_of(11)
    made = making.checkpoint(log)
    making.append(log, 4)
    for row in list(queries.entries(log.pk))[:11]:
        assert proofs.verify_inclusion(
            leaf=leaf_hash(row.leaf),
            index=row.sequence,
            size=11,
            proof=queries.inclusion_proof(log.pk, row.sequence, 11),
            root=bytes(made.root),
        )


def test_consistency_proof_holds_between_checkpoints() -> None:
    log = making.meeting_log()
    making.kept_elsewhere(log, [3, 10])
    old, new = Checkpoint.objects.order_by("size")
    proof = queries.consistency_proof(log.pk, 3, 10)
    assert proofs.verify_consistency(
        old=3, new=10, old_root=bytes(old.root), new_root=bytes(new.root), proof=proof
    )


def test_proofs_of_what_is_not_there_are_refused() -> None:
    log = making.log_of(3)
    for ask in (
        lambda: queries.inclusion_proof(log.pk, 3, 3),
        lambda: queries.inclusion_proof(log.pk, 0, 4),
        lambda: queries.consistency_proof(log.pk, 4, 3),
        lambda: queries.consistency_proof(log.pk, 1, 4),
    ):
        with pytest.raises(proofs.ProofOutOfRange):
            ask()


def test_an_untouched_log_verifies() -> None:
    log = making.meeting_log()
    assert queries.verify_log(log.pk) == []
    notes = making.kept_elsewhere(log, [1, 4, 9])
    making.append(log, 2)
    assert queries.verify_log(log.pk, notes) == []


def test_verifying_reads_in_chunks_and_in_few_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "CHUNK", 10)
    log = making.log_of(95)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert queries.verify_log(log.pk) == []
    assert len(captured) <= 4


def test_a_log_that_is_not_there_is_not_verified() -> None:
    with pytest.raises(Log.DoesNotExist):
        queries.verify_log(uuid.uuid4())


def test_an_audit_stops_after_enough_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_FAULTS", 3)
    log = making.log_of(10)
    with tampering.guards_taken_away():
        Entry.objects.filter(log=log).update(actor="chair:0")
    found = queries.verify_log(log.pk)
    assert [(fault.kind, fault.first) for fault in found] == [(FaultKind.DIGEST, n) for n in range(3)]


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("actor", "councillor:2", FaultKind.DIGEST),
        ("body", '{"choice":"against","press":4}', FaultKind.DIGEST),
        ("salt", bytes(32), FaultKind.DIGEST),
        ("digest", bytes(32), FaultKind.DIGEST),
        ("kind", "voting.ballot.lost", FaultKind.KIND),
        ("kind", "voting.vote.held", FaultKind.ROOT),
        ("at", "2026-11-21T07:18:00.000001Z", FaultKind.ROOT),
        ("sequence", 77, FaultKind.SEQUENCE),
    ],
)
def test_any_edited_column_is_found(column: str, value: Any, kind: FaultKind) -> None:
    log = making.meeting_log()
    making.kept_elsewhere(log, [3, 9])
    with tampering.guards_taken_away():
        Entry.objects.filter(log=log, sequence=4).update(**{column: value})
    first = queries.verify_log(log.pk)[0]
    assert first.kind == kind
    assert first.first is not None
    assert first.last is not None
    assert first.first <= 4 <= first.last


def test_two_swapped_numbers_are_found() -> None:
    log = making.log_of(9)
    making.checkpoint(log)
    with tampering.guards_taken_away():
        for old, new in ((4, 99), (6, 4), (99, 6)):
            Entry.objects.filter(log=log, sequence=old).update(sequence=new)
    assert {fault.kind for fault in queries.verify_log(log.pk)} == {FaultKind.ROOT, FaultKind.EDGE}


def test_a_deleted_entry_and_an_emptied_log_are_found() -> None:
    log = making.log_of(9)
    with tampering.guards_taken_away():
        Entry.objects.filter(log=log, sequence=4).delete()
    assert [(fault.kind, fault.first) for fault in queries.verify_log(log.pk)] == [
        (FaultKind.SEQUENCE, 4),
        (FaultKind.SIZE, 8),
    ]
    with tampering.guards_taken_away():
        Entry.objects.filter(log=log).delete()
    assert [(fault.kind, fault.first, fault.last) for fault in queries.verify_log(log.pk)] == [
        (FaultKind.SIZE, 0, 8)
    ]


def test_an_edited_edge_is_found() -> None:
    log = making.log_of(4)
    Log.objects.filter(pk=log.pk).update(edge=bytes(32))
    assert [fault.kind for fault in queries.verify_log(log.pk)] == [FaultKind.EDGE]


def test_edited_checkpoints_are_found() -> None:
    log = making.meeting_log()
    making.kept_elsewhere(log, [2, 4, 6])
    with tampering.guards_taken_away():
        Checkpoint.objects.filter(size=2).update(root=bytes(32))
        Checkpoint.objects.filter(size=4).update(note="a note\n")
        Checkpoint.objects.filter(size=6).update(size=5)
    assert [(fault.kind, fault.source) for fault in queries.verify_log(log.pk)] == [
        (FaultKind.ROW, "stored checkpoint at 2"),
        (FaultKind.NOTE, "stored checkpoint at 4"),
        (FaultKind.ROW, "stored checkpoint at 5"),
    ]


def test_a_root_that_awaits_its_signature_has_to_fit() -> None:
    log = making.log_of(2)
    Checkpoint.objects.create(log=log, size=2, root=bytes(32), note="", at=making.AT)
    assert [fault.kind for fault in queries.verify_log(log.pk)] == [FaultKind.ROOT]


def test_a_checkpoint_of_another_log_is_a_fault() -> None:
    log, other = making.log_of(2), making.log_of(2)
    held = making.checkpoint(other).note
    assert [(fault.kind, fault.source) for fault in queries.verify_log(log.pk, [held])] == [
        (FaultKind.NOTE, "checkpoint 0 held elsewhere")
    ]


def test_checkpoints_of_an_earlier_key_go_on_verifying(key_file: Any) -> None:
    log = making.meeting_log()
    notes = making.kept_elsewhere(log, [2])
    key_file.rename(key_file.with_suffix(".old"))
    signing.create_key()
    notes += making.kept_elsewhere(log, [4])
    assert len(queries.public_keys()) == 2
    assert queries.verify_log(log.pk, notes) == []


def test_checkpoints_of_a_stranger_count_for_nothing(key_file: Any) -> None:
    log = making.log_of(2)
    making.checkpoint(log)
    queries.public_key_file().unlink()
    assert [fault.kind for fault in queries.verify_log(log.pk)] == [FaultKind.NOTE]
    key_file.unlink()
    signing.create_key()
    assert [fault.kind for fault in queries.verify_log(log.pk)] == [FaultKind.NOTE]


@in_one_database
@given(st.data())
def test_a_log_rewritten_with_database_and_key_is_found_by_what_others_hold(data: st.DataObject) -> None:
    log = making.meeting_log()
    size = data.draw(st.integers(2, 12))
    sizes = data.draw(st.sets(st.integers(1, size), min_size=1, max_size=3))
    notes = making.kept_elsewhere(log, sorted(sizes))
    making.append(log, size - max(sizes))
    index = data.draw(st.integers(0, max(sizes) - 1))
    change = data.draw(st.sampled_from(["edit", "delete", "swap", "cut", "insert"]))
    tampering.rewrite(
        log, _changed([(row.actor, row.body) for row in queries.entries(log.pk)], change, index)
    )
    assert queries.verify_log(log.pk) == []  # nothing stored here can show it
    found = queries.verify_log(log.pk, notes)
    assert found
    assert {fault.kind for fault in found} <= {FaultKind.ROOT, FaultKind.CUT}
    assert found[0].last is not None
    first_changed = 0 if change == "swap" and index == size - 1 else index  # the last swaps with the first
    assert found[0].last >= first_changed


def _changed(texts: list[tuple[str, str]], change: str, index: int) -> list[tuple[str, str]]:
    other = (index + 1) % len(texts)
    if change == "edit":
        texts[index] = (texts[index][0], '{"choice":"against"}')
    elif change == "delete":
        del texts[index]
    elif change == "swap":
        texts[index], texts[other] = texts[other], texts[index]
    elif change == "cut":
        del texts[index:]
    else:
        texts.insert(index, ("councillor:9", '{"choice":"for"}'))
    return texts


@in_one_database
@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=4), max_size=6)
)
def test_whatever_is_appended_verifies_and_is_read_back(batches: list[list[str]]) -> None:
    log = making.meeting_log()
    for batch in batches:
        records = [commands.NewEntry(Kind.MEMBER_RECUSED, making.CHAIR, {"ground": text}) for text in batch]
        with transaction.atomic():
            commands.append_all(log=commands.lock_log(log.pk), records=records, at=making.AT)
    rows = list(queries.entries(log.pk))
    assert [row.facts["ground"] for row in rows] == [text for batch in batches for text in batch]
    assert queries.verify_log(log.pk) == []
    log.refresh_from_db()
    assert bytes(log.edge) == Edge().extended(leaf_hash(row.leaf) for row in rows).to_bytes()


@pytest.mark.django_db(transaction=True)
def test_appending_meanwhile_is_no_fault() -> None:
    with transaction.atomic():
        log = making.meeting_log()
    making.append(log, 50)

    def append_often() -> None:
        for _ in range(30):
            making.append(log, 5)

    beside = in_thread(append_often)
    verified = 0
    while beside.is_alive():
        assert queries.verify_log(log.pk) == []
        verified += 1
    assert beside.join_and_return(60) is None
    assert verified
    assert queries.verify_log(log.pk) == []
