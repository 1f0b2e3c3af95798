"""A stranger writes a terminal from docs/protocol.md alone: its examples are read, and run against a real server."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from kiosk import messages
from tests.cast import CHAIR, CLERK, COUNCILLORS
from tests.papers import pdf
from tests.services import KvorumServer

PAGE = (Path(__file__).parent.parent / "docs" / "protocol.md").read_text()
PASSWORD = "correct horse battery"
SECONDS = 60


def examples(side: str) -> list[dict[str, Any]]:
    return [
        json.loads(block)
        for block in re.findall(rf"^```json {side}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    ]


def example(name: str) -> dict[str, Any]:
    return next(found for found in examples("client") if found["type"] == name)


@pytest.mark.parametrize("said", examples("client"), ids=lambda said: said["type"])
def test_what_a_client_is_shown_to_send_is_understood(said: dict[str, Any]) -> None:
    assert messages.decode(json.dumps(said)).__struct_config__.tag == said["type"]


@pytest.mark.parametrize("said", examples("server"), ids=lambda said: said["type"])
def test_what_the_server_is_shown_to_send_is_what_it_sends(said: dict[str, Any]) -> None:
    assert json.loads(messages.encode(msgspec.convert(said, messages.Outgoing))) == said


SETUP = f"""
import json
from council.models import Account, Seat
from tests.kiosk.council_rows import make_room
room = make_room()
for account in Account.objects.all():
    account.set_password({PASSWORD!r})
    account.save()
print("ROOM" + json.dumps({{
    "meeting": str(room.meeting.pk), "item": str(room.items[0].pk), "motion": str(room.motions[0].pk),
    "secret": room.secret,
}}))
"""


@pytest.fixture
def room(server: KvorumServer) -> dict[str, str]:
    printed = server.manage("shell", "-c", SETUP)
    found: dict[str, str] = json.loads(printed[printed.index("ROOM") + 4 :])
    return found


@pytest.fixture
async def stranger(server: KvorumServer, room: dict[str, str]) -> AsyncIterator[Callable[[str], "Stranger"]]:
    """Return what makes screens of the room's meeting; they are switched off after the test."""
    made: list[Stranger] = []

    def make(audience: str) -> Stranger:
        made.append(Stranger(server, room["meeting"], audience))
        return made[-1]

    yield make
    for screen in made:
        await screen.close()


class Stranger:
    """A screen that knows what the page says and nothing else."""

    def __init__(self, server: KvorumServer, meeting: str, audience: str) -> None:
        self.server = server
        self.page = f"/meetings/{meeting}/{audience}/"
        self.socket_address = f"{server.url.replace('http', 'ws')}/ws/meetings/{meeting}/{audience}"
        self.browser = httpx.AsyncClient(base_url=server.url, trust_env=False)
        self.frame: dict[str, Any] = {}
        self.mine: dict[str, Any] = {}
        self.hello: dict[str, Any] = {}
        self.heard = 0
        self.socket: ClientConnection
        self.sockets: list[ClientConnection] = []

    async def close(self) -> None:
        for socket in self.sockets:
            await socket.close()
        await self.browser.aclose()

    async def sign_in(self, login: str) -> None:
        form = (await self.browser.get("/sign-in/")).text
        secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert secret
        fields = {"csrfmiddlewaretoken": secret[1], "username": login, "password": PASSWORD}
        assert (await self.browser.post("/sign-in/", data=fields)).status_code == httpx.codes.FOUND

    async def token(self) -> str:
        answer = await self.browser.get(f"{self.page}token")
        assert answer.status_code == httpx.codes.OK
        return str(answer.json()["token"])

    async def connect(self, *, token: str = "", origin: str | None = None, with_cookie: bool = True) -> None:
        query = f"?token={token}" if token else ""
        cookie = "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items())
        self.socket = await connect(
            self.socket_address + query,
            origin=origin or self.server.url,  # type: ignore[arg-type]
            additional_headers={"Cookie": cookie} if with_cookie and cookie else {},
            proxy=None,
        )
        self.sockets.append(self.socket)

    async def hear(self) -> dict[str, Any]:
        async with asyncio.timeout(SECONDS):
            said: dict[str, Any] = json.loads(await self.socket.recv())
        self.heard += 1
        if said["type"] == "frame" and said["v"] >= self.frame.get("v", -1):
            self.frame = said
        elif said["type"] == "mine":
            self.mine = said
        elif said["type"] == "hello":
            self.hello = said
        return said

    async def until(self, true: Any) -> None:
        while not true():
            await self.hear()

    async def ask(self, said: dict[str, Any]) -> dict[str, Any]:
        await self.socket.send(json.dumps(said))
        while True:
            heard = await self.hear()
            if heard["type"] == "reply" and heard["id"] == said["id"]:
                return heard


