"""Every mode of voting and the floor, in bad weather: what is entered counts once, and who speaks is one."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import pytest

from kiosk.client import Server
from tests.services import KvorumServer
from tests.storm.chamber import CHOICES, PATIENCE, Chamber, at_stage
from tests.storm.facts import Backstage
from tests.storm.faults import Faults
from tests.storm.judge import judge
from tests.storm.proxy import Proxy

pytestmark = pytest.mark.storm
MEMBERS = 5
WEATHER = Faults(duplicate=0.1, drop=0.03, swap=0.1, cut=0.01, delay=(0.0, 0.05))
BALLOTS = ((2, 2, 1), (3, 2))  # what the candidates get, in the order of the paper
REFUSED_FLOOR = ("already-asked", "not-waiting", "not-speaking", "speech-passed", "wrong-meeting-stage")


async def test_all_modes_and_the_floor_in_bad_weather(
    server: KvorumServer, backstage: Backstage, storm_seed: int, storm_times: int
) -> None:
    facts = backstage.meeting(members=MEMBERS, motions=len(WAYS) * storm_times)
    async with Proxy(port=server.port, seed=storm_seed) as proxy:
        at = Server(f"http://127.0.0.1:{proxy.port}", origin=server.url)
        async with Chamber(facts, [at], storm_seed) as chamber:
            proxy.to_server = proxy.to_client = WEATHER
            await chamber.open()
            for motion, mode in zip(facts.motions, [*WAYS] * storm_times, strict=True):
                vote = await chamber.open_vote(motion)
                await asyncio.gather(decide(chamber, vote, mode), talk(chamber))
            await elect(chamber, facts.motions[-1].item)
            proxy.heal()
            case = await judge(chamber, backstage, [server])
    declared = [row.mode for row in case.truth.votes if row.stage == "declared"]
    assert sorted(declared) == sorted([*WAYS] * storm_times + ["paper"] * len(BALLOTS))
    *_, last = (entry.facts for entry in case.entries("voting.vote.declared"))
    assert last["returned"]["elected"]
    assert list(case.entries("agenda.floor.given"))


async def decide(chamber: Chamber, vote: str, mode: str) -> None:
    """Take the open vote in a mode: presses until then count no more."""
    await chamber.press_about(vote, 0.3, most=1)
    if mode != "electronic":
        await chamber.insist(
            chamber.clerk,
            "vote.fall_back",
            lambda shown: shown["vote"]["mode"] == mode,
            vote=vote,
            stage="open",
            mode=mode,
        )
    await WAYS[mode](chamber, vote)
    await chamber.close_vote(vote)


async def press(chamber: Chamber, vote: str) -> None:
    """Press at the terminals while the vote is held and goes on."""
    async with asyncio.TaskGroup() as group:
        group.create_task(chamber.press_about(vote, 0.5))
        await chamber.chair_does("vote.hold", at_stage(vote, "held"), vote=vote, stage="open")
        await chamber.chair_does("vote.resume", at_stage(vote, "open"), vote=vote, stage="held")


async def answer(chamber: Chamber, vote: str) -> None:
    """Enter what everybody answers, one after another, and correct the first."""
    people = [*chamber.seats]
    for person in [*people, people[0]]:
        given = chamber.chance.choice([*CHOICES, "silent"])
        fields = {"vote": vote, "stage": "open", "person": person, "answer": given}
        await chamber.insist(chamber.clerk, "answer.enter", lambda _: False, ("same-answer",), **fields)


async def count_hands(chamber: Chamber, vote: str) -> None:
    """Enter a count, and another: the last one holds."""
    for numbers in ((1, 1, 0), (3, 1, 1)):
        counted = dict(zip(CHOICES, numbers, strict=True))
        await chamber.insist(
            chamber.clerk, "hands.count", lambda _: False, vote=vote, stage="open", **counted
        )


async def count_papers(chamber: Chamber, vote: str) -> None:
    """Enter the tellers' count, with an invalid paper and a missing one."""
    papers = {
        "issued": 5,
        "returned": 4,
        "valid": 3,
        "invalid": 1,
        "blank": 0,
        "for": 2,
        "against": 1,
        "abstain": 0,
    }
    fields = {"vote": vote, "stage": "open", "tellers": ["Vera", "Boris"], **papers}
    await chamber.insist(chamber.clerk, "papers.count", lambda _: False, **fields)


WAYS: Mapping[str, Callable[[Chamber, str], Awaitable[None]]] = {
    "electronic": press,
    "electronic_unnamed": press,
    "hands": count_hands,
    "hands_by_name": answer,
    "signatures": answer,
    "roll_call": answer,
    "paper": count_papers,
}


async def elect(chamber: Chamber, item: str) -> None:
    """Elect one of three candidates on paper under the item that is taken up: nobody at first, then in a run-off."""
    office: dict[str, Any] = {"item": item, "office": "Deputy", "places": 1}
    await chamber.insist(chamber.clerk, "election.enter", lambda _: False, **office)
    frame = await chamber.clerk.screen.until(lambda shown: shown["console"]["elections"], within=PATIENCE)
    motion = frame["console"]["elections"][0]["motion"]
    for name in ("Anna", "Boris", "Vera"):
        candidate: dict[str, Any] = {
            "motion": motion,
            "name": name,
            "nominator": chamber.facts.seats[0].person,
        }
        await chamber.insist(
            chamber.clerk, "candidate.nominate", lambda _: False, ("already-candidate",), **candidate
        )
    before = (await chamber.chair.screen.until(lambda shown: shown["vote"]))["vote"]["id"]
    for votes in BALLOTS:
        before = await hold_ballot(chamber, motion, votes, before)


async def hold_ballot(chamber: Chamber, motion: str, votes: Sequence[int], before: str) -> str:
    """Hold a ballot to its result, the clerk counting wrongly first; returns the vote's id. `before` is the last one's."""

    def is_prepared(shown: dict[str, Any]) -> bool:
        return bool(shown["vote"]) and shown["vote"]["id"] != before

    await chamber.chair_does("vote.prepare", is_prepared, motion=motion)
    vote = (await chamber.chair.screen.until(is_prepared, within=PATIENCE))["vote"]["id"]
    await chamber.chair_does("vote.open", at_stage(vote, "open"), vote=vote, stage="prepared")
    papers = dict.fromkeys(("issued", "returned", "valid"), MEMBERS) | dict.fromkeys(("invalid", "blank"), 0)
    told: dict[str, Any] = {"vote": vote, "stage": "open", "tellers": ["Vera", "Boris"], **papers}
    for counted in (votes[::-1], votes):
        await chamber.insist(chamber.clerk, "candidates.count", lambda _: False, votes=list(counted), **told)
    await chamber.close_vote(vote)
    return str(vote)


async def talk(chamber: Chamber) -> None:
    """Have everybody ask to speak, and the chair give the floor to the first and end the speech."""
    asks = (
        chamber.insist(seat, "floor.ask", lambda _: False, REFUSED_FLOOR) for seat in chamber.seats.values()
    )
    await asyncio.gather(*asks)
    frame = await chamber.chair.screen.until(lambda shown: shown["floor"]["queue"])
    first = frame["floor"]["queue"][0]["request"]
    for act in ("floor.give", "floor.interrupt", "floor.resume", "floor.end"):
        refused = (*REFUSED_FLOOR, "clock-stands", "clock-runs")
        await chamber.insist(chamber.chair, act, lambda _: False, refused, request=first)
