"""Tables of cases: what is read, what a row comes to, and which cells are refused."""

import pytest

from agenda.domain.quorum import Quorum
from voting.domain.cases import COLUMNS, Answer, Found, WrongCell, answer_case, read_rows
from voting.domain.majority import Result

DECISION = {
    **dict.fromkeys(COLUMNS, ""),
    "id": "1",
    "question": "decision",
    "base": "present",
    "fraction": "1/2",
    "strict": "yes",
    "for": "9",
    "against": "3",
    "abstain": "5",
    "present": "17",
}
QUORUM = {
    **dict.fromkeys(COLUMNS, ""),
    "id": "2",
    "question": "quorum",
    "base": "total",
    "fraction": "1/2",
    "strict": "yes",
    "members_total": "17",
    "present": "9",
}
OF_VOTES = {"base": "for_against", "present": ""}


def answer(row: dict[str, str], **cells: str) -> Answer:
    return answer_case(row | {name.rstrip("_"): cell for name, cell in cells.items()})


def outcome(**cells: str) -> str:
    return answer(DECISION, **cells).outcome


def test_a_decision_says_what_was_needed_and_obtained() -> None:
    found = answer(DECISION)
    assert (found.outcome, found.needed, found.obtained) == (Found.ADOPTED, 9, 9)
    assert isinstance(found.finding, Result)


def test_a_quorum_says_what_was_needed_and_present() -> None:
    found = answer(QUORUM, present="8")
    assert (found.outcome, found.needed, found.obtained) == (Found.NO_QUORUM, 9, 8)
    assert isinstance(found.finding, Quorum)


def test_a_quorum_may_have_a_floor_or_be_a_number() -> None:
    assert answer(QUORUM, fraction="1/4", strict="no", min_for="6", present="5").needed == 6
    fixed = answer(QUORUM, base="fixed", fraction="7", strict="", members_total="", present="7")
    assert (fixed.outcome, fixed.needed) == (Found.QUORUM_OK, 7)


def test_vacant_seats_are_left_out_of_those_in_office_only() -> None:
    assert answer(QUORUM, vacant="2").outcome == "quorum_ok"
    assert answer(QUORUM, vacant="2", base="in_office", present="8").outcome == "quorum_ok"
    assert answer(QUORUM, vacant="2", present="8").outcome == "no_quorum"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"abstain_as": "for"}, "adopted"),
        ({"for_": "4", "against": "3", "abstain": "5", "present": "12", "abstain_as": "for"}, "adopted"),
        ({"for_": "4", "against": "3", "abstain": "2", "abstain_as": "against", **OF_VOTES}, "rejected"),
        ({"for_": "4", "against": "3", "abstain": "2", **OF_VOTES}, "adopted"),
        ({"for_": "2", "against": "1", "abstain": "", "min_for": "3", **OF_VOTES}, "rejected"),
        ({"for_": "3", "against": "1", "abstain": "", "min_for": "3", **OF_VOTES}, "adopted"),
        ({"for_": "4", "base": "fixed", "fraction": "4", "strict": "no"}, "adopted"),
        ({"for_": "4", "base": "fixed", "fraction": "4", "strict": "yes"}, "rejected"),
        ({"for_": "8", "abstain": "6", "fraction": "1"}, "rejected"),
        ({"for_": "0", "against": "0", "abstain": "0", **OF_VOTES}, "rejected"),
        ({"for_": "8", "base": "in_office", "members_total": "17", "vacant": "2"}, "adopted"),
        ({"for_": "8", "against": "6", "abstain": "3", "base": "cast", "invalid": "2", "present": "19"}, "rejected"),
        ({"for_": "10", "against": "7", "abstain": "0", "fraction": "2/3"}, "rejected"),
        ({"for_": "12", "against": "6", "abstain": "0", "present": "18", "fraction": "2/3"}, "rejected"),
        ({"for_": "12", "against": "6", "abstain": "0", "present": "18", "fraction": "2/3", "strict": "no"}, "adopted"),
        ({"present": "10"} | OF_VOTES | {"present": "10"}, "adopted"),
        ({"present": "", "not_voting": "2"}, "rejected"),
    ],
)  # fmt: skip
def test_rules_say_what_they_say(cells: dict[str, str], expected: str) -> None:
    if cells.get("fraction") == "1":
        cells = cells | {"strict": "no"}
    assert outcome(**cells) == expected


TIED = {"for_": "6", "against": "6", "abstain": "1", **OF_VOTES}


