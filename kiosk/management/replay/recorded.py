"""Recorded votes out of a CSV file, one row per member and vote, and how they fall into meetings."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path

COLUMNS = (
    "vote",
    "date",
    "reference",
    "title",
    "official_result",
    "official_yes",
    "official_no",
    "member",
    "ballot",
)
ABOUT_VOTE = COLUMNS[1:7]
CHOICES = {"Yes": "for", "No": "against", "Absent": None}
OUTCOMES = {"PASS": "adopted", "FAIL": "rejected"}
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
NUMBER = re.compile(r"\d{1,6}", re.ASCII)
LONGEST_NAME = 200


class MalformedFileError(ValueError):
    """A file that cannot be read as recorded votes: the file, the row (its line in it) and the reason."""

    def __init__(self, file: Path, row: int, reason: str) -> None:
        super().__init__(f"{file}, row {row}: {reason}")
        self.row = row
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RecordedVote:
    """One vote as the file has it. `ballots` holds a choice per member, None for who was absent."""

    number: int
    held_on: date
    reference: str
    title: str
    outcome: str
    in_favour: int
    against: int
    ballots: dict[str, str | None] = field(default_factory=dict)

    @property
    def members(self) -> frozenset[str]:
        """Return everybody who held a seat then."""
        return frozenset(self.ballots)

    @property
    def present(self) -> frozenset[str]:
        """Return who was there and pressed."""
        return frozenset(member for member, choice in self.ballots.items() if choice)


def read_votes(file: Path) -> list[RecordedVote]:
    """Return the file's votes in its order. Raises MalformedFileError for the first row that is wrong."""
    votes: dict[int, RecordedVote] = {}
    first_rows: dict[int, Mapping[str, str]] = {}
    for row, cells in _rows(file):
        try:
            number = _number(cells, "vote")
            if number not in votes:
                votes[number], first_rows[number] = _vote(number, cells), cells
            _add_ballot(votes[number], cells, first_rows[number])
        except ValueError as error:
            raise MalformedFileError(file, row, str(error)) from None
    if not votes:
        raise MalformedFileError(file, 1, "no votes in it")
    return list(votes.values())


def into_meetings(votes: Iterable[RecordedVote]) -> list[list[RecordedVote]]:
    """Cut the votes into meetings: consecutive votes of one day and one set of members are one."""
    return [list(together) for _key, together in groupby(votes, lambda vote: (vote.held_on, vote.members))]


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and cells, without surrounding space, of every row."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, strict=True)
            names = [name.strip() for name in next(reader, [])]
            missing = [column for column in COLUMNS if names.count(column) != 1]
            if missing:
                raise MalformedFileError(file, 1, f"no single column {', '.join(missing)}")
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(names):
                    raise MalformedFileError(file, reader.line_num, f"{len(cells)} cells, not {len(names)}")
                if "\0" in "".join(cells):
                    raise MalformedFileError(file, reader.line_num, "a null character")
                yield reader.line_num, dict(zip(names, map(str.strip, cells), strict=True))
    except OSError as error:
        raise MalformedFileError(file, 1, error.strerror or str(error)) from None
    except UnicodeDecodeError:
        raise MalformedFileError(file, _line_of(file), "not UTF-8") from None
    except csv.Error as error:
        raise MalformedFileError(file, reader.line_num, str(error)) from None


def _line_of(file: Path) -> int:
    """Return the first line that is not UTF-8; the decoder counts from its buffer, so it is looked for."""
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        try:
            line.decode()
        except UnicodeDecodeError:
            return number
    return 1


def _vote(number: int, cells: Mapping[str, str]) -> RecordedVote:
    if cells["official_result"] not in OUTCOMES:
        raise ValueError(f"official_result is {cells['official_result']!r}, not PASS or FAIL")
    if not cells["title"] and not cells["reference"]:
        raise ValueError("neither title nor reference")
    return RecordedVote(
        number=number,
        held_on=_day(cells["date"]),
        reference=cells["reference"],
        title=cells["title"] or cells["reference"],
        outcome=OUTCOMES[cells["official_result"]],
        in_favour=_number(cells, "official_yes"),
        against=_number(cells, "official_no"),
    )


def _add_ballot(vote: RecordedVote, cells: Mapping[str, str], first_row: Mapping[str, str]) -> None:
    differing = [column for column in ABOUT_VOTE if cells[column] != first_row[column]]
    if differing:
        raise ValueError(f"{', '.join(differing)} differs within vote {vote.number}")
    if cells["member"] in vote.ballots:
        raise ValueError(f"{cells['member']} is listed twice in vote {vote.number}")
    if not 0 < len(cells["member"]) <= LONGEST_NAME:
        raise ValueError(f"a member's name has 1 to {LONGEST_NAME} characters")
    if cells["ballot"] not in CHOICES:
        raise ValueError(f"ballot is {cells['ballot']!r}, not Yes, No or Absent")
    vote.ballots[cells["member"]] = CHOICES[cells["ballot"]]


def _number(cells: Mapping[str, str], column: str) -> int:
    if not NUMBER.fullmatch(cells[column]):
        raise ValueError(f"{column} is {cells[column]!r}, not a number")
    return int(cells[column])


def _day(text: str) -> date:
    match = DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"date is {text!r}, not d/m/yyyy")
    day, month, year = (int(part) for part in match.groups())
    return date(year, month, day)
