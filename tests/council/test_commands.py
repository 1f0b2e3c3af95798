"""Setting up a municipality, and importing its council: once, again, and not at all when it is wrong."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from council.commands import (
    FAULT_SENTENCES,
    NoTerm,
    RosterRefused,
    UnknownLanguage,
    UnknownTimeZone,
    create_municipality,
    import_council,
)
from council.domain.rosters import File
from council.domain.sheets import Fault, FaultCode
from council.models import Body, Group, Hall, Mandate, Municipality, Person, Seat, Term
from ledger.models import Log
from tests.council.conftest import TODAY
from tests.council.rows import make

GROUPS = File("groups.csv", "name;short_name\nГрупа Бряг;ГБ\nГрупа Мост;ГМ\n".encode())
COUNCILLORS = File(
    "councillors.csv", "name;group\nАнна Ангелова;ГБ\nБорис Боев;ГМ\nВасил Вълчев;\n".encode("utf-8-sig")
)
SEATS = File(
    "seats.csv",
    "hall;number;name;capacity\nЗала;1;Анна Ангелова;\nЗала;2;Борис Боев;\nЗала;3;;\n"
    "Зала;4;Кмет Кметов;Кмет\n".encode(),
)
TABLES = (Person, Group, Mandate, Hall, Seat)


def rows() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in TABLES]


def seated() -> dict[int, str | None]:
    return dict(Seat.objects.order_by("number").values_list("number", "person__name"))


def test_a_municipality_begins_with_an_empty_register(db: None) -> None:
    municipality = create_municipality(
        name="Община Бели бряг", slug="beli", language="bg", time_zone="Europe/Sofia", is_demonstration=True
    )
    register = municipality.register_log
    assert (register.municipality_id, register.purpose, register.size) == (municipality.pk, "register", 0)
    assert Municipality.objects.get().is_demonstration


@pytest.mark.parametrize(
    ("values", "refusal"),
    [({"language": "xx"}, UnknownLanguage), ({"time_zone": "Mars/Olympus"}, UnknownTimeZone)],
)
def test_a_municipality_speaks_a_known_language_in_a_known_time_zone(
    db: None, values: dict[str, str], refusal: type[Exception]
) -> None:
    given = {"name": "О", "slug": "o", "language": "bg", "time_zone": "Europe/Sofia"} | values
    with pytest.raises(refusal):
        create_municipality(**given)
    assert not Municipality.objects.exists()
    assert not Log.objects.exists()


def test_a_taken_address_leaves_no_log_behind(municipality: Municipality) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        create_municipality(name="О", slug=municipality.slug, language="bg", time_zone="Europe/Sofia")
    assert Log.objects.count() == 1


def test_an_import_fills_the_council(body: Body, term: Term) -> None:
    done = import_council(body=body, groups=GROUPS, councillors=COUNCILLORS, seats=SEATS, on=TODAY)
    assert dict(done.created) == {"group": 2, "person": 4, "mandate": 3, "hall": 1, "seat": 4}
    assert not done.changed
    mandates = Mandate.objects.values_list("person__name", "group__short_name", "starts_on", "ends_on")
    assert list(mandates) == [
        ("Анна Ангелова", "ГБ", term.starts_on, None),
        ("Борис Боев", "ГМ", term.starts_on, None),
        ("Васил Вълчев", None, term.starts_on, None),
    ]
    assert seated() == {1: "Анна Ангелова", 2: "Борис Боев", 3: None, 4: "Кмет Кметов"}
    assert Person.objects.get(name="Кмет Кметов").capacity == "Кмет"


def test_the_same_files_again_change_nothing(body: Body, term: Term) -> None:
    import_council(body=body, groups=GROUPS, councillors=COUNCILLORS, seats=SEATS, on=TODAY)
    before = rows()
    done = import_council(body=body, groups=GROUPS, councillors=COUNCILLORS, seats=SEATS, on=TODAY)
    assert rows() == before
    assert not done.created
    assert not done.changed


def test_a_later_import_brings_what_it_names_up_to_date(body: Body, term: Term) -> None:
    import_council(body=body, groups=GROUPS, councillors=COUNCILLORS, seats=SEATS, on=TODAY)
    Mandate.objects.filter(person__name="Васил Вълчев").update(ends_on=date(2026, 1, 31))
    done = import_council(
        body=body,
        groups=File("g.csv", "name,short_name\nГрупа Бряг,Бряг\n".encode()),
        councillors=File(
            "c.csv", "name,group,starts_on\nАнна Ангелова,,2024-01-01\nВасил Вълчев,,\n".encode()
        ),
        on=TODAY,
    )
    assert dict(done.changed) == {"group": 1, "mandate": 1}
    anna = Mandate.objects.get(person__name="Анна Ангелова")
    assert (anna.group, anna.starts_on) == (None, date(2024, 1, 1))
    assert Mandate.objects.get(person__name="Борис Боев").group.short_name == "ГМ"
    assert Mandate.objects.get(person__name="Васил Вълчев").ends_on == date(2026, 1, 31)


def test_people_change_places_and_leave_seats_that_are_not_named(body: Body, term: Term) -> None:
    import_council(body=body, groups=GROUPS, councillors=COUNCILLORS, seats=SEATS, on=TODAY)
    swap = File("s.csv", "hall,number,name\nЗала,1,Борис Боев\nЗала,2,Анна Ангелова\n".encode())
    done = import_council(body=body, councillors=COUNCILLORS, seats=swap, on=TODAY)
    assert seated() == {1: "Борис Боев", 2: "Анна Ангелова", 3: None, 4: "Кмет Кметов"}
    assert dict(done.changed) == {"seat": 2}
    move = File("s.csv", "hall,number,name\nЗала,3,Кмет Кметов\n".encode())
    done = import_council(body=body, councillors=COUNCILLORS, seats=move, on=TODAY)
    assert seated() == {1: "Борис Боев", 2: "Анна Ангелова", 3: "Кмет Кметов", 4: None}
    assert dict(done.changed) == {"seat": 2}


def test_people_of_another_municipality_are_not_taken_for_ours(
    body: Body, term: Term, neighbour: Municipality
) -> None:
    stranger = make(Person, neighbour, name="Анна Ангелова")
    import_council(body=body, groups=GROUPS, councillors=COUNCILLORS, on=TODAY)
    assert Person.objects.filter(name="Анна Ангелова").count() == 2
    assert not stranger.mandates.exists()


def test_nothing_is_half_imported(body: Body, term: Term) -> None:
    before = rows()
    seats = File("seats.csv", "hall;number;name\nЗала;нула;Анна Ангелова\nЗала;2;Непознат\n".encode())
    with pytest.raises(RosterRefused) as refused:
        import_council(body=body, groups=GROUPS, councillors=COUNCILLORS, seats=seats, on=TODAY)
    assert rows() == before
    assert refused.value.code == "roster-refused"
    assert refused.value.faults == (
        Fault("seats.csv", 2, FaultCode.NOT_A_NUMBER, "нула"),
        Fault("seats.csv", 3, FaultCode.UNKNOWN_PERSON, "Непознат"),
    )
    with translation.override("en"):
        assert refused.value.reasons() == [
            "seats.csv, row 2: “нула” is not a seat's number from 1 to 999.",
            "seats.csv, row 3: “Непознат” is not a councillor; anybody else needs a capacity.",
        ]


def test_more_councillors_than_the_law_provides_are_refused(body: Body, term: Term) -> None:
    body.statutory_number = 2
    body.save()
    before = rows()
    with pytest.raises(RosterRefused) as refused:
        import_council(body=body, groups=GROUPS, councillors=COUNCILLORS, on=TODAY)
    assert [fault.code for fault in refused.value.faults] == [FaultCode.TOO_MANY_COUNCILLORS]
    assert rows() == before
    with translation.override("en"):
        assert refused.value.reasons()[0].startswith("councillors.csv, row –: There would be 3 councillors")


def test_a_body_without_a_term_cannot_be_filled(body: Body) -> None:
    with pytest.raises(NoTerm):
        import_council(body=body, councillors=COUNCILLORS, on=TODAY)


@pytest.mark.parametrize("code", FaultCode)
def test_every_fault_has_a_sentence(code: FaultCode) -> None:
    assert FAULT_SENTENCES[code] % {"subject": "x"}
