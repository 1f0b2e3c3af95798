"""What one socket says, from its admission to its end, and what it is answered at once."""

import asyncio
import time
from contextlib import AsyncExitStack
from typing import Any

from django.db import Error as DatabaseError
from django.utils import timezone, translation

from agenda.refusals import Forbidden
from kiosk import messages
from kiosk.consumers.admission import Receive, Send, admitted
from kiosk.consumers.pace import SIGNS, Allowance, Resync
from kiosk.desk import Attempt, LinkLost, LinkRaised, Noted, Order, submit
from kiosk.desk.answers import refusal_words
from kiosk.hub import Hub, Socket, hub
from kiosk.refusals import RateLimited
from kiosk.signing import LIFETIME_SECONDS, make_token

HEARTBEAT_SECONDS = 5
TOKEN_SECONDS = LIFETIME_SECONDS / 2  # how long a socket's token is left to age
TRY_AGAIN, ABUSED = 4503, 4429


async def meeting_socket(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Serve one WebSocket: the ASGI application behind /ws/meetings/<meeting>/<audience>."""
    event = await receive()
    if event["type"] != "websocket.connect":
        return
    audience = scope["url_route"]["kwargs"]["audience"]
    async with AsyncExitStack() as way_in:
        await way_in.enter_async_context(hub().entrance.way_in(audience))
        # Accepted first: a refused handshake could not say why.
        await send({"type": "websocket.accept"})
        try:
            visitor = await admitted(scope, hub())
        except DatabaseError:
            visitor = TRY_AGAIN
        if isinstance(visitor, int):
            await send({"type": "websocket.close", "code": visitor})
            return
        connection = Connection(Socket(visitor, send), hub())
        try:
            await connection.enter()
            await way_in.aclose()
            await connection.serve(receive)
        finally:
            connection.end()


class Connection:
    """One admitted socket."""

    def __init__(self, socket: Socket, of_hub: Hub) -> None:
        """Take an accepted socket."""
        self._socket = socket
        self._visitor = socket.visitor
        self._hub = of_hub
        self._allowance = Allowance()
        self._resync = Resync()
        self._token_at = time.monotonic()

    async def enter(self) -> None:
        """Greet and join the room; while the database is away, ask to come again."""
        try:
            await self._enter()
        except DatabaseError:
            self._socket.close(TRY_AGAIN)

    async def serve(self, receive: Receive) -> None:
        """Read until the socket ends."""
        while True:
            event = await receive()
            if event["type"] == "websocket.disconnect":
                return
            if not self._socket.was_closed:
                await self._read(event)

    def end(self) -> None:
        """Leave the room; the seat's link is lost unless a newer connection has taken it."""
        self._hub.leave(self._socket)
        person = self._visitor.actor.person_id
        if self._socket.fence is not None and person is not None:
            submit(self._visitor.meeting, LinkLost(person, self._socket.fence))

    async def _enter(self) -> None:
        if self._visitor.audience == "seat":
            self._socket.fence = await self._raise_link()
            if self._socket.fence is None:
                self._socket.close(TRY_AGAIN)
                return
        hello = await self._hello()
        self._socket.push(messages.encode(hello))
        await self._hub.join(self._socket, hello.v)

    async def _raise_link(self) -> int | None:
        """Return the fence of this connection, or None when it could not be written."""
        person = self._visitor.actor.person_id
        if person is None:
            return None
        loop = asyncio.get_running_loop()
        fence: asyncio.Future[int | None] = loop.create_future()

        def settle(number: int | None) -> None:
            if not fence.done():
                fence.set_result(number)

        def raised(number: int | None) -> None:
            loop.call_soon_threadsafe(settle, number)

        submit(self._visitor.meeting, LinkRaised(person, raised))
        return await fence

    async def _hello(self) -> messages.Hello:
        epoch, v = await self._hub.stored_version(self._visitor.meeting)
        return messages.Hello(
            epoch=epoch,
            v=v,
            now=_now(),
            audience=self._visitor.audience,
            token=make_token(self._visitor),
            heartbeat_seconds=HEARTBEAT_SECONDS,
        )

    async def _read(self, event: dict[str, Any]) -> None:
        if not self._allowance.takes():
            self._limit(_content(event))
            return
        try:
            message = messages.decode(_content(event))
        except messages.Unreadable as unreadable:
            self._refuse(unreadable.code, unreadable.command_id)
            return
        if isinstance(message, messages.Heartbeat):
            await self._beat(message)
        elif self._visitor.audience in {"display", "public"}:
            self._refuse(Forbidden.code, str(message.id))
        else:
            visitor = self._visitor
            order = Order(message, visitor.actor, visitor.language, self._answer, self._socket.fence)
            submit(visitor.meeting, order)

    def _answer(self, reply: messages.Reply) -> None:
        self._hub.outbox.post(self._socket, messages.encode(reply))

    def _limit(self, content: str | bytes) -> None:
        if self._allowance.is_abused:
            self._socket.close(ABUSED)
        elif self._socket.has_room():
            self._refuse(RateLimited.code, messages.id_within(content))

    def _refuse(self, code: str, command_id: str | None) -> None:
        # Anybody may be the public: what it sends is not worth a row.
        if self._visitor.audience != "public":
            attempt = Attempt(str(self._visitor.actor), "", command_id or "", code)
            submit(self._visitor.meeting, Noted(attempt))
        with translation.override(self._visitor.language):
            text = refusal_words(code, {})
        reply = messages.Reply(id=command_id, ok=False, code=code, text=text, at=_now())
        self._socket.push(messages.encode(reply))

    async def _beat(self, beat: messages.Heartbeat) -> None:
        self._socket.heard(beat.heard)
        person = self._visitor.actor.person_id
        if self._socket.fence is not None and person is not None:
            SIGNS.note(self._visitor.meeting, person, self._socket.fence)
        try:
            epoch, v = await self._hub.version(self._visitor)
            is_known = beat.epoch == epoch and beat.v <= v
            is_resync = not (is_known and beat.v == v) and self._resync.takes()
            if is_resync and not is_known:
                # The screen came from a process that is ahead of this one; only the database can say it is wrong.
                epoch, v = await self._hub.stored_version(self._visitor.meeting)
        except DatabaseError:
            return  # nothing certain can be said now; the next heartbeat asks again
        if is_known or is_resync:
            pulse = messages.Pulse(epoch=epoch, v=v, now=_now(), token=self._next_token())
            self._socket.push(messages.encode(pulse))
        shown = beat.v if beat.epoch == epoch else -1
        self._hub.catch_up(self._socket, shown if is_resync else v)

    def _next_token(self) -> str | None:
        """Return a token for the next connection, once the one handed out before has aged."""
        if time.monotonic() - self._token_at <= TOKEN_SECONDS:
            return None
        self._token_at = time.monotonic()
        return make_token(self._visitor)


def _content(event: dict[str, Any]) -> str | bytes:
    text: str | None = event.get("text")
    return text if text is not None else event.get("bytes") or b""


def _now() -> str:
    return timezone.now().isoformat(timespec="milliseconds")
