"""The tree, against public vectors and against the RFC's recursive definition."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.tree import EMPTY_ROOT, Edge, leaf_hash, node_hash
from tests.ledger.domain.vectors import LEAVES, ROOTS

leaves = st.lists(st.binary(max_size=8), max_size=70)


def recursive_root(entries: list[bytes]) -> bytes:
    """Return MTH(D[n]) as RFC 9162 section 2.1.1 defines it."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    split = max(2**power for power in range(8) if 2**power < len(entries))
    return sha256(b"\x01" + recursive_root(entries[:split]) + recursive_root(entries[split:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_root_of_the_classic_leaves(size: int) -> None:
    assert Edge().extended(map(leaf_hash, LEAVES[:size])).root == ROOTS[size]


@given(leaves)
def test_root_is_that_of_the_definition(entries: list[bytes]) -> None:
    assert Edge().extended(map(leaf_hash, entries)).root == recursive_root(entries)


@given(leaves, leaves)
def test_extended_in_parts_is_extended_at_once(first: list[bytes], second: list[bytes]) -> None:
    hashes = [leaf_hash(leaf) for leaf in first + second]
    in_parts = Edge().extended(hashes[: len(first)]).extended(hashes[len(first) :])
    assert in_parts == Edge().extended(hashes)


@given(leaves)
def test_edge_survives_its_bytes(entries: list[bytes]) -> None:
    edge = Edge().extended(map(leaf_hash, entries))
    assert Edge.from_bytes(edge.size, edge.to_bytes()) == edge
    assert len(edge.to_bytes()) == 32 * edge.size.bit_count()


@pytest.mark.parametrize(("size", "packed"), [(1, b""), (0, bytes(32)), (1, bytes(31)), (2, bytes(64))])
def test_edge_refuses_bytes_of_another_size(size: int, packed: bytes) -> None:
    with pytest.raises(ValueError, match="another right edge"):
        Edge.from_bytes(size, packed)


def test_leaf_and_node_are_told_apart() -> None:
    left, right = leaf_hash(b"l"), leaf_hash(b"r")
    assert node_hash(left, right) != leaf_hash(left + right)
    assert Edge().root == EMPTY_ROOT == ROOTS[0]
