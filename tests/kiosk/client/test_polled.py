"""The terminal without sockets: same answers, the same id after a lost post, states by ETag."""

import asyncio
from typing import cast

import httpx

from kiosk.client import UNKNOWN, Answer, Browser, History, Pace, PolledTerminal
from tests.kiosk.client.scripted import ScriptedBrowser

QUICK = Pace(base=0.01, cap=0.02)


def polled(browser: ScriptedBrowser, history: History) -> PolledTerminal:
    return PolledTerminal(
        meeting="m",
        audience="seat",
        browser=cast("Browser", browser),
        name="seat:a",
        recorder=history,
        pace=QUICK,
        every=0.01,
    )


async def test_lost_post_is_repeated_with_its_id() -> None:
    browser, history = ScriptedBrowser(), History()
    browser.answers = [httpx.ConnectError("gone"), Answer(code="accepted", ok=True)]
    answer = await polled(browser, history).press("v", "for")
    assert answer.ok
    assert browser.posted[0] == browser.posted[1]
    assert [note.what for note in history.notes] == ["sent", "sent", "heard"]


async def test_older_press_is_not_repeated_once_a_newer_one_was_made() -> None:
    browser, history = ScriptedBrowser(), History()
    browser.answers = [httpx.ConnectError("gone"), Answer(code="accepted", ok=True)]
    terminal = polled(browser, history)
    first = asyncio.create_task(terminal.press("v", "for"))
    await asyncio.sleep(0)
    assert (await terminal.press("v", "against")).ok
    assert (await first).code == UNKNOWN
    assert len(browser.posted) == 2


async def test_patience_ends() -> None:
    browser, history = ScriptedBrowser(), History()
    browser.answers = [httpx.ConnectError("gone") for _ in range(1000)]
    answer = await polled(browser, history).act("seat.check_in", patience=0.05)
    assert answer.code == UNKNOWN


async def test_states_are_shown_and_failures_survived() -> None:
    browser, history = ScriptedBrowser(), History()
    state = {"frame": {"epoch": "e", "v": 2}, "mine": {"epoch": "e", "v": 2, "press": 4}}
    browser.states = [httpx.ConnectError("gone"), ("e-2", state), ("e-2", None)]
    terminal = polled(browser, history)
    terminal.start()
    frame = await terminal.screen.until(lambda frame: frame["v"] == 2)
    assert (frame, terminal.next_press()) == (state["frame"], 5)
    await terminal.stop()
    assert [note.what for note in history.notes] == ["frame", "mine"]
