"""How a CSV file of a spreadsheet is read into clean cells, and every reason for which it is not.

What the columns mean is in council.domain.rosters; nothing here knows a council.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

LIMIT_BYTES = 1024 * 1024
LIMIT_ROWS = 5000
# What Excel, LibreOffice and Google Sheets take for the beginning of a formula, full-width forms included.
FORMULA_MARKS = "=+-@＝＋－＠"
# Controls, formats (bidirectional overrides, zero width), private use, surrogates, line and paragraph breaks.
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


class FaultCode(StrEnum):
    """Why a file, or a row of it, is not taken."""

    NOT_UTF8 = "not-utf-8"
    TOO_LARGE = "too-large"
    NOT_CSV = "not-csv"
    NO_ROWS = "no-rows"
    MISSING_COLUMN = "missing-column"
    UNKNOWN_COLUMN = "unknown-column"
    REPEATED_COLUMN = "repeated-column"
    EXTRA_CELL = "extra-cell"
    MISSING_VALUE = "missing-value"
    TOO_LONG = "too-long"
    FORMULA = "formula"
    UNSEEN_CHARACTER = "unseen-character"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_DATE = "not-a-date"
    ENDS_BEFORE_START = "ends-before-start"
    OUTSIDE_TERM = "outside-term"
    REPEATED = "repeated"
    GROUP_NAME_TAKEN = "group-name-taken"
    UNKNOWN_GROUP = "unknown-group"
    UNKNOWN_PERSON = "unknown-person"
    SAME_NAME = "same-name"
    TOO_MANY_COUNCILLORS = "too-many-councillors"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One reason: in which file, in which row as a spreadsheet counts (0: all of it), on what."""

    file: str
    row: int
    code: FaultCode
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the names it may bear in the heading, whether a cell must be filled, its longest text."""

    names: tuple[str, ...]
    is_required: bool = True
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column, empty ones as empty texts, with its number in the spreadsheet."""

    number: int
    cells: Mapping[str, str]


def read_sheet(*, file: str, content: bytes, columns: Mapping[str, Column]) -> tuple[list[Row], list[Fault]]:
    """Return the rows that are filled, and every fault found; rows with a fault are left out.

    Takes UTF-8 with or without byte order mark, commas or semicolons, quotes as in RFC 4180. A column
    that is not required may be missing from the heading.
    """
    if len(content) > LIMIT_BYTES:
        return [], [Fault(file, 0, FaultCode.TOO_LARGE)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [Fault(file, 0, FaultCode.NOT_UTF8)]
    try:
        lines = list(_lines(text))
    except csv.Error:
        return [], [Fault(file, 0, FaultCode.NOT_CSV)]
    if len(lines) > LIMIT_ROWS:
        return [], [Fault(file, 0, FaultCode.TOO_LARGE)]
    if len(lines) < 2:
        return [], [Fault(file, 0, FaultCode.NO_ROWS)]
    keys, faults = _heading(file, *lines[0], columns)
    return ([], faults) if faults else _rows(file, lines[1:], keys, columns)


def clean(text: str) -> str:
    """Return the text composed (NFC) and with single spaces, as names are compared and stored."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def has_unseen(text: str) -> bool:
    """Say whether a character is in the text that nobody sees, or that turns what stands around it."""
    return any(unicodedata.category(character) in UNSEEN_CATEGORIES for character in text)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the numbered rows that hold anything; the heading tells the separator."""
    separator = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for number, cells in enumerate(reader, start=1):
        if any(cell.strip() for cell in cells):
            yield number, cells


def _heading(
    file: str, number: int, cells: list[str], columns: Mapping[str, Column]
) -> tuple[list[str | None], list[Fault]]:
    """Return the column of each cell (None where the heading is empty) and what is wrong with the heading."""
    by_name = {name: key for key, column in columns.items() for name in column.names}
    keys: list[str | None] = []
    faults = []
    for cell in cells:
        name = clean(cell).lower()
        key = by_name.get(name)
        if name and key is None:
            faults.append(Fault(file, number, FaultCode.UNKNOWN_COLUMN, name))
        if key is not None and key in keys:
            faults.append(Fault(file, number, FaultCode.REPEATED_COLUMN, name))
        keys.append(key)
    missing = [key for key, column in columns.items() if column.is_required and key not in keys]
    faults += [Fault(file, number, FaultCode.MISSING_COLUMN, columns[key].names[0]) for key in missing]
    return keys, faults


def _rows(
    file: str, lines: list[tuple[int, list[str]]], keys: list[str | None], columns: Mapping[str, Column]
) -> tuple[list[Row], list[Fault]]:
    rows, faults = [], []
    for number, cells in lines:
        found = list(_row_faults(file, number, cells, keys, columns))
        faults += found
        if not found:
            filled = {key: clean(cell) for key, cell in zip(keys, cells, strict=False) if key}
            rows.append(Row(number, dict.fromkeys(columns, "") | filled))
    return rows, faults


def _row_faults(
    file: str, number: int, cells: list[str], keys: list[str | None], columns: Mapping[str, Column]
) -> Iterator[Fault]:
    pairs = list(zip_longest(keys[: len(cells)], cells))
    if any(key is None and cell.strip() for key, cell in pairs):
        yield Fault(file, number, FaultCode.EXTRA_CELL)
    by_key = dict(pairs)
    for key, column in columns.items():
        if code := _cell_fault(by_key.get(key, ""), column):
            yield Fault(file, number, code, column.names[0])


def _cell_fault(cell: str, column: Column) -> FaultCode | None:
    text = cell.strip(" \u00a0")
    if not text:
        return FaultCode.MISSING_VALUE if column.is_required else None
    if has_unseen(text):
        return FaultCode.UNSEEN_CHARACTER
    if text[0] in FORMULA_MARKS:
        return FaultCode.FORMULA
    if len(clean(text)) > column.longest:
        return FaultCode.TOO_LONG
    return None
