"""Cases from statutes and published votes: 64 of 74 come out as published, 10 wait for their rules."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from agenda.domain.quorum import count_quorum
from council.domain.orders import Base, Majority, QuorumRule
from voting.domain.majority import decide
from voting.domain.tally import count_hands

CASES = {
    row["id"]: row
    for row in csv.DictReader(
        (Path(__file__).parents[2] / "data" / "decision-cases.csv").read_text(encoding="utf-8").splitlines()
    )
}

LATER = {
    "V-UK-08": "a casting vote that the chair declined",
    "W-US-16": "silence counts as against",
    "D-AT-02": "abstaining counts as against",
    "D-ES-01": "a tie is voted a second time",
    "D-ES-02": "a casting vote for",
    "D-UK-01": "a casting vote for",
    "D-UK-02": "a casting vote against",
    "D-US-05": "a floor of three votes for",
    "D-US-13": "silence counts as for",
    "D-US-17": "a floor of three votes for",
}
QUORUM = [name for name, row in CASES.items() if row["question"] == "quorum" and name not in LATER]
DECISIONS = [name for name, row in CASES.items() if row["question"] == "decision" and name not in LATER]


def number(row: dict[str, str], column: str) -> int:
    return int(row[column] or 0)


def needs_more_than_these_rules(row: dict[str, str]) -> bool:
    return bool(row["abstain_as"] or row["min_for"]) or row["tie"] not in {"", "reject"}


def test_covered_and_left_cases_are_all_cases() -> None:
    assert len(CASES) == 74
    assert (len(QUORUM), len(DECISIONS), len(LATER)) == (14, 50, 10)
    assert sorted([*QUORUM, *DECISIONS, *LATER]) == sorted(CASES)


def test_exactly_the_cases_whose_rules_are_missing_are_left() -> None:
    assert {name for name, row in CASES.items() if needs_more_than_these_rules(row)} == set(LATER)


@pytest.mark.parametrize("name", QUORUM)
def test_quorum(name: str) -> None:
    row = CASES[name]
    quorum = count_quorum(
        present=number(row, "present"),
        statutory_number=number(row, "members_total"),
        rule=QuorumRule(Base(row["base"]), Fraction(row["fraction"]), is_strict=row["strict"] == "yes"),
    )
    assert ("quorum_ok" if quorum.is_met else "no_quorum") == row["expected_outcome"]


@pytest.mark.parametrize("name", DECISIONS)
def test_decision(name: str) -> None:
    row = CASES[name]
    chosen = {
        "for_": number(row, "for"),
        "against": number(row, "against"),
        "abstain": number(row, "abstain"),
    }
    # Where the source is silent about who was present, those who chose were. The others present, among them
    # those with an invalid paper, count as not voting: they are among those present and in no choice.
    present = number(row, "present") or sum(chosen.values())
    members = number(row, "members_total") or present
    result = decide(
        majority=Majority(Base(row["base"]), Fraction(row["fraction"]), is_strict=row["strict"] == "yes"),
        tally=count_hands(**chosen, roll=present, present=present),
        statutory_number=members,
        in_office=members - number(row, "vacant"),
    )
    assert result.outcome.value == row["expected_outcome"]
