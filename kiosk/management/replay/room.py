"""One meeting of a replay: its terminals, chair, clerk, display and watchers, and the course of its votes."""

import asyncio
import contextlib
import json
import random
import time
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from kiosk.client import NOT_SENT, Answer, Browser, Server, Terminal, Watcher
from kiosk.management.replay.figures import Figures
from kiosk.management.replay.recorded import RecordedVote

AGAIN = frozenset({NOT_SENT, "busy", "unavailable"})
TRIES = 5
SCREENS_SECONDS = 30.0


class ReplayError(RuntimeError):
    """A replay that cannot go on: somebody was refused what the meeting needs."""


class Room:
    """Everybody at one meeting. Used with `async with`; `browsers` are signed in and outlive the room."""

    def __init__(
        self,
        server: Server,
        meeting: UUID,
        browsers: Mapping[str, Browser],
        *,
        officers: Mapping[str, Browser],
        display: str,
        watchers: int,
        window: float,
        figures: Figures,
    ) -> None:
        self.server = server
        self.meeting = meeting
        self.window = window
        self.figures = figures
        self.checkpoints: set[str] = set()
        self._browsers = browsers
        self._display = display
        self._stack = AsyncExitStack()
        self.seats = {name: self._terminal("seat", browser) for name, browser in browsers.items()}
        self.chair = self._terminal("chair", officers["chair"])
        self.clerk = self._terminal("clerk", officers["clerk"])
        self.display = self._terminal("display", officers["chair"], f"/display/{display}/")
        self.watchers = [Watcher(server, meeting=meeting) for _ in range(watchers)]
        self._present: set[str] = set()

    def _terminal(self, audience: str, browser: Browser, page: str = "") -> Terminal:
        return Terminal(self.server, meeting=self.meeting, audience=audience, browser=browser, page=page)

    async def __aenter__(self) -> Self:
        await self._connect([*self.seats.values(), self.chair, self.clerk])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def _connect(self, lines: Iterable[Terminal | Watcher]) -> None:
        lines = list(lines)
        for line in lines:
            line.start()
            self._stack.push_async_callback(line.stop)
        await asyncio.gather(*(line.linked() for line in lines))

    async def open(self, present: frozenset[str]) -> None:
        """Check in who is there, open the meeting, and let display and public in."""
        await self.attend(present)
        frame = await self.chair.screen.until(
            lambda shown: shown["meeting"]["quorum"]["present"] == len(present)
        )
        await self.insist(self.chair, "meeting.open", without_quorum=not frame["meeting"]["quorum"]["is_met"])
        await self._connect([self.display, *self.watchers])

    async def attend(self, present: frozenset[str]) -> None:
        """Have those check in who come, and those check out who leave, each at their seat."""
        await asyncio.gather(
            *(self.insist(self.seats[name], "seat.check_in") for name in present - self._present),
            *(self.insist(self.seats[name], "seat.check_out") for name in self._present - present),
        )
        self._present = set(present)

    async def vote(self, recorded: RecordedVote, item: UUID, motion: UUID, chance: random.Random) -> str:
        """Hold one vote as it was recorded, measure it, and return its id."""
        await self.attend(recorded.present)
        await self.insist(self.chair, "item.activate", item=str(item))
        await self.insist(self.chair, "vote.prepare", motion=str(motion))
        frame = await self._at_stage("prepared", str(item))
        vote, is_met = str(frame["vote"]["id"]), frame["meeting"]["quorum"]["is_met"]
        await self._act_on(vote, "open", "prepared", without_quorum=not is_met)
        await asyncio.gather(
            *(
                self._press(self.seats[name], vote, str(choice), chance.uniform(0.0, self.window))
                for name, choice in recorded.ballots.items()
                if choice
            )
        )
        await self._act_on(vote, "close", "open", missing=await self._missing(vote, len(recorded.present)))
        await self._declare(vote)
        return vote

    async def _press(self, seat: Terminal, vote: str, choice: str, delay: float) -> None:
        await seat.screen.until(lambda shown: _is_at(shown, vote, "open"))
        await asyncio.sleep(delay)
        self.figures.ballots += 1
        for _ in range(TRIES):
            await seat.linked()
            began = time.monotonic()
            answer = await seat.press(vote, choice)
            if answer.ok:
                self.figures.ack_seconds.append(time.monotonic() - began)
                self.figures.acknowledged += 1
                return
            if answer.code not in AGAIN:
                break
        self.figures.differences.append(f"{seat.name} was not acknowledged: {answer.code} {answer.text}")

    async def _missing(self, vote: str, expected: int) -> list[str]:
        """Return whom the chair is shown as missing, once every ballot expected is on the console or overdue."""
        with contextlib.suppress(TimeoutError):
            await self.chair.screen.until(
                lambda shown: _is_at(shown, vote, "open") and shown["vote"]["cast"] == expected, within=5.0
            )
        return [absence["person"] for absence in self.chair.screen.frame["console"]["missing"]]

    async def _declare(self, vote: str) -> None:
        began = time.monotonic()
        answer = await self._act_on(vote, "declare", "closed")
        moments = await asyncio.gather(
            *(self._shows_result(screen, vote) for screen in self.screens().values()),
            *(watcher.reached(answer.v or 0, within=SCREENS_SECONDS) for watcher in self.watchers),
        )
        self.figures.screen_seconds.append(max(moments) - began)
        self.checkpoints |= {str(screen.screen.frame["checkpoint"]) for screen in self.screens().values()}

    def screens(self) -> dict[str, Terminal]:
        """Return the screens by name, watchers not included."""
        return {f"seat of {name}": seat for name, seat in self.seats.items()} | {
            "chair": self.chair,
            "clerk": self.clerk,
            "display": self.display,
        }

    def frames(self) -> dict[str, dict[str, Any]]:
        """Return what every screen shows now, the watchers' decoded too."""
        shown = {name: screen.screen.frame for name, screen in self.screens().items()}
        return shown | {f"watcher {n}": json.loads(w.text) for n, w in enumerate(self.watchers, start=1)}

    async def _shows_result(self, screen: Terminal, vote: str) -> float:
        await screen.screen.until(lambda shown: _is_at(shown, vote, "declared"), within=SCREENS_SECONDS)
        return time.monotonic()

    async def _act_on(self, vote: str, verb: str, stage: str, **fields: Any) -> Answer:
        return await self.insist(self.chair, f"vote.{verb}", vote=vote, stage=stage, **fields)

    async def _at_stage(self, stage: str, item: str) -> dict[str, Any]:
        return await self.chair.screen.until(
            lambda shown: shown["vote"] and shown["vote"]["stage"] == stage and shown["item"]["id"] == item
        )

    async def adjourn(self) -> None:
        """End the meeting."""
        await self.insist(self.chair, "meeting.adjourn")

    async def insist(self, terminal: Terminal, kind: str, **fields: Any) -> Answer:
        """Send a command until it is answered for good; ReplayError if that answer is a refusal."""
        for _ in range(TRIES):
            await terminal.linked()
            answer = await terminal.act(kind, **fields)
            if answer.ok:
                return answer
            if answer.code not in AGAIN:
                break
        raise ReplayError(f"{terminal.name} was refused {kind}: {answer.code} {answer.text}")


def _is_at(shown: Mapping[str, Any], vote: str, stage: str) -> bool:
    return bool(shown["vote"]) and shown["vote"]["id"] == vote and shown["vote"]["stage"] == stage
