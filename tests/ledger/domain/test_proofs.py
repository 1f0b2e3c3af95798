"""Proofs, against public vectors, the RFC's worked example, and every change that must be refused."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.domain import proofs
from ledger.domain.proofs import ProofOutOfRange
from ledger.domain.tree import EMPTY_ROOT, Edge, leaf_hash, node_hash
from tests.ledger.domain.vectors import CONSISTENCIES, INCLUSIONS, LEAVES, ROOTS

HASHES = [leaf_hash(leaf) for leaf in LEAVES]
STRANGE = leaf_hash(b"nobody's")


def numbered(size: int) -> list[bytes]:
    return [leaf_hash(b"%d" % number) for number in range(size)]


def root(hashes: list[bytes]) -> bytes:
    return Edge().extended(hashes).root


def includes(
    index: int, size: int, proof: list[bytes], *, leaf: bytes | None = None, top: bytes | None = None
) -> bool:
    leaf = HASHES[index] if leaf is None else leaf
    return proofs.verify_inclusion(leaf=leaf, index=index, size=size, proof=proof, root=top or ROOTS[size])


def extends(
    old: int, new: int, proof: list[bytes], *, old_root: bytes | None = None, new_root: bytes | None = None
) -> bool:
    return proofs.verify_consistency(
        old=old, new=new, proof=proof, old_root=old_root or ROOTS[old], new_root=new_root or ROOTS[new]
    )


@pytest.mark.parametrize(("index", "size", "published"), INCLUSIONS)
def test_inclusion_proof_is_the_published_one(index: int, size: int, published: Any) -> None:
    proof = [bytes.fromhex(node) for node in published]
    assert proofs.inclusion_proof(HASHES[:size], index) == proof
    assert includes(index, size, proof)


@pytest.mark.parametrize(("old", "new", "published"), CONSISTENCIES)
def test_consistency_proof_is_the_published_one(old: int, new: int, published: Any) -> None:
    proof = [bytes.fromhex(node) for node in published]
    assert proofs.consistency_proof(HASHES[:new], old) == proof
    assert extends(old, new, proof)


def test_worked_example_of_seven_leaves() -> None:
    """RFC 9162 section 2.1.5, with its letters."""
    a, b, c, d, e, f, j = hashes = HASHES[:7]
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, l = node_hash(g, h), node_hash(i, j)  # noqa: E741 -- the RFC's letters
    paths = {0: [b, h, l], 3: [c, g, l], 4: [f, j, k], 6: [i, k]}
    assert {index: proofs.inclusion_proof(hashes, index) for index in paths} == paths
    extensions = {3: [c, d, g, l], 4: [l], 6: [i, j, k]}
    assert {old: proofs.consistency_proof(hashes, old) for old in extensions} == extensions


@given(st.data())
def test_inclusion_holds_for_every_leaf_and_for_no_other(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(-1, size))
    hashes = numbered(size)
    proof, top = proofs.inclusion_proof(hashes, index), root(hashes)
    held: dict[str, Any] = {"size": size, "root": top, "proof": proof}
    assert proofs.verify_inclusion(leaf=hashes[index], index=index, **held)
    assert proofs.verify_inclusion(leaf=hashes[index], index=other, **held) == (other == index)
    assert not proofs.verify_inclusion(leaf=STRANGE, index=index, **held)


@given(st.data())
def test_consistency_holds_for_every_old_size(data: st.DataObject) -> None:
    new = data.draw(st.integers(0, 70))
    old = data.draw(st.integers(0, new))
    hashes = numbered(new)
    proof = proofs.consistency_proof(hashes, old)
    held: dict[str, Any] = {"old": old, "new": new, "proof": proof}
    assert proofs.verify_consistency(old_root=root(hashes[:old]), new_root=root(hashes), **held)
    assert not proofs.verify_consistency(old_root=STRANGE, new_root=root(hashes), **held)
    is_empty_old = old == 0 < new  # every tree extends the empty one, so nothing ties the new root
    refused = not proofs.verify_consistency(old_root=root(hashes[:old]), new_root=STRANGE, **held)
    assert refused != is_empty_old


@given(st.data())
def test_a_rewritten_past_has_no_consistency_proof(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, 40))
    old = data.draw(st.integers(1, new))
    rewritten = numbered(new)
    rewritten[data.draw(st.integers(0, old - 1))] = STRANGE
    proof = proofs.consistency_proof(rewritten, old)
    held: dict[str, Any] = {"old_root": root(numbered(old)), "new_root": root(rewritten), "proof": proof}
    assert not proofs.verify_consistency(old=old, new=new, **held)


@given(st.data())
def test_any_change_to_a_proof_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 40))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))
    hashes = numbered(size)
    path, extension = proofs.inclusion_proof(hashes, index), proofs.consistency_proof(hashes, old)
    for change in ("drop first", "drop last", "double", "add", "prepend", "edit", "cut a hash"):
        one, two = changed(path, change, data), changed(extension, change, data)
        assume(one != path and two != extension)
        assert not proofs.verify_inclusion(
            leaf=hashes[index], index=index, size=size, proof=one, root=root(hashes)
        )
        assert not proofs.verify_consistency(
            old=old, new=size, old_root=root(hashes[:old]), new_root=root(hashes), proof=two
        )


def changed(proof: list[bytes], change: str, data: st.DataObject) -> list[bytes]:
    place = data.draw(st.integers(0, len(proof) - 1))
    edited = bytes([proof[place][0] ^ 1]) + proof[place][1:]
    return {
        "drop first": proof[1:],
        "drop last": proof[:-1],
        "double": [*proof, proof[-1]],
        "add": [*proof, STRANGE],
        "prepend": [STRANGE, *proof],
        "edit": [*proof[:place], edited, *proof[place + 1 :]],
        "cut a hash": [*proof[:place], proof[place][:-1], *proof[place + 1 :]],
    }[change]


def test_sizes_that_cannot_be_are_refused() -> None:
    assert not extends(2, 1, [])
    assert not extends(-1, 1, [], old_root=ROOTS[0])
    assert not extends(1, 8, [])
    assert not extends(6, 8, [])
    assert not extends(1, 1, [STRANGE])
    assert not extends(0, 0, [], old_root=STRANGE, new_root=STRANGE)
    assert not extends(0, 1, [], old_root=STRANGE)
    assert not extends(0, 1, [STRANGE])
    assert extends(0, 0, [])
    assert extends(0, 5, [], old_root=EMPTY_ROOT)
    assert not includes(0, 0, [], leaf=HASHES[0])
    assert not includes(1, 1, [])
    assert not includes(0, 1, [], leaf=b"", top=ROOTS[1])


@pytest.mark.parametrize("index", [-1, 8])
def test_inclusion_proof_refuses_an_entry_that_is_not_there(index: int) -> None:
    with pytest.raises(ProofOutOfRange):
        proofs.inclusion_proof(HASHES, index)


@pytest.mark.parametrize("old", [-1, 9])
def test_consistency_proof_refuses_a_size_that_was_never(old: int) -> None:
    with pytest.raises(ProofOutOfRange):
        proofs.consistency_proof(HASHES, old)
