"""I6 and I9: numbers without gaps, and a tree that fits the checkpoints which clients held.

RFC 6962's tree is computed here anew, the slow and plain way.
"""

import hashlib
import json
from base64 import b64decode
from collections.abc import Iterator, Sequence

from tests.storm.checker.case import Case, Violation
from tests.storm.truth import Entry


def sequences_are_contiguous(case: Case) -> Iterator[Violation]:
    """I6: entries are numbered 0, 1, 2... up to the log's size, and nothing heard lies beyond it."""
    numbers = [entry.sequence for entry in case.truth.entries]
    if numbers != list(range(case.truth.size)):
        yield Violation("I6", f"size {case.truth.size}, entries {_gaps(numbers)}")
    for replies in case.replies.values():
        for reply in replies:
            if reply.message["ok"] and (reply.message["v"] or 0) > case.truth.size:
                yield Violation(
                    "I6", f"{reply.who} was answered at {reply.message['v']} of {case.truth.size}"
                )
    for heard in (*case.frames, *case.mines):
        if heard.message["epoch"] == case.truth.epoch and heard.message["v"] > case.truth.size:
            yield Violation("I6", f"{heard.who} saw {heard.message['v']} of {case.truth.size}")


def _gaps(numbers: Sequence[int]) -> str:
    wrong = [number for place, number in enumerate(numbers) if number != place]
    return f"{len(numbers)}, first out of place {wrong[:1]}"


def held_checkpoints(case: Case) -> list[str]:
    """Return the checkpoints that clients saw in their frames, each once."""
    return list(
        dict.fromkeys(frame.message["checkpoint"] for frame in case.frames if frame.message["checkpoint"])
    )


def ledger_fits_what_clients_held(case: Case) -> Iterator[Violation]:
    """I9: digests fit their bodies, checkpoints heard fit the tree, the product's verification agrees."""
    for entry in case.truth.entries:
        if entry.digest != _digest(entry):
            yield Violation("I9", f"entry {entry.sequence} does not fit its digest")
    leaves = [_hash(b"\x00" + _leaf(entry)) for entry in case.truth.entries]
    for note in held_checkpoints(case):
        _origin, size, root = note.split("\n")[:3]
        if int(size) > len(leaves) or b64decode(root) != _root(leaves[: int(size)]):
            yield Violation("I9", f"a checkpoint of {size} entries held by clients does not fit the ledger")
    for fault in case.truth.faults:
        yield Violation("I9", f"verification: {fault}")


def _digest(entry: Entry) -> str:
    actor = json.dumps(entry.actor, ensure_ascii=False)
    return _hash(bytes.fromhex(entry.salt) + f'{{"actor":{actor},"body":{entry.body}}}'.encode()).hex()


def _leaf(entry: Entry) -> bytes:
    facts = {"at": entry.at, "digest": entry.digest, "kind": entry.kind, "sequence": entry.sequence}
    return json.dumps(facts, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()


def _root(leaves: Sequence[bytes]) -> bytes:
    """Return the Merkle tree hash (RFC 6962, section 2.1)."""
    if not leaves:
        return _hash(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return _hash(b"\x01" + _root(leaves[:split]) + _root(leaves[split:]))


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
