"""The record of a meeting, drafted and signed."""

from voting.domain.bodies.parts import EntryBody


class RecordDrafted(EntryBody, frozen=True):
    """minutes.record.drafted; the digest is the SHA-256 of the document in hexadecimal."""

    digest: str


class RecordSigned(EntryBody, frozen=True):
    """minutes.record.signed."""

    digest: str
    by: str
    capacity: str
