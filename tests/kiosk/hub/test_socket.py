"""A socket is written to without waiting, within its budget, and closed once."""

import asyncio

import pytest

from kiosk.hub import socket as sockets
from kiosk.hub.socket import BUDGET_BYTES, CONSOLE_BUDGET_BYTES, SLOW_SECONDS
from tests.kiosk.hub.lines import socket

KILOBYTE = "x" * 1024


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_what_is_pushed_arrives_in_order() -> None:
    screen, line = socket()
    for text in ("a", "b", "c"):
        screen.push(text)
    assert line.arrived == ["a", "b", "c"]


async def test_a_slow_line_makes_nobody_wait_and_loses_no_order() -> None:
    screen, line = socket()
    line.may_go = asyncio.Event()
    for number in range(100):
        screen.push(str(number))
    await settled()
    assert line.arrived == []
    line.may_go.set()
    await settled()
    assert line.arrived == [str(number) for number in range(100)]
    screen.push("after")
    assert line.arrived[-1] == "after"


async def test_a_broken_line_concerns_only_itself() -> None:
    screen, line = socket()
    line.is_broken = True
    screen.push("a")
    assert screen.was_closed
    screen.push("b")
    screen.close(4401)
    assert (line.arrived, line.codes) == ([], [])


async def test_a_line_that_breaks_while_waited_for() -> None:
    screen, line = socket()
    line.may_go = asyncio.Event()
    screen.push("a")
    screen.push("b")
    line.is_broken = True
    line.may_go.set()
    await settled()
    assert screen.was_closed
    assert line.arrived == []


async def test_it_is_closed_once_and_nothing_is_sent_after() -> None:
    screen, line = socket()
    screen.push("a")
    screen.close(4409)
    screen.close(4401)
    screen.push("b")
    assert (line.arrived, line.codes) == (["a"], [4409])


async def test_what_was_not_written_yet_is_dropped_at_the_close() -> None:
    screen, line = socket()
    line.may_go = asyncio.Event()
    for text in ("a", "b", "c"):
        screen.push(text)
    screen.close(4408)
    line.may_go.set()
    await settled()
    assert (line.arrived, line.codes) == (["a"], [4408])


@pytest.mark.parametrize(
    ("audience", "budget"),
    [("display", BUDGET_BYTES), ("public", BUDGET_BYTES), ("chair", CONSOLE_BUDGET_BYTES)],
)
async def test_there_is_room_until_the_budget_is_used_up(audience: str, budget: int) -> None:
    screen, _ = socket(audience)  # type: ignore[arg-type]  # an audience
    for _ in range(budget // 1024):
        assert screen.has_room()
        screen.push(KILOBYTE)
    assert not screen.has_room()


async def test_what_was_heard_makes_room_again() -> None:
    screen, _ = socket()
    count = BUDGET_BYTES // 1024
    for _ in range(count):
        screen.push(KILOBYTE)
    screen.heard(0)
    assert not screen.has_room()
    screen.heard(1)
    assert screen.has_room()
    screen.push(KILOBYTE)
    assert not screen.has_room()
    screen.heard(count + 1)
    assert screen.has_room()
    screen.heard(10**9)  # more than was ever sent
    screen.heard(-1)
    assert screen.has_room()


async def test_it_is_stuck_after_having_had_no_room_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(sockets.time, "monotonic", lambda: now)
    screen, _ = socket()
    for _ in range(BUDGET_BYTES // 1024):
        screen.push(KILOBYTE)
    assert not screen.has_room()
    now += SLOW_SECONDS
    assert not screen.is_stuck()
    now += 0.1
    assert not screen.has_room()
    assert screen.is_stuck()
    screen.heard(1)
    assert not screen.is_stuck()
