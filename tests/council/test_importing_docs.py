"""The documentation of importing names every column and every reason, and its examples can be imported."""

import re
from pathlib import Path

import pytest

from council.commands import import_council
from council.domain.rosters import COUNCILLOR_COLUMNS, GROUP_COLUMNS, SEAT_COLUMNS, File
from council.domain.scripts import in_latin
from council.domain.sheets import FaultCode
from council.models import Term
from tests.council.conftest import TODAY

TEXT = (Path(__file__).parents[2] / "docs" / "importing.md").read_text()


@pytest.mark.parametrize("code", FaultCode)
def test_every_reason_is_explained(code: FaultCode) -> None:
    assert f"`{code}`" in TEXT


@pytest.mark.parametrize("columns", [GROUP_COLUMNS, COUNCILLOR_COLUMNS, SEAT_COLUMNS])
def test_every_column_is_explained(columns: dict) -> None:
    for column in columns.values():
        need = "required" if column.is_required else "may be empty"
        row = re.search(rf"\| `{column.names[0]}` \| `(\w+)` \| `(\w+)` \| `(\w+)` \| {need} \|", TEXT)
        assert row
        assert {column.names[0], *row.groups(), in_latin(row[2])} == set(column.names)


@pytest.mark.parametrize(
    ("groups", "councillors", "seats"),
    [
        ("име,скраћеница", "име,група,од,до", "сала,број,име,својство"),
        ("ime,skraćenica", "ime,grupa,od,do", "sala,broj,ime,svojstvo"),
        ("ime,kratica", "ime,skupina,od,do", "dvorana,številka,ime,vloga"),
    ],
)
def test_headings_are_read_in_every_language(term: Term, groups: str, councillors: str, seats: str) -> None:
    done = import_council(
        body=term.body,
        groups=File("g.csv", f"{groups}\nЗаједно,З".encode()),
        councillors=File("c.csv", f"{councillors}\nАна Анђелић,З,,".encode()),
        seats=File("s.csv", f"{seats}\nВелика,1,Ана Анђелић,".encode()),
        on=TODAY,
    )
    assert done.created["seat"] == done.created["mandate"] == done.created["group"] == 1


def test_the_examples_can_be_imported(term: Term) -> None:
    groups, councillors, seats = (
        File(
            f"{heading}.csv",
            re.search(rf"(?m)^    {heading}.*(?:\n    .+)+", TEXT)[0].replace("    ", "").encode(),
        )
        for heading in ("name,short_name", "name,group", "hall")
    )
    done = import_council(body=term.body, groups=groups, councillors=councillors, seats=seats, on=TODAY)
    assert dict(done.created) == {"group": 2, "person": 3, "mandate": 2, "hall": 1, "seat": 3}
