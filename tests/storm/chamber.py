"""A council chamber full of clients that keep a history, driven through votes whatever happens to the server."""

import asyncio
import contextlib
import random
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

from kiosk.client import NOT_SENT, UNKNOWN, Answer, Browser, History, Pace, Server, Terminal
from tests.storm.checker.recount import POSITIONS
from tests.storm.facts import Facts, Officer, Proposal

QUICK = Pace(base=0.1, cap=1.0, silence=6.0, connect=5.0, again=1.0)
# Where the network is sound a link that is lost is a fault, and a slow machine is none.
CALM = Pace(base=0.1, cap=1.0, silence=60.0, connect=60.0, again=10.0)
PATIENCE = 120.0
CHOICES = POSITIONS[:3]
NOT_DONE = frozenset({NOT_SENT, UNKNOWN, "busy", "unavailable", "internal-error", "unconfirmed-missing"})
HEALED_SECONDS = 60.0  # ten are promised; a machine that runs tests has other work
TRIES = 60


class Chamber:
    """Seats, chair, clerk, a display and two screens of the public, all with one recorder.

    Terminals of `servers[0]` are the chair's and clerk's; the others are spread over all servers.
    """

    def __init__(self, facts: Facts, servers: Iterable[Server], seed: int, pace: Pace = QUICK) -> None:
        self.facts = facts
        self.servers = list(servers)
        self.history = History()
        self.chance = random.Random(seed)
        self.pace = pace
        self.seats: dict[str, Terminal] = {}
        self.screens: dict[str, Terminal] = {}
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        first, last = self.servers[0], self.servers[-1]
        self.chair = await self._officer("chair", self.facts.chair, first)
        self.clerk = await self._officer("clerk", self.facts.clerk, first)
        for number, officer in enumerate(self.facts.seats):
            server = self.servers[number % len(self.servers)]
            self.seats[officer.person] = await self._officer("seat", officer, server)
        nobody = await self.enter(Browser(last))
        self.display = self._terminal("display", "display", nobody, page=f"/display/{self.facts.display}/")
        self.public = [self._terminal("public", f"public#{number}", nobody) for number in (1, 2)]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def _officer(self, audience: str, who: Officer, server: Server) -> Terminal:
        return self._terminal(audience, f"{audience}:{who.person}", await self.sign_in(who, server))

    async def sign_in(self, who: Officer, server: Server) -> Browser:
        """Return a browser in which somebody is signed in."""
        browser = await self.enter(Browser(server))
        await browser.sign_in(who.login, self.facts.password)
        return browser

    async def enter(self, browser: Browser) -> Browser:
        """Return the browser, to be closed with the chamber."""
        return await self._stack.enter_async_context(browser)

    def _terminal(self, audience: str, name: str, browser: Browser, page: str = "") -> Terminal:
        terminal = self.terminal(audience, name, browser, page)
        self.screens[name] = terminal
        return terminal

    def terminal(self, audience: str, name: str, browser: Browser, page: str = "") -> Terminal:
        """Return one more terminal that records here; it is stopped with the chamber once it was started."""
        terminal = Terminal(
            browser.server,
            meeting=self.facts.meeting,
            audience=audience,
            browser=browser,
            page=page,
            name=name,
            recorder=self.history,
            pace=self.pace,
            chance=random.Random(self.chance.random()),
        )
        self._stack.push_async_callback(terminal.stop)
        return terminal

    async def open(self) -> None:
        """Connect everybody, check all members in and open the meeting."""
        await self._link([self.chair, self.clerk, *self.seats.values()])
        await asyncio.gather(
            *(
                self.insist(seat, "seat.check_in", lambda _: False, ("already-checked-in",))
                for seat in self.seats.values()
            )
        )
        await self.chair_does("meeting.open", lambda shown: shown["meeting"]["stage"] == "open")
        await self._link([self.display, *self.public])

    async def _link(self, terminals: Iterable[Terminal]) -> None:
        terminals = list(terminals)
        for terminal in terminals:
            terminal.start()
        await asyncio.gather(*(terminal.linked() for terminal in terminals))

    async def open_vote(self, proposal: Proposal) -> str:
        """Put a motion to the vote and open it; returns the vote's id."""
        await self.chair_does(
            "item.activate",
            lambda shown: shown["item"] and shown["item"]["id"] == proposal.item,
            item=proposal.item,
        )
        await self.chair_does(
            "vote.prepare",
            lambda shown: shown["vote"] and shown["item"]["id"] == proposal.item,
            motion=proposal.motion,
        )
        frame = await self.chair.screen.until(
            lambda shown: shown["vote"] and shown["item"]["id"] == proposal.item, within=PATIENCE
        )
        vote = str(frame["vote"]["id"])
        await self.chair_does("vote.open", at_stage(vote, "open", "closed"), vote=vote, stage="prepared")
        return vote

    async def press_about(self, vote: str, seconds: float, *, most: int = 3) -> None:
        """Have every member press up to `most` times within `seconds`, whatever becomes of it."""
        await asyncio.gather(*(self._press_some(seat, vote, seconds, most) for seat in self.seats.values()))

    async def _press_some(self, seat: Terminal, vote: str, seconds: float, most: int) -> None:
        chance = random.Random(self.chance.random())
        presses = []
        for _ in range(chance.randint(1, most)):
            await asyncio.sleep(chance.uniform(0, seconds / most))
            # Not awaited: a newer press may be made before the older one is answered.
            presses.append(asyncio.create_task(seat.press(vote, chance.choice(CHOICES), patience=8.0)))
        await asyncio.gather(*presses)

    async def close_vote(self, vote: str) -> None:
        """Close and declare a vote."""
        await self.chair_does("vote.close", at_stage(vote, "closed", "declared"), vote=vote, stage="open")
        await self.chair_does("vote.declare", at_stage(vote, "declared"), vote=vote, stage="closed")

    async def chair_does(self, kind: str, goal: Callable[[dict[str, Any]], object], **fields: Any) -> Answer:
        """Have the chair act until it is done; `goal` tells by the console whether it is."""
        return await self.insist(self.chair, kind, goal, **fields)

    async def insist(
        self,
        terminal: Terminal,
        kind: str,
        goal: Callable[[dict[str, Any]], object],
        enough: tuple[str, ...] = (),
        **fields: Any,
    ) -> Answer:
        """Send a command, with a new id each time, until it is accepted or was done by an earlier try."""
        for _ in range(TRIES):
            await terminal.linked()
            if kind == "vote.close":
                missing = (terminal.screen.frame.get("console") or {}).get("missing", [])
                fields["missing"] = [absence["person"] for absence in missing]
            answer = await terminal.act(kind, patience=5.0, **fields)
            if answer.ok or answer.code in enough:
                return answer
            if answer.code not in NOT_DONE:
                with contextlib.suppress(TimeoutError):
                    await terminal.screen.until(goal, within=5.0)
                    return answer
            await asyncio.sleep(self.chance.uniform(0.05, 0.2))
        raise AssertionError(f"{kind} could not be done: {answer}")

    async def adjourn(self) -> None:
        """End the meeting and wait until every screen shows it, or a minute."""

        def is_over(shown: dict[str, Any]) -> bool:
            return bool(shown["meeting"]["stage"] == "adjourned")

        await self.chair_does("meeting.adjourn", is_over)
        waits = (screen.screen.until(is_over, within=HEALED_SECONDS) for screen in self.living().values())
        await asyncio.gather(*waits, return_exceptions=True)

    async def converge(self, v: int) -> dict[str, tuple[str, int]]:
        """Wait until every screen shows version `v`, or a minute; returns what each shows."""
        living = self.living()
        waits = (
            screen.screen.until(lambda shown: shown["v"] >= v, within=HEALED_SECONDS)
            for screen in living.values()
        )
        await asyncio.gather(*waits, return_exceptions=True)
        return {name: (screen.screen.epoch, screen.screen.v) for name, screen in living.items()}

    def living(self) -> dict[str, Terminal]:
        """Return the screens that were not told to stay away."""
        return {name: screen for name, screen in self.screens.items() if screen.ended is None}


def at_stage(vote: str, *stages: str) -> Callable[[dict[str, Any]], bool]:
    """Return a condition: the frame shows this vote at one of the stages."""
    return lambda shown: (
        bool(shown["vote"]) and shown["vote"]["id"] == vote and shown["vote"]["stage"] in stages
    )
