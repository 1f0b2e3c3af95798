"""Presses go before what is read for screens."""

import asyncio
import threading
import time
from uuid import uuid4

import pytest

from kiosk.hub import reading
from kiosk.hub.reading import Readers
from kiosk.hub.turns import Turns, turns
from kiosk.queries import log_sizes

LONG = 60.0


def waits(turn: Turns, until: float) -> threading.Thread:
    thread = threading.Thread(target=turn.wait, args=(until,))
    thread.start()
    return thread


def test_nobody_waits_for_desks_that_rest() -> None:
    own = Turns()
    with own.at_work():
        pass
    own.wait(time.monotonic() + LONG)


def test_who_waits_goes_on_once_the_last_desk_is_done() -> None:
    own = Turns()
    with own.at_work():
        with own.at_work():
            waiting = waits(own, time.monotonic() + LONG)
        waiting.join(0.2)
        assert waiting.is_alive()
    waiting.join(LONG)
    assert not waiting.is_alive()


def test_nobody_waits_for_longer_than_agreed() -> None:
    own = Turns()
    with own.at_work():
        own.wait(time.monotonic() - 1)


def test_a_desk_that_failed_keeps_nobody_waiting() -> None:
    own = Turns()
    with pytest.raises(RuntimeError), own.at_work():
        raise RuntimeError
    own.wait(time.monotonic() + LONG)


@pytest.mark.django_db(databases=["reading"], transaction=True)
async def test_a_reading_for_screens_asks_nothing_while_a_desk_is_at_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "BEHIND_SECONDS", LONG)
    readers = Readers()
    try:
        with turns.at_work():
            behind = asyncio.ensure_future(readers.read_behind(log_sizes, [uuid4()]))
            assert await readers.read(lambda: "at once") == "at once"
            done, _waiting = await asyncio.wait([behind], timeout=0.2)
            assert not done
        assert await behind == {}
    finally:
        await asyncio.to_thread(readers.close)
