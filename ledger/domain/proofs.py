"""Inclusion and consistency proofs of RFC 9162 section 2.1: made from leaf hashes, verified by roots."""

from collections.abc import Sequence

from ledger.domain.tree import EMPTY_ROOT, HASH_SIZE, Edge, node_hash

Hashes = Sequence[bytes]


class ProofOutOfRange(ValueError):
    """A proof is asked for an entry or a size that the log does not have."""


def inclusion_proof(leaf_hashes: Hashes, index: int) -> list[bytes]:
    """Return the path of leaf `index` in the tree of all `leaf_hashes` (RFC 9162, 2.1.3.1), nearest first."""
    if not 0 <= index < len(leaf_hashes):
        raise ProofOutOfRange(f"leaf {index} is not among {len(leaf_hashes)}")
    path: list[bytes] = []
    low, high = 0, len(leaf_hashes)
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_root(leaf_hashes[middle:high]))
            high = middle
        else:
            path.append(_root(leaf_hashes[low:middle]))
            low = middle
    return path[::-1]


def consistency_proof(leaf_hashes: Hashes, old: int) -> list[bytes]:
    """Return the proof that the tree of all extends that of the first `old` leaves (RFC 9162, 2.1.4.1).

    It is empty for `old` equal to the size, and for an old tree without leaves, which every tree extends.
    """
    if not 0 <= old <= len(leaf_hashes):
        raise ProofOutOfRange(f"the old size {old} is not within {len(leaf_hashes)}")
    proof: list[bytes] = []
    low, high, is_whole = 0, len(leaf_hashes), True
    if old == 0:
        return proof
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            proof.append(_root(leaf_hashes[middle:high]))
            high = middle
        else:
            proof.append(_root(leaf_hashes[low:middle]))
            low, is_whole = middle, False
    if not is_whole:  # otherwise the subtree is the old tree, whose root the verifier has
        proof.append(_root(leaf_hashes[low:high]))
    return proof[::-1]


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: Hashes, root: bytes) -> bool:
    """Tell whether `proof` leads from the leaf hash `leaf` at `index` of `size` to `root` (2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes(leaf, root, *proof):
        return False
    fn, sn, seen = index, size - 1, leaf
    for node in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            seen = node_hash(node, seen)
            fn, sn = _up_to_left(fn, sn)
        else:
            seen = node_hash(seen, node)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and seen == root


def verify_consistency(*, old: int, new: int, old_root: bytes, new_root: bytes, proof: Hashes) -> bool:
    """Tell whether `proof` shows that the tree of `new` leaves extends that of `old` leaves (2.1.4.2)."""
    if not 0 <= old <= new or not _are_hashes(old_root, new_root, *proof):
        return False
    if old in (0, new):
        is_same = old_root == (EMPTY_ROOT if old == 0 else new_root)
        return is_same and not proof and (new > 0 or new_root == EMPTY_ROOT)
    path = [old_root, *proof] if old.bit_count() == 1 else list(proof)
    if not path:
        return False
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return _walk(path, fn, sn) == (old_root, new_root)


def _walk(path: Hashes, fn: int, sn: int) -> tuple[bytes, bytes] | None:
    """Return the old and the new root that `path` leads to, or None when it is too long or too short."""
    old_seen = new_seen = path[0]
    for node in path[1:]:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            old_seen, new_seen = node_hash(node, old_seen), node_hash(node, new_seen)
            fn, sn = _up_to_left(fn, sn)
        else:
            new_seen = node_hash(new_seen, node)
        fn, sn = fn >> 1, sn >> 1
    return (old_seen, new_seen) if sn == 0 else None


def _up_to_left(fn: int, sn: int) -> tuple[int, int]:
    """Climb from a right-most node that has no sibling until it is a right child or the root."""
    while fn and not fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return fn, sn


def _are_hashes(*hashes: bytes) -> bool:
    return all(len(each) == HASH_SIZE for each in hashes)


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _root(leaf_hashes: Hashes) -> bytes:
    return Edge().extended(leaf_hashes).root
