"""Cast against close, many times: each press is counted and told so, or too late and told so, never in between."""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from functools import partial

import pytest

from kiosk.client import Answer, Server, Terminal
from tests.services import KvorumServer
from tests.storm.chamber import CALM, Chamber
from tests.storm.facts import Backstage, Proposal
from tests.storm.judge import judge

pytestmark = pytest.mark.storm
COUNCILS, MEETINGS, CLOSES = 2, 5, 50
MEETINGS_POSTGRESQL = 1  # row locks and IMMEDIATE transactions close the race alike
MOMENT = 0.012  # seconds
SHIFT = 0.002  # seconds for each press more in time, or late, than would be even
CONSOLES = 6
LATE, BUSY = "too-late", "busy"


@pytest.mark.timeout(2400)
async def test_cast_against_close(
    server: KvorumServer, backstage: Backstage, storm_seed: int, storm_times: int
) -> None:
    chance = random.Random(storm_seed)
    count = MEETINGS_POSTGRESQL if server.database_url.startswith("postgres") else MEETINGS
    councils = [backstage.meetings(count * storm_times, members=3, motions=CLOSES) for _ in range(COUNCILS)]
    answers: Counter[str] = Counter()
    for meetings in zip(*councils, strict=True):
        async with AsyncExitStack() as stack:
            rooms = [Chamber(facts, [Server(server.url)], storm_seed, CALM) for facts in meetings]
            chambers = [await stack.enter_async_context(room) for room in rooms]
            for outcome in await asyncio.gather(*(races_in(chamber, chance) for chamber in chambers)):
                answers += outcome
            for chamber in chambers:
                await judge(chamber, backstage, [server])
    races = COUNCILS * count * storm_times * CLOSES
    assert answers.total() == races * 3
    assert min(answers["accepted"], answers[LATE]) > races // 10
    assert set(answers) == {"accepted", LATE}


async def races_in(chamber: Chamber, chance: random.Random) -> Counter[str]:
    """Hold a meeting in which every vote is a race; return the codes of all answers."""
    answers: Counter[str] = Counter()
    await chamber.open()
    consoles = await more_consoles(chamber)
    lead = 0.0
    for motion in chamber.facts.motions:
        chamber.chair = next(consoles)
        told = await race(chamber, motion, chance, lead)
        # How long a press and a close take is the machine's own; this keeps the race even on any.
        lead += SHIFT * (told[LATE] - told["accepted"])
        answers += told
    return answers


async def race(chamber: Chamber, motion: Proposal, chance: random.Random, lead: float) -> Counter[str]:
    """Have everybody press in the moment in which the vote is closed, `lead` seconds before it or after.

    Returns the codes of their answers.
    """
    vote = await chamber.open_vote(motion)
    pressed = [
        asyncio.create_task(press_soon(seat, vote, chance.uniform(0, MOMENT) + max(0.0, -lead)))
        for seat in chamber.seats.values()
    ]
    await asyncio.sleep(chance.uniform(0, MOMENT) + max(0.0, lead))
    await close_at_once(chamber, vote)
    answers = Counter([(await task).code for task in pressed])
    await chamber.chair.act("vote.declare", vote=vote, stage="closed")
    return answers


async def more_consoles(chamber: Chamber) -> Iterator[Terminal]:
    """Return the chair's consoles, round and round: a single socket may say ten things a second, as people do."""
    names = [f"{chamber.chair.name}#{number}" for number in range(CONSOLES)]
    browser = await chamber.sign_in(chamber.facts.chair, chamber.servers[0])
    consoles = [chamber.terminal("chair", name, browser) for name in names]
    for console in consoles:
        console.start()
    await asyncio.gather(*(console.linked() for console in consoles))
    return itertools.cycle(consoles)


async def press_soon(seat: Terminal, vote: str, delay: float) -> Answer:
    """Press a button after a moment, whether or not the seat has been shown that the vote is open."""
    await asyncio.sleep(delay)
    while (answer := await seat.press(vote, "for")).code == BUSY:
        pass  # nothing was done: the disk was slow
    return answer


async def close_at_once(chamber: Chamber, vote: str) -> None:
    """Close with everybody confirmed as missing, so that nothing but the close itself is waited for."""
    everybody = list(chamber.seats)
    close = partial(chamber.chair.act, "vote.close", vote=vote, stage="open", missing=everybody)
    while (answer := await close()).code == BUSY:
        pass
    assert answer.ok, answer