@pytest.mark.parametrize(
    ("tie", "expected"),
    [
        ("", "rejected"),
        ("reject", "rejected"),
        ("revote", "revote_required"),
        ("lot", "lot_required"),
        ("casting:for", "adopted_by_casting_vote"),
        ("casting:against", "rejected"),
        ("casting:none", "rejected"),
        ("chair_side:for", "adopted"),
        ("chair_side:against", "rejected"),
    ],
)
def test_each_way_out_of_a_tie(tie: str, expected: str) -> None:
    assert outcome(**TIED, tie=tie) == expected
    assert outcome(**TIED | {"for_": "7"}, tie=tie) == "adopted"
    assert outcome(**TIED | {"against": "7"}, tie=tie) == "rejected"


def test_who_voted_was_present_where_the_base_is_another() -> None:
    assert outcome(base="total", members_total="17", present="12") == "adopted"


def test_invalid_papers_told_twice_are_taken_once() -> None:
    assert answer(DECISION, invalid="4").needed == 9


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"id": ""}, "id"),
        ({"question": "vote"}, "question"),
        ({"expected_outcome": "passed"}, "expected_outcome"),
        ({"for_": "nine"}, "for"),
        ({"for_": "-1"}, "for"),
        ({"for_": "9.0"}, "for"),
        ({"for_": "٩"}, "for"),
        ({"for_": "1000000"}, "for"),
        ({"for_": ""}, "for"),
        ({"present": "16"}, "present"),
        ({"present": "", "for_": "0", "against": "", "abstain": ""}, "present"),
        ({"base": "everybody"}, "base"),
        ({"base": "total"}, "members_total"),
        ({"base": "total", "members_total": "3", "vacant": "3"}, "members_total"),
        ({"strict": ""}, "strict"),
        ({"strict": "true"}, "strict"),
        ({"fraction": ""}, "fraction"),
        ({"fraction": "1/0"}, "fraction"),
        ({"fraction": "0/2"}, "fraction"),
        ({"fraction": "3/2"}, "fraction"),
        ({"fraction": "0.5"}, "fraction"),
        ({"fraction": "1"}, "fraction"),
        ({"base": "fixed", "fraction": ""}, "fraction"),
        ({"base": "fixed", "fraction": "0"}, "fraction"),
        ({"base": "fixed", "fraction": "1/2"}, "fraction"),
        ({"abstain_as": "absent"}, "abstain_as"),
        ({"min_for": "x"}, "min_for"),
        ({"tie": "casting"}, "tie"),
        ({"tie": "chair_side:none"}, "tie"),
    ],
)
def test_a_cell_that_cannot_be_is_named(cells: dict[str, str], column: str) -> None:
    with pytest.raises(WrongCell) as wrong:
        answer(DECISION, **cells)
    assert wrong.value.column == column


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"present": ""}, "present"), ({"base": "present"}, "base"), ({"members_total": ""}, "members_total")],
)
def test_a_quorum_refuses_what_it_cannot_be_taken_of(cells: dict[str, str], column: str) -> None:
    with pytest.raises(WrongCell) as wrong:
        answer(QUORUM, **cells)
    assert wrong.value.column == column


HEAD = ",".join(COLUMNS)


def test_rows_are_numbered_as_a_sheet_shows_them() -> None:
    rows = list(read_rows(f'{HEAD},note\r\n a ,decision\r\n\r\n"b,""c""",quorum\r\n'))
    assert [(number, row["id"], row["question"]) for number, row in rows] == [
        (2, "a", "decision"),
        (4, 'b,"c"', "quorum"),
    ]


def test_a_short_and_a_long_row_are_refused() -> None:
    short, long = (row for _, row in read_rows(f"{HEAD}\na,decision\n{',' * len(COLUMNS)}\n"))
    with pytest.raises(WrongCell, match="ends before") as wrong:
        answer_case(short)
    assert wrong.value.column == "members_total"
    with pytest.raises(WrongCell, match="more cells"):
        answer_case(long)


@pytest.mark.parametrize(
    ("text", "column", "why"),
    [
        ("", "", "empty"),
        ("\n", "", "empty"),
        (HEAD.replace(",for,", ",") + "\n", "for", "missing"),
        (HEAD + ",for\n", "for", "twice"),
        (HEAD + '\n"a"b,decision\n', "", "comma-separated"),
    ],
)
def test_what_is_no_table_is_refused(text: str, column: str, why: str) -> None:
    with pytest.raises(WrongCell, match=why) as wrong:
        list(read_rows(text))
    assert wrong.value.column == column