def put(said: dict[str, Any], **ids: Any) -> dict[str, Any]:
    """Return an example with a fresh id and with these fields in place of the page's."""
    return said | {"id": str(uuid4())} | {name: value for name, value in ids.items() if name in said}


async def write_agenda(clerk: Stranger, room: dict[str, str], do: Callable[..., Any]) -> None:
    """Write on the agenda as the page says, and leave it as it was but for a text and an item at the end."""

    async def agenda() -> list[dict[str, Any]]:
        version = (await clerk.browser.get(f"{clerk.page}state")).json()["frame"]["agenda"]
        address = f"/meetings/{room['meeting']}/documents/agenda/{version}.json"
        return list((await clerk.browser.get(address)).json()["items"])

    await do(clerk, "item.change")
    await do(clerk, "item.move")
    await do(clerk, "item.add")
    await do(clerk, "item.add")
    *_, last = await agenda()
    await do(clerk, "item.remove", item=last["id"])
    await do(clerk, "draft.offer")
    key = re.search(r"<code>([0-9a-f-]{36})</code>", (await clerk.browser.get(clerk.page)).text)
    assert key
    await do(clerk, "draft.take", "draft-taken", key=key[1])
    await do(clerk, "draft.take_back")
    await do(clerk, "draft.take", "unknown-draft", key=key[1])
    form = (await clerk.browser.get(clerk.page)).text
    secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert secret
    answer = await clerk.browser.post(
        f"{clerk.page}papers",
        data={"csrfmiddlewaretoken": secret[1], "item": room["item"]},
        files=[("papers", ("Report.pdf", pdf())), ("papers", ("Notes.pdf", b"none"))],
        headers={"Accept": "application/json"},
    )
    assert [file["code"] for file in answer.json()["files"]] == ["accepted", "paper-not-pdf"]
    (paper,) = (await agenda())[0]["papers"]
    papers = f"/meetings/{room['meeting']}/papers/{paper['digest']}"
    for end, kind in (("1.webp", "image/webp"), ("paper.pdf", "application/pdf")):
        assert (await clerk.browser.get(f"{papers}/{end}")).headers["Content-Type"] == kind
    await do(clerk, "paper.rename", paper=paper["id"])
    assert (await agenda())[0]["papers"][0]["title"] == example("paper.rename")["title"]
    await do(clerk, "paper.withdraw", paper=paper["id"])


async def amend(chair: Stranger, clerk: Stranger, prepared: str, do: Callable[..., Any]) -> str:
    """Move an amendment, vote on the main motion first after all, and withdraw it; return the vote prepared then."""
    mover = str(COUNCILLORS[1])
    await do(clerk, "motion.move", mover=mover, old="no such words", code="words-not-found")
    await do(clerk, "motion.move", mover=mover, phrase="break", old="", new="")
    await chair.until(lambda: chair.frame["vote"] and chair.frame["vote"]["id"] != prepared)
    assert "Moved by" in chair.frame["vote"]["moved"]
    await do(clerk, "motion.advance")
    await do(chair, "motion.advance", "wrong-motion-stage")
    await do(clerk, "motion.settle", "nothing-to-settle")
    version = chair.frame["agenda"]
    await chair.until(lambda: chair.frame["agenda"] != version)
    address = f"/meetings/{chair.frame['meeting']['id']}/documents/agenda/{chair.frame['agenda']}.json"
    (item, *_) = (await chair.browser.get(address)).json()["items"]
    (moved,) = (motion["id"] for motion in item["motions"] if motion["kind"] == "procedural")
    await do(chair, "motion.withdraw", motion=moved)
    await chair.until(lambda: chair.frame["vote"] and chair.frame["vote"]["moved"] == "")
    return str(chair.frame["vote"]["id"])


