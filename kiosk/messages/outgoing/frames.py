"""The whole of a frame, and the union."""

from typing import Literal, TypeAlias

import msgspec

from kiosk.messages.outgoing.consoles import Console
from kiosk.messages.outgoing.meetings import Break, Floor, ItemState, MeetingState, Presiding
from kiosk.messages.outgoing.replies import Hello, Pulse, Reply
from kiosk.messages.outgoing.seats import Mine
from kiosk.messages.outgoing.votes import VoteState


class Second(msgspec.Struct, frozen=True, kw_only=True):
    """The same in the second language of the body's displays; a `title` only where it can be told in it, else empty."""

    language: str
    meeting: MeetingState
    item: ItemState | None
    vote: VoteState | None


class Frame(msgspec.Struct, tag="frame", frozen=True, kw_only=True):
    """The whole live state of an audience at version `v`. Agenda and hall are documents at these addresses."""

    audience: Literal["seat", "chair", "clerk", "display", "public"]
    language: str
    epoch: str
    v: int
    agenda: str
    hall: str
    meeting: MeetingState
    item: ItemState | None
    vote: VoteState | None
    checkpoint: str | None
    words: str | None = None
    console: Console | None = None
    presiding: Presiding | None = None
    pause: Break | None = None
    floor: Floor | None = None
    second: Second | None = None


Outgoing: TypeAlias = Hello | Pulse | Reply | Frame | Mine
