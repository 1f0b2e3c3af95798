"""A screen that says it is behind is sent everything again, but nobody can make a pump of that."""

import pytest

from kiosk.consumers import pace
from kiosk.consumers.pace import Resync
from tests.kiosk.sockets import Floor

BEATS = 20


async def test_a_screen_that_is_behind_is_sent_everything_again(floor: Floor) -> None:
    await floor.do(floor.chamber.open)
    screen = await floor.public()
    frame = await screen.next("frame")
    await screen.beat(frame["epoch"], frame["v"] - 1)
    assert (await screen.next("pulse"))["v"] == frame["v"]
    assert await screen.next("frame") == frame


@pytest.mark.parametrize(("epoch", "off"), [(None, -1), ("another", 0), (None, 1000)])
async def test_saying_so_again_and_again_brings_no_more(floor: Floor, epoch: str | None, off: int) -> None:
    await floor.do(floor.chamber.open)
    screen = await floor.public()
    frame = await screen.next("frame")
    for _ in range(BEATS):
        await screen.beat(epoch or frame["epoch"], frame["v"] + off)
    await screen.send({"type": "none"})  # its answer comes after all of theirs
    kinds = []
    while not kinds or kinds[-1] != "reply":
        kinds.append((await screen.next())["type"])
    assert kinds.count("frame") <= 1
    assert kinds.count("pulse") == (BEATS if off < 0 else 1)


def test_it_may_be_said_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(pace.time, "monotonic", lambda: now)
    resync = Resync()
    assert resync.takes()
    assert not resync.takes()
    now += pace.RESYNC_SECONDS
    assert resync.takes()
