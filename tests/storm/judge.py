"""The end of every storm: everything is healed, all screens converge, and the checker finds nothing."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.services import KvorumServer
from tests.storm.chamber import Chamber
from tests.storm.checker import Case, Violation, check, held_checkpoints
from tests.storm.facts import Backstage
from tests.storm.truth import Truth

TRIES = 5
NOTHING = Truth("", 0, [], [], [], [], [], [], [])


async def judge(chamber: Chamber, backstage: Backstage, servers: Sequence[KvorumServer]) -> Case:
    """Adjourn, converge, read the truth and check; the history is written down beside the server's log."""
    await chamber.adjourn()
    held = held_checkpoints(Case(chamber.history, NOTHING))
    for _ in range(TRIES):
        truth = await asyncio.to_thread(backstage.truth, chamber.facts.meeting, held, servers)
        final = await chamber.converge(truth.size)
        # The record of an adjourned meeting is drafted a little later: that is an entry more.
        if all(v <= truth.size for _, v in final.values()):
            break
    case = Case(chamber.history, truth)
    found = check(case, final)
    if found:
        history = servers[0].var / "history.jsonl"
        history.write_bytes(chamber.history.to_lines())
        raise AssertionError(report(found, history))
    return case


def report(found: Sequence[Violation], history: Path) -> str:
    """Return the violations as a text, the first of each invariant and their numbers."""
    numbers = Counter(violation.invariant for violation in found)
    firsts = {violation.invariant: violation.text for violation in reversed(found)}
    lines = [f"{name} ×{numbers[name]}: {firsts[name]}" for name in sorted(firsts)]
    return "\n".join([*lines, f"history: {history}"])


def outcomes(case: Case) -> Counter[str]:
    """Return how presses ended: their reply's code, or `unknown`."""
    ended: Counter[str] = Counter()
    for sent in case.presses():
        replies = case.replies.get(sent.id)
        ended[replies[-1].message["code"] if replies else "unknown"] += 1
    return ended
