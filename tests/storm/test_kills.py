"""The server is killed with SIGKILL while presses are in flight, at any moment and between COMMIT and reply."""

import asyncio
import contextlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.client import Server
from tests.storm.chamber import Chamber
from tests.storm.facts import Backstage
from tests.storm.judge import judge, outcomes
from tests.storm.killable import KillableServer

pytestmark = pytest.mark.storm
KILLS = 20
UP_SECONDS = 60.0
MOST_VOTES = 200


@pytest.fixture
def killable(database_url: str, tmp_path: Path, storm_seed: int) -> Iterator[KillableServer]:
    server = KillableServer(database_url=database_url, var=tmp_path / "var", seed=storm_seed)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def backstage(killable: KillableServer) -> Iterator[Backstage]:
    with Backstage(killable) as backstage:
        yield backstage


@pytest.mark.timeout(600)
async def test_killed_at_any_moment(
    killable: KillableServer, backstage: Backstage, storm_seed: int, storm_times: int
) -> None:
    chance = random.Random(storm_seed)
    facts = backstage.meeting(members=8, motions=MOST_VOTES)
    kills = KILLS * storm_times
    async with Chamber(facts, [Server(killable.url)], storm_seed) as chamber:
        await chamber.open()
        killer = asyncio.create_task(keep_killing(killable, chamber, chance))
        for motion in facts.motions:
            vote = await chamber.open_vote(motion)
            async with asyncio.TaskGroup() as group:
                group.create_task(chamber.press_about(vote, 1.5))
                await asyncio.sleep(chance.uniform(0.5, 1.5))
                group.create_task(chamber.close_vote(vote))
            if killable.child[0] > kills and killable.deaths_after_commit:
                break
        killer.cancel()
        killable.heal()
        case = await judge(chamber, backstage, [killable])
    assert killable.child[0] > kills
    assert killable.deaths_after_commit > 0
    assert outcomes(case)["accepted"] > 0


async def keep_killing(server: KillableServer, chamber: Chamber, chance: random.Random) -> None:
    """Kill the serving process again and again: every other one at any moment of its start or later.

    The others are killed some moments after the chair has reached them. Otherwise a machine on which a process needs
    longer to come up than it is let live would never see a vote closed.
    """
    while True:
        number = server.child[0]
        await asyncio.sleep(chance.uniform(0.3, 2.0))
        if chance.random() < 0.5:
            await chamber.chair.linked(within=UP_SECONDS)
            await asyncio.sleep(chance.uniform(0.3, 2.0))
        if server.child[0] == number:
            with contextlib.suppress(ProcessLookupError):
                server.kill_child()
            while server.child[0] == number:  # noqa: ASYNC110 -- a file tells of it, no event
                await asyncio.sleep(0.01)
