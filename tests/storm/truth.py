"""What database and ledger say of one meeting, as plain values; backstage.py fills them."""

from typing import Any

import msgspec


class Entry(msgspec.Struct, frozen=True):
    """One entry as stored; `digest` and `salt` in hexadecimal, `body` the canonical JSON as it was hashed."""

    sequence: int
    kind: str
    at: str
    actor: str
    digest: str
    salt: str
    body: str

    @property
    def facts(self) -> dict[str, Any]:
        """Return the body decoded."""
        return msgspec.json.decode(self.body, type=dict[str, Any])


class VoteRow(msgspec.Struct, frozen=True):
    """A vote as its table has it."""

    vote: str
    stage: str
    mode: str
    closed_at: str | None
    result: dict[str, Any] | None


class BallotRow(msgspec.Struct, frozen=True):
    """A ballot as its table has it."""

    vote: str
    person: str
    choice: str
    press: int
    cast_at: str


class PositionRow(msgspec.Struct, frozen=True):
    """A line of a roll as its table has it."""

    vote: str
    person: str
    position: str


class ReceiptRow(msgspec.Struct, frozen=True):
    """A receipt: the answer is JSON as it was given."""

    command: str
    actor: str
    answer: str


class RefusalRow(msgspec.Struct, frozen=True):
    """A line about a refused attempt, wherever the server keeps such lines; `text` is all that it says."""

    command: str
    code: str
    text: str


class Truth(msgspec.Struct, frozen=True):
    """Everything about one meeting. `faults` are what the product's own verification found."""

    epoch: str
    size: int
    entries: list[Entry]
    votes: list[VoteRow]
    ballots: list[BallotRow]
    positions: list[PositionRow]
    receipts: list[ReceiptRow]
    refusals: list[RefusalRow]
    faults: list[str]
