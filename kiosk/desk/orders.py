"""What a desk is given: commands from screens, news of links, and refusals to be noted. Each knows how to answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeAlias
from uuid import UUID

from council.domain.actors import Actor
from kiosk import messages

Answer: TypeAlias = Callable[[messages.Reply], None]


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """A command of somebody; `fence` is that of the seat's connection it came over, None over HTTP."""

    message: messages.CommandMessage
    by: Actor
    language: str
    answer: Answer
    fence: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LinkRaised:
    """A terminal of a person has connected; `raised` is told its fence, or None when it could not be written."""

    person: UUID
    raised: Callable[[int | None], None]


@dataclass(frozen=True, slots=True, eq=False)
class LinkLost:
    """A terminal's connection has ended; it counts only if no newer one was raised."""

    person: UUID
    fence: int


@dataclass(frozen=True, slots=True, eq=False)
class LinksSeen:
    """These connections (person and fence) gave a sign of life."""

    seen: tuple[tuple[UUID, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class TimeHasCome:
    """Something may be due by the standing orders."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A refused message, to be noted with its reason and never with a choice."""

    actor: str
    message: str
    command_id: str
    code: str


@dataclass(frozen=True, slots=True, eq=False)
class Noted:
    """A message refused before it became a command."""

    attempt: Attempt


Task: TypeAlias = Order | LinkRaised | LinkLost | LinksSeen | TimeHasCome | Noted


class Due(NamedTuple):
    """When the meeting has something done next without anybody's press, as its log stands at `size`; None for never."""

    size: int
    at: datetime | None


@dataclass(slots=True)
class Settled:
    """What a batch came to, to be told after COMMIT: answers, fences, refused attempts, changed links, what is due."""

    answers: list[tuple[Order, messages.Reply]] = field(default_factory=list)
    fences: list[tuple[LinkRaised, int | None]] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    links_changed: bool = False
    due: Due | None = None

    @property
    def has_adjourned(self) -> bool:
        """Whether the meeting was adjourned."""
        return any(
            reply.ok and isinstance(order.message, messages.MeetingAdjourn) for order, reply in self.answers
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lasting part of an answer, as its receipt keeps it; words are put to it in the asker's language."""

    ok: bool
    code: str
    at: str
    v: int
    detail: dict[str, object]
    vote: str | None = None
    press: int | None = None


def moment(at: datetime) -> str:
    """Return a time as replies carry it: RFC 3339 with milliseconds."""
    return at.isoformat(timespec="milliseconds")
