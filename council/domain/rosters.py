"""What the files of an import say about groups, councillors and seats; checked together, stored elsewhere."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from council.domain.scripts import in_latin
from council.domain.sheets import Column, Fault, FaultCode, Row, read_sheet

LARGEST_SEAT = 999
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
DOTTED_DATE = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})(?: ?г\.|\.)?")


def _column(
    english: str, bulgarian: str, serbian: str, slovene: str, *, is_required: bool = True, longest: int = 200
) -> Column:
    """Return a column whose heading may be written in any language of Kvorum, in Serbian with either letters."""
    names = dict.fromkeys((english, bulgarian, serbian, in_latin(serbian), slovene))
    return Column(tuple(names), is_required=is_required, longest=longest)


NAME = _column("name", "име", "име", "ime")
GROUP_COLUMNS = {
    "name": NAME,
    "short_name": _column("short_name", "съкращение", "скраћеница", "kratica", longest=30),
}
COUNCILLOR_COLUMNS = {
    "name": NAME,
    "group": _column("group", "група", "група", "skupina", is_required=False),
    "starts_on": _column("starts_on", "от", "од", "od", is_required=False),
    "ends_on": _column("ends_on", "до", "до", "do", is_required=False),
}
SEAT_COLUMNS = {
    "hall": _column("hall", "зала", "сала", "dvorana"),
    "number": _column("number", "номер", "број", "številka"),
    "name": _column("name", "име", "име", "ime", is_required=False),
    "capacity": _column("capacity", "качество", "својство", "vloga", is_required=False),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came: the name to tell faults by, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What is there already: the term, its groups by any of their names, how many people bear a name."""

    starts_on: date
    ends_on: date | None
    groups: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of the term."""

    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class CouncillorLine:
    """A councillor; `group` is a group's full name, or None; `starts_on` None means since the term began."""

    name: str
    group: str | None
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat of a hall and who sits there; `capacity` is what a person without a mandate is there as."""

    hall: str
    number: int
    name: str | None
    capacity: str


@dataclass(frozen=True, slots=True)
class Roster:
    """All that the files say, without a fault."""

    groups: tuple[GroupLine, ...]
    councillors: tuple[CouncillorLine, ...]
    seats: tuple[SeatLine, ...]


class WrongRoster(ValueError):
    """Files that are not taken; `faults` are all of the reasons, by file and row."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults sorted."""
        super().__init__("wrong roster")
        self.faults = tuple(sorted(set(faults)))


def read_roster(*, groups: File | None, councillors: File, seats: File | None, known: Known) -> Roster:
    """Return what the files say together; refuses (WrongRoster) with every fault of all files at once."""
    faults: list[Fault] = []
    group_rows = _sheet(groups, GROUP_COLUMNS, faults)
    councillor_rows = _sheet(councillors, COUNCILLOR_COLUMNS, faults)
    seat_rows = _sheet(seats, SEAT_COLUMNS, faults)
    all_groups = dict(known.groups)
    people = set(known.people) | {row.cells["name"] for row in councillor_rows}
    if groups:
        faults += _group_faults(groups.name, group_rows, all_groups)
    faults += _councillor_faults(councillors.name, councillor_rows, all_groups, known)
    if seats:
        faults += _seat_faults(seats.name, seat_rows, people, known)
    if faults:
        raise WrongRoster(faults)
    return Roster(
        tuple(GroupLine(row.cells["name"], row.cells["short_name"]) for row in group_rows),
        tuple(_councillor(row, all_groups) for row in councillor_rows),
        tuple(_seat(row) for row in seat_rows),
    )


def _sheet(file: File | None, columns: Mapping[str, Column], faults: list[Fault]) -> list[Row]:
    if file is None:
        return []
    rows, found = read_sheet(file=file.name, content=file.content, columns=columns)
    faults += found
    return rows


def _councillor(row: Row, groups: Mapping[str, str]) -> CouncillorLine:
    cells = row.cells
    group = groups[cells["group"]] if cells["group"] else None
    return CouncillorLine(cells["name"], group, _date(cells["starts_on"]), _date(cells["ends_on"]))


