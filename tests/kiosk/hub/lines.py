"""Lines that sockets of the hub's tests write to: prompt, slow, or broken; no tests."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

from council.domain.actors import Actor, ActorRole
from kiosk.hub import Socket
from kiosk.permissions import Audience, Visitor

PATIENCE = 60.0
MEETING = UUID("7b2f3a68-5c1a-4a4e-9d6f-0a1b2c3d4e5f")


class Line:
    """The other end of a socket, with all that arrived there."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.codes: list[int | None] = []
        self.is_broken = False
        self.may_go: asyncio.Event | None = None

    async def send(self, event: dict[str, Any]) -> None:
        """Take what the server writes, once the line lets it."""
        if self.may_go is not None:
            await self.may_go.wait()
        if self.is_broken:
            raise ConnectionResetError
        if event["type"] == "websocket.close":
            self.codes.append(event.get("code"))
        else:
            self.arrived.append(event["text"])


async def until(condition: Callable[[], object]) -> None:
    """Wait until a condition holds of which no event tells."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 -- as above
            await asyncio.sleep(0.001)


def socket(
    audience: Audience = "display", *, person: UUID | None = None, language: str = "bg"
) -> tuple[Socket, Line]:
    """Return a socket and its line."""
    role = ActorRole.COUNCILLOR if person else ActorRole.PUBLIC
    line = Line()
    return Socket(Visitor(MEETING, audience, Actor(role, person), language), line.send), line