async def hold_nominations(clerk: Stranger, own: dict[str, str], do: Callable[..., Any]) -> None:
    """Enter an election, and a candidate who withdraws."""
    await do(clerk, "candidates.count", "wrong-vote-stage", stage="declared")
    await do(clerk, "election.enter")
    await clerk.until(lambda: clerk.frame["console"]["elections"])
    own["motion"] = clerk.frame["console"]["elections"][0]["motion"]
    await do(clerk, "candidate.nominate", nominator=str(COUNCILLORS[0]))
    await do(clerk, "candidate.nominate", "already-candidate", nominator=str(COUNCILLORS[0]))
    await clerk.until(lambda: clerk.frame["console"]["elections"][0]["candidates"])
    (candidate,) = clerk.frame["console"]["elections"][0]["candidates"]
    assert (candidate["name"], candidate["motion"]) == ("Vera Stone", own["motion"])
    await do(clerk, "candidate.withdraw", candidate=candidate["candidate"])


async def test_the_examples_carry_a_vote_from_the_check_in_to_the_annulment(  # noqa: PLR0915 -- one story
    stranger: Callable[[str], Stranger], room: dict[str, str]
) -> None:
    chair, clerk, seat = (stranger(audience) for audience in ("chair", "clerk", "seat"))
    for screen, person in ((chair, CHAIR), (clerk, CLERK), (seat, COUNCILLORS[0])):
        await screen.sign_in(f"bel-{person}")
        await screen.connect(token=await screen.token())
        assert (await screen.hear())["type"] == "hello"
    own = {"item": room["item"], "motion": room["motion"]}

    async def do(screen: Stranger, name: str, code: str = "accepted", **fields: Any) -> dict[str, Any]:
        reply = await screen.ask(put(example(name), **own | fields))
        assert (name, reply["code"]) == (name, code)
        assert reply["ok"] is (code == "accepted")
        return reply

    await write_agenda(clerk, room, do)
    await do(seat, "seat.check_in")
    await do(seat, "seat.check_in", "already-checked-in")
    await do(seat, "seat.check_out")
    await do(seat, "seat.check_in")
    await do(chair, "meeting.open", "no-quorum")
    for person in COUNCILLORS[1:6]:
        await do(clerk, "attendance.check_in", person=str(person))
    await do(clerk, "attendance.check_out", person=str(COUNCILLORS[5]))
    await do(chair, "meeting.open")
    await do(chair, "item.activate")
    await do(seat, "item.recuse", "forbidden", person=str(COUNCILLORS[1]))
    await do(clerk, "item.recuse", person=str(COUNCILLORS[4]))
    await do(chair, "vote.prepare")
    await chair.until(lambda: chair.frame.get("vote"))
    own["vote"] = chair.frame["vote"]["id"]
    await do(chair, "vote.withdraw")
    await do(chair, "vote.prepare")
    await chair.until(lambda: chair.frame["vote"] and chair.frame["vote"]["id"] != own["vote"])
    own["vote"] = chair.frame["vote"]["id"]
    own["vote"] = await amend(chair, clerk, own["vote"], do)
    await do(seat, "ballot.cast", "too-early")
    await do(chair, "vote.open")
    reply = await do(seat, "ballot.cast", press=2)
    assert (reply["choice"], reply["vote"], reply["press"]) == ("for", own["vote"], 2)
    await do(seat, "ballot.cast", "superseded", press=1)
    await do(seat, "presence.register", "registration-unused")
    await do(clerk, "presence.enter", "registration-unused")
    await seat.until(lambda: seat.mine.get("choice") == "for")
    assert "v" in seat.frame["vote"]["voted"] or seat.frame["vote"]["cast"] == 0
    aloud = str(COUNCILLORS[1])
    await do(clerk, "spoken.enter", person=aloud)
    await do(clerk, "spoken.drop", person=aloud)
    await do(clerk, "spoken.enter", person=aloud)
    await do(chair, "vote.close", "spoken-unconfirmed", missing=[])
    await do(clerk, "spoken.confirm", "forbidden", person=aloud)
    await do(chair, "spoken.confirm", person=aloud)
    await do(clerk, "vote.hold")
    await do(seat, "ballot.cast", "on-hold", press=3)
    await do(clerk, "roll.admit", "door-closed", person=str(COUNCILLORS[5]))
    await do(chair, "vote.resume")
    await do(chair, "vote.close", "unconfirmed-missing", missing=[])
    await chair.until(lambda: chair.frame["vote"]["stage"] == "open" and chair.frame["vote"]["cast"] == 2)
    missing = [absence["person"] for absence in chair.frame["console"]["missing"]]
    assert missing == [str(person) for person in COUNCILLORS[2:4]]
    await do(chair, "vote.close", missing=missing)
    await do(seat, "vote.object")
    await do(seat, "vote.object", "already-objected")
    await do(seat, "ballot.cast", "too-late", press=4)
    await do(chair, "vote.close", "stale-stage", missing=missing)
    await do(chair, "vote.declare")
    await seat.until(lambda: seat.frame["vote"]["outcome"] is not None)
    assert seat.frame["vote"]["positions"] == "++..raaaa"
    assert seat.frame["vote"]["spoken"] == "_s_______"
    assert seat.frame["vote"]["outcome"]["outcome"] == "adopted"
    await do(clerk, "vote.annul")
    await do(clerk, "vote.confirm_annulment", "same-person")
    await do(chair, "vote.confirm_annulment")
    await do(chair, "vote.repeat", stage="annulled")
    await chair.until(lambda: chair.frame["vote"]["repeats"])
    own["vote"] = chair.frame["vote"]["id"]
    await do(chair, "vote.open")
    await do(clerk, "answer.enter", "not-by-name", person=str(COUNCILLORS[0]))
    await do(clerk, "vote.fall_back")
    await do(clerk, "call.order")
    await do(clerk, "answer.enter", person=str(COUNCILLORS[0]))
    await seat.until(lambda: seat.mine["answer"] == "for")
    await seat.until(lambda: seat.frame["vote"]["positions"] == "+___raaaa")
    await chair.until(lambda: chair.frame["vote"]["positions"] == seat.frame["vote"]["positions"])
    assert chair.frame["vote"]["call"]["answered"] == 1
    await do(chair, "vote.fall_back", mode="paper")
    await do(clerk, "papers.count")
    await do(chair, "vote.fall_back", mode="hands")
    await do(clerk, "hands.count", "wrong-hands-count")
    await do(clerk, "hands.count", **{"for": 2, "against": 1, "abstain": 0})
    await do(chair, "vote.close", missing=[])
    await do(chair, "vote.declare")
    await do(clerk, "correction.enter", subject=own["item"])
    await do(clerk, "correction.enter", "result-affected", subject=own["item"], matter="result")
    await do(chair, "correction.enter", "forbidden", subject=own["item"])
    await hold_nominations(clerk, own, do)
    await do(chair, "item.finish")
    await do(chair, "meeting.adjourn")
    assert {said["type"] for said in examples("client")} == messages.TYPES


