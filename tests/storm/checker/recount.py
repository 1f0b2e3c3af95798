"""I5: every vote recounted from its entries alone, by rules written here anew, must give identical bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import msgspec

from tests.storm.checker.case import Case, Violation
from tests.storm.checker.elections import follows_from, paper_of, returned
from tests.storm.truth import Entry

STAGES = {
    "voting.vote.prepared": "prepared",
    "voting.vote.opened": "open",
    "voting.vote.held": "held",
    "voting.vote.resumed": "open",
    "voting.vote.closed": "closed",
    "voting.vote.declared": "declared",
    "voting.vote.annulled": "annulled",
    "voting.vote.withdrawn": "withdrawn",
}
COUNTED_MODES = ("hands", "paper")
AT_TERMINALS = ("electronic", "electronic_unnamed")
UNNAMED = "electronic_unnamed"
CHOSEN = ("for", "against", "abstain")
COUNTED = (*CHOSEN, "invalid", "blank")
POSITIONS = ("for", "against", "abstain", "not_voting", "recused", "absent", "unreachable")


@dataclass(slots=True)
class Traced:
    """One vote as its entries tell it; `untimely` are sequences of ballots written while it was not open.

    `anew` are those at which everybody had to press anew: what was pressed before counts no more.
    `contest` is the ballot of an election on `motion`, `votes` what its candidates got.
    """

    motion: str
    majority: dict[str, Any]
    mode: str
    contest: dict[str, Any] | None = None
    votes: dict[str, int] = field(default_factory=dict)
    stage: str = "prepared"
    stages: list[tuple[int, str]] = field(default_factory=list)
    roll: dict[str, dict[str, Any]] = field(default_factory=dict)
    ballots: dict[str, str] = field(default_factory=dict)
    cast: list[tuple[int, str, str, int]] = field(default_factory=list)
    untimely: list[int] = field(default_factory=list)
    anew: list[int] = field(default_factory=list)
    present: frozenset[str] = frozenset()
    unreachable: frozenset[str] = frozenset()
    counted: dict[str, int] = field(default_factory=dict)
    declared: dict[str, Any] = field(default_factory=dict)

    @property
    def declared_positions(self) -> dict[str, str]:
        """Return who was declared as what; empty before the declaration."""
        positions: dict[str, str] = self.declared.get("positions", {})
        return positions

    @property
    def entitled(self) -> set[str]:
        """Return those of the roll who could press."""
        return {person for person, line in self.roll.items() if line["standing"] == "present"}

    def stage_at(self, v: int) -> str | None:
        """Return the stage after the first `v` entries; None if the vote was not there."""
        return next((stage for sequence, stage in reversed(self.stages) if sequence < v), None)

    def cast_at(self, v: int) -> dict[str, tuple[str, int]]:
        """Return each person's (choice, press) that counts after the first `v` entries."""
        since = max((sequence for sequence in self.anew if sequence < v), default=-1)
        return {
            person: (choice, press) for sequence, person, choice, press in self.cast if since < sequence < v
        }


def trace_votes(entries: Iterable[Entry]) -> dict[str, Traced]:
    """Return the votes that the entries tell of, by id."""
    votes: dict[str, Traced] = {}
    present: set[str] = set()
    for entry in entries:
        facts = entry.facts
        if entry.kind == "agenda.member.arrived":
            present.add(facts["person"])
        elif entry.kind == "agenda.member.left":
            present.discard(facts["person"])
        elif entry.kind == "voting.vote.prepared":
            votes[facts["vote"]] = Traced(
                facts["motion"],
                facts["majority"],
                facts["mode"],
                facts.get("contest"),
                stages=[(entry.sequence, "prepared")],
            )
        elif entry.kind.startswith("voting."):
            _trace(votes[facts["vote"]], entry, facts, present)
    return votes


def _trace(vote: Traced, entry: Entry, facts: dict[str, Any], present: set[str]) -> None:
    if entry.kind == "voting.ballot.cast":
        if vote.stage != "open" or vote.mode not in AT_TERMINALS:
            vote.untimely.append(entry.sequence)
        vote.ballots[facts["person"]] = facts["choice"]
        vote.cast.append((entry.sequence, facts["person"], facts["choice"], facts["press"]))
    if entry.kind == "voting.vote.opened":
        vote.roll = {line["person"]: line for line in facts["roll"]}
    elif entry.kind == "voting.vote.fell_back":
        vote.mode, vote.ballots, vote.counted = facts["mode"], {}, {}
        vote.anew += [entry.sequence] if vote.mode in AT_TERMINALS else []
    elif entry.kind == "voting.vote.closed":
        vote.present = frozenset(present)
        vote.unreachable = frozenset(facts.get("unreachable", []))
    elif entry.kind == "voting.vote.declared":
        vote.declared = facts
    _trace_entered(vote, entry, facts)
    if entry.kind in STAGES:
        vote.stage = STAGES[entry.kind]
        vote.stages.append((entry.sequence, vote.stage))


