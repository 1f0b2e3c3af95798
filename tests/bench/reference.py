"""What the product is measured against: the raw loop, stock Channels, and an acknowledgement without a database.

`python -m tests.bench.reference raw|stock|acknowledgement PORT [REDIS_URL]` prints when it began to spread a frame.
"""

import os
import resource
import selectors
import socket
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from tests.bench import wire

BACKLOG = 4096
LOCAL = "127.0.0.1"


def note(**facts: Any) -> None:
    """Print a line of JSON for the bench to read."""
    os.write(1, msgspec.json.encode(facts) + b"\n")


def raw(port: int) -> None:
    """Send what one connection says to all of them, by nothing but send(): the limit of one core.

    Nobody shakes hands here; a connection is open when it was sent a first byte, so it is sent a handshake's answer.
    """
    listening = socket.create_server((LOCAL, port), backlog=BACKLOG)
    seen = selectors.DefaultSelector()
    seen.register(listening, selectors.EVENT_READ)
    connected: list[socket.socket] = []
    while True:
        for key, _events in seen.select():
            if key.fileobj is listening:
                fresh, _address = listening.accept()
                fresh.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                seen.register(fresh, selectors.EVENT_READ)
                connected.append(fresh)
            else:
                _hear(key.fileobj, connected, seen)


def _hear(speaking: Any, connected: list[socket.socket], seen: selectors.BaseSelector) -> None:
    said = speaking.recv(65_536)
    if said.startswith(b"GET "):
        speaking.send(b"HTTP/1.1 101 Switching Protocols" + wire.HEAD_END)
    elif said:
        [(_opcode, text)] = wire.incoming(bytearray(said))
        frame = wire.served(text)
        note(spread=time.monotonic_ns())
        for screen in connected:
            screen.send(frame)
    else:
        seen.unregister(speaking)
        connected.remove(speaking)


def stock(port: int, redis_url: str = "") -> None:
    """Serve a consumer as the tutorial of Channels writes it, with the in-memory layer or the Redis pub/sub one."""
    from channels.generic.websocket import AsyncJsonWebsocketConsumer  # noqa: PLC0415 -- after the settings
    from django.conf import settings  # noqa: PLC0415

    redis = {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [redis_url]}}
    memory = {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    settings.configure(CHANNEL_LAYERS={"default": redis if redis_url else memory}, SECRET_KEY="bench")

    class Hall(AsyncJsonWebsocketConsumer):
        async def connect(self) -> None:
            await self.channel_layer.group_add("hall", self.channel_name)
            await self.accept()

        async def receive_json(self, content: Any, **_rest: Any) -> None:
            note(spread=time.monotonic_ns())
            await self.channel_layer.group_send("hall", {"type": "show", "frame": content})

        async def show(self, event: dict[str, Any]) -> None:
            await self.send_json(event["frame"])

    _serve(Hall.as_asgi(), port)


async def _acknowledge(  # the names are how ASGI servers pass them
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Answer every press at once, as the product words it, and keep nothing."""
    from kiosk import messages  # noqa: PLC0415 -- the other references do without the product

    await receive()
    await send({"type": "websocket.accept"})
    while (event := await receive())["type"] == "websocket.receive":
        press = messages.decode(event["text"])
        assert isinstance(press, messages.BallotCast)
        reply = messages.Reply(
            id=str(press.id),
            ok=True,
            code="accepted",
            text="Recorded: for, 14:03:22",
            at="2026-11-21T12:03:22.123+00:00",
            v=1,
            vote=str(press.vote),
            choice=press.choice,
            press=press.press,
        )
        await send({"type": "websocket.send", "text": messages.encode(reply)})


def acknowledgement(port: int) -> None:
    """Serve acknowledgements without a database."""
    _serve(_acknowledge, port)


def _serve(application: Any, port: int) -> None:
    from daphne.server import Server  # noqa: PLC0415 -- it installs its event loop

    Server(application=application, endpoints=[f"tcp:port={port}:interface={LOCAL}:backlog={BACKLOG}"]).run()


def main() -> None:
    """Be one of the references."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    kinds: dict[str, Callable[..., None]] = {"raw": raw, "stock": stock, "acknowledgement": acknowledgement}
    kinds[sys.argv[1]](int(sys.argv[2]), *sys.argv[3:])


if __name__ == "__main__":
    main()
