"""Recorded votes are read whole, or the file, the row and the reason are named."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.management.replay.recorded import MalformedFileError, into_meetings, read_votes

TORONTO = Path(__file__).parents[3] / "data" / "recorded-votes-toronto-2018-2022.csv"
HEAD = "vote,date,reference,title,official_result,official_yes,official_no,member,ballot"
ROWS = [
    "1,5/12/2018,A1,First,PASS,1,1,Ана Боева,Yes",
    "1,5/12/2018,A1,First,PASS,1,1,Ćosić Đorđe,No",
    '1,5/12/2018,A1,First,PASS,1,1,"Doe, Jane",Absent',
    "2,5/12/2018,A2,Second,FAIL,0,1,Ана Боева,No",
    "2,5/12/2018,A2,Second,FAIL,0,1,Ćosić Đorđe,Absent",
]


def written(path: Path, rows: list[str], *, head: str = HEAD, encoding: str = "utf-8") -> Path:
    file = path / "votes.csv"
    file.write_text("\n".join([head, *rows]) + "\n", encoding=encoding)
    return file


def test_votes_keep_their_members_choices_and_official_result(tmp_path: Path) -> None:
    first, second = read_votes(written(tmp_path, ROWS))
    assert (first.number, first.held_on, first.reference, first.title) == (
        1,
        date(2018, 12, 5),
        "A1",
        "First",
    )
    assert (first.outcome, first.in_favour, first.against) == ("adopted", 1, 1)
    assert first.ballots == {"Ана Боева": "for", "Ćosić Đorđe": "against", "Doe, Jane": None}
    assert second.members - second.present == {"Ćosić Đorđe"}


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_bytes(("\ufeff" + "\r\n".join([HEAD, *ROWS]) + "\r\n\r\n").encode())
    assert len(read_votes(file)) == 2


def test_toronto_is_read_whole() -> None:
    votes = read_votes(TORONTO)
    assert len(votes) == 144
    assert sum(len(vote.present) for vote in votes) == 3493
    assert len(into_meetings(votes)) == 63


def test_meetings_are_cut_by_day_and_members(tmp_path: Path) -> None:
    votes = read_votes(written(tmp_path, [*ROWS, "3,6/12/2018,A3,Third,PASS,1,0,Ćosić Đorđe,Yes"]))
    assert [[vote.number for vote in together] for together in into_meetings(votes)] == [[1], [2], [3]]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x,5/12/2018,A,T,PASS,1,0,M,Yes", "vote is 'x', not a number"),
        ("9,2018-12-05,A,T,PASS,1,0,M,Yes", "date is '2018-12-05', not d/m/yyyy"),
        ("9,31/2/2018,A,T,PASS,1,0,M,Yes", "day is out of range for month"),
        ("9,5/12/2018,A,T,CARRIED,1,0,M,Yes", "official_result is 'CARRIED', not PASS or FAIL"),
        ("9,5/12/2018,A,T,PASS,one,0,M,Yes", "official_yes is 'one', not a number"),
        ("9,5/12/2018,A,T,PASS,1,-1,M,Yes", "official_no is '-1', not a number"),
        ("9,5/12/2018,A,T,PASS,1,0,M,Maybe", "ballot is 'Maybe', not Yes, No or Absent"),
        ("9,5/12/2018,A,T,PASS,1,0,,Yes", "a member's name has 1 to 200 characters"),
        ("9,5/12/2018,A,T,PASS,1,0," + "M" * 201 + ",Yes", "a member's name has 1 to 200 characters"),
        ("9,5/12/2018,,,PASS,1,0,M,Yes", "neither title nor reference"),
        ("2,5/12/2018,A2,Second,FAIL,0,1,Ана Боева,No", "Ана Боева is listed twice in vote 2"),
        ("2,5/12/2018,A2,Second,FAIL,0,2,M,No", "official_no differs within vote 2"),
        ("9,5/12/2018,A,T,PASS,1,0,M", "8 cells, not 9"),
        ('9,5/12/2018,A,T,PASS,1,0,"M,Yes', "unexpected end of data"),
        ("9,5/12/2018,A,T,PASS,1,0,M\0,Yes", "a null character"),
    ],
)
def test_a_wrong_row_is_named_with_its_reason(tmp_path: Path, row: str, reason: str) -> None:
    with pytest.raises(MalformedFileError) as wrong:
        read_votes(written(tmp_path, [*ROWS, row]))
    assert (wrong.value.row, wrong.value.reason) == (7, reason)
    assert str(wrong.value).startswith(f"{tmp_path / 'votes.csv'}, row 7: ")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(MalformedFileError, match="row 1: no single column member, ballot"):
        read_votes(
            written(tmp_path, [], head="vote,date,reference,title,official_result,official_yes,official_no")
        )


def test_an_empty_file_a_missing_file_and_one_without_votes_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    for file in (empty, tmp_path / "none.csv", written(tmp_path, [])):
        with pytest.raises(MalformedFileError):
            read_votes(file)


def test_another_encoding_is_named_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(MalformedFileError, match="row 2: not UTF-8"):
        read_votes(written(tmp_path, ["1,5/12/2018,A1,First,PASS,1,1,Ана,Yes"], encoding="cp1251"))
