"""What somebody with the database in hand changes after a real meeting is found against what clients kept."""

import asyncio

import pytest

from kiosk.client import Server
from tests.services import KvorumServer
from tests.storm.chamber import Chamber
from tests.storm.checker import Case, check, held_checkpoints
from tests.storm.facts import Backstage
from tests.storm.judge import judge

pytestmark = pytest.mark.storm

# What is done to the database, one after another, and what must then be said of it.
SABOTAGE = [
    (
        "DELETE FROM voting_ballot WHERE press = (SELECT max(press) FROM voting_ballot)",
        ("I1", "the table None"),
    ),
    (
        "UPDATE voting_rollmember SET position = CASE position WHEN 'for' THEN 'against' ELSE 'for' END",
        ("I2", "counted and never pressed"),
    ),
    (
        "UPDATE voting_vote SET stage = 'annulled'",
        ("I5", "entries say declared, the table annulled"),
    ),
    (
        "UPDATE ledger_entry SET body = replace(body, 'Motion', 'Notion') WHERE kind = 'voting.vote.prepared'",
        ("I9", "does not fit its digest"),
    ),
    (
        "DELETE FROM ledger_entry WHERE sequence = (SELECT max(sequence) FROM ledger_entry)",
        ("I6", "first out of place"),
    ),
]


async def test_sabotage_is_found(server: KvorumServer, backstage: Backstage, storm_seed: int) -> None:
    facts = backstage.meeting(members=3, motions=1)
    async with Chamber(facts, [Server(server.url)], storm_seed) as chamber:
        await chamber.open()
        vote = await chamber.open_vote(facts.motions[0])
        answers = await asyncio.gather(*(seat.press(vote, "for") for seat in chamber.seats.values()))
        assert all(answer.ok for answer in answers)
        await chamber.close_vote(vote)
        case = await judge(chamber, backstage, [server])
        final = await chamber.converge(case.truth.size)
    server.stop()
    for statement, (invariant, words) in SABOTAGE:
        assert backstage.sabotage(statement)
        truth = backstage.truth(facts.meeting, held_checkpoints(case), [server])
        found = check(Case(chamber.history, truth), final)
        assert any(one.invariant == invariant and words in one.text for one in found), statement