async def test_a_heartbeat_is_answered_and_a_lost_frame_comes_again(
    stranger: Callable[[str], Stranger], room: dict[str, str]
) -> None:
    seat = stranger("seat")
    await seat.sign_in(f"bel-{COUNCILLORS[0]}")
    await seat.connect(token=await seat.token())
    await seat.ask(put(example("seat.check_in")))
    await seat.until(lambda: seat.frame.get("v") == 1)
    behind = example("heartbeat") | {
        "epoch": seat.hello["epoch"],
        "v": seat.frame["v"] - 1,
        "heard": seat.heard,
    }
    seat.frame = {}
    await seat.socket.send(json.dumps(behind))
    await seat.until(lambda: seat.frame)
    assert seat.hello["heartbeat_seconds"] == 5
    await seat.connect(token=seat.hello["token"])  # the greeting's token is for the next connection
    assert (await seat.hear())["type"] == "hello"


async def test_the_same_command_gets_the_same_answer_over_socket_and_http(
    stranger: Callable[[str], Stranger], room: dict[str, str]
) -> None:
    seat = stranger("seat")
    await seat.sign_in(f"bel-{COUNCILLORS[0]}")
    await seat.connect(token=await seat.token())
    said = put(example("seat.check_in"))
    first = await seat.ask(said)
    headers = {"Content-Type": "application/json", "X-CSRFToken": seat.browser.cookies["csrf"]}
    over_http = await seat.browser.post(f"{seat.page}act", content=json.dumps(said), headers=headers)
    assert (over_http.status_code, over_http.json()) == (httpx.codes.OK, first)
    state = await seat.browser.get(f"{seat.page}state")
    assert state.json()["mine"]["is_checked_in"] is True
    again = await seat.browser.get(f"{seat.page}state", headers={"If-None-Match": state.headers["ETag"]})
    assert again.status_code == httpx.codes.NOT_MODIFIED


