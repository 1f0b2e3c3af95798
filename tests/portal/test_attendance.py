"""The table of attendance: times, states and votes missed, as text and as a workbook that runs no formula."""

import csv
import io
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from portal.domain.attendance import attendance_of
from portal.export.tables import COLUMNS
from tests.minutes.story import NAMES, TITLES, Story, id_of
from tests.portal.conftest import Tell
from voting.domain.facts import MeetingRecord
from voting.domain.record import read_record

ANNA, BORIS, VASIL, GALINA = NAMES[:4]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def story() -> Story:
    """Return a meeting with three who come, one who is excused, and two votes that stand and one that does not."""
    told = Story()
    told.tell("agenda.member.excused", actor=told.clerk, person=id_of(GALINA), name=GALINA, ground="Болест")
    told.arrive(ANNA, BORIS, VASIL).open().activate(TITLES[0])
    told.vote(TITLES[0], {ANNA: "for", BORIS: "for"})
    told.leave(VASIL)
    told.vote(TITLES[0], {ANNA: "for"})
    annulled = told.vote(TITLES[0], {ANNA: "for"})
    told.tell("voting.annulment.proposed", vote=annulled, ground="g", actor=told.clerk)
    told.tell("voting.vote.annulled", vote=annulled, ground="g", proposed_by="x")
    told.arrive(VASIL)
    return told


def test_votes_missed_are_counted_and_annulled_ones_are_not() -> None:
    told = story().adjourn()
    lines = {line.name: line for line in attendance_of(read_record(told.lines), told.at)}
    found = {name: (lines[name].state, lines[name].votes, lines[name].missed) for name in NAMES[:5]}
    assert found == {
        ANNA: ("present", 2, 0),
        BORIS: ("present", 2, 1),
        VASIL: ("present", 2, 2),
        GALINA: ("excused", 2, 2),
        NAMES[4]: ("absent", 2, 2),
    }
    assert [left is None for _, left in lines[VASIL].stays] == [False, True]
    arrived, left = lines[ANNA].stays[0]
    assert left is None
    assert lines[ANNA].minutes == int((told.at - arrived).total_seconds()) // 60


def test_a_recused_member_has_missed_nothing() -> None:
    told = Story().arrive(ANNA, BORIS).open().activate(TITLES[0])
    vote = told.prepare(TITLES[0])
    told.open_vote(vote, recused=[BORIS]).cast(vote, ANNA, "for").close(vote)
    told.declare(vote, dict.fromkeys(NAMES, "absent") | {ANNA: "for", BORIS: "recused"})
    line = next(line for line in attendance_of(read_record(told.lines), told.at) if line.name == BORIS)
    assert (line.votes, line.missed, line.recused) == (1, 0, 1)


def test_before_the_opening_there_are_no_lines() -> None:
    assert attendance_of(MeetingRecord(), Story().at) == ()


def test_as_text(client: Client, tell: Tell) -> None:
    meeting = tell(story())
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
    told = story()
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
    answer = client.get(reverse("attendance-xlsx", args=[tell(story()).pk]))
    assert answer["Content-Type"] == XLSX
    texts, _ = strings(answer.content)
    assert {*COLUMNS, *NAMES[:4], "present", "excused", "absent"} <= set(texts)
