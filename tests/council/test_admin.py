"""Setting up by a municipality's staff and by operators: what each sees, enters and may not touch."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from council.admin.owned import OwnRowsOnly
from council.domain.correspondence import CorrespondenceRules
from council.domain.elections import PaperOrder, Way
from council.domain.orders import PLAIN, Presence
from council.domain.rules import Majority
from council.domain.sittings import Lacking
from council.domain.windows import AtEnd, Window
from council.forms import MAJORITIES, majority_key
from council.models import Account, Body, Group, Hall, Mandate, Municipality, Person, Role, Seat, Term
from council.queries import packs
from ledger.commands import append, lock_log
from ledger.kinds import Kind
from tests.council.people import PASSWORD, errors, filled, make_operator, make_staff, signed_in
from tests.council.rows import NOW, make
from tests.pictured import picture_file

OWNED = [Person, Body, Term, Hall, Account]
ALL_PAGES = list(admin.site._registry)


@pytest.fixture
def staff(municipality: Municipality) -> Client:
    return signed_in(make_staff(municipality))


@pytest.fixture
def operator(db: None) -> Client:
    return signed_in(make_operator())


def address(model: type, act: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=args)


def change(client: Client, row: object, **values: object) -> list[str]:
    page = address(type(row), "change", row.pk)
    return errors(client.post(page, filled(client, page, **values)))


def add(client: Client, model: type, **values: object) -> list[str]:
    page = address(model, "add")
    return errors(client.post(page, filled(client, page, **values)))


@pytest.mark.parametrize("model", ALL_PAGES, ids=lambda model: model._meta.label)
def test_only_what_belongs_to_setting_up_has_pages(model: type) -> None:
    assert isinstance(admin.site._registry[model], OwnRowsOnly)
    assert model._meta.app_label in {"council", "agenda", "kiosk"}


@pytest.mark.parametrize("model", ALL_PAGES, ids=lambda model: model._meta.label)
def test_every_page_opens_for_staff_and_operators(
    model: type, staff: Client, operator: Client, body: Body, term: Term
) -> None:
    make(Hall, body.municipality, body=body)
    for client in (staff, operator):
        assert client.get(reverse("admin:index")).status_code == 200
        assert client.get(address(model, "changelist")).status_code == 200
        for row in model._default_manager.all():
            if client is operator or not getattr(row, "is_superuser", False):
                assert client.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", OWNED)
def test_staff_neither_see_nor_reach_rows_of_another_municipality(
    model: type, staff: Client, neighbour: Municipality
) -> None:
    foreign = make(model, neighbour)
    unknown = "00000000-0000-4000-8000-000000000000"
    assert str(foreign.pk) not in staff.get(address(model, "changelist")).content.decode()
    for act in ("change", "delete", "history"):
        answers = {staff.get(address(model, act, key)).status_code for key in (foreign.pk, unknown)}
        assert answers == {404}, act
        assert staff.post(address(model, act, foreign.pk), {"post": "yes"}).status_code in {404, 405}
    assert model._default_manager.filter(pk=foreign.pk).exists()


def test_staff_choose_among_rows_of_their_own_only(
    staff: Client, body: Body, neighbour: Municipality
) -> None:
    foreign = make(Body, neighbour, name="Чужд съвет")
    page = staff.get(address(Hall, "add")).content.decode()
    assert str(body.pk) in page
    assert "Чужд съвет" not in page
    assert "Черни мост" not in page
    found = add(staff, Hall, name="Зала", body=foreign.pk)
    assert len(found) == 1
    assert not Hall.objects.exists()


def test_a_row_that_staff_add_is_their_municipalitys_whatever_is_posted(
    staff: Client, municipality: Municipality, neighbour: Municipality
) -> None:
    assert add(staff, Person, name="Анна Ангелова", municipality=neighbour.pk) == []
    assert Person.objects.get().municipality == municipality


def test_an_operator_chooses_the_municipality_once(
    operator: Client, municipality: Municipality, neighbour: Municipality
) -> None:
    assert add(operator, Person, name="Анна Ангелова", municipality=municipality.pk) == []
    person = Person.objects.get()
    assert change(operator, person, municipality=neighbour.pk, name="Анна Боева") == []
    person.refresh_from_db()
    assert (person.municipality, person.name) == (municipality, "Анна Боева")


def test_an_operator_cannot_mix_municipalities(operator: Client, body: Body, neighbour: Municipality) -> None:
    assert add(operator, Hall, municipality=neighbour.pk, body=body.pk, name="Зала") != []
    assert not Hall.objects.exists()


def test_names_are_unique_within_a_municipality(staff: Client, body: Body) -> None:
    assert add(staff, Body, name=body.name, statutory_number=5) != []


def test_characters_that_cannot_be_seen_are_refused(staff: Client) -> None:
    for name in ("Анна\u202e", "Анна\u200bБоева", "Анна\x07"):
        assert add(staff, Person, name=name) != []
    assert not Person.objects.exists()


def test_people_outside_are_led_to_the_sign_in_and_councillors_nowhere(municipality: Municipality) -> None:
    councillor = make(Account, municipality, person=make(Person, municipality))
    page = reverse("admin:index")
    answer = Client().get(page, follow=True)
    assert answer.redirect_chain[-1] == (f"{reverse('sign-in')}?next={page}", 302)
    assert signed_in(councillor).get(page, follow=True).status_code == 403


def test_the_setting_up_has_no_sign_in_of_its_own(municipality: Municipality) -> None:
    account = Account.objects.create_user("staff", PASSWORD, municipality=municipality, is_staff=True)
    for client in (Client(), signed_in(make(Account, municipality))):
        client.post(reverse("admin:login"), {"username": account.login, "password": PASSWORD})
        assert client.session.get("_auth_user_id") != str(account.pk)


def test_staff_without_a_municipality_may_nothing(db: None) -> None:
    lost = signed_in(Account.objects.create_user("lost", None, is_staff=True))
    assert lost.get(address(Person, "changelist")).status_code == 403
    assert lost.get(address(Account, "add")).status_code == 403


class TestMunicipalities:
    def test_an_operator_makes_one_with_its_register(self, operator: Client) -> None:
        values = {"name": "Община Бели бряг", "slug": "beli", "language": "bg", "time_zone": "Europe/Sofia"}
        assert add(operator, Municipality, **values) == []
        assert Municipality.objects.get().register_log.purpose == "register"

    def test_staff_rename_theirs_and_nothing_more(self, staff: Client, municipality: Municipality) -> None:
        page = address(Municipality, "change", municipality.pk)
        values = filled(staff, page, name="Община Нови бряг", slug="else", is_demonstration="on")
        assert errors(staff.post(page, values)) == []
        municipality.refresh_from_db()
        assert (municipality.name, municipality.slug) == ("Община Нови бряг", "beli")
        assert not municipality.is_demonstration
        assert staff.get(address(Municipality, "add")).status_code == 403

    def test_staff_give_it_arms_and_take_them_away(self, staff: Client, municipality: Municipality) -> None:
        arms = SimpleUploadedFile("arms.jpg", picture_file(kind="JPEG"), "image/jpeg")
        assert change(staff, municipality, new_arms=arms) == []
        municipality.refresh_from_db()
        digest = municipality.arms_id
        assert digest
        page = address(Municipality, "change", municipality.pk)
        assert f"/arms/{digest}.png" in staff.get(page).content.decode()
        assert change(staff, municipality, name="Община Нови бряг") == []
        municipality.refresh_from_db()
        assert municipality.arms_id == digest
        assert change(staff, municipality, has_no_arms="on") == []
        municipality.refresh_from_db()
        assert municipality.arms_id is None

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"GIF89a", "not-png-or-jpeg"),
            (b"\x89PNG\r\n\x1a\nno more", "broken"),
            (b"\xff\xd8\xff" + bytes(4 * 1024 * 1024), "too-heavy"),
            (picture_file(20, 20), "too-small"),
        ],
    )
    def test_what_cannot_be_arms_is_refused_with_the_reason(
        self, staff: Client, municipality: Municipality, content: bytes, code: str
    ) -> None:
        page = address(Municipality, "change", municipality.pk)
        arms = SimpleUploadedFile("arms.png", content, "image/png")
        answer = staff.post(page, filled(staff, page, new_arms=arms, name="Друга"))
        (refused,) = answer.context["adminform"].form.errors.as_data()["new_arms"]
        assert refused.code == code
        municipality.refresh_from_db()
        assert (municipality.arms_id, municipality.name != "Друга") == (None, True)

    def test_an_operator_makes_one_with_its_arms(self, operator: Client) -> None:
        values = {"name": "Община Бели бряг", "slug": "beli", "language": "bg", "time_zone": "Europe/Sofia"}
        arms = SimpleUploadedFile("arms.png", picture_file(), "image/png")
        assert add(operator, Municipality, **values, new_arms=arms) == []
        assert Municipality.objects.get().arms is not None

    def test_none_is_deleted(self, operator: Client, municipality: Municipality) -> None:
        assert (
            operator.post(address(Municipality, "delete", municipality.pk), {"post": "yes"}).status_code
            == 403
        )


class TestAccounts:
    def test_staff_make_an_account_with_a_password(self, staff: Client, municipality: Municipality) -> None:
        person = make(Person, municipality)
        assert (
            add(staff, Account, login="Anna", new_password=PASSWORD, person=person.pk, is_active="on") == []
        )
        account = Account.objects.get(login="anna")
        assert account.check_password(PASSWORD)
        assert (account.person, account.municipality, account.is_staff) == (person, municipality, False)
        assert Client().login(username="ANNA", password=PASSWORD)

    def test_an_account_without_a_password_cannot_sign_in(self, staff: Client) -> None:
        assert add(staff, Account, login="anna", is_active="on") == []
        assert not Account.objects.get(login="anna").has_usable_password()

    @pytest.mark.parametrize("password", ["short", "password123"])
    def test_weak_passwords_are_refused(self, staff: Client, password: str) -> None:
        assert add(staff, Account, login="anna", new_password=password) != []

    def test_a_login_is_taken_whatever_its_capitals(self, staff: Client, municipality: Municipality) -> None:
        make(Account, municipality, login="anna")
        assert add(staff, Account, login="ANNA") != []

    def test_a_new_password_ends_sign_ins_and_none_keeps_them(
        self, staff: Client, municipality: Municipality
    ) -> None:
        account = make(Account, municipality, is_staff=True, login="anna")
        client = signed_in(account)
        assert change(staff, account, is_active="on") == []
        assert client.get(reverse("admin:index")).status_code == 200
        assert change(staff, account, new_password=PASSWORD) == []
        assert client.get(reverse("admin:index")).status_code == 302

    def test_an_operators_account_is_out_of_reach(self, staff: Client) -> None:
        operator = make_operator()
        assert staff.get(address(Account, "change", operator.pk)).status_code == 404
        assert str(operator.pk) not in staff.get(address(Account, "changelist")).content.decode()

    def test_an_operator_belongs_to_no_municipality(self, municipality: Municipality) -> None:
        with pytest.raises(IntegrityError, match="an_operator_is_nobody_in_a_council"):
            make(Account, municipality, is_superuser=True)

    def test_nobody_becomes_an_operator_here(self, staff: Client) -> None:
        assert add(staff, Account, login="anna", is_superuser="on") == []
        assert not Account.objects.get(login="anna").is_superuser

    def test_an_operator_is_nobody_in_a_council(self, operator: Client, municipality: Municipality) -> None:
        account, person = Account.objects.get(), make(Person, municipality)
        assert change(operator, account, person=person.pk) != []

    def test_digests_cannot_be_guessed_through_filters(self, staff: Client) -> None:
        answer = staff.get(address(Account, "changelist"), {"password__startswith": "argon2"})
        assert answer.status_code == 400

    def test_none_is_deleted(self, staff: Client, municipality: Municipality) -> None:
        account = make(Account, municipality)
        assert staff.post(address(Account, "delete", account.pk), {"post": "yes"}).status_code == 403


class TestBodies:
    def test_standing_orders_are_fields(self, staff: Client, body: Body) -> None:
        majority = MAJORITIES[1][0].to_plain()
        values = {"majority": majority_key(majority), "counts_unreachable_as_present": "on"}
        page = address(Body, "change", body.pk)
        posted = {name: value for name, value in filled(staff, page).items() if name != "may_change_ballot"}
        assert errors(staff.post(page, posted | values)) == []
        body.refresh_from_db()
        assert body.orders == PLAIN.to_plain() | {"majority": majority, "may_change_ballot": False}

    def test_choosing_ready_rules_puts_them_in_place(self, staff: Client, body: Body) -> None:
        assert change(staff, body, pack="bg") == []
        body.refresh_from_db()
        assert (body.pack, body.orders) == ("bg", packs()["bg"].orders.to_plain())

    def test_what_is_changed_with_the_same_press_is_kept(self, staff: Client, body: Body) -> None:
        assert change(staff, body, pack="bg", may_join_open_vote="on", lacking="end") == []
        body.refresh_from_db()
        ready = packs()["bg"].orders
        assert body.standing_orders == replace(
            ready, may_join_open_vote=True, sitting=replace(ready.sitting, lacking=Lacking.END)
        )

    def test_single_ready_rules_are_changed_and_the_others_keep_their_article(
        self, staff: Client, body: Body
    ) -> None:
        assert change(staff, body, pack="bg") == []
        assert change(staff, body, may_join_open_vote="on") == []
        body.refresh_from_db()
        assert body.standing_orders == replace(packs()["bg"].orders, may_join_open_vote=True)
        assert body.orders["majority"]["article"] == "ЗМСМА, чл. 27"

    @pytest.mark.parametrize("pack", ["uk", "fr", "es", "at-salzburg"])
    def test_rules_that_break_ties_are_taken_like_all_others(
        self, staff: Client, body: Body, pack: str
    ) -> None:
        assert change(staff, body, pack=pack) == []
        body.refresh_from_db()
        assert body.standing_orders == packs()[pack].orders

    def test_parts_of_ready_rules_are_changed_and_the_others_stay(self, staff: Client, body: Body) -> None:
        values = {
            "presence": "registration",
            "window_least_seconds": "10",
            "window_at_end": "close",
            "casts_unvoted": "on",
            "agenda_first": "on",
            "elections_order": "nomination",
            "elections_following": "again run_off_most",
            "elections_lot": "on",
        }
        assert change(staff, body, pack="rs") == []
        assert change(staff, body, **values) == []
        body.refresh_from_db()
        ready = packs()["rs"].orders
        assert body.standing_orders == replace(
            ready,
            presence=Presence.REGISTRATION,
            window=Window(15, 10, AtEnd.CLOSE),
            majority=replace(ready.majority, casts_unvoted=True),
            sitting=replace(ready.sitting, agenda_first=True),
            elections=replace(
                ready.elections,
                order=PaperOrder.NOMINATION,
                following=(Way.AGAIN, Way.RUN_OFF_MOST),
                lot=True,
            ),
        )
        page = address(Body, "change", body.pk)
        off = ("may_abstain", "may_decline", "publishes_closed", "may_arrive_in_vote", "elections_nominator")
        posted = {name: value for name, value in filled(staff, page).items() if name not in off}
        assert errors(staff.post(page, posted)) == []
        body.refresh_from_db()
        found = body.standing_orders
        assert {found.may_abstain, found.may_arrive_in_vote, found.majority.may_decline} == {False}
        assert {found.sitting.publishes_closed, found.elections.needs_nominator} == {False}

    def test_sittings_by_correspondence_have_three_rules(self, staff: Client, body: Body) -> None:
        assert change(staff, body, pack="si") == []
        body.refresh_from_db()
        assert body.standing_orders.correspondence == CorrespondenceRules(is_allowed=True)
        values = {"correspondence_least_hours": "48", "correspondence_objections": "3"}
        assert change(staff, body, **values) == []
        body.refresh_from_db()
        assert body.standing_orders == replace(
            packs()["si"].orders, correspondence=CorrespondenceRules(True, 48, 3)
        )
        for name, value in (("least_hours", "2161"), ("least_hours", "-1"), ("objections", "-1")):
            assert change(staff, body, **{f"correspondence_{name}": value}) != []

    def test_a_least_time_beyond_the_whole_is_refused(self, staff: Client, body: Body) -> None:
        (error,) = change(staff, body, pack="rs", window_least_seconds="16")
        assert "longer than the vote is open" in error

    def test_unknown_rules_are_refused(self, staff: Client, body: Body) -> None:
        (error,) = change(staff, body, pack="atlantis")
        assert "atlantis" in error

    def test_an_unusual_majority_is_kept(self, staff: Client, body: Body) -> None:
        unusual = {"base": "total", "fraction": "3/5", "is_strict": False}
        assert Majority.from_plain(unusual)
        body.orders = PLAIN.to_plain() | {"majority": unusual}
        body.save()
        assert change(staff, body) == []
        body.refresh_from_db()
        assert body.orders["majority"] == unusual

    def test_offices_are_given_and_taken_here(self, staff: Client, body: Body) -> None:
        person = make(Person, body.municipality)
        row = {"roles-TOTAL_FORMS": "1", "roles-0-person": person.pk, "roles-0-kind": "chair"}
        assert change(staff, body, **row) == []
        role = Role.objects.get()
        assert (role.person, role.kind, role.municipality) == (person, "chair", body.municipality)
        assert change(staff, body, **{"roles-0-DELETE": "on"}) == []
        assert not Role.objects.exists()

    def test_a_body_in_use_stays(self, staff: Client, term: Term) -> None:
        staff.post(address(Body, "delete", term.body_id), {"post": "yes"})
        assert Body.objects.filter(pk=term.body_id).exists()


class TestTerms:
    def row(self, term: Term, **values: object) -> dict[str, object]:
        person = make(Person, term.municipality)
        whole = {"person": person.pk, "starts_on": "2023-11-10"} | values
        return {"mandates-TOTAL_FORMS": "1"} | {f"mandates-0-{name}": value for name, value in whole.items()}

    def test_mandates_stand_in_groups_of_their_term(self, staff: Client, term: Term) -> None:
        group = make(Group, term.municipality, term=term)
        assert change(staff, term, **self.row(term, group=group.pk)) == []
        mandate = Mandate.objects.get()
        assert (mandate.group, mandate.municipality) == (group, term.municipality)
        other = make(Group, term.municipality)
        assert change(staff, term, **self.row(term, group=other.pk)) != []

    @pytest.mark.parametrize(
        ("starts_on", "ends_on"),
        [("2023-11-09", ""), ("2023-11-10", "2027-11-10"), ("2027-11-10", ""), ("2024-02-01", "2024-01-01")],
    )
    def test_mandates_lie_within_their_term(
        self, staff: Client, term: Term, starts_on: str, ends_on: str
    ) -> None:
        assert change(staff, term, **self.row(term, starts_on=starts_on, ends_on=ends_on)) != []

    def test_nobody_has_two_mandates_at_once(self, staff: Client, term: Term) -> None:
        first = make(
            Mandate, term.municipality, term=term, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
        )
        row = {
            f"mandates-1-{name}": value
            for name, value in (("person", first.person_id), ("starts_on", "2024-12-31"))
        }
        assert change(staff, term, **{"mandates-TOTAL_FORMS": "2"}, **row) != []
        assert (
            change(
                staff, term, **{"mandates-TOTAL_FORMS": "2"}, **(row | {"mandates-1-starts_on": "2025-01-01"})
            )
            == []
        )

    def test_a_mandate_that_a_ledger_names_is_ended_not_deleted(self, staff: Client, term: Term) -> None:
        mandate = make(Mandate, term.municipality, term=term, starts_on=date(2024, 1, 1))
        record(term.municipality, mandate.person_id)
        assert change(staff, term, **{"mandates-0-DELETE": "on"}) != []
        assert change(staff, term, **{"mandates-0-ends_on": "2026-01-01"}) == []
        assert Mandate.objects.get().ends_on == date(2026, 1, 1)


def record(municipality: Municipality, person_id: object) -> None:
    """Let an entry of the municipality name this id."""
    log = lock_log(municipality.register_log_id)
    append(log=log, kind=Kind.MEMBER_ARRIVED, actor="public", body={"person": str(person_id)}, at=NOW)


def test_a_person_whom_a_ledger_names_stays(staff: Client, municipality: Municipality) -> None:
    person, mistake = make(Person, municipality), make(Person, municipality)
    record(municipality, person.pk)
    assert staff.post(address(Person, "delete", person.pk), {"post": "yes"}).status_code == 403
    assert staff.post(address(Person, "delete", mistake.pk), {"post": "yes"}).status_code == 302
    assert list(Person.objects.all()) == [person]


def test_seats_stand_in_their_hall(staff: Client, body: Body) -> None:
    hall = make(Hall, body.municipality, body=body)
    person = make(Person, body.municipality)
    rows = {"seats-TOTAL_FORMS": "1", "seats-0-number": "1", "seats-0-person": person.pk}
    assert change(staff, hall, **rows) == []
    seat = Seat.objects.get()
    assert (seat.person, seat.municipality) == (person, body.municipality)


def test_another_shape_lays_out_anew_a_hall_whose_seats_were_put_by_hand(staff: Client, body: Body) -> None:
    hall = make(Hall, body.municipality, body=body, seat_radius=400)
    seat = make(Seat, body.municipality, hall=hall, number=1, x=500, y=300)
    assert change(staff, hall, name="Малка зала") == []
    seat.refresh_from_db()
    assert (seat.x, seat.y) == (500, 300)
    assert change(staff, hall, shape="rows") == []
    seat.refresh_from_db()
    hall.refresh_from_db()
    assert (seat.x, seat.y, hall.seat_radius) == (None, None, None)


def test_a_slip_in_a_seat_s_number_does_not_make_a_hall_of_thousands(staff: Client, body: Body) -> None:
    hall = make(Hall, body.municipality, body=body)
    for number in ("1000", "32767", "99999999999999"):
        rows = {"seats-TOTAL_FORMS": "1", "seats-0-number": number}
        assert "less than or equal to 999" in "".join(change(staff, hall, **rows))
    assert "less than or equal to 40" in "".join(change(staff, hall, rows="41"))
    assert not Seat.objects.exists()
    assert change(staff, hall, **{"seats-TOTAL_FORMS": "1", "seats-0-number": "999"}, rows="40") == []


class TestImport:
    def page(self, body: Body) -> str:
        return reverse("admin:import-council", args=[body.pk])

    def post(self, client: Client, body: Body, **texts: str) -> object:
        files = {name: SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in texts.items()}
        return client.post(self.page(body), files)

    def test_the_body_leads_to_it(self, staff: Client, term: Term) -> None:
        assert self.page(term.body) in staff.get(address(Body, "change", term.body_id)).content.decode()
        assert staff.get(self.page(term.body)).status_code == 200

    def test_files_fill_the_council(self, staff: Client, term: Term) -> None:
        term.starts_on, term.ends_on = date(2020, 1, 1), None
        term.save()
        answer = self.post(
            staff,
            term.body,
            groups="name,short_name\nА,Б\n",
            councillors="name,group\nАнна,Б\n",
            seats="hall,number,name\nЗ,1,Анна\n",
        )
        assert answer.status_code == 302
        assert Seat.objects.get().person.name == "Анна"
        assert Mandate.objects.get().group.short_name == "Б"

    def test_all_that_is_wrong_is_shown_and_nothing_stored(self, staff: Client, term: Term) -> None:
        term.starts_on, term.ends_on = date(2020, 1, 1), None
        term.save()
        answer = self.post(
            staff, term.body, councillors="name\n<b>Анна\n", seats="hall,number,name\nЗ,0,<i>Х\n"
        )
        shown = answer.content.decode()
        assert answer.status_code == 200
        assert "seats.csv" in shown
        assert "&lt;i&gt;Х" in shown
        assert "<i>" not in shown
        assert not Person.objects.exists()

    def test_a_body_without_a_term_is_told(self, staff: Client, body: Body) -> None:
        answer = self.post(staff, body, councillors="name\nАнна\n")
        assert body.name in str(answer.context["form"].errors)

    def test_it_needs_councillors(self, staff: Client, body: Body) -> None:
        assert self.post(staff, body, groups="x").context["form"].errors

    def test_bodies_of_others_are_not_there(self, staff: Client, neighbour: Municipality) -> None:
        foreign = make(Body, neighbour)
        assert staff.get(self.page(foreign)).status_code == 404
        assert self.post(staff, foreign, councillors="name\nАнна\n").status_code == 404
