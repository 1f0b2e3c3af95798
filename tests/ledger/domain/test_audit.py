"""The audit, on entries in memory: every fault it can find, and where it says the first bad entry is."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import note
from ledger.domain.audit import Audit, Claim, Fault, FaultKind, read_note
from ledger.domain.entries import EntryRow, salted_digest
from ledger.domain.note import Commitment
from ledger.domain.tree import EMPTY_ROOT, Edge, leaf_hash

ORIGIN = "kvorum.local/log/1"
KINDS = {"voting.ballot.cast"}
AT = "2026-11-21T07:18:00.000000Z"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = KEY.public_key().public_bytes_raw()


def entry(number: int, *, actor: str = "councillor:1", body: str | None = None) -> EntryRow:
    body = body or f'{{"press":{number}}}'
    salt = number.to_bytes(32)
    digest = salted_digest(salt=salt, actor=actor, body=body)
    return EntryRow(number, "voting.ballot.cast", AT, digest, salt, actor, body)


def edge(rows: list[EntryRow]) -> Edge:
    return Edge().extended(leaf_hash(row.leaf) for row in rows)


def claim(rows: list[EntryRow], size: int) -> Claim:
    return Claim(Commitment(ORIGIN, size, edge(rows[:size]).root), f"at {size}")


def faults(
    rows: list[EntryRow], *, claims: Iterable[Claim] = (), believed: Edge | None = None
) -> list[Fault]:
    believed = edge(rows) if believed is None else believed
    audit = Audit(KINDS, list(claims))
    return [*audit.read(iter(rows)), *audit.close(size=believed.size, edge=believed.to_bytes())]


def kinds_and_places(found: list[Fault]) -> list[tuple[FaultKind, int | None, int | None]]:
    return [(fault.kind, fault.first, fault.last) for fault in found]


ROWS = [entry(number) for number in range(10)]


@pytest.mark.parametrize("size", range(11))
def test_what_was_not_touched_verifies(size: int) -> None:
    claims = [claim(ROWS, reached) for reached in range(size + 1)]
    assert faults(ROWS[:size], claims=claims) == []


@pytest.mark.parametrize(
    "change",
    [
        {"body": '{"press":99}'},
        {"actor": "councillor:2"},
        {"salt": bytes(32)},
        {"salt": b""},
        {"digest": bytes(32)},
    ],
)
def test_an_edited_entry_gives_itself_away(change: dict[str, Any]) -> None:
    bad = [*ROWS[:4], ROWS[4]._replace(**change), *ROWS[5:]]
    assert kinds_and_places(faults(bad)) == [(FaultKind.DIGEST, 4, 4)]


def test_an_edited_body_that_is_not_canonical_is_two_faults() -> None:
    bad = [*ROWS[:4], ROWS[4]._replace(body='{"press": 4}'), *ROWS[5:]]
    assert kinds_and_places(faults(bad)) == [(FaultKind.BODY, 4, 4), (FaultKind.DIGEST, 4, 4)]


def test_an_unknown_kind_is_found() -> None:
    bad = [*ROWS[:4], ROWS[4]._replace(kind="voting.ballot.lost"), *ROWS[5:]]
    assert kinds_and_places(faults(bad)) == [(FaultKind.KIND, 4, 4)]


def test_a_deleted_entry_is_missed_at_its_number() -> None:
    found = faults([*ROWS[:4], *ROWS[5:]], claims=[claim(ROWS, 10)], believed=edge(ROWS))
    assert kinds_and_places(found) == [
        (FaultKind.SEQUENCE, 4, 4),
        (FaultKind.SIZE, 9, 9),
        (FaultKind.CUT, 9, 9),
    ]


def test_deleted_neighbours_are_missed_from_first_to_last() -> None:
    assert kinds_and_places(faults([*ROWS[:4], *ROWS[7:]])) == [(FaultKind.SEQUENCE, 4, 6)]


def test_a_doubled_number_is_found() -> None:
    assert kinds_and_places(faults([*ROWS[:4], ROWS[3], *ROWS[4:]])) == [(FaultKind.SEQUENCE, 3, 3)]


def test_a_changed_time_shows_in_the_root() -> None:
    bad = [*ROWS[:4], ROWS[4]._replace(at=AT.replace("18", "19")), *ROWS[5:]]
    claims = [claim(ROWS, 3), claim(ROWS, 7), claim(ROWS, 10)]
    assert kinds_and_places(faults(bad, claims=claims, believed=edge(ROWS))) == [
        (FaultKind.ROOT, 3, 6),
        (FaultKind.ROOT, 3, 9),
        (FaultKind.EDGE, 3, 9),
    ]


def test_a_wrong_edge_alone_is_the_fault_of_no_entry() -> None:
    believed = replace(edge(ROWS), nodes=(bytes(32), bytes(32)))
    assert kinds_and_places(faults(ROWS, claims=[claim(ROWS, 10)], believed=believed)) == [
        (FaultKind.EDGE, None, None)
    ]


def test_a_wrong_root_of_no_entries_is_the_fault_of_no_entry() -> None:
    wrong = Claim(Commitment(ORIGIN, 0, bytes(32)), "at 0")
    assert kinds_and_places(faults(ROWS, claims=[wrong])) == [(FaultKind.ROOT, None, None)]
    assert faults([], claims=[Claim(Commitment(ORIGIN, 0, EMPTY_ROOT), "at 0")]) == []


def test_a_log_cut_short_is_found_by_every_later_checkpoint() -> None:
    claims = [claim(ROWS, 5), claim(ROWS, 8), claim(ROWS, 10)]
    assert kinds_and_places(faults(ROWS[:6], claims=claims)) == [(FaultKind.CUT, 6, 7), (FaultKind.CUT, 6, 9)]


def test_entries_beyond_the_row_are_found() -> None:
    assert kinds_and_places(faults(ROWS, believed=edge(ROWS[:7]))) == [(FaultKind.SIZE, 7, 9)]


@given(st.data())
def test_any_rewriting_is_found_where_it_begins(data: st.DataObject) -> None:
    """The rewriter recomputes all there is: only the checkpoints that others hold are beyond reach."""
    size = data.draw(st.integers(2, 40))
    rows = [entry(number) for number in range(size)]
    sizes = data.draw(st.sets(st.integers(1, size), min_size=1))
    index = data.draw(st.integers(0, max(sizes) - 1))
    bad = rewritten(rows, data.draw(st.sampled_from(["edit", "delete", "swap", "cut", "insert"])), index)
    assert faults(bad) == []
    found = faults(bad, claims=[claim(rows, held) for held in sizes])
    assert found
    assert all(fault.kind in {FaultKind.ROOT, FaultKind.CUT} for fault in found)
    first_changed = next((n for n, row in enumerate(bad) if n >= size or row != rows[n]), len(bad))
    assert found[0].first is not None
    assert found[0].last is not None
    assert found[0].first <= first_changed <= found[0].last


def rewritten(rows: list[EntryRow], change: str, index: int) -> list[EntryRow]:
    texts = [(row.actor, row.body) for row in rows]
    other = (index + 1) % len(rows)
    if change == "edit":
        texts[index] = (texts[index][0], '{"press":1000}')
    elif change == "delete":
        del texts[index]
    elif change == "swap":
        index, other = sorted((index, other))
        texts[index], texts[other] = texts[other], texts[index]
    elif change == "cut":
        del texts[index:]
    else:
        texts.insert(index, ("councillor:9", '{"press":1000}'))
    return [entry(number, actor=actor, body=body) for number, (actor, body) in enumerate(texts)]


def signed(text: str, *, name: str = ORIGIN) -> str:
    return note.sign(text, name=name, public_key=PUBLIC, signer=KEY.sign)


def test_read_note_returns_the_claim_of_a_signed_checkpoint() -> None:
    commitment = claim(ROWS, 3).commitment
    read = read_note(signed(commitment.text()), source="hall", origin=ORIGIN, public_keys=[PUBLIC])
    assert read == Claim(commitment, "hall")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (signed(claim(ROWS, 3).commitment.text()), []),
        (signed(replace(claim(ROWS, 3).commitment, origin="kvorum.local/log/2").text()), [PUBLIC]),
        (signed("no checkpoint\n"), [PUBLIC]),
        ("", [PUBLIC]),
    ],
)
def test_read_note_returns_the_fault_of_anything_else(text: str, keys: list[bytes]) -> None:
    read = read_note(text, source="hall", origin=ORIGIN, public_keys=keys)
    assert isinstance(read, Fault)
    assert (read.kind, read.first, read.source) == (FaultKind.NOTE, None, "hall")


def test_a_fault_reads_as_a_sentence() -> None:
    assert str(Fault(FaultKind.DIGEST, 4, 4, reason="edited")) == "digest: entry 4 edited"
    assert (
        str(Fault(FaultKind.ROOT, 3, 6, "at 7", "another root")) == "root: entries 3 to 6 another root at 7"
    )
    assert str(Fault(FaultKind.NOTE, source="hall", reason="unsigned")) == "note: unsigned hall"