async def test_documents_are_at_the_versions_that_a_frame_names(
    stranger: Callable[[str], Stranger], room: dict[str, str]
) -> None:
    seat = stranger("seat")
    await seat.sign_in(f"bel-{COUNCILLORS[0]}")
    await seat.connect(token=await seat.token())
    await seat.until(lambda: seat.frame)
    base = f"/meetings/{room['meeting']}/documents"
    agenda = await seat.browser.get(f"{base}/agenda/{seat.frame['agenda']}.json")
    hall = await seat.browser.get(f"{base}/hall/{seat.frame['hall']}.json")
    assert [set(item) for item in agenda.json()["items"]] == [
        {"id", "number", "title", "rapporteur", "procedure", "is_closed", "stage", "ended"}
        | {"motions", "order", "votes", "papers", "moved"}
    ] * 2
    assert [UUID(place["person"]) for place in hall.json()["places"]] == list(COUNCILLORS)
    assert (await seat.browser.get(f"{base}/hall/0000000000000000.json")).status_code == httpx.codes.NOT_FOUND


async def test_a_display_finds_its_meeting_by_its_secret_address(
    stranger: Callable[[str], Stranger], room: dict[str, str]
) -> None:
    display = stranger("display")
    display.page = f"/display/{room['secret']}/"
    state = (await display.browser.get(f"{display.page}state")).json()
    assert state["frame"]["meeting"]["id"] == room["meeting"]
    await display.connect(token=await display.token())
    await display.until(lambda: display.frame)
    refused = await display.ask(put(example("meeting.open")))
    assert refused["code"] == "forbidden"


async def test_a_handshake_without_right_is_refused_as_the_page_says(
    stranger: Callable[[str], Stranger], room: dict[str, str]
) -> None:
    seat = stranger("seat")
    await seat.sign_in(f"bel-{COUNCILLORS[0]}")
    token = await seat.token()
    for origin in ("http://evil.example", "null", seat.server.url.replace("http", "https")):
        with pytest.raises(InvalidStatus) as refused:
            await seat.connect(token=token, origin=origin)
        assert refused.value.response.status_code == httpx.codes.FORBIDDEN
    await seat.connect(token=token, with_cookie=False)
    async with asyncio.timeout(SECONDS):
        await seat.socket.wait_closed()
    assert seat.socket.close_code == 4401