def _seat(row: Row) -> SeatLine:
    cells = row.cells
    return SeatLine(cells["hall"], int(cells["number"]), cells["name"] or None, cells["capacity"])


def _group_faults(file: str, rows: list[Row], groups: dict[str, str]) -> Iterator[Fault]:
    """Add the rows to the groups by name; yield a fault for each name that would mean two of them."""
    yield from _repeated(file, rows, lambda row: row.cells["name"])
    for row in rows:
        name = row.cells["name"]
        for label in (name, row.cells["short_name"]):
            if groups.setdefault(label, name) != name:
                yield Fault(file, row.number, FaultCode.GROUP_NAME_TAKEN, label)


def _councillor_faults(
    file: str, rows: list[Row], groups: Mapping[str, str], known: Known
) -> Iterator[Fault]:
    yield from _repeated(file, rows, lambda row: row.cells["name"])
    for row in rows:
        cells = row.cells
        if cells["group"] and cells["group"] not in groups:
            yield Fault(file, row.number, FaultCode.UNKNOWN_GROUP, cells["group"])
        if known.people.get(cells["name"], 0) > 1:
            yield Fault(file, row.number, FaultCode.SAME_NAME, cells["name"])
        yield from _date_faults(file, row, known)


def _date_faults(file: str, row: Row, known: Known) -> Iterator[Fault]:
    """Yield what is wrong with a mandate's days, against each other and against the term's."""
    days = {key: row.cells[key] for key in ("starts_on", "ends_on") if row.cells[key]}
    wrong = [text for text in days.values() if not _is_date(text)]
    for text in wrong:
        yield Fault(file, row.number, FaultCode.NOT_A_DATE, text)
    if wrong:
        return
    starts_on = _date(row.cells["starts_on"]) or known.starts_on
    ends_on = _date(row.cells["ends_on"])
    if ends_on and ends_on < starts_on:
        yield Fault(file, row.number, FaultCode.ENDS_BEFORE_START, ends_on.isoformat())
    for day in filter(None, (starts_on, ends_on)):
        if day < known.starts_on or (known.ends_on and day > known.ends_on):
            yield Fault(file, row.number, FaultCode.OUTSIDE_TERM, day.isoformat())


def _seat_faults(file: str, rows: list[Row], people: set[str], known: Known) -> Iterator[Fault]:
    numbered = []
    for row in rows:
        cells = row.cells
        if not _is_seat_number(cells["number"]):
            yield Fault(file, row.number, FaultCode.NOT_A_NUMBER, cells["number"])
        else:
            numbered.append(row)
        if cells["name"] and cells["name"] not in people and not cells["capacity"]:
            yield Fault(file, row.number, FaultCode.UNKNOWN_PERSON, cells["name"])
        if known.people.get(cells["name"], 0) > 1:
            yield Fault(file, row.number, FaultCode.SAME_NAME, cells["name"])
    yield from _repeated(file, numbered, lambda row: (row.cells["hall"], int(row.cells["number"])))
    taken = [row for row in rows if row.cells["name"]]
    yield from _repeated(file, taken, lambda row: (row.cells["hall"], row.cells["name"]))


def _repeated(file: str, rows: list[Row], key: Callable[[Row], Hashable]) -> Iterator[Fault]:
    """Yield a fault, naming the earlier row, for each row whose key stood before."""
    first: dict[Hashable, int] = {}
    for row in rows:
        earlier = first.setdefault(key(row), row.number)
        if earlier != row.number:
            yield Fault(file, row.number, FaultCode.REPEATED, str(earlier))


def _is_seat_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= LARGEST_SEAT


def _is_date(text: str) -> bool:
    try:
        _date(text)
    except ValueError:
        return False
    return True


def _date(text: str) -> date | None:
    """Return the day written as 2026-11-21, 21.11.2026 or 21. 11. 2026; None for no text, ValueError else."""
    if not text:
        return None
    if found := ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := DOTTED_DATE.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        raise ValueError(text)
    return date(year, month, day)
