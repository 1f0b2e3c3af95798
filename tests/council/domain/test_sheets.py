"""Cells that come clean out of a spreadsheet's CSV, and each reason for which a file or row is not taken."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.sheets import (
    FORMULA_MARKS,
    LIMIT_BYTES,
    LIMIT_ROWS,
    Column,
    Fault,
    FaultCode,
    Row,
    has_unseen,
    read_sheet,
)

COLUMNS = {"name": Column(("name", "име"), longest=20), "group": Column(("group",), is_required=False)}


def read(text: str | bytes) -> tuple[list[Row], list[Fault]]:
    content = text if isinstance(text, bytes) else text.encode()
    return read_sheet(file="f.csv", content=content, columns=COLUMNS)


def codes(text: str | bytes) -> list[tuple[int, FaultCode]]:
    _, faults = read(text)
    assert all(fault.file == "f.csv" for fault in faults)
    return [(fault.row, fault.code) for fault in faults]


@pytest.mark.parametrize(
    "text",
    [
        "name,group\nАнна Ангелова,Б\n",
        "\ufeffname,group\nАнна Ангелова,Б\n",
        "name;group\r\nАнна Ангелова;Б\r\n",
        'name,group\n"Анна  Ангелова","Б"',
        "Име,Group\n Анна\u00a0Ангелова ,Б",
        "group,name\nБ,Анна Ангелова",
        "\nname,group\n\nАнна Ангелова,Б\n,\n",
    ],
)
def test_the_same_cells_are_read_from_every_spreadsheets_way_of_writing(text: str) -> None:
    rows, faults = read(text)
    assert faults == []
    assert [dict(row.cells) for row in rows] == [{"name": "Анна Ангелова", "group": "Б"}]


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    rows, _ = read("name,group\nА,1\n\n,\nБ,2")
    assert [row.number for row in rows] == [2, 5]


def test_a_column_that_is_not_required_may_be_missing() -> None:
    rows, faults = read("name\nАнна")
    assert faults == []
    assert rows[0].cells == {"name": "Анна", "group": ""}


def test_a_decomposed_letter_is_composed() -> None:
    rows, _ = read("name\nИ\u0306ордан")
    assert rows[0].cells["name"] == "Йордан"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name\nАнна".encode("cp1251"), [(0, FaultCode.NOT_UTF8)]),
        ("name\nАнна".encode("utf-16"), [(0, FaultCode.NOT_UTF8)]),
        (b"n" * (LIMIT_BYTES + 1), [(0, FaultCode.TOO_LARGE)]),
        ("name\n" + "а\n" * LIMIT_ROWS, [(0, FaultCode.TOO_LARGE)]),
        ('name\n"Анна', [(0, FaultCode.NOT_CSV)]),
        ("", [(0, FaultCode.NO_ROWS)]),
        ("name,group\n", [(0, FaultCode.NO_ROWS)]),
        ("group\nБ", [(1, FaultCode.MISSING_COLUMN)]),
        ("name,colour\nА,red", [(1, FaultCode.UNKNOWN_COLUMN)]),
        ("name,име\nА,Б", [(1, FaultCode.REPEATED_COLUMN)]),
        ("name\nА,Б", [(2, FaultCode.EXTRA_CELL)]),
        ("name,,group\nА,x,Б", [(2, FaultCode.EXTRA_CELL)]),
        ("name,group\n,Б", [(2, FaultCode.MISSING_VALUE)]),
        ("name\n" + "а" * 21, [(2, FaultCode.TOO_LONG)]),
        ("name\nАнна\u202eхороше", [(2, FaultCode.UNSEEN_CHARACTER)]),
        ("name\nАнна\u200b", [(2, FaultCode.UNSEEN_CHARACTER)]),
        ('name\n"Анна\nАнгелова"', [(2, FaultCode.UNSEEN_CHARACTER)]),
        ("name\nАнна\x00", [(2, FaultCode.UNSEEN_CHARACTER)]),
        ("name\n\tАнна", [(2, FaultCode.UNSEEN_CHARACTER)]),
    ],
)
def test_what_is_not_taken_is_told_with_its_row(
    text: str | bytes, expected: list[tuple[int, FaultCode]]
) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("mark", FORMULA_MARKS)
def test_formulas_are_refused(mark: str) -> None:
    assert codes(f'name\n"{mark}1+1"') == [(2, FaultCode.FORMULA)]


def test_all_faults_come_at_once_and_good_rows_are_kept() -> None:
    rows, faults = read("name,group\n=1,Б\nАнна,Б\n,=2\n")
    assert [row.number for row in rows] == [3]
    assert [(fault.row, fault.code, fault.subject) for fault in faults] == [
        (2, FaultCode.FORMULA, "name"),
        (4, FaultCode.MISSING_VALUE, "name"),
        (4, FaultCode.FORMULA, "group"),
    ]


NAMES = st.text(st.characters(categories=["Lu", "Ll", "Nd"], include_characters=" ,;\"'-"), min_size=1)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=20), st.sampled_from(",;"))
def test_nothing_taken_could_be_a_formula_or_hide_anything(
    pairs: list[tuple[str, str]], separator: str
) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows([("name", "group"), *pairs])
    rows, _ = read(file.getvalue())
    for row in rows:
        for cell in row.cells.values():
            assert not cell.startswith(tuple(FORMULA_MARKS))
            assert not has_unseen(cell)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    rows, faults = read(content)
    assert rows or faults
