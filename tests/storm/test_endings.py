"""The server is told to end while presses are in flight: it ends in order, and its screens find the next process."""

import asyncio
import random

import pytest

from kiosk.client import Server
from tests.services import KvorumServer
from tests.storm.chamber import Chamber
from tests.storm.facts import Backstage
from tests.storm.judge import judge, outcomes

pytestmark = pytest.mark.storm
ENDINGS = 3
END_SECONDS = 60.0


@pytest.mark.timeout(900)
async def test_told_to_end_with_presses_in_flight(
    server: KvorumServer, backstage: Backstage, storm_seed: int, storm_times: int
) -> None:
    chance = random.Random(storm_seed)
    facts = backstage.meeting(members=8, motions=ENDINGS * storm_times)
    async with Chamber(facts, [Server(server.url)], storm_seed) as chamber:
        await chamber.open()
        for motion in facts.motions:
            vote = await chamber.open_vote(motion)
            async with asyncio.TaskGroup() as group:
                group.create_task(chamber.press_about(vote, 1.0))
                await asyncio.sleep(chance.uniform(0.0, 1.0))
                assert await asyncio.to_thread(server.stop, timeout=END_SECONDS) == 0
                await asyncio.to_thread(server.start)
            await chamber.close_vote(vote)
        case = await judge(chamber, backstage, [server])
    assert outcomes(case)["accepted"] > 0
