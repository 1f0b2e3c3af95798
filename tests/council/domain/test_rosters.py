"""What three files say together about a council, and every way in which they cannot be right."""

from datetime import date

import pytest

from council.domain.rosters import (
    CouncillorLine,
    File,
    GroupLine,
    Known,
    Roster,
    SeatLine,
    WrongRoster,
    read_roster,
)
from council.domain.sheets import FaultCode

KNOWN = Known(starts_on=date(2023, 11, 10), ends_on=date(2027, 11, 9))
GROUPS = "name,short_name\nГрупа Бряг,ГБ\nГрупа Мост,ГМ\n"
COUNCILLORS = "name,group\nАнна Ангелова,ГБ\nБорис Боев,Група Мост\nВасил Вълчев,\n"
SEATS = """hall,number,name,capacity
Голяма зала,1,Анна Ангелова,
Голяма зала,2,,
Голяма зала,3,Кмет Кметов,Кмет
"""


def file(name: str, text: str | None) -> File | None:
    return None if text is None else File(f"{name}.csv", text.encode())


def read(
    councillors: str = COUNCILLORS,
    groups: str | None = GROUPS,
    seats: str | None = SEATS,
    known: Known = KNOWN,
) -> Roster:
    people = file("councillors", councillors)
    assert people
    return read_roster(
        groups=file("groups", groups), councillors=people, seats=file("seats", seats), known=known
    )


def faults(**files: object) -> list[tuple[str, int, FaultCode, str]]:
    with pytest.raises(WrongRoster) as refused:
        read(**files)  # type: ignore[arg-type]  # as given
    return [(fault.file, fault.row, fault.code, fault.subject) for fault in refused.value.faults]


def test_three_files_together() -> None:
    assert read() == Roster(
        groups=(GroupLine("Група Бряг", "ГБ"), GroupLine("Група Мост", "ГМ")),
        councillors=(
            CouncillorLine("Анна Ангелова", "Група Бряг", None, None),
            CouncillorLine("Борис Боев", "Група Мост", None, None),
            CouncillorLine("Васил Вълчев", None, None, None),
        ),
        seats=(
            SeatLine("Голяма зала", 1, "Анна Ангелова", ""),
            SeatLine("Голяма зала", 2, None, ""),
            SeatLine("Голяма зала", 3, "Кмет Кметов", "Кмет"),
        ),
    )


def test_councillors_alone_may_name_groups_already_there() -> None:
    known = Known(KNOWN.starts_on, None, groups={"ГБ": "Група Бряг"})
    roster = read("name,group\nАнна Ангелова,ГБ", None, None, known)
    assert roster.councillors[0].group == "Група Бряг"


@pytest.mark.parametrize(
    "text", ["2024-01-31", "31.1.2024", "31.01.2024 г.", "31.01.2024г.", "31.1.2024.", "31. 1. 2024"]
)
def test_dates_as_clerks_write_them(text: str) -> None:
    roster = read(f"name,starts_on,ends_on\nАнна,{text},\n", None, None)
    assert roster.councillors[0].starts_on == date(2024, 1, 31)


@pytest.mark.parametrize(
    "text", ["31.2.2024", "2024-13-01", "2024-W05-3", "20240131", "утре", "1/2/2024", "٣١.١.٢٠٢٤"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert faults(councillors=f"name,starts_on\nАнна,{text}", groups=None, seats=None) == [
        ("councillors.csv", 2, FaultCode.NOT_A_DATE, text)
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "code"),
    [
        ("2024-02-01", "2024-01-01", FaultCode.ENDS_BEFORE_START),
        ("2023-11-09", "", FaultCode.OUTSIDE_TERM),
        ("", "2027-11-10", FaultCode.OUTSIDE_TERM),
    ],
)
def test_mandates_lie_within_the_term(starts_on: str, ends_on: str, code: FaultCode) -> None:
    text = f"name,starts_on,ends_on\nАнна,{starts_on},{ends_on}"
    assert [fault[2] for fault in faults(councillors=text, groups=None, seats=None)] == [code]


def test_an_unknown_group_is_refused() -> None:
    assert faults(councillors="name,group\nАнна,ГЗ", seats=None) == [
        ("councillors.csv", 2, FaultCode.UNKNOWN_GROUP, "ГЗ")
    ]


def test_nobody_and_nothing_stands_twice() -> None:
    assert faults(
        groups="name,short_name\nА,1\nА,1\nБ,1\n",
        councillors="name\nАнна\nАнна\n",
        seats="hall,number,name\nЗ,1,Анна\nЗ,01,\nЗ,2,Анна\nМ,1,Анна",
    ) == [
        ("councillors.csv", 3, FaultCode.REPEATED, "2"),
        ("groups.csv", 3, FaultCode.REPEATED, "2"),
        ("groups.csv", 4, FaultCode.GROUP_NAME_TAKEN, "1"),
        ("seats.csv", 3, FaultCode.REPEATED, "2"),
        ("seats.csv", 4, FaultCode.REPEATED, "2"),
    ]


@pytest.mark.parametrize("number", ["0", "1000", "-1", "1.5", "първо", "²", "10000"])
def test_a_seats_number_is_a_number(number: str) -> None:
    found = faults(seats=f"hall,number,name\nЗ,{number},Анна Ангелова")
    assert {code for _, _, code, _ in found} <= {FaultCode.NOT_A_NUMBER, FaultCode.FORMULA}


def test_whoever_has_no_mandate_needs_a_capacity_or_is_known() -> None:
    text = "hall,number,name\nЗ,1,Кмет Кметов"
    assert faults(seats=text) == [("seats.csv", 2, FaultCode.UNKNOWN_PERSON, "Кмет Кметов")]
    known = Known(KNOWN.starts_on, None, people={"Кмет Кметов": 1})
    assert read(seats=text, known=known).seats[0].name == "Кмет Кметов"


def test_a_name_that_several_bear_cannot_be_imported() -> None:
    known = Known(KNOWN.starts_on, None, people={"Анна Ангелова": 2})
    assert faults(known=known) == [
        ("councillors.csv", 2, FaultCode.SAME_NAME, "Анна Ангелова"),
        ("seats.csv", 2, FaultCode.SAME_NAME, "Анна Ангелова"),
    ]


def test_faults_of_all_files_come_at_once() -> None:
    found = faults(groups="name\nА", councillors="name\n=1", seats="hall,number\nЗ,0")
    assert [(file, code) for file, _, code, _ in found] == [
        ("councillors.csv", FaultCode.FORMULA),
        ("groups.csv", FaultCode.MISSING_COLUMN),
        ("seats.csv", FaultCode.NOT_A_NUMBER),
    ]
