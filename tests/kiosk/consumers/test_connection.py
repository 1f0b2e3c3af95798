"""What one socket says and is answered: commands, heartbeats, tokens, refusals, its end."""

import asyncio
import json
from uuid import uuid4

import pytest

from agenda.models import Link
from kiosk import messages
from kiosk.consumers import connection, pace
from kiosk.consumers.pace import BURST, Allowance
from kiosk.desk import close_desks
from kiosk.models import RefusedAttempt
from kiosk.signing import read_token
from tests.cast import COUNCILLORS
from tests.kiosk.sockets import Floor

ANNA, *_ = COUNCILLORS


async def test_a_command_is_answered_in_the_language_of_its_screen(floor: Floor) -> None:
    for language, words in (("bg", "Готово."), ("en", "Done.")):
        seat = await floor.seat(ANNA, language)
        reply = await seat.ask("seat.check_in" if language == "bg" else "seat.check_out")
        assert (reply["ok"], reply["text"]) == (True, words)


async def test_a_reply_comes_after_what_it_tells_of_is_recorded(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    vote = await floor.do(floor.chamber.open_vote)
    seat = await floor.seat(ANNA)
    reply = await seat.ask("ballot.cast", vote=vote.pk, press=1, choice="for")
    assert (reply["code"], reply["choice"], reply["press"]) == ("accepted", "for", 1)
    assert reply["v"] == len(await floor.do(floor.chamber.entries))


async def test_commands_sent_at_once_are_answered_in_their_order(floor: Floor) -> None:
    seat = await floor.seat(ANNA)
    ids = [str(uuid4()) for _ in range(10)]
    for number, command in enumerate(ids):
        await seat.send({"type": ("seat.check_in", "seat.check_out")[number % 2], "id": command})
    replies = [await seat.next("reply") for _ in ids]
    assert [reply["id"] for reply in replies] == ids
    assert all(reply["ok"] for reply in replies)


async def test_text_and_binary_frames_are_read_alike(floor: Floor) -> None:
    seat = await floor.seat(ANNA)
    command = {"type": "seat.check_in", "id": str(uuid4())}
    await seat.send(json.dumps(command).encode())
    assert (await seat.next("reply"))["id"] == command["id"]
    for content in (b"", b"\xff", "{".encode("utf-16")):
        await seat.send(content)
        assert (await seat.next("reply"))["code"] == "not-json"


@pytest.mark.parametrize("audience", ["display", "public"])
async def test_who_only_watches_may_say_nothing(floor: Floor, audience: str) -> None:
    await floor.do(floor.chamber.open)
    screen = await (floor.hall_display() if audience == "display" else floor.public())
    for kind, fields in (
        ("seat.check_in", {}),
        ("meeting.adjourn", {}),
        ("ballot.cast", {"vote": uuid4(), "press": 1, "choice": "for"}),
    ):
        reply = await screen.ask(kind, **fields)
        assert (reply["ok"], reply["code"]) == (False, "forbidden")
    assert (await floor.do(floor.chamber.meeting_now)).stage == "open"
    # Anybody may be the public, and is not worth a row.
    await asyncio.to_thread(close_desks)
    assert await RefusedAttempt.objects.acount() == (3 if audience == "display" else 0)


async def test_a_heartbeat_is_answered_with_version_and_clock(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    seat = await floor.seat(ANNA)
    frame = await seat.next("frame")
    await seat.beat(frame["epoch"], frame["v"])
    pulse = await seat.next("pulse")
    assert (pulse["epoch"], pulse["v"], pulse["token"]) == (frame["epoch"], frame["v"], None)
    assert pulse["now"][:10]


async def test_a_heartbeat_is_a_sign_of_life(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SEEN_SECONDS", 0.01)
    seat = await floor.seat(ANNA)
    frame = await seat.next("frame")
    before = (await Link.objects.aget(person=ANNA)).seen_at
    assert before is not None
    for _ in range(200):
        await seat.beat(frame["epoch"], frame["v"])
        await seat.next("pulse")
        seen = (await Link.objects.aget(person=ANNA)).seen_at
        if seen is not None and seen > before:
            return
    pytest.fail("no sign of life was written down")


async def test_a_screen_is_handed_a_new_token_before_the_old_one_ages(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "TOKEN_SECONDS", -1.0)
    seat = await floor.seat(ANNA)
    frame = await seat.next("frame")
    await seat.beat(frame["epoch"], frame["v"])
    token = (await seat.next("pulse"))["token"]
    visitor = read_token(token, floor.sessions[ANNA])
    assert visitor is not None
    assert (visitor.meeting, visitor.actor.person_id) == (floor.meeting, ANNA)


async def test_more_than_a_person_can_press_is_refused_by_its_rate(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "MOST_OVER", 10)
    seat = await floor.seat(ANNA)
    await seat.next("hello")
    for _ in range(BURST):
        await seat.send("x")
    codes = [(await seat.next("reply"))["code"] for _ in range(BURST)]
    assert codes == ["not-json"] * BURST
    for _ in range(30):
        await seat.send({"type": "seat.check_in", "id": str(uuid4())})
    heard = [(await seat.next("reply"))["code"] for _ in range(10)]
    assert heard == ["rate-limited"] * 10
    assert await seat.closed() == 4429


def test_an_allowance_fills_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 50.0
    monkeypatch.setattr(pace.time, "monotonic", lambda: now)
    allowance = Allowance()
    assert [allowance.takes() for _ in range(BURST + 1)] == [True] * BURST + [False]
    now += 0.5
    assert [allowance.takes() for _ in range(6)] == [True] * 5 + [False]
    now += 1000
    assert [allowance.takes() for _ in range(BURST + 1)] == [True] * BURST + [False]
    assert not allowance.is_abused


async def test_what_it_said_wrongly_is_noted_without_what_it_said(floor: Floor) -> None:
    seat = await floor.seat(ANNA)
    await seat.next("hello")
    await seat.send('{"type": "ballot.cast", "choice": "against"}')
    await seat.next("reply")
    await seat.ask("seat.check_in")  # is settled after the note
    row = await RefusedAttempt.objects.aget()
    assert (row.actor, row.message, row.code) == (f"councillor:{ANNA}", "", "bad-message")


async def test_its_end_is_the_end_of_its_link(floor: Floor) -> None:
    seat = await floor.seat(ANNA)
    await seat.next("hello")
    assert (await Link.objects.aget(person=ANNA)).is_connected
    await seat.disconnect()
    other = await floor.clerk()
    assert (await other.ask("attendance.check_in", person=ANNA))["ok"]  # is settled after the end
    assert not (await Link.objects.aget(person=ANNA)).is_connected


async def test_a_message_of_the_wire_is_no_remote_call(floor: Floor) -> None:
    """Nothing that a client chose names what is done with it inside."""
    seat = await floor.seat(ANNA)
    for kind in ("hint", "websocket.close", "websocket.disconnect", "group.send", "http.request"):
        reply = await seat.ask(kind)
        assert reply["code"] == "unknown-message"
    assert (await seat.ask("seat.check_in"))["ok"]
    assert messages.TYPES.isdisjoint({"hint"})
