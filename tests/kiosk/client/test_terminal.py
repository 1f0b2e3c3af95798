"""A terminal against a scripted server: answers, lost links, presses sent again, old frames, final closes."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

from kiosk.client import NOT_SENT, UNKNOWN, Browser, History, LineEndedError, Pace, Terminal
from tests.kiosk.client.scripted import EPOCH, ScriptedBrowser, ScriptedServer, eventually

QUICK = Pace(base=0.01, cap=0.02, silence=0.5, connect=1.0)


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    async with ScriptedServer() as scripted:
        yield scripted


@pytest.fixture
def history() -> History:
    return History()


@pytest.fixture
async def terminal(server: ScriptedServer, history: History) -> AsyncIterator[Terminal]:
    browser = cast("Browser", ScriptedBrowser())
    seat = Terminal(
        server.server,
        meeting="m",
        audience="seat",
        browser=browser,
        name="seat:a",
        recorder=history,
        pace=QUICK,
    )
    seat.start()
    await seat.linked()
    yield seat
    await seat.stop()


async def relinked(server: ScriptedServer, terminal: Terminal, count: int) -> None:
    await eventually(lambda: len(server.sockets) >= count and terminal.is_linked)


def whats(history: History) -> list[str]:
    return [note.what for note in history.notes]


async def test_connects_with_token_and_cookie(server: ScriptedServer, terminal: Terminal) -> None:
    assert server.paths == ["/ws/meetings/m/seat?token=fetched-1"]
    assert server.cookies == ["session=abc"]


async def test_press_returns_the_reply(server: ScriptedServer, terminal: Terminal, history: History) -> None:
    answer = await terminal.press("v", "for")
    assert (answer.ok, answer.code, answer.v) == (True, "accepted", 3)
    assert {"vote": "v", "press": 1, "choice": "for", "type": "ballot.cast"}.items() <= server.heard[
        0
    ].items()
    assert whats(history) == ["linked", "sent", "heard"]


async def test_press_number_is_above_what_the_server_has_seen(
    server: ScriptedServer, terminal: Terminal
) -> None:
    await server.show("mine", press=41)
    await server.show(vote={"id": "v", "mode": "electronic_unnamed"})
    await terminal.screen.until(lambda frame: frame)
    await terminal.press("v", "for")
    assert (server.heard[0]["press"], server.heard[0]["mode"]) == (42, "electronic_unnamed")


async def test_unanswered_press_goes_out_again_with_its_id(
    server: ScriptedServer, terminal: Terminal, history: History
) -> None:
    server.is_answering = False
    asking = asyncio.create_task(terminal.press("v", "for"))
    await server.until(1)
    server.is_answering = True
    terminal.cut()
    assert (await asking).ok
    assert server.heard[0] == server.heard[1]
    assert server.paths[1] == "/ws/meetings/m/seat?token=token-1"
    assert whats(history) == ["linked", "sent", "lost", "linked", "sent", "heard"]


async def test_only_the_newest_press_goes_out_again(
    server: ScriptedServer, terminal: Terminal, history: History
) -> None:
    server.is_answering = False
    first = asyncio.create_task(terminal.press("v", "for"))
    await server.until(1)
    second = asyncio.create_task(terminal.press("v", "against"))
    await server.until(2)
    server.is_answering = True
    terminal.cut()
    assert (await first).code == UNKNOWN
    assert (await second).ok
    assert [message["choice"] for message in server.heard] == ["for", "against", "against"]


async def test_impatience_leaves_the_outcome_unknown(server: ScriptedServer, terminal: Terminal) -> None:
    server.is_answering = False
    answer = await terminal.act("seat.check_in", patience=0.05)
    assert answer.code == UNKNOWN
    assert len(server.heard) == 1


async def test_nothing_is_queued_without_a_link(
    server: ScriptedServer, terminal: Terminal, history: History
) -> None:
    await terminal.stop()
    answer = await terminal.press("v", "for")
    assert (answer.ok, answer.code) == (False, NOT_SENT)
    assert "sent" not in whats(history)


async def test_a_second_reply_to_one_command_is_noted_only(
    server: ScriptedServer, terminal: Terminal, history: History
) -> None:
    answer = await terminal.act("seat.check_in")
    await server.reply(str(answer.id), ok=False, code="other")
    await server.show()
    await terminal.screen.until(lambda frame: frame)
    assert whats(history) == ["linked", "sent", "heard", "heard", "frame"]


async def test_older_frames_are_not_shown(server: ScriptedServer, terminal: Terminal) -> None:
    await server.show(v=5, title="new")
    await server.show(v=4, title="old")
    await server.show("mine", v=5, choice="for")
    await server.show("mine", v=4, choice=None)
    await server.show(v=5, title="newer")
    frame = await terminal.screen.until(lambda frame: frame["title"] == "newer")
    assert (frame["v"], terminal.screen.mine["choice"]) == (5, "for")


async def test_a_server_put_back_raises_an_alarm(
    server: ScriptedServer, terminal: Terminal, history: History
) -> None:
    await server.show(v=9)
    await terminal.screen.until(lambda frame: frame["v"] == 9)
    server.v = 4
    terminal.cut()
    await relinked(server, terminal, 2)
    await server.show()
    await terminal.screen.until(lambda frame: frame["v"] == 4)
    assert "alarm" in whats(history)


async def test_a_new_epoch_is_taken_and_raises_an_alarm(
    server: ScriptedServer, terminal: Terminal, history: History
) -> None:
    await server.show(v=9)
    await terminal.screen.until(lambda frame: frame["v"] == 9)
    server.epoch, server.v = "e2", 1
    terminal.cut()
    await relinked(server, terminal, 2)
    assert (terminal.screen.epoch, "alarm" in whats(history)) == ("e2", True)


async def test_silence_means_a_new_connection(server: ScriptedServer, terminal: Terminal) -> None:
    await relinked(server, terminal, 2)


async def test_heartbeat_tells_what_is_shown(server: ScriptedServer, history: History) -> None:
    server.heartbeat_seconds = 0.05
    browser = cast("Browser", ScriptedBrowser())
    seat = Terminal(server.server, meeting="m", audience="seat", browser=browser, pace=QUICK)
    seat.start()
    await seat.linked()
    await server.show(v=7)
    await eventually(lambda: server.beats and server.beats[-1]["v"] == 7)
    await seat.stop()
    assert server.beats[-1] == {"type": "heartbeat", "epoch": EPOCH, "v": 7, "heard": 2}


@pytest.mark.parametrize("code", [4409, 4410])
async def test_final_close_codes_are_obeyed(server: ScriptedServer, terminal: Terminal, code: int) -> None:
    await server.sockets[-1].close(code)
    await eventually(lambda: terminal.ended)
    with pytest.raises(LineEndedError):
        await terminal.linked()
    assert len(server.sockets) == 1


async def test_a_kept_token_that_is_refused_is_replaced_once(
    server: ScriptedServer, terminal: Terminal
) -> None:
    await server.sockets[-1].close(4401)
    await relinked(server, terminal, 2)
    assert server.paths[1] == "/ws/meetings/m/seat?token=fetched-2"


async def test_other_close_codes_mean_coming_back(server: ScriptedServer, terminal: Terminal) -> None:
    await server.sockets[-1].close(4503)
    await relinked(server, terminal, 2)


async def test_a_wrong_condition_fails_for_who_waits_only(server: ScriptedServer, terminal: Terminal) -> None:
    async def wait() -> Any:
        return await terminal.screen.until(lambda frame: frame["nothing"])

    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0)
    await server.show()
    with pytest.raises(KeyError):
        await waiting
    assert (await terminal.press("v", "for")).ok


async def test_what_was_sent_is_noted_as_it_was(
    server: ScriptedServer, terminal: Terminal, history: History
) -> None:
    await terminal.press("v", "for")
    sent = next(history.of("sent"))
    assert (sent.who, json.loads(sent.text)) == ("seat:a", server.heard[0])


async def test_a_terminal_that_gets_no_token_stays_away(server: ScriptedServer) -> None:
    browser = ScriptedBrowser()
    browser.is_refusing = True
    seat = Terminal(server.server, meeting="m", audience="seat", browser=cast("Browser", browser), pace=QUICK)
    seat.start()
    with pytest.raises(LineEndedError):
        await seat.linked()
    await seat.stop()


async def test_an_answer_lost_on_a_living_socket_is_asked_for_again(server: ScriptedServer) -> None:
    server.is_answering = False
    pace = Pace(base=0.01, cap=0.02, silence=5.0, connect=1.0, again=0.05)
    seat = Terminal(
        server.server, meeting="m", audience="seat", browser=cast("Browser", ScriptedBrowser()), pace=pace
    )
    seat.start()
    await seat.linked()
    asking = asyncio.create_task(seat.press("v", "for"))
    await server.until(1)
    server.is_answering = True
    assert (await asking).ok
    assert server.heard[0] == server.heard[1]
    assert len(server.sockets) == 1
    await seat.stop()


async def test_the_servers_unknown_is_no_answer_yet(server: ScriptedServer) -> None:
    server.is_answering = False
    pace = Pace(base=0.01, cap=0.02, silence=5.0, connect=1.0, again=0.05)
    seat = Terminal(
        server.server, meeting="m", audience="seat", browser=cast("Browser", ScriptedBrowser()), pace=pace
    )
    seat.start()
    await seat.linked()
    asking = asyncio.create_task(seat.press("v", "for"))
    command_id = (await server.until(1))[0]["id"]
    await server.reply(command_id, ok=False, code="unknown")
    await server.until(2)
    await server.reply(command_id)
    assert (await asking).ok
    await seat.stop()


async def test_the_public_needs_no_token(server: ScriptedServer) -> None:
    browser = ScriptedBrowser()
    screen = Terminal(
        server.server, meeting="m", audience="public", browser=cast("Browser", browser), pace=QUICK
    )
    screen.start()
    await screen.linked()
    await screen.stop()
    assert (server.paths, browser.tokens) == (["/ws/meetings/m/public"], 0)


async def test_a_final_close_leaves_nothing_waiting(server: ScriptedServer, terminal: Terminal) -> None:
    server.is_answering = False
    asking = asyncio.create_task(terminal.press("v", "for"))
    await server.until(1)
    await server.sockets[-1].close(4409)
    async with asyncio.timeout(5):
        assert (await asking).code == UNKNOWN
