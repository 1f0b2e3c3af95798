"""A replay from set-up to report: meetings one after another, votes over sockets, rows before and after them."""

import asyncio
import random
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from uuid import UUID  # noqa: TC003 -- read in annotations of attributes

from django.db import transaction
from tqdm import tqdm

from agenda.models import Meeting, Motion
from kiosk.client import Browser, Server
from kiosk.management.replay.compare import differences
from kiosk.management.replay.figures import Figures
from kiosk.management.replay.recorded import RecordedVote, into_meetings
from kiosk.management.replay.room import Room
from kiosk.management.replay.rows import Council, SignIn, set_up_council, set_up_meeting
from voting.queries.audits import audit_meeting, audit_register

SIGN_INS_AT_ONCE = 4
SEED = 20181205
READING = "reading"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the replay is to be done: the server, watchers of the public page, seconds within which members press."""

    server: Server
    watchers: int
    window: float


Shown = dict[str, dict[str, dict[str, object]]]


class Replay:
    """One run. Rows are written between the runs of the event loop, never while terminals are waiting."""

    def __init__(self, votes: Sequence[RecordedVote], wishes: Wishes) -> None:
        self.votes = votes
        self.wishes = wishes
        self.figures = Figures(votes=len(votes))
        self._chance = random.Random(SEED)  # noqa: S311 -- the order of presses
        self._browsers: dict[str, Browser] = {}
        self._held: dict[UUID, set[str]] = {}
        self._bar = tqdm(total=len(votes), unit="vote", disable=None, file=sys.stderr)

    def run(self) -> Figures:
        """Replay all votes and verify the ledger; returns what was found."""
        council = set_up_council(self.votes)
        with asyncio.Runner() as runner, self._bar:
            stack = AsyncExitStack()
            try:
                runner.run(self._sign_in(council, stack))
                for number, votes in enumerate(into_meetings(self.votes), start=1):
                    meeting, motions = set_up_meeting(council, number, votes)
                    shown, checkpoints = runner.run(self._hold(council, meeting, motions, votes))
                    self._compare(votes, shown)
                    self._held[meeting.pk] = checkpoints
            finally:
                runner.run(stack.aclose())
        self._verify(council)
        return self.figures

    async def _sign_in(self, council: Council, stack: AsyncExitStack) -> None:
        some = asyncio.Semaphore(SIGN_INS_AT_ONCE)

        async def sign_in(name: str, who: SignIn) -> None:
            browser = await stack.enter_async_context(Browser(self.wishes.server))
            self._browsers[name] = browser
            async with some:
                await browser.sign_in(who.login, council.password)

        everybody = {f"seat {name}": who for name, who in council.members.items()}
        everybody |= {"chair": council.chair, "clerk": council.clerk}
        await asyncio.gather(*(sign_in(name, who) for name, who in everybody.items()))

    async def _hold(
        self, council: Council, meeting: Meeting, motions: Sequence[Motion], votes: Sequence[RecordedVote]
    ) -> tuple[Shown, set[str]]:
        """Hold a meeting; return the frames that screens showed at the end of each vote, and the checkpoints."""
        shown: Shown = {}
        async with Room(
            self.wishes.server,
            meeting.pk,
            {name: self._browsers[f"seat {name}"] for name in votes[0].ballots},
            officers=self._browsers,
            display=council.display,
            watchers=self.wishes.watchers,
            window=self.wishes.window,
            figures=self.figures,
        ) as room:
            await room.open(votes[0].present)
            for vote, motion in zip(votes, motions, strict=True):
                vote_id = await room.vote(vote, motion.item_id, motion.pk, self._chance)
                shown[vote_id] = room.frames()
                self._bar.update()
            await room.adjourn()
        return shown, room.checkpoints

    def _compare(self, votes: Sequence[RecordedVote], shown: Shown) -> None:
        for vote, (vote_id, frames) in zip(votes, shown.items(), strict=True):
            found = differences(vote, frames, vote_id)
            self.figures.differences += found
            self.figures.matching += not found
            for line in found:
                self._bar.write(line, file=sys.stderr)

    def _verify(self, council: Council) -> None:
        """Verify every log against what screens held, tables against logs, the register against both."""
        # In one snapshot: the record of the last meeting may be drafted meanwhile.
        with transaction.atomic(using=READING):
            register = audit_register(council.municipality, using=READING)
            self.figures.faults += register.findings.faults
            for meeting in Meeting.objects.using(READING).filter(pk__in=self._held).select_related("log"):
                found = audit_meeting(meeting, register, list(self._held[meeting.pk]), using=READING)
                self.figures.faults += [f"{meeting}: {fault}" for fault in found.faults]
        self.figures.is_ledger_read = True
