"""Frames doubled, delayed, sliced, swapped, lost and cut on their way, in both directions."""

import asyncio

import pytest

from kiosk.client import Server
from tests.services import KvorumServer
from tests.storm.chamber import Chamber
from tests.storm.facts import Backstage, Facts
from tests.storm.faults import Faults
from tests.storm.judge import judge, outcomes
from tests.storm.proxy import Proxy

pytestmark = pytest.mark.storm
VOTES = 2

WEATHER = {
    "doubled and delayed": Faults(duplicate=0.3, delay=(0.0, 0.15)),
    "swapped and sliced": Faults(swap=0.2, slice=7),
    "lost": Faults(drop=0.1),
    "cut": Faults(cut=0.03),
    "all": Faults(duplicate=0.1, drop=0.05, swap=0.1, cut=0.01, delay=(0.0, 0.05), slice=400),
}


async def test_votes_in_bad_weather(
    server: KvorumServer, backstage: Backstage, storm_seed: int, storm_times: int
) -> None:
    councils = {weather: backstage.meeting(members=6, motions=VOTES * storm_times) for weather in WEATHER}

    async def meet(facts: Facts, weather: str) -> None:
        async with Proxy(port=server.port, seed=storm_seed) as proxy:
            at = Server(f"http://127.0.0.1:{proxy.port}", origin=server.url)
            async with Chamber(facts, [at], storm_seed) as chamber:
                proxy.to_server = proxy.to_client = WEATHER[weather]
                await chamber.open()
                await hold_votes(chamber)
                proxy.heal()
                case = await judge(chamber, backstage, [server])
        assert outcomes(case)["accepted"] > 0, weather

    # All at once: what they do most of the time is wait.
    async with asyncio.TaskGroup() as group:
        for weather, facts in councils.items():
            group.create_task(meet(facts, weather))


async def hold_votes(chamber: Chamber) -> None:
    """Hold votes that are closed while presses are on their way."""
    for motion in chamber.facts.motions:
        vote = await chamber.open_vote(motion)
        async with asyncio.TaskGroup() as group:
            group.create_task(chamber.press_about(vote, 1.0))
            await asyncio.sleep(chamber.chance.uniform(0.3, 1.0))
            group.create_task(chamber.close_vote(vote))
