"""What bodies of several kinds are made of."""

from typing import Literal

from msgspec import Struct

from council.domain.rules import Meaning, Tie
from council.domain.shares import Base

MotionKind = Literal["main", "amendment", "procedural"]

# The values of agenda.domain.aims.Aim, and nothing.
AimText = Literal[
    "",
    "close_debate",
    "postpone",
    "take_out",
    "reject",
    "reorder",
    "agenda",
    "break",
    "roll_call",
    "secret",
    "closed",
    "other",
    "correction",
    "addition",
    "substitute",
]


class EntryBody(Struct, frozen=True):
    """What all bodies share: they are read, never changed."""


class Named(EntryBody, frozen=True):
    """The municipality."""

    id: str
    name: str


class Quorum(EntryBody, frozen=True):
    """How many members were present, how many must be, and whether that is enough."""

    present: int
    needed: int
    is_met: bool


class MajorityRule(EntryBody, frozen=True, omit_defaults=True):
    """The rule of a vote as written: a base, an exact fraction such as "2/3", and all else that a Majority says."""

    base: Base
    fraction: str
    is_strict: bool
    size: int = 0
    floor: int = 0
    also: tuple[dict[str, str | int | bool], ...] = ()
    abstaining: Meaning = Meaning.NOTHING
    silence: Meaning = Meaning.NOTHING
    counts_invalid: bool = True
    ties: tuple[Tie, ...] = ()
    secret_ties: tuple[Tie, ...] = ()
    may_decline: bool = True
    casts_unvoted: bool = False
    article: str = ""
