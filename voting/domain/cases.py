"""Cases of decision and quorum rules as a table gives them, and what the rules say to each; the words are elsewhere."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from io import StringIO

from agenda.domain.quorum import Quorum, count_quorum
from council.domain.rules import QUORUM_BASES, Majority, Meaning, QuorumRule, Tie
from council.domain.shares import LARGEST_NUMBER, Base, Share, WrongOrders, parse_fraction
from voting.domain.majority import Outcome, Result, Settled, decide
from voting.domain.tally import Tally

NUMBERS = (
    "members_total",
    "present",
    "recused",
    "vacant",
    "invalid",
    "not_voting",
    "for",
    "against",
    "abstain",
)
COLUMNS = (
    *("id", "question", *NUMBERS),
    *("base", "fraction", "strict", "abstain_as", "min_for", "tie", "expected_outcome"),
)
"""What a table of cases must have; further columns are ignored."""

NUMBER_TEXT = re.compile(r"[0-9]{1,6}")
TOO_MANY = "\0"
WHOLE = "1"
STRICT = {"yes": True, "no": False}
MEANINGS = {"": Meaning.NOTHING, "against": Meaning.AGAINST, "for": Meaning.FOR}
TIES: Mapping[str, tuple[tuple[Tie, ...], Settled | None]] = {
    "": ((), None),
    "reject": ((), None),
    "revote": ((Tie.REVOTE,), None),
    "lot": ((Tie.LOT,), None),
    **{f"casting:{word}": ((Tie.CASTING,), word) for word in Settled},
    **{f"chair_side:{word}": ((Tie.CHAIR_SIDE,), word) for word in (Settled.FOR, Settled.AGAINST)},
}


class Found(StrEnum):
    """What a case comes to."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    ADOPTED_BY_CASTING_VOTE = "adopted_by_casting_vote"
    REVOTE_REQUIRED = "revote_required"
    LOT_REQUIRED = "lot_required"
    QUORUM_OK = "quorum_ok"
    NO_QUORUM = "no_quorum"


class WrongCell(ValueError):
    """A cell, or the row or table where ``column`` is empty, that says nothing a rule could be held against."""

    def __init__(self, column: str, why: str) -> None:
        """Keep the column and what is wrong."""
        super().__init__(why)
        self.column = column


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rules say to a case: the outcome, what was needed and obtained, and the finding it rests on."""

    outcome: Found
    needed: int
    obtained: int
    finding: Result | Quorum


def read_rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Return each row of a table with its number, the head being row 1; cells are without spaces around them.

    Refuses (WrongCell) a table without a head, without one of COLUMNS, and with a column twice. Empty lines are skipped;
    cells that a row lacks are missing from it, and those that it has too many stand in the column TOO_MANY.
    """
    lines = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        head = [name.strip() for name in next(lines, [])]
        _require_head(head)
        for number, line in enumerate(lines, start=2):
            if line:
                names = [*head, *[TOO_MANY] * (len(line) - len(head))]
                yield number, {name: cell.strip() for name, cell in zip(names, line, strict=False)}
    except csv.Error as wrong:
        raise WrongCell("", f"no comma-separated values: {wrong}") from None


def _require_head(head: list[str]) -> None:
    if not head:
        raise WrongCell("", "the table is empty")
    for name in COLUMNS:
        if head.count(name) != 1:
            raise WrongCell(
                name, "the column is missing" if name not in head else "the column stands there twice"
            )


def answer_case(row: Mapping[str, str]) -> Answer:
    """Return what the rule of a row says to its numbers. Refuses (WrongCell) the first cell that cannot be."""
    if TOO_MANY in row:
        raise WrongCell("", "the row has more cells than there are columns")
    if lacking := [name for name in COLUMNS if name not in row]:
        raise WrongCell(lacking[0], "the row ends before this cell")
    if not row["id"]:
        raise WrongCell("id", "a case needs a name")
    expected = row["expected_outcome"]
    if expected and expected not in list(Found):
        raise WrongCell("expected_outcome", f"not an outcome: {expected!r}")
    numbers = {name: _number(row, name) for name in NUMBERS}
    if row["question"] == "quorum":
        return _quorum(row, numbers)
    if row["question"] == "decision":
        return _decision(row, numbers)
    raise WrongCell("question", f"neither decision nor quorum: {row['question']!r}")


def _quorum(row: Mapping[str, str], numbers: Mapping[str, int | None]) -> Answer:
    if row["base"] not in list(QUORUM_BASES):
        raise WrongCell("base", f"not a base of a quorum: {row['base']!r}")
    present = _required(numbers, "present")
    members, in_office = _members(row, numbers)
    finding = count_quorum(
        present=present, statutory_number=members or 1, in_office=in_office, rule=QuorumRule(*_share(row))
    )
    outcome = Found.QUORUM_OK if finding.is_met else Found.NO_QUORUM
    return Answer(outcome, finding.needed, finding.present, finding)


