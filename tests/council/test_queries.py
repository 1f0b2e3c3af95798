"""Offices, mandates and accounts as the database has them now."""

from datetime import date

import pytest

from council.domain.actors import ActorRole
from council.models import Account, Body, Group, Mandate, Municipality, Person, Role, Term
from council.permissions import has_role, is_in_force, is_operator, may_set_up
from council.queries import account_is_active, active_councillors, has_mandate, mandates_on, roles_of, term_on
from tests.council.conftest import TODAY
from tests.council.rows import make


def mandate(term: Term, name: str, **values: object) -> Mandate:
    person = make(Person, term.municipality, name=name)
    group = make(Group, term.municipality, term=term, name=f"Група на {name}")
    given = {"starts_on": term.starts_on, "group": group} | values
    return make(Mandate, term.municipality, term=term, person=person, **given)


def test_roles_are_per_body(body: Body) -> None:
    person = make(Person, body.municipality)
    committee = make(Body, body.municipality)
    make(Role, body.municipality, body=body, person=person, kind="chair")
    assert roles_of(person.pk, body.pk) == {"chair"}
    assert roles_of(person.pk, committee.pk) == frozenset()
    assert has_role(roles_of(person.pk, body.pk), ActorRole.CHAIR)
    assert not has_role(roles_of(person.pk, body.pk), ActorRole.CLERK)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_held"),
    [
        (date(2023, 11, 10), None, True),
        (TODAY, TODAY, True),
        (date(2026, 11, 22), None, False),
        (date(2023, 11, 10), date(2026, 11, 20), False),
    ],
)
def test_a_mandate_holds_from_its_first_to_its_last_day(
    term: Term, starts_on: date, ends_on: date | None, *, is_held: bool
) -> None:
    given = mandate(term, "Анна", starts_on=starts_on, ends_on=ends_on)
    assert has_mandate(given.person_id, term.body_id, TODAY) is is_held
    assert is_in_force(given, TODAY) is is_held
    assert mandates_on(term.body, TODAY).exists() is is_held


def test_a_mandate_ends_with_its_term(term: Term) -> None:
    given = mandate(term, "Анна")
    assert not has_mandate(given.person_id, term.body_id, date(2027, 11, 10))
    assert not is_in_force(given, date(2027, 11, 10))


def test_mandates_come_by_name_with_person_and_group(term: Term, django_assert_num_queries: object) -> None:
    for name in ("Васил", "Анна", "Борис"):
        mandate(term, name)
    with django_assert_num_queries(1):  # type: ignore[operator]  # the plugin's fixture
        found = [(row.person.name, row.group.name) for row in mandates_on(term.body, TODAY)]
    assert found == [(name, f"Група на {name}") for name in ("Анна", "Борис", "Васил")]


def test_the_later_of_two_terms_is_the_one_meant(term: Term) -> None:
    later = make(Term, term.municipality, body=term.body, starts_on=date(2026, 11, 1))
    assert term_on(term.body, TODAY) == later
    assert term_on(term.body, date(2026, 10, 31)) == term
    assert term_on(term.body, date(2020, 1, 1)) is None


def test_who_may_act_has_a_mandate_that_day_and_an_account_that_is_not_disabled(term: Term) -> None:
    body, day = term.body_id, date(2026, 11, 20)
    names = {"in_time", "ended", "to_come", "last_day", "active", "disabled", "again"}
    people = {name: mandate(term, name).person_id for name in names}
    for name, change in {
        "ended": {"ends_on": date(2026, 11, 19)},
        "to_come": {"starts_on": date(2026, 11, 21)},
        "last_day": {"ends_on": day},
    }.items():
        Mandate.objects.filter(person=people[name]).update(**change)
    for name in ("active", "disabled"):
        make(Account, term.municipality, login=name, person_id=people[name], is_active=name == "active")
    other = make(Person, term.municipality).pk
    asked = [*people.values(), other]

    may_act = active_councillors(body, day, asked)

    assert may_act == {people[name] for name in ("in_time", "last_day", "active", "again")}
    holders = set(mandates_on(term.body, day).values_list("person", flat=True))
    assert may_act == holders - {people["disabled"]}
    assert active_councillors(body, day, asked[:1]) == may_act & {asked[0]}
    assert active_councillors(body, day, []) == frozenset()
    later = make(Term, term.municipality, body=term.body, starts_on=date(2026, 11, 1))
    make(Mandate, term.municipality, term=later, person_id=people["again"], starts_on=date(2026, 11, 1))
    assert active_councillors(body, day, asked) == {people["again"]}
    assert active_councillors(body, date(2020, 1, 1), asked) == frozenset()


def test_a_period_that_was_not_ended_counts_nobody_twice(term: Term) -> None:
    again = mandate(term, "Анна").person
    mandate(term, "Борис")
    later = make(Term, term.municipality, body=term.body, starts_on=date(2026, 11, 1))
    make(Mandate, term.municipality, term=later, person=again, starts_on=date(2026, 11, 1))
    newest = make(Mandate, term.municipality, term=later, person=again, starts_on=date(2026, 11, 20))
    assert list(mandates_on(term.body, TODAY)) == [newest]
    assert [row.person.name for row in mandates_on(term.body, date(2026, 10, 31))] == ["Анна", "Борис"]


def test_of_two_periods_from_the_same_day_one_holds(term: Term) -> None:
    person = mandate(term, "Анна").person
    twin = make(Term, term.municipality, body=term.body, starts_on=term.starts_on)
    make(Mandate, term.municipality, term=twin, person=person, starts_on=term.starts_on)
    held = mandates_on(term.body, TODAY).get()
    assert held.term == term_on(term.body, TODAY)


def test_an_account_is_active_until_it_is_disabled(municipality: Municipality) -> None:
    person = make(Person, municipality)
    assert not account_is_active(person.pk)
    account = make(Account, municipality, person=person)
    assert account_is_active(person.pk)
    account.is_active = False
    account.save()
    assert not account_is_active(person.pk)


def test_staff_set_up_their_own_municipality_and_operators_any(
    municipality: Municipality, neighbour: Municipality
) -> None:
    staff = make(Account, municipality, is_staff=True)
    councillor = make(Account, municipality)
    operator = Account.objects.create_superuser("operator", None)
    assert may_set_up(staff, municipality.pk)
    assert not may_set_up(staff, neighbour.pk)
    assert not may_set_up(councillor, municipality.pk)
    assert may_set_up(operator, neighbour.pk)
    assert is_operator(operator)
    assert not is_operator(staff)
    operator.is_active = False
    assert not may_set_up(operator, neighbour.pk)
    assert not is_operator(operator)
