"""What one seat alone is sent."""

from typing import Literal

import msgspec

from kiosk.messages.outgoing.letters import OwnLetters


class OwnRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the person of the seat waits for, and at which place of the queue; what `is_beyond` a limit needs leave."""

    request: str
    kind: str
    place: int
    is_beyond: bool = False


class OwnKind(msgspec.Struct, frozen=True, kw_only=True):
    """For what the person of the seat may ask to speak: `to` is the speech it would be tied to, `limit` its seconds."""

    kind: str
    to: str | None
    limit: int | None


class OwnProxy(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the person of the seat votes for by proxy; in the `vote`, if there is one, the ballot given for them."""

    person: str
    name: str
    vote: str | None = None
    choice: str | None = None
    cast_at: str | None = None
    press: int = 0


class Mine(msgspec.Struct, tag="mine", frozen=True, kw_only=True):
    """What concerns one seat only, whole. Who is `represented` is away, and the one of that name votes by proxy."""

    epoch: str
    v: int
    person: str
    name: str
    seat: int | None
    is_checked_in: bool
    vote: str | None
    standing: str | None
    choice: str | None
    cast_at: str | None
    press: int
    position: str | None
    is_spoken: bool = False
    has_objected: bool = False
    floor: Literal["none", "waiting", "speaking"] = "none"
    waiting: list[OwnRequest] = []
    may_speak: bool = False
    kinds: list[OwnKind] = []
    answer: str | None = None
    is_registered: bool = False
    proxies: list[OwnProxy] = []
    represented: str = ""
    letters: OwnLetters | None = None