def _decision(row: Mapping[str, str], numbers: Mapping[str, int | None]) -> Answer:
    if row["tie"] not in TIES:
        raise WrongCell("tie", f"not a way out of a tie: {row['tie']!r}")
    ties, settled = TIES[row["tie"]]
    if row["abstain_as"] not in MEANINGS:
        raise WrongCell("abstain_as", f"neither for nor against: {row['abstain_as']!r}")
    majority = Majority(*_share(row), abstaining=MEANINGS[row["abstain_as"]], ties=ties)
    members, in_office = _members(row, numbers)
    tally = told_tally(majority, numbers)
    result = decide(
        majority=majority,
        tally=tally,
        statutory_number=members,
        in_office=in_office,
        recused_present=tally.recused,
        settled=settled,
    )
    return Answer(_found(result), result.reason.needed, result.reason.obtained, result)


def _found(result: Result) -> Found:
    tie = result.reason.tie
    if result.outcome is Outcome.TIED:
        return Found.LOT_REQUIRED if tie is Tie.LOT else Found.REVOTE_REQUIRED
    if result.outcome is Outcome.ADOPTED and tie is Tie.CASTING:
        return Found.ADOPTED_BY_CASTING_VOTE
    return Found(result.outcome.value)


def told_tally(majority: Majority, numbers: Mapping[str, int | None]) -> Tally:
    """Return the tally of numbers as a source tells them, None for what it does not; who voted was present.

    Who is present and in none of the numbers did not vote. Sources count invalid papers of those present now and then
    twice: more than the rest are not taken. Refuses (WrongCell) a missing number of votes for, and where the majority is
    one of those present, too few or none of them.
    """
    for_ = _required(numbers, "for")
    against, abstain, invalid = (numbers.get(name) or 0 for name in ("against", "abstain", "invalid"))
    chosen, given = for_ + against + abstain, numbers.get("present")
    of_those_present = any(
        share.base in {Base.PRESENT, Base.PRESENT_WITH_RECUSED} for share in majority.shares
    )
    if given is None:
        given = chosen + invalid + (numbers.get("not_voting") or 0)
        if of_those_present and not given:
            raise WrongCell("present", "nobody is said to be present")
    elif given < chosen:
        if of_those_present:
            raise WrongCell("present", f"{given} present and {chosen} voting")
        given = chosen
    unusable = min(invalid, given - chosen)
    return Tally(
        for_=for_,
        against=against,
        abstain=abstain,
        not_voting=given - chosen - unusable,
        recused=numbers.get("recused") or 0,
        absent=0,
        unreachable=0,
        present=given,
        invalid=unusable,
    )


def _members(row: Mapping[str, str], numbers: Mapping[str, int | None]) -> tuple[int, int]:
    """Return the statutory number and how many are in office; 0 where no base is taken of them."""
    if row["base"] not in {Base.TOTAL, Base.IN_OFFICE}:
        return 0, 0
    members, vacant = _required(numbers, "members_total"), numbers["vacant"] or 0
    if not vacant < members:
        raise WrongCell("members_total", f"{members} members, {vacant} seats vacant")
    return members, members - vacant


def _share(row: Mapping[str, str]) -> tuple[Base, Fraction, bool, int, int]:
    """Return base, fraction, strictness, size and floor of a share that can be."""
    if row["base"] not in list(Base):
        raise WrongCell("base", f"not a base: {row['base']!r}")
    base = Base(row["base"])
    is_fixed = base is Base.FIXED
    if row["strict"] not in STRICT and not (is_fixed and not row["strict"]):
        raise WrongCell("strict", f"neither yes nor no: {row['strict']!r}")
    is_strict, floor = STRICT.get(row["strict"], False), _number(row, "min_for") or 0
    size = (_number(row, "fraction") or 0) if is_fixed else 0
    try:
        is_whole = is_fixed or row["fraction"] == WHOLE
        fraction = Fraction(1) if is_whole else parse_fraction(row["fraction"])
        share = Share(base, fraction, is_strict, size, floor)
    except WrongOrders as wrong:
        raise WrongCell("fraction", str(wrong)) from None
    return share.base, share.fraction, share.is_strict, share.size, share.floor


def _number(row: Mapping[str, str], column: str) -> int | None:
    """Return a whole number, None where nothing is reported."""
    if not row[column]:
        return None
    if not NUMBER_TEXT.fullmatch(row[column]):
        raise WrongCell(column, f"not a whole number from 0 to {LARGEST_NUMBER}: {row[column]!r}")
    return int(row[column])


def _required(numbers: Mapping[str, int | None], column: str) -> int:
    number = numbers.get(column)
    if number is None:
        raise WrongCell(column, "the rule needs it and nothing is reported")
    return number