def _trace_entered(vote: Traced, entry: Entry, facts: dict[str, Any]) -> None:
    """Follow what the clerk enters: answers by name, and numbers."""
    if entry.kind == "voting.answer.entered":
        vote.ballots.pop(facts["person"], None)
        if facts["answer"] != "silent":
            vote.ballots[facts["person"]] = facts["answer"]
    elif entry.kind in {"voting.hands.counted", "voting.papers.counted"}:
        spoiled = facts.get("invalid", 0) + facts.get("blank", 0)
        vote.counted = {name: facts[name] for name in (COUNTED if spoiled else CHOSEN)}
        if vote.contest:
            # What the papers say of the best one, which is what the vote is told to be.
            vote.votes = facts["votes"]
            best = max(vote.votes.values())
            vote.counted |= {"for": best, "against": sum(vote.votes.values()) - best, "abstain": 0}


def recount_is_identical(case: Case) -> Iterator[Violation]:
    """I5: positions, tally and outcome declared are what roll, ballots and majority give, byte by byte."""
    rows = {row.vote: row for row in case.truth.votes}
    for vote, traced in trace_votes(case.truth.entries).items():
        row = rows.get(vote)
        if row is None or row.stage != traced.stage:
            yield Violation("I5", f"vote {vote}: entries say {traced.stage}, the table {row and row.stage}")
        if traced.declared:
            recounted = _bytes(recount(traced))
            if recounted != _bytes(traced.declared):
                yield Violation(
                    "I5", f"vote {vote} declared {_bytes(traced.declared)!r}, recounted {recounted!r}"
                )
            if row and _bytes(row.result or {}, "tally", "outcome") != _bytes(
                traced.declared, "tally", "outcome"
            ):
                yield Violation("I5", f"vote {vote}: the table's result is not the declared one")
    yield from _ballots_follow(case)
    for vote in rows.keys() - trace_votes(case.truth.entries).keys():
        yield Violation("I5", f"vote {vote} stands in the table only")


def _ballots_follow(case: Case) -> Iterator[Violation]:
    """I5: whoever stands on a paper was left standing by the ballot before, or was nominated."""
    results: dict[str, dict[str, Any]] = {}
    nominated = {entry.facts["candidate"] for entry in case.entries("agenda.candidate.nominated")}
    for vote, traced in trace_votes(case.truth.entries).items():
        if traced.contest is None:
            continue
        if not follows_from(traced.contest, results.get(traced.motion)) or not nominated.issuperset(
            paper_of(traced.contest)
        ):
            yield Violation("I5", f"vote {vote} is not the ballot that was due: {traced.contest}")
        if traced.declared:
            results[traced.motion] = traced.declared["returned"]


def recount(vote: Traced) -> dict[str, Any]:
    """Return positions, tally and outcome of a vote by what was pressed or answered, or by the numbers counted.

    Of an election also whom it elected, or who stands in the next ballot.
    """
    positions = {person: _position(vote, person, line) for person, line in vote.roll.items()}
    tally = dict.fromkeys(POSITIONS, 0)
    for person, position in positions.items():
        if position in tally:
            tally[position] += vote.roll[person]["weight"]
    if vote.mode == UNNAMED:
        positions |= dict.fromkeys(vote.ballots, "voted")
    if vote.mode in COUNTED_MODES:
        here = list(positions.values()).count("unnamed")
        tally |= vote.counted | {"not_voting": here - sum(vote.counted.values())}
    counted = {"positions": positions, "tally": tally}
    if not vote.contest:
        return counted | {"outcome": _outcome(vote.majority, tally)}
    elected = returned(vote.contest, vote.votes, vote.majority)
    outcome = "adopted" if "elected" in elected else "rejected"
    return counted | {"outcome": outcome, "returned": elected}


def _position(vote: Traced, person: str, line: dict[str, Any]) -> str:
    if line["standing"] == "recused":
        return "recused"
    if person in vote.ballots:
        return vote.ballots[person]
    if line["standing"] == "absent" or person not in vote.present:
        return "absent"
    if vote.mode in COUNTED_MODES:
        return "unnamed"
    return "unreachable" if person in vote.unreachable else "not_voting"


def _outcome(majority: dict[str, Any], tally: dict[str, int]) -> str:
    if majority["base"] != "for_against":
        msg = f"storms vote by for and against, not by {majority['base']}"
        raise ValueError(msg)
    share = Fraction(majority["fraction"]) * (tally["for"] + tally["against"])
    is_enough = tally["for"] > share if majority["is_strict"] else tally["for"] >= share
    return "adopted" if is_enough and tally["for"] else "rejected"


def _bytes(result: dict[str, Any], *fields: str) -> bytes:
    chosen = {name: result.get(name) for name in fields or ("positions", "tally", "outcome", "returned")}
    return msgspec.json.encode(chosen, order="sorted")
