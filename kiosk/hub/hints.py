"""Tells other processes, and hears from them, that a log has grown. Hints may be lost: they only save waiting."""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 1.0
RETRY_SECONDS = 1.0
SPACING_SECONDS = 0.05  # many presses are one hint


class Hints:
    """This process's ear and mouth on the channel layer. Nothing that a client chose is ever sent here."""

    def __init__(self, heard: Callable[[str, int], None]) -> None:
        """Call `heard` with a log's id and size for each hint."""
        self._heard = heard
        self._layer = get_channel_layer()
        self._channel = ""
        self._followed: set[str] = set()
        self._joined: set[str] = set()
        self._due: dict[str, int] = {}
        self._changed = asyncio.Event()
        self._speaker: asyncio.Task[None] | None = None
        self._is_away = False

    def follow(self, log: str) -> None:
        """Begin to listen for a log."""
        self._followed.add(log)
        self._changed.set()

    def forget(self, log: str) -> None:
        """Stop listening for a log."""
        self._followed.discard(log)
        self._changed.set()

    def tell(self, log: str, size: int) -> None:
        """Hint that a log has grown; returns at once, whatever state the layer is in."""
        self._due[log] = size
        if self._speaker is None or self._speaker.done():
            self._speaker = asyncio.create_task(self._speak())

    async def listen(self) -> None:
        """Hear hints for ever; a layer that is away is tried again."""
        while True:
            try:
                async with asyncio.timeout(TIMEOUT_SECONDS):
                    self._channel = await self._layer.new_channel()
                self._joined.clear()
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._join_groups())
                    both.create_task(self._receive())
            except* Exception as broken:  # noqa: BLE001 -- whatever the layer raises, it is tried again
                self._note(broken.exceptions[0])
            await asyncio.sleep(RETRY_SECONDS)

    async def close(self) -> None:
        """Say nothing more."""
        if self._speaker is not None:
            self._speaker.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._speaker

    async def _speak(self) -> None:
        while self._due:
            await asyncio.sleep(SPACING_SECONDS)
            due, self._due = self._due, {}
            for log, size in due.items():
                try:
                    async with asyncio.timeout(TIMEOUT_SECONDS):
                        await self._layer.group_send(_group(log), {"type": "hint", "log": log, "size": size})
                except Exception as error:  # noqa: BLE001 -- the layer is a convenience; the look catches up
                    self._note(error)
                else:
                    self._is_away = False

    async def _join_groups(self) -> None:
        while True:
            self._changed.clear()
            for log in self._followed - self._joined:
                async with asyncio.timeout(TIMEOUT_SECONDS):
                    await self._layer.group_add(_group(log), self._channel)
                self._joined.add(log)
            for log in self._joined - self._followed:
                async with asyncio.timeout(TIMEOUT_SECONDS):
                    await self._layer.group_discard(_group(log), self._channel)
                self._joined.discard(log)
            await self._changed.wait()

    async def _receive(self) -> None:
        while True:
            hint = await self._layer.receive(self._channel)
            self._heard(hint["log"], hint["size"])

    def _note(self, error: BaseException) -> None:
        """Log that the layer is away, once until it is back."""
        if not self._is_away:
            self._is_away = True
            logger.warning("no hints for now, screens look by themselves: %s", type(error).__name__)


def _group(log: str) -> str:
    return f"log.{log}"
