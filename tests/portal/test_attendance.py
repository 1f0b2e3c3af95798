"""The table of attendance: times, states and votes missed, as text and as a workbook that runs no formula."""

import csv
import io
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from portal.export.tables import COLUMNS
from tests.minutes.story import NAMES
from tests.portal.conftest import Tell
from tests.portal.domain.test_attendance import attended

ANNA, BORIS, VASIL, GALINA = NAMES[:4]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_as_text(client: Client, tell: Tell) -> None:
    meeting = tell(attended())
    answer = client.get(reverse("attendance-csv", args=[meeting.pk]))
    text = answer.content.decode("utf-8-sig")
    rows = {row["person"]: row for row in csv.DictReader(io.StringIO(text))}
    assert tuple(rows[ANNA]) == COLUMNS
    assert rows[GALINA] | {"group": "", "seat": ""} == {
        "person": GALINA,
        "group": "",
        "seat": "",
        "attendance": "excused",
        "arrived": "",
        "left": "",
        "minutes": "0",
        "votes": "2",
        "votes_missed": "2",
        "votes_recused": "0",
    }
    assert rows[VASIL]["left"].endswith("; ")
    assert rows[VASIL]["arrived"].count(";") == 1
    assert answer["Content-Disposition"] == 'attachment; filename="attendance-2026-11-05-12.csv"'


def strings(content: bytes) -> tuple[list[str], str]:
    """Return the shared strings of a workbook, and its first sheet."""
    with ZipFile(io.BytesIO(content)) as book:
        shared = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 -- our own
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    return ["".join(one.itertext()) for one in shared], sheet


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "-2", "http://evil.example/"])
def test_a_name_is_never_a_formula_or_a_link(client: Client, tell: Tell, name: str) -> None:
    told = attended()
    for line in told.lines:
        for one in line[4].get("people", ()):
            one["name"] = name if one["name"] == ANNA else one["name"]
    meeting = tell(told)
    texts, sheet = strings(client.get(reverse("attendance-xlsx", args=[meeting.pk])).content)
    assert any(text.endswith(name) for text in texts)
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    table = client.get(reverse("attendance-csv", args=[meeting.pk])).content.decode("utf-8-sig")
    first = next(row[0] for row in csv.reader(io.StringIO(table)) if row[0].endswith(name))
    assert not first.startswith(("=", "+", "@", "-"))


def test_as_a_workbook_it_says_the_same(client: Client, tell: Tell) -> None:
    answer = client.get(reverse("attendance-xlsx", args=[tell(attended()).pk]))
    assert answer["Content-Type"] == XLSX
    texts, _ = strings(answer.content)
    assert {*COLUMNS, *NAMES[:4], "present", "excused", "absent"} <= set(texts)
