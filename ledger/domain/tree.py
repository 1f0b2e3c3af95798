"""The Merkle tree of RFC 9162 section 2.1 (as in RFC 6962): hashes, root, right edge; no proofs."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf, SHA-256(0x00 ‖ leaf)."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node, SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def push(nodes: list[bytes], size: int, leaf: bytes) -> None:
    """Append the leaf hash `leaf` to `nodes`, the right edge of a tree of `size` leaves, in place."""
    while size & 1:
        leaf = node_hash(nodes.pop(), leaf)
        size >>= 1
    nodes.append(leaf)


def fold(nodes: Iterable[bytes]) -> bytes:
    """Return the root over the nodes of a right edge, largest subtree first."""
    from_right = iter(reversed(tuple(nodes)))
    root = next(from_right, EMPTY_ROOT)
    for node in from_right:
        root = node_hash(node, root)
    return root


@dataclass(frozen=True, slots=True)
class Edge:
    """The right edge of a tree: roots of its complete subtrees, largest first, one for each bit of `size`.

    It is all that appending and checkpointing need, so that neither reads the past.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size.bit_count() != len(self.nodes) or any(len(node) != HASH_SIZE for node in self.nodes):
            raise ValueError(f"a tree of {self.size} leaves has another right edge")

    @classmethod
    def from_bytes(cls, size: int, packed: bytes) -> Self:
        """Read the edge of a tree of `size` leaves from its concatenated hashes."""
        starts = range(0, len(packed), HASH_SIZE)
        return cls(size, tuple(packed[start : start + HASH_SIZE] for start in starts))

    def to_bytes(self) -> bytes:
        """Return the hashes, concatenated: 32 bytes for each bit set in `size`."""
        return b"".join(self.nodes)

    def extended(self, leaf_hashes: Iterable[bytes]) -> "Edge":
        """Return the edge after appending `leaf_hashes`; about two hashes for each, whatever the size."""
        nodes, size = list(self.nodes), self.size
        for leaf in leaf_hashes:
            push(nodes, size, leaf)
            size += 1
        return Edge(size, tuple(nodes))

    @property
    def root(self) -> bytes:
        """The root of the tree; of no leaves, SHA-256 of nothing."""
        return fold(self.nodes)
