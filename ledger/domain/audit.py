"""The audit of one log: everything recomputed from entries and held against commitments; no database."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.domain.canonical import is_canonical
from ledger.domain.entries import SALT_SIZE, EntryRow, leaf_bytes, salted_digest
from ledger.domain.note import Commitment, NoteRefused, read_commitment, verify
from ledger.domain.tree import fold, leaf_hash, push


class FaultKind(StrEnum):
    """What an audit can find."""

    SEQUENCE = "sequence"  # entries are not numbered 0, 1, 2...: one is missing, doubled or out of place
    KIND = "kind"  # the kind is not of the vocabulary
    BODY = "body"  # the body is not canonical JSON
    DIGEST = "digest"  # actor, body or salt are not those that were digested
    SIZE = "size"  # the log's row tells another number of entries
    EDGE = "edge"  # the entries do not lead to the right edge of the log's row
    NOTE = "note"  # a checkpoint's note is malformed, of another log, or not signed by a known key
    ROW = "row"  # a stored checkpoint's row says something else than its note
    ROOT = "root"  # the entries do not lead to the root of a checkpoint
    CUT = "cut"  # a checkpoint commits to more entries than there are


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit. The first bad entry has a number from `first` to `last`, both included.

    The two are equal where the entry itself gives it away; both are None where a checkpoint or the log's row
    is at fault and no entry. `source` names what the entries were held against.
    """

    kind: FaultKind
    first: int | None = None
    last: int | None = None
    source: str = ""
    reason: str = ""

    def __str__(self) -> str:
        span = "" if self.first is None else f" entry {self.first}"
        if self.last not in (None, self.first):
            span = f" entries {self.first} to {self.last}"
        return f"{self.kind}:{span} {self.reason} {self.source}".rstrip()


@dataclass(frozen=True, slots=True)
class Claim:
    """A commitment and where it was found."""

    commitment: Commitment
    source: str


def read_note(note: str, *, source: str, origin: str, public_keys: Collection[bytes]) -> Claim | Fault:
    """Return what a checkpoint's note commits the log of `origin` to, or why it counts for nothing."""
    try:
        commitment = read_commitment(verify(note, name=origin, public_keys=public_keys))
    except NoteRefused as error:
        return Fault(FaultKind.NOTE, source=source, reason=str(error))
    if commitment.origin != origin:
        return Fault(FaultKind.NOTE, source=source, reason=f"it is a checkpoint of {commitment.origin}")
    return Claim(commitment, source)


@dataclass(slots=True)
class Audit:
    """The audit of one log, in memory that does not grow: `read` all entries in order, then `close`."""

    kinds: Collection[str]
    claims: list[Claim]
    nodes: list[bytes] = field(default_factory=list)
    size: int = 0
    agreed: int = 0
    expected: int = 0

    def __post_init__(self) -> None:
        self.claims = sorted(self.claims, key=lambda claim: claim.commitment.size, reverse=True)

    def read(self, rows: Iterable[EntryRow]) -> Iterator[Fault]:
        """Yield the faults of `rows` and of the claims that they reach."""
        for row in rows:
            if self.claims and self.claims[-1].commitment.size <= self.size:
                yield from self._hold_against_claims()
            if (
                row.sequence != self.expected
                or row.kind not in self.kinds
                or not _is_digest_of(row)
                or not is_canonical(row.body)
            ):
                yield from self._faults_of(row)
            leaf = leaf_bytes(row.sequence, row.kind, row.at, row.digest)
            push(self.nodes, self.size, leaf_hash(leaf))
            self.size += 1
            self.expected = row.sequence + 1

    def close(self, *, size: int, edge: bytes) -> Iterator[Fault]:
        """Yield the faults of the log's row and of the claims that are left, after the last entry."""
        yield from self._hold_against_claims()
        if size != self.size:
            reason = f"the log has {self.size} entries, its row says {size}"
            yield Fault(
                FaultKind.SIZE, min(size, self.size), max(size, self.size) - 1, "the log's row", reason
            )
        elif edge != b"".join(self.nodes):
            yield self._earlier(FaultKind.EDGE, self.size, "the log's row", "another right edge")
        for claim in reversed(self.claims):
            last = claim.commitment.size - 1
            reason = f"{self.size} entries are left of {claim.commitment.size}"
            yield Fault(FaultKind.CUT, self.size, last, claim.source, reason)

    def _hold_against_claims(self) -> Iterator[Fault]:
        """Compare the root with every claim for the size reached; remember how far entries agree."""
        while self.claims and self.claims[-1].commitment.size <= self.size:
            claim = self.claims.pop()
            if claim.commitment.root == fold(self.nodes):
                self.agreed = self.size
            else:
                yield self._earlier(FaultKind.ROOT, self.size, claim.source, "another root")

    def _earlier(self, kind: FaultKind, size: int, source: str, reason: str) -> Fault:
        """Return a fault among the first `size` entries, after those that an earlier claim vouches for."""
        if self.agreed == size:
            return Fault(kind, source=source, reason=reason)
        return Fault(kind, self.agreed, size - 1, source, reason)

    def _faults_of(self, row: EntryRow) -> Iterator[Fault]:
        number = row.sequence
        if number != self.expected:
            first, last = min(number, self.expected), max(number, self.expected)
            reason = f"number {number} follows where {self.expected} belongs"
            yield Fault(FaultKind.SEQUENCE, first, max(first, last - 1), reason=reason)
        if row.kind not in self.kinds:
            yield Fault(FaultKind.KIND, number, number, reason=f"unknown kind {row.kind}")
        if not is_canonical(row.body):
            yield Fault(FaultKind.BODY, number, number, reason="the body is not canonical JSON")
        if not _is_digest_of(row):
            yield Fault(FaultKind.DIGEST, number, number, reason="actor, body or salt were not digested so")


def _is_digest_of(row: EntryRow) -> bool:
    return len(row.salt) == SALT_SIZE and row.digest == salted_digest(
        salt=row.salt, actor=row.actor, body=row.body
    )
