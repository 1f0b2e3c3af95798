"""Hints save waiting and cost nothing when they are lost or the layer that carries them is away."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from channels.layers import InMemoryChannelLayer

from kiosk.hub import hints as hinting
from kiosk.hub.hints import Hints
from tests.kiosk.hub.lines import PATIENCE, until

LOG, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


class Layer(InMemoryChannelLayer):
    """A layer that can be away or stall."""

    def __init__(self) -> None:
        super().__init__()
        self.is_away = False
        self.is_stalled = False
        self.sent = 0

    async def _trouble(self) -> None:
        if self.is_away:
            raise ConnectionError
        if self.is_stalled:
            await asyncio.Event().wait()

    async def new_channel(self, prefix: str = "specific.") -> str:
        await self._trouble()
        return await super().new_channel(prefix)

    async def group_add(self, group: str, channel: str) -> None:
        await self._trouble()
        await super().group_add(group, channel)

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        await self._trouble()
        self.sent += 1
        await super().group_send(group, message)


class Processes:
    """Two processes on one layer, and what each has heard."""

    def __init__(self) -> None:
        self.layer = Layer()
        self.heard: list[tuple[str, int]] = []
        self.speaking, self.hearing = Hints(lambda *_: None), Hints(lambda *hint: self.heard.append(hint))

    async def until(self, *hints: tuple[str, int]) -> None:
        await until(lambda: set(hints) <= set(self.heard))


@pytest.fixture
async def both(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Processes]:
    monkeypatch.setattr(hinting, "RETRY_SECONDS", 0.01)
    monkeypatch.setattr(hinting, "TIMEOUT_SECONDS", 0.05)
    monkeypatch.setattr(hinting, "SPACING_SECONDS", 0.001)
    layer = Layer()
    monkeypatch.setattr(hinting, "get_channel_layer", lambda: layer)
    both = Processes()
    both.layer = layer
    listening = asyncio.create_task(both.hearing.listen())
    yield both
    listening.cancel()
    await both.speaking.close()


async def listens(both: Processes, log: str) -> None:
    """Wait until the hearing process follows a log."""
    both.hearing.follow(log)
    await until(lambda: log in both.hearing._joined)


async def test_a_hint_reaches_the_other_process(both: Processes) -> None:
    await listens(both, LOG)
    both.speaking.tell(LOG, 7)
    await both.until((LOG, 7))


async def test_only_logs_that_are_followed_are_heard(both: Processes) -> None:
    await listens(both, LOG)
    both.speaking.tell(OTHER, 1)
    both.speaking.tell(LOG, 1)
    await both.until((LOG, 1))
    await listens(both, OTHER)
    both.hearing.forget(LOG)
    await until(lambda: LOG not in both.hearing._joined)
    both.speaking.tell(LOG, 2)
    both.speaking.tell(OTHER, 2)
    await both.until((OTHER, 2))
    assert both.heard == [(LOG, 1), (OTHER, 2)]


async def test_many_presses_are_one_hint_of_the_newest_size(both: Processes) -> None:
    await listens(both, LOG)
    for size in range(1, 101):
        both.speaking.tell(LOG, size)
    await both.until((LOG, 100))
    assert (both.heard, both.layer.sent) == ([(LOG, 100)], 1)


@pytest.mark.parametrize("trouble", ["is_away", "is_stalled"])
async def test_telling_returns_at_once_and_goes_on_when_the_layer_is_back(
    both: Processes, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    await listens(both, LOG)
    setattr(both.layer, trouble, True)
    for size in (1, 2, 3):
        both.speaking.tell(LOG, size)
        await asyncio.sleep(0.06)
    setattr(both.layer, trouble, False)
    both.speaking.tell(LOG, 9)
    await both.until((LOG, 9))
    assert caplog.text.count("no hints for now") == 1


@pytest.mark.parametrize("trouble", ["is_away", "is_stalled"])
async def test_listening_begins_once_the_layer_is_there(both: Processes, trouble: str) -> None:
    setattr(both.layer, trouble, True)
    both.hearing.follow(LOG)
    await asyncio.sleep(0.1)
    setattr(both.layer, trouble, False)
    await listens(both, LOG)
    both.speaking.tell(LOG, 4)
    await both.until((LOG, 4))


async def test_what_cannot_be_a_hint_ends_no_listening(both: Processes) -> None:
    await listens(both, LOG)
    await both.layer.group_send(f"log.{LOG}", {"type": "hint"})
    async with asyncio.timeout(PATIENCE):
        while both.hearing._joined:  # noqa: ASYNC110 -- it begins anew
            await asyncio.sleep(0)
    await listens(both, LOG)
    both.speaking.tell(LOG, 5)
    await both.until((LOG, 5))
