"""A terminal where sockets are blocked: fetches its state by ETag and posts its commands."""

import asyncio
import contextlib
import random
import time
from uuid import UUID

import httpx

from kiosk.client.browser import CONNECT_ERRORS, Browser
from kiosk.client.history import Recorder
from kiosk.client.line import HALL_PACE, Pace
from kiosk.client.presser import Presser
from kiosk.client.wire import UNKNOWN, Answer, Head, write


class PolledTerminal(Presser):
    """A seat's, chair's or clerk's page over plain HTTP; `every` is how often it looks, in seconds."""

    def __init__(
        self,
        *,
        meeting: UUID | str,
        audience: str,
        browser: Browser,
        name: str = "",
        recorder: Recorder | None = None,
        pace: Pace = HALL_PACE,
        every: float = 1.0,
        chance: random.Random | None = None,
    ) -> None:
        super().__init__(name=name or audience, recorder=recorder)
        self.page = f"/meetings/{meeting}/{audience}/"
        self.every = every
        self._browser = browser
        self._pace = pace
        self._chance = chance or random.Random()  # noqa: S311 -- jitter
        self._etag = ""
        self._newest_press = 0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look; needs a running loop."""
        self._task = asyncio.create_task(self._keep_looking())

    async def stop(self) -> None:
        """Stop looking."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def look(self) -> None:
        """Fetch the state once and show it if it changed; raises httpx.HTTPError if that fails."""
        self._etag, state = await self._browser.state(self.page, self._etag)
        if state is None:
            return
        for what in ("frame", "mine"):
            if shown := state.get(what):
                head, text = Head(type=what, epoch=shown["epoch"], v=shown["v"]), write(shown)
                show = self.screen.show_frame if what == "frame" else self.screen.show_mine
                if show(head, text):
                    self._note("frame" if what == "frame" else "mine", text)

    async def _keep_looking(self) -> None:
        while True:
            with contextlib.suppress(*CONNECT_ERRORS):
                await self.look()
            await asyncio.sleep(self.every)

    async def _ask(self, message: dict[str, object], *, press: int | None, patience: float) -> Answer:
        command_id, text = str(message["id"]), write(message)
        self._newest_press = max(self._newest_press, press or 0)
        end, attempt = time.monotonic() + patience, 0
        # Noted before it leaves: what has left may count at once.
        while time.monotonic() < end and (press is None or press >= self._newest_press):
            self._note("sent", text, command_id)
            try:
                answer = await self._browser.act(self.page, text)
            except httpx.HTTPError:
                await asyncio.sleep(self._pace.wait(attempt, self._chance))
                attempt += 1
                continue
            self._note("heard", write({"type": "reply"} | _plain(answer)), command_id)
            if answer.code != UNKNOWN:
                return answer
            await asyncio.sleep(self._pace.wait(attempt, self._chance))
        self._note("unknown", "", command_id)
        return Answer(id=command_id, code=UNKNOWN)


def _plain(answer: Answer) -> dict[str, object]:
    return {field: getattr(answer, field) for field in answer.__struct_fields__}
