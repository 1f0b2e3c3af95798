"""What is no proper command gets a typed refusal over either road, changes nothing, and the road stays open.

Over real sockets and real HTTP, against a real server.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
from asgiref.sync import sync_to_async
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from kiosk import messages
from kiosk.client import Browser
from kiosk.consumers.pace import BURST, MOST_OVER
from kiosk.messages import LIMIT_BYTES
from kiosk.models import RefusedAttempt
from ledger.models import Entry, Log
from tests.cast import CHAIR, CLERK, COUNCILLORS, STRANGER
from tests.chamber import Chamber, councillor, foreign, live_chamber
from tests.serving import Serve, serve, signed_in
from voting.models import Ballot, RollMember, Vote

__all__ = ["foreign", "live_chamber", "serve"]

ANNA, BORIS, VASIL, GALINA, *_ = COUNCILLORS
PATIENCE = 60.0


@dataclass(frozen=True)
class Case:
    """Somebody says something and is answered with this code; `status` is that of the answer over HTTP."""

    who: Any
    audience: str
    content: str | bytes
    code: str
    status: int = 200


def message(kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid4())} | {name: plain(value) for name, value in fields.items()}


def plain(value: Any) -> Any:
    return str(value) if hasattr(value, "hex") else value


SEAT, CHAIR_ROOM, CLERK_ROOM = (ANNA, "seat"), (CHAIR, "chair"), (CLERK, "clerk")
ON_VOTES = ("vote.open", "vote.hold", "vote.close", "vote.declare", "vote.repeat", "vote.withdraw")


def cases(chamber: Chamber, foreign: Chamber) -> list[Case]:
    """Return every way of getting it wrong, in a meeting with one declared and one open vote."""
    declared, opened = Vote.objects.filter(meeting=chamber.meeting).order_by("number")
    return [
        *unreadable(opened),
        *of_others(chamber, foreign, opened),
        *at_the_wrong_time(opened, declared),
        *without_right(opened),
    ]


def press(vote: Vote, /, **changes: Any) -> str:
    return json.dumps(message("ballot.cast", vote=vote.pk, press=1, choice="for") | changes)


def unreadable(vote: Vote) -> Iterator[Case]:
    """Yield what is not JSON, or no message, or not in its form."""
    yield Case(*SEAT, "not json", "not-json", 400)
    yield Case(*SEAT, '{"type": NaN}', "not-json", 400)
    yield Case(*SEAT, "[" * 50_000, "not-json", 400)
    yield Case(*SEAT, b"\xff\xfe\x00", "not-json", 400)
    yield Case(*SEAT, press(vote)[:-1] + ',"choice":"against"}', "duplicate-key", 400)
    for kind in ("ballot.count", "hint", None):
        yield Case(*SEAT, press(vote, type=kind), "unknown-message", 400)
    for content in ("[]", "null", json.dumps(message("ballot.cast", vote=vote.pk, press=1))):
        yield Case(*SEAT, content, "bad-message", 400)
    for name, value in (
        *(("press", value) for value in ("1", 1.5, -1, 0, None, [1], True, 2**60)),
        *(("choice", value) for value in ("yes", "FOR", "fоr", 1, None, ["for"])),
        *(("vote", value) for value in ("1", 7, None, {})),
        *(("id", value) for value in ("x", 7, None, "\ud800")),
        *((name, 1) for name in ("weight", "person", "by", "at", "role")),
    ):
        yield Case(*SEAT, press(vote, **{name: value}), "bad-message", 400)
    annul = json.dumps(message("vote.annul", vote=vote.pk, stage="open", ground="\x00"))
    yield Case(*CHAIR_ROOM, annul, "bad-message", 400)
    yield Case(*SEAT, press(vote) + " " * LIMIT_BYTES, "oversize", 413)


def of_others(chamber: Chamber, foreign: Chamber, vote: Vote) -> Iterator[Case]:
    """Yield ids of another municipality, of other things and of nothing, wherever an id is taken: one answer."""
    for other in (STRANGER, foreign.meeting.pk, foreign.items[0].pk, chamber.meeting.pk):
        said = [
            (SEAT, press(vote, vote=str(other))),
            *((CHAIR_ROOM, json.dumps(message(kind, vote=other, stage="open"))) for kind in ON_VOTES),
            (CHAIR_ROOM, json.dumps(message("item.activate", item=other))),
            (CHAIR_ROOM, json.dumps(message("item.finish", item=other))),
            (CHAIR_ROOM, json.dumps(message("vote.prepare", motion=other))),
            (CLERK_ROOM, json.dumps(message("attendance.check_in", person=other))),
            (CLERK_ROOM, json.dumps(message("attendance.check_out", person=other))),
            (SEAT, json.dumps(message("item.recuse", item=other, person=ANNA, ground="g"))),
        ]
        for who, content in said:
            yield Case(*who, content, "not-found")


def at_the_wrong_time(opened: Vote, declared: Vote) -> Iterator[Case]:
    """Yield what comes with a stale stage, too late, or out of turn."""
    for kind in ("vote.hold", "vote.close", "vote.fall_back"):
        said = message(kind, vote=opened.pk, stage="prepared")
        yield Case(*CHAIR_ROOM, json.dumps(said), "stale-stage")
    yield Case(*SEAT, press(declared), "too-late")
    for kind, code in (("vote.declare", "wrong-vote-stage"), ("vote.close", "unconfirmed-missing")):
        yield Case(*CHAIR_ROOM, json.dumps(message(kind, vote=opened.pk, stage="open")), code)
    yield Case(*CHAIR_ROOM, json.dumps(message("meeting.adjourn")), "vote-under-way")


def without_right(vote: Vote) -> Iterator[Case]:
    """Yield what its sender may not do, in this vote or at all."""
    yield Case(VASIL, "seat", press(vote), "absent-at-opening")
    yield Case(BORIS, "seat", press(vote), "recused")
    yield Case(GALINA, "seat", press(vote), "not-on-roll")
    for who in (CHAIR_ROOM, CLERK_ROOM):
        yield Case(*who, press(vote), "forbidden")
    for who in (SEAT, CLERK_ROOM):
        yield Case(*who, json.dumps(message("vote.close", vote=vote.pk, stage="open")), "forbidden")
        for kind in ("meeting.open", "meeting.adjourn"):
            yield Case(*who, json.dumps(message(kind)), "forbidden")
    for kind in ("vote.hold", "vote.fall_back"):
        yield Case(*SEAT, json.dumps(message(kind, vote=vote.pk, stage="open")), "forbidden")
    for who, code in ((CHAIR_ROOM, "forbidden"), (CLERK_ROOM, "not-by-name")):
        answer = message("answer.enter", vote=vote.pk, stage="open", person=ANNA, answer="for")
        yield Case(*who, json.dumps(answer), code)
    yield Case(*SEAT, json.dumps(message("attendance.check_in", person=BORIS)), "forbidden")
    yield Case(*CHAIR_ROOM, json.dumps(message("seat.check_in")), "forbidden")


def set_up(chamber: Chamber) -> None:
    """Close one vote and open another, in which Boris is recused, Vasil absent and Galina not on the roll."""
    chamber.open(ANNA, BORIS, GALINA, *COUNCILLORS[4:])
    chamber.do(
        messages.Recuse, councillor(BORIS), item=chamber.items[0].pk, person=BORIS, ground="Собственик"
    )
    chamber.open_vote()
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    vote = chamber.open_vote(motion=1)
    RollMember.objects.filter(vote=vote, person=GALINA).delete()


def state() -> tuple[Any, ...]:
    """Return everything that a refused command may not touch."""
    return (
        list(Log.objects.order_by("pk").values_list("pk", "size")),
        Entry.objects.count(),
        list(Vote.objects.order_by("pk").values()),
        list(RollMember.objects.order_by("pk").values()),
        list(Ballot.objects.order_by("pk").values()),
    )


@pytest.fixture
async def at_the_end() -> AsyncIterator[AsyncExitStack]:
    """Return what closes roads after the test."""
    async with AsyncExitStack() as stack:
        yield stack


class Road:
    """A way on which somebody's messages reach the server."""

    def __init__(self, browser: Browser, page: str) -> None:
        self.browser = browser
        self.page = page


