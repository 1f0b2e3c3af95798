"""Redis stopped, flushed and stalled amid votes: it costs freshness only, never a socket or a ballot."""

import asyncio
from collections.abc import Callable
from functools import partial

import pytest

from kiosk.client import Browser, Server
from tests.conftest import StartServer
from tests.services import KvorumServer, RedisServer
from tests.storm.chamber import CALM, Chamber
from tests.storm.facts import Backstage
from tests.storm.judge import judge, outcomes

pytestmark = pytest.mark.storm
FRESH_SECONDS = (
    60.0  # one look of a server, of which there is one in less than two (tests/kiosk/hub/test_rooms.py)
)

Fault = Callable[..., object]
FAULTS: dict[str, tuple[Fault, Fault]] = {
    "stopped": (RedisServer.kill, RedisServer.start),
    "stalled": (RedisServer.stall, RedisServer.resume),
    "flushed": (RedisServer.flush, RedisServer.flush),
}


def start_servers(start_server: StartServer, redis: RedisServer, database_url: str) -> list[KvorumServer]:
    """Return two processes that are one server; on SQLite, which serves one process, only one."""
    count = 2 if database_url.startswith("postgres") else 1
    return [start_server(redis_url=redis.url) for _ in range(count)]


async def test_votes_go_on_without_redis(
    start_server: StartServer, redis_server: RedisServer, database_url: str, storm_seed: int
) -> None:
    servers = start_servers(start_server, redis_server, database_url)
    with Backstage(servers[0]) as backstage:
        meetings = backstage.meetings(len(FAULTS), members=6, motions=4)
        for facts, (strike, heal) in zip(meetings, FAULTS.values(), strict=True):
            async with Chamber(
                facts, [Server(server.url) for server in servers], storm_seed, CALM
            ) as chamber:
                await chamber.open()
                await hold_votes(chamber, partial(strike, redis_server), partial(heal, redis_server))
                case = await judge(chamber, backstage, servers)
            lost = [note for note in chamber.history.notes if note.what == "lost" and "1001" not in note.text]
            assert lost == []
            assert set(outcomes(case)) <= {"accepted", "superseded"}


async def hold_votes(chamber: Chamber, strike: Fault, heal: Fault) -> None:
    """Hold one vote, strike amid the second, heal amid the third, hold a fourth."""
    for number, motion in enumerate(chamber.facts.motions):
        vote = await chamber.open_vote(motion)
        await seats_see(chamber, vote, "open")
        if number == 1:
            await asyncio.to_thread(strike)
        await chamber.press_about(vote, 1.0)
        if number == 2:
            await late_screen(chamber)
            await asyncio.to_thread(heal)
        await chamber.close_vote(vote)
        await seats_see(chamber, vote, "declared")


async def seats_see(chamber: Chamber, vote: str, stage: str) -> None:
    """Wait until every seat, on whichever server, shows the vote at a stage, one look later if need be."""
    await asyncio.gather(
        *(
            seat.screen.until(
                lambda shown: (
                    shown["vote"] and (shown["vote"]["id"], shown["vote"]["stage"]) == (vote, stage)
                ),
                within=FRESH_SECONDS,
            )
            for seat in chamber.seats.values()
        )
    )


async def late_screen(chamber: Chamber) -> None:
    """Add one more screen of the public that comes while Redis is away; it is greeted all the same."""
    nobody = await chamber.enter(Browser(chamber.servers[-1]))
    screen = chamber.terminal("public", "public#late", nobody)
    screen.start()
    await screen.linked(within=FRESH_SECONDS)
    await screen.screen.until(lambda shown: shown["meeting"]["stage"] == "open", within=FRESH_SECONDS)
    chamber.screens[screen.name] = screen
