"""A server of the public protocol that does only what a test tells it; the product's own is not involved."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Self

from websockets.asyncio.server import Server as WebSockets
from websockets.asyncio.server import ServerConnection, serve

from kiosk.client import Server
from kiosk.client.browser import TokenRefusedError
from kiosk.client.wire import Answer

EPOCH = "e1"


async def eventually(condition: Callable[[], object]) -> None:
    """Wait until `condition` holds; TimeoutError after five seconds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 -- what is waited for has no event to wait on
            await asyncio.sleep(0.005)


class ScriptedServer:
    """Greets every socket, notes what it is sent, and answers what `answers` holds by command id.

    With `is_answering` False commands are noted only.
    """

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.beats: list[dict[str, Any]] = []
        self.sockets: list[ServerConnection] = []
        self.paths: list[str] = []
        self.cookies: list[str | None] = []
        self.is_answering = True
        self.heartbeat_seconds = 5.0
        self.v = 3
        self.epoch = EPOCH
        self._websockets: WebSockets | None = None

    async def __aenter__(self) -> Self:
        self._websockets = await serve(self._greet, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._websockets is not None:
            self._websockets.close()
            await self._websockets.wait_closed()

    @property
    def server(self) -> Server:
        """Return the address for clients."""
        assert self._websockets is not None
        port = next(iter(self._websockets.sockets)).getsockname()[1]
        return Server(f"http://127.0.0.1:{port}")

    async def show(self, kind: str = "frame", **fields: Any) -> None:
        """Send a state to the newest socket."""
        message = {"type": kind, "epoch": self.epoch, "v": self.v, **fields}
        await self.sockets[-1].send(json.dumps(message))

    async def reply(self, command_id: str, *, ok: bool = True, code: str = "accepted") -> None:
        """Answer a command on the newest socket."""
        answer = {"type": "reply", "id": command_id, "ok": ok, "code": code, "text": "", "v": self.v}
        await self.sockets[-1].send(json.dumps(answer))

    async def until(self, count: int) -> list[dict[str, Any]]:
        """Wait until `count` commands were heard and return them."""
        await eventually(lambda: len(self.heard) >= count)
        return self.heard

    async def _greet(self, socket: ServerConnection) -> None:
        self.sockets.append(socket)
        assert socket.request is not None
        self.paths.append(socket.request.path)
        self.cookies.append(socket.request.headers.get("Cookie"))
        hello = {"type": "hello", "epoch": self.epoch, "v": self.v, "now": "", "audience": "seat"}
        hello |= {"token": f"token-{len(self.sockets)}", "heartbeat_seconds": self.heartbeat_seconds}
        await socket.send(json.dumps(hello))
        async for text in socket:
            await self._take(json.loads(text))

    async def _take(self, message: dict[str, Any]) -> None:
        if message["type"] == "heartbeat":
            self.beats.append(message)
            return
        self.heard.append(message)
        if self.is_answering:
            await self.reply(message["id"])


class ScriptedBrowser:
    """Stands where a browser would be: hands out tokens, gives the answers and states it was told."""

    def __init__(self) -> None:
        self.tokens = 0
        self.is_refusing = False
        self.answers: list[Answer | Exception] = []
        self.posted: list[str] = []
        self.states: list[tuple[str, dict[str, Any] | None] | Exception] = []

    async def token(self, _page: str) -> str:
        """Return another token each time, or refuse."""
        if self.is_refusing:
            raise TokenRefusedError("status 403")
        self.tokens += 1
        return f"fetched-{self.tokens}"

    def cookies(self) -> str:
        """Return a cookie."""
        return "session=abc"

    async def act(self, _page: str, text: str) -> Answer:
        """Give the next answer."""
        self.posted.append(text)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def state(self, _page: str, _etag: str) -> tuple[str, dict[str, Any] | None]:
        """Give the next state; the last one again and again."""
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        if isinstance(state, Exception):
            raise state
        return state