class Post(Road):
    """By HTTP POST, as where sockets are blocked."""

    async def say(self, content: str | bytes) -> tuple[str, int]:
        """Return code and status of the answer."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.browser._csrf()}
        body = content if isinstance(content, bytes) else content.encode()
        answer = await self.browser._client.post(f"{self.page}act", content=body, headers=headers)
        return answer.json()["code"], answer.status_code

    async def end(self) -> None:
        """Leave nothing open."""
        await self.browser.close()


class Wire(Road):
    """By WebSocket."""

    def __init__(self, browser: Browser, page: str) -> None:
        super().__init__(browser, page)
        self.socket: ClientConnection | None = None

    async def connected(self) -> ClientConnection:
        """Return the socket, connected at its first use and never again."""
        if self.socket is None:
            token = await self.browser.token(self.page)
            _, _, meeting, audience, _ = self.page.split("/")
            self.socket = await connect(
                self.browser.server.socket(meeting, audience, token),
                additional_headers={"Cookie": self.browser.cookies()},
                origin=Origin(self.browser.server.listed_origin),
                ping_interval=None,
            )
        return self.socket

    async def say(self, content: str | bytes) -> tuple[str, int]:
        """Return the code of the answer, waiting for its turn within the allowance."""
        socket = await self.connected()
        while True:
            await socket.send(content)
            code = await self._reply()
            if code != "rate-limited":
                return code, 0
            await asyncio.sleep(0.1)

    async def _reply(self) -> str:
        socket = await self.connected()
        async with asyncio.timeout(PATIENCE):
            while True:
                heard = json.loads(await socket.recv())
                if heard["type"] == "reply":
                    return str(heard["code"])

    async def end(self) -> None:
        """Leave nothing open."""
        if self.socket is not None:
            await self.socket.close()
        await self.browser.close()


@pytest.mark.parametrize("road", [Wire, Post])
async def test_whatever_is_said_wrongly_is_refused_by_its_type_and_changes_nothing(
    live_chamber: Chamber,
    foreign: Chamber,
    serve: Serve,
    at_the_end: AsyncExitStack,
    road: type[Wire | Post],
) -> None:
    await sync_to_async(set_up)(live_chamber)
    server = await asyncio.to_thread(serve)
    before = await sync_to_async(state)()
    roads: dict[tuple[Any, str], Wire | Post] = {}
    wrong = []
    for case in await sync_to_async(cases)(live_chamber, foreign):
        key = (case.who, case.audience)
        if key not in roads:
            page = f"/meetings/{live_chamber.meeting.pk}/{case.audience}/"
            roads[key] = road(await signed_in(server, case.who), page)
            at_the_end.push_async_callback(roads[key].end)
        code, status = await roads[key].say(case.content)
        if code != case.code or (road is Post and status != case.status):
            wrong.append((case, code, status))
    assert wrong == []
    assert await sync_to_async(state)() == before
    # The same sockets still carry what is right.
    vote = (await sync_to_async(live_chamber.vote)()).pk
    proper = json.dumps(message("ballot.cast", vote=vote, press=1, choice="for"))
    assert (await roads[ANNA, "seat"].say(proper))[0] == "accepted"
    hold = json.dumps(message("vote.hold", vote=vote, stage="open"))
    assert (await roads[CHAIR, "chair"].say(hold))[0] == "accepted"


async def test_a_form_that_says_it_wrongly_leads_back_to_the_page_and_changes_nothing(
    live_chamber: Chamber, serve: Serve, at_the_end: AsyncExitStack
) -> None:
    await sync_to_async(set_up)(live_chamber)
    server = await asyncio.to_thread(serve)
    before = await sync_to_async(state)()
    anna = await signed_in(server, ANNA)
    at_the_end.push_async_callback(anna.close)
    page = f"/meetings/{live_chamber.meeting.pk}/seat/"
    vote = str((await sync_to_async(live_chamber.vote)()).pk)
    right = {"type": "ballot.cast", "id": str(uuid4()), "vote": vote, "press": "1", "choice": "for"}
    for changes in (
        {"type": "nothing"},
        {"choice": "yes"},
        {"choice": ["for", "against"]},
        {"press": "one"},
        {"vote": str(STRANGER)},
        {"weight": "9"},
        {"type": "vote.hold", "stage": "open"},
    ):
        answer = await post_form(anna, page, right | {"id": str(uuid4())} | changes)
        assert (answer.status_code, answer.headers["location"]) == (303, page), changes
    assert (await post_form(anna, page, right, token="forged")).status_code == 403
    assert await sync_to_async(state)() == before
    assert (await post_form(anna, page, right)).status_code == 303
    assert await sync_to_async(Ballot.objects.count)() == len(before[4]) + 1


async def post_form(
    browser: Browser, page: str, fields: dict[str, Any], token: str | None = None
) -> httpx.Response:
    """Post a form as a page without a script does."""
    own = {"csrfmiddlewaretoken": browser._csrf() if token is None else token}
    return await browser._client.post(f"{page}act", data=fields | own)


async def test_a_socket_that_is_abused_is_cut_and_nobody_else_is(
    live_chamber: Chamber, serve: Serve, at_the_end: AsyncExitStack
) -> None:
    """A burst is answered, then refused by its rate; a flood ends the socket with 4429."""
    await sync_to_async(set_up)(live_chamber)
    server = await asyncio.to_thread(serve)
    page = f"/meetings/{live_chamber.meeting.pk}/seat/"
    flooding, calm = Wire(await signed_in(server, ANNA), page), Wire(await signed_in(server, BORIS), page)
    for road in (flooding, calm):
        at_the_end.push_async_callback(road.end)
    socket = await flooding.connected()
    await calm.connected()
    for _ in range(BURST + 5):
        await socket.send("x")
    codes = [(await next_reply(socket))["code"] for _ in range(BURST + 5)]
    assert codes[:BURST] == ["not-json"] * BURST
    assert "rate-limited" in codes
    with pytest.raises(ConnectionClosed) as cut:
        await flood(socket)
    assert cut.value.rcvd is not None, "the screen was busy and was not told why"
    assert cut.value.rcvd.code == 4429
    assert (await calm.say(json.dumps(message("seat.check_out"))))[0] == "accepted"
    noted = await sync_to_async(RefusedAttempt.objects.filter(actor=f"councillor:{ANNA}").count)()
    assert BURST < noted < BURST + 2 * MOST_OVER


async def flood(socket: ClientConnection) -> None:
    """Send far more than a person can press, from a screen that is too busy to listen meanwhile, for two seconds."""
    async with asyncio.timeout(PATIENCE):
        for _ in range(2 * MOST_OVER):
            await socket.send("x")
        await asyncio.sleep(2)
        await socket.send("x")
        while True:
            await socket.recv()


async def next_reply(socket: ClientConnection) -> dict[str, Any]:
    """Return the next reply."""
    async with asyncio.timeout(PATIENCE):
        while True:
            heard: dict[str, Any] = json.loads(await socket.recv())
            if heard["type"] == "reply":
                return heard
