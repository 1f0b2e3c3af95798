"""Two sockets of one seat: the newer one takes over, each command takes effect once, each is answered."""

import asyncio
import random

import pytest

from kiosk.client import NOT_SENT, UNKNOWN, Server, Terminal
from tests.services import KvorumServer
from tests.storm.chamber import CALM, CHOICES, PATIENCE, Chamber
from tests.storm.facts import Backstage
from tests.storm.judge import judge

pytestmark = pytest.mark.storm
TURNS = 30
SUPERSEDED = 4409


async def test_two_sockets_of_one_seat(
    server: KvorumServer, backstage: Backstage, storm_seed: int, storm_times: int
) -> None:
    chance = random.Random(storm_seed)
    facts = backstage.meeting(members=3, motions=1)
    at = Server(server.url)
    async with Chamber(facts, [at], storm_seed, CALM) as chamber:
        await chamber.open()
        vote = await chamber.open_vote(facts.motions[0])
        who = facts.seats[0]
        older = chamber.seats[who.person]
        browser = await chamber.sign_in(who, at)
        for turn in range(TURNS * storm_times):
            newer = chamber.terminal("seat", f"seat:{who.person}#{turn}", browser)
            presses = [
                asyncio.create_task(older.press(vote, chance.choice(CHOICES), patience=3)) for _ in range(3)
            ]
            newer.start()
            await asyncio.sleep(chance.uniform(0, 0.05))
            presses += [
                asyncio.create_task(older.press(vote, chance.choice(CHOICES), patience=3)) for _ in range(3)
            ]
            await newer.linked()
            await newer.screen.until(lambda shown: shown["vote"])
            presses += [asyncio.create_task(newer.press(vote, chance.choice(CHOICES))) for _ in range(3)]
            codes = [(await press).code for press in presses]
            assert set(codes) <= {"accepted", "superseded", "connection-superseded", UNKNOWN, NOT_SENT}
            await asyncio.wait_for(sent_away(older), PATIENCE)
            assert older.ended == SUPERSEDED
            older = newer
        last = await older.press(vote, "abstain")
        chamber.screens[f"seat:{who.person}"] = older
        await chamber.close_vote(vote)
        case = await judge(chamber, backstage, [server])
    assert last.ok
    assert (vote, who.person, "abstain") in {
        (row.vote, row.person, row.position) for row in case.truth.positions
    }


async def sent_away(terminal: Terminal) -> None:
    """Wait until a terminal has heard that it is to stay away."""
    while terminal.ended is None:  # noqa: ASYNC110 -- a line knows nobody to tell
        await asyncio.sleep(0.01)
