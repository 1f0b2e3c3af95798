"""Screens in this process: the browser's end of sockets that the product's own ASGI application serves; no tests."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.utils import timezone

from council.models import Account
from kiosk.desk import close_desks
from kiosk.hub import hub
from kiosk.models import Display, new_secret, secret_digest
from kiosk.permissions import Audience, Visitor
from kiosk.queries import display_visitor, personal_visitor
from kiosk.signing import make_token
from tests.cast import CHAIR, CLERK, COUNCILLORS
from tests.chamber import Chamber

ORIGIN = "http://localhost:8000"
PATIENCE = 60.0

Message = dict[str, Any]


class Screen:
    """One socket. What it hears is kept in order; `heard` counts it for the heartbeat."""

    def __init__(self, path: str, *, headers: list[tuple[bytes, bytes]]) -> None:
        from asgi import application  # noqa: PLC0415 -- it looks at the database when it is imported

        path, _, query = path.partition("?")
        self._scope = {
            "type": "websocket",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": headers,
            "subprotocols": [],
        }
        self._application = application
        self._to_server: asyncio.Queue[Message] = asyncio.Queue()
        self._to_client: asyncio.Queue[Message] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self.heard = 0
        self.code: int | None = None

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.disconnect()

    async def connect(self) -> None:
        """Begin; whether one is let in is heard."""
        self._task = asyncio.create_task(
            self._application(self._scope, self._to_server.get, self._to_client.put)
        )
        await self._to_server.put({"type": "websocket.connect"})

    async def disconnect(self) -> None:
        """End as a closed page does."""
        await self._to_server.put({"type": "websocket.disconnect", "code": 1001})
        if self._task is not None:
            await asyncio.wait_for(self._task, PATIENCE)

    async def event(self) -> Message:
        """Return the next thing the server does."""
        return await asyncio.wait_for(self._to_client.get(), PATIENCE)

    async def next(self, kind: str = "", condition: Callable[[Message], object] = lambda _: True) -> Message:
        """Return the next message of this kind that fulfils the condition, passing over others."""
        while True:
            event = await self.event()
            if event["type"] == "websocket.close":
                self.code = event.get("code")
                raise ConnectionError(f"closed with {self.code}")
            if event["type"] == "websocket.accept":
                continue
            self.heard += 1
            message: Message = json.loads(event["text"])
            if kind in {"", message["type"]} and condition(message):
                return message

    async def closed(self) -> int | None:
        """Return the code that the server closes with, whatever it says before."""
        with contextlib.suppress(ConnectionError):
            while True:
                await self.next()
        return self.code

    def has_heard_nothing(self) -> bool:
        """Tell whether nothing waits to be heard."""
        return self._to_client.empty()

    async def send(self, content: Message | str | bytes) -> None:
        """Say something."""
        if isinstance(content, bytes):
            await self._to_server.put({"type": "websocket.receive", "bytes": content, "text": None})
        else:
            text = content if isinstance(content, str) else json.dumps(content, default=str)
            await self._to_server.put({"type": "websocket.receive", "text": text})

    async def beat(self, epoch: str, v: int, heard: int | None = None) -> None:
        """Send a heartbeat."""
        count = self.heard if heard is None else heard
        await self.send({"type": "heartbeat", "epoch": epoch, "v": v, "heard": count})

    async def ask(self, kind: str, **fields: Any) -> Message:
        """Send a command and return its reply."""
        command = {"type": kind, "id": str(uuid4())} | fields
        await self.send(command)
        return await self.next("reply", lambda reply: reply["id"] == command["id"])


@dataclass
class Floor:
    """A meeting with everybody signed in, whose screens can be connected."""

    chamber: Chamber
    sessions: dict[UUID, str]
    display: Display
    screens: list[Screen] = field(default_factory=list)

    @property
    def meeting(self) -> UUID:
        return self.chamber.meeting.pk

    def visitor(self, person: UUID, audience: Audience, language: str = "en") -> Visitor:
        """Return who somebody signed in is; blocks on the database."""
        account = Account.objects.select_related("person").get(person_id=person)
        found = personal_visitor(
            account, self.chamber.meeting_now(), audience, session=self.sessions[person], language=language
        )
        assert found is not None
        return found

    async def seat(self, person: UUID, language: str = "en") -> Screen:
        """Return a seat's screen."""
        return await self.connected(await sync_to_async(self.visitor)(person, "seat", language))

    async def chair(self) -> Screen:
        """Return the chair's screen."""
        return await self.connected(await sync_to_async(self.visitor)(CHAIR, "chair"))

    async def clerk(self) -> Screen:
        """Return the clerk's screen."""
        return await self.connected(await sync_to_async(self.visitor)(CLERK, "clerk"))

    async def hall_display(self) -> Screen:
        """Return the hall display's screen."""
        return await self.connected(display_visitor(self.display, self.chamber.meeting, "bg"))

    async def public(self, language: str = "en") -> Screen:
        """Return somebody's screen."""
        return await self.at(f"/ws/meetings/{self.meeting}/public?lang={language}")

    async def connected(self, visitor: Visitor) -> Screen:
        """Return a visitor's screen, connected with a fresh token."""
        path = f"/ws/meetings/{visitor.meeting}/{visitor.audience}?token={make_token(visitor)}"
        return await self.at(path, cookie=f"session={visitor.session}" if visitor.session else "")

    async def at(self, path: str, *, cookie: str = "", origins: tuple[str, ...] = (ORIGIN,)) -> Screen:
        """Return a screen at any address."""
        headers = [(b"origin", origin.encode()) for origin in origins]
        screen = Screen(path, headers=headers + ([(b"cookie", cookie.encode())] if cookie else []))
        self.screens.append(screen)
        await screen.connect()
        return screen

    async def do(self, act: Callable[..., Any], *arguments: Any, **fields: Any) -> Any:
        """Carry out something of the chamber's beside the event loop."""
        return await sync_to_async(act)(*arguments, **fields)


@pytest.fixture
async def floor(live_chamber: Chamber) -> AsyncIterator[Floor]:
    """Return a meeting whose screens can be connected; all of it ends after the test."""
    floor = await sync_to_async(make_floor)(live_chamber)
    yield floor
    for screen in floor.screens:
        await screen.disconnect()
    await hub().close()
    await asyncio.to_thread(close_desks)


def make_floor(chamber: Chamber) -> Floor:
    """Sign everybody in and set up a display."""
    people = (CHAIR, CLERK, *COUNCILLORS)
    sessions = {person: uuid4().hex for person in people}
    ends = timezone.now() + timedelta(days=1)
    Session.objects.bulk_create(
        Session(session_key=key, session_data="", expire_date=ends) for key in sessions.values()
    )
    display = Display.objects.create(
        municipality=chamber.municipality,
        hall=chamber.hall,
        name="Екран",
        secret_digest=secret_digest(new_secret()),
    )
    return Floor(chamber, sessions, display)
