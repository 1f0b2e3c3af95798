"""What an entry is made of: its moment, its salted digest, its leaf. Kinds are in `ledger.kinds`."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from ledger.domain.canonical import raw, spliced

SALT_SIZE = 32


class EntryRow(NamedTuple):
    """One entry as it is stored: `body` is canonical JSON, `at` RFC 3339 in UTC with microseconds."""

    sequence: int
    kind: str
    at: str
    digest: bytes
    salt: bytes
    actor: str
    body: str

    @property
    def facts(self) -> dict[str, Any]:
        """The body, decoded."""
        return msgspec.json.decode(self.body, type=dict[str, Any])

    @property
    def moment(self) -> datetime:
        """The time of the entry as an aware datetime in UTC."""
        return datetime.fromisoformat(self.at)

    @property
    def leaf(self) -> bytes:
        """The bytes that the tree commits to."""
        return leaf_bytes(self.sequence, self.kind, self.at, self.digest)


def moment_text(at: datetime) -> str:
    """Return `at` as RFC 3339 in UTC with microseconds (27 characters); refuse a datetime without a zone."""
    if at.utcoffset() is None:
        raise ValueError("an entry's time needs a time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def salted_digest(*, salt: bytes, actor: str, body: str) -> bytes:
    """Return SHA-256(salt ‖ canonical JSON of actor and body), where `body` is canonical JSON already.

    Without the salt nobody can try the few choices of a ballot until the digest fits.
    """
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return sha256(salt + spliced({"actor": actor, "body": raw(body)})).digest()


def leaf_bytes(sequence: int, kind: str, at: str, digest: bytes) -> bytes:
    """Return the leaf: canonical JSON of at, digest (hexadecimal), kind, sequence; nothing of the body."""
    return spliced({"at": at, "digest": digest.hex(), "kind": kind, "sequence": sequence})
