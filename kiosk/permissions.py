"""Who a screen is: its audience, its person, and what that lets it be. Decided from rows already loaded."""

from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from council.domain.actors import Actor, ActorRole

Audience: TypeAlias = Literal["seat", "chair", "clerk", "display", "public"]
AUDIENCES: tuple[Audience, ...] = ("seat", "chair", "clerk", "display", "public")
HALL: tuple[Audience, ...] = ("seat", "chair", "clerk", "display")
# Who signed in at a seat by these has proved enough for their own ballot, and not for an office.
SEAT_ONLY = frozenset({"pin", "clerk"})
PERSONAL: frozenset[Audience] = frozenset({"seat", "chair", "clerk"})


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody or something in front of a screen of one meeting.

    `account`, `session` and `stamp` tell later whether the sign-in still holds, and `since` (seconds of the epoch) whether
    another device has been let in at the seat; `display` likewise for a display.
    """

    meeting: UUID
    audience: Audience
    actor: Actor
    language: str
    account: UUID | None = None
    session: str = ""
    stamp: str = ""
    display: UUID | None = None
    since: float = 0.0


def public_visitor(meeting: UUID, language: str) -> Visitor:
    """Return the visitor that anybody may be."""
    return Visitor(meeting, "public", Actor(ActorRole.PUBLIC), language)
