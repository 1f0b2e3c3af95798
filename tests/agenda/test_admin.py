"""Preparing a meeting: drafts with their agenda, and opened meetings of which nothing can be changed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from agenda.commands import create_meeting
from agenda.models import AgendaItem, Meeting, Motion
from agenda.queries import legal_bases
from council import queries
from council.domain.correspondence import CorrespondenceRules
from council.domain.orders import StandingOrders
from council.forms import MAJORITIES, majority_key, majority_label
from council.models import Body, Hall, Municipality
from council.queries import packs
from ledger.commands import append, lock_log
from ledger.kinds import Kind
from ledger.models import Log
from tests.council.people import errors, filled, make_staff, signed_in
from tests.council.rows import NOW, make, make_municipality

TOTAL = MAJORITIES[3][0].to_plain()


@pytest.fixture
def municipality(db: None) -> Municipality:
    return make_municipality()


@pytest.fixture
def hall(municipality: Municipality) -> Hall:
    return make(Hall, municipality, body=make(Body, municipality, statutory_number=9))


@pytest.fixture
def draft(hall: Hall) -> Meeting:
    return create_meeting(
        body=hall.body, hall=hall, number=1, title="Редовно заседание", held_on=date(2026, 11, 21)
    )


@pytest.fixture
def staff(municipality: Municipality) -> Client:
    return signed_in(make_staff(municipality))


def address(model: type[Model], act: str, *args: object) -> str:
    return reverse(f"admin:agenda_{model._meta.model_name}_{act}", args=args)


def change(client: Client, row: Model, **values: object) -> list[str]:
    page = address(type(row), "change", row.pk)
    return errors(client.post(page, filled(client, page, **values)))


def items(*rows: dict[str, object], new: int = 0) -> dict[str, object]:
    """Return what is typed into the rows of an agenda, of which the first `new` are not there yet."""
    typed = {f"items-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}
    return typed | ({"items-TOTAL_FORMS": str(len(rows))} if new else {})


def agenda(meeting: Meeting) -> list[tuple[int, str]]:
    return list(meeting.items.order_by("position").values_list("position", "title"))


def test_a_meeting_begins_with_its_log_and_its_agenda(staff: Client, hall: Hall) -> None:
    values = {
        "body": hall.body_id,
        "hall": hall.pk,
        "number": 7,
        "title": "Заседание",
        "held_on": "2026-11-21",
    }
    rows = items(
        {"place": 2, "number": "2", "title": "Разни"},
        {
            "place": 1,
            "number": "1",
            "title": "Бюджет",
            "text": "Приема бюджета.",
            "majority": majority_key(TOTAL),
        },
        new=2,
    )
    page = address(Meeting, "add")
    assert errors(staff.post(page, filled(staff, page, **values, **rows))) == []
    meeting = Meeting.objects.get()
    assert (meeting.log.size, meeting.log.municipality_id) == (0, hall.municipality_id)
    assert agenda(meeting) == [(1, "Бюджет"), (2, "Разни")]
    motion = Motion.objects.get()
    assert (motion.item.title, motion.kind, motion.text, motion.majority) == (
        "Бюджет", "main", "Приема бюджета.", TOTAL,
    )  # fmt: skip
    assert motion.municipality_id == motion.item.municipality_id == hall.municipality_id


def test_whether_it_is_held_by_correspondence_is_said_when_it_is_made(staff: Client, hall: Hall) -> None:
    values = {"body": hall.body_id, "hall": hall.pk, "number": 7, "title": "З", "held_on": "2026-11-21"}
    values["by_correspondence"] = "on"
    page = address(Meeting, "add")
    (error,) = errors(staff.post(page, filled(staff, page, **values)))
    assert "The standing orders let this body decide nothing by correspondence." in error
    hall.body.orders = StandingOrders(correspondence=CorrespondenceRules(is_allowed=True)).to_plain()
    hall.body.save()
    assert errors(staff.post(page, filled(staff, page, **values))) == []
    meeting = Meeting.objects.get()
    assert meeting.by_correspondence
    assert "by_correspondence" not in filled(staff, address(Meeting, "change", meeting.pk))
    assert change(staff, meeting, title="Друго") == []
    meeting.refresh_from_db()
    assert meeting.by_correspondence


def test_items_change_places(staff: Client, draft: Meeting) -> None:
    for position, title in enumerate("абв", start=1):
        make(AgendaItem, draft.municipality, meeting=draft, position=position, title=title)
    assert change(staff, draft, **{"items-0-place": 3, "items-2-place": 1, "items-1-place": 1}) == []
    assert agenda(draft) == [(1, "б"), (2, "в"), (3, "а")]


def test_a_motions_text_is_changed_with_its_item(staff: Client, draft: Meeting) -> None:
    item = make(AgendaItem, draft.municipality, meeting=draft, position=1)
    unusual = {"base": "total", "fraction": "3/5", "is_strict": False}
    motion = make(Motion, draft.municipality, item=item, text="Старо", majority=unusual)
    assert change(staff, draft, **{"items-0-text": "Ново"}) == []
    motion.refresh_from_db()
    assert (motion.text, motion.majority) == ("Ново", unusual)
    assert change(staff, draft, **{"items-0-text": ""}) != []
    assert Motion.objects.get().text == "Ново"


def test_a_majority_needs_a_motion(staff: Client, draft: Meeting) -> None:
    make(AgendaItem, draft.municipality, meeting=draft, position=1)
    assert change(staff, draft, **{"items-0-majority": majority_key(TOTAL)}) != []


def test_a_legal_basis_says_which_majority_and_how_openly(staff: Client, draft: Meeting) -> None:
    Body.objects.filter(pk=draft.body_id).update(pack="bg")
    item = make(AgendaItem, draft.municipality, meeting=draft, position=1)
    make(Motion, draft.municipality, item=item, text="Приема бюджета.", majority=None)
    assert change(staff, draft, **{"items-0-majority": "§ 21(1)6"}) == []
    motion = Motion.objects.get()
    basis = packs()["bg"].basis("21(1)6")
    assert basis is not None
    assert (motion.majority, motion.secrecy) == (basis.majority.to_plain(), "named")
    page = staff.get(address(Meeting, "change", draft.pk)).content.decode()
    assert '<option value="§ 21(1)6" selected>' in page


def test_of_rules_that_do_not_apply_that_day_no_basis_is_offered(
    draft: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.body.pack = "bg"
    assert "§ 21(1)6" in legal_bases(draft)
    later = replace(packs()["bg"], valid_from=draft.day + timedelta(days=1))
    monkeypatch.setattr(queries, "packs", lambda: {"bg": later})
    assert legal_bases(draft) == {}


def test_an_item_takes_further_motions(staff: Client, draft: Meeting) -> None:
    item = make(AgendaItem, draft.municipality, meeting=draft, position=1)
    make(Motion, draft.municipality, item=item, text="Основно")
    row = {"motions-TOTAL_FORMS": "2", "motions-1-kind": "amendment", "motions-1-text": "Поправка"}
    row["motions-1-secrecy"] = "open"
    assert change(staff, item, **row) == []
    assert list(item.motions.values_list("position", "kind", "text")) == [
        (1, "main", "Основно"),
        (2, "amendment", "Поправка"),
    ]
    assert staff.get(address(AgendaItem, "add")).status_code == 403


def test_the_list_says_how_far_a_meeting_is(staff: Client, draft: Meeting) -> None:
    assert "in preparation" in staff.get(address(Meeting, "changelist")).content.decode()


def test_the_hall_is_one_of_the_body(staff: Client, draft: Meeting) -> None:
    assert change(staff, draft, hall=make(Hall, draft.municipality).pk) != []


def test_two_meetings_of_a_body_have_two_numbers(staff: Client, draft: Meeting) -> None:
    values = {
        "body": draft.body_id,
        "hall": draft.hall_id,
        "number": 1,
        "title": "Друго",
        "held_on": "2026-11-22",
    }
    page = address(Meeting, "add")
    assert errors(staff.post(page, filled(staff, page, **values))) != []


def test_a_draft_and_its_items_can_be_thrown_away(staff: Client, draft: Meeting) -> None:
    gone, other = (make(AgendaItem, draft.municipality, meeting=draft) for _ in range(2))
    make(Motion, draft.municipality, item=gone)
    make(Motion, draft.municipality, item=other)
    page = address(AgendaItem, "delete", gone.pk)
    assert staff.get(page).status_code == 200
    assert staff.post(page, {"post": "yes"}).status_code == 302
    assert list(draft.items.all()) == [other]
    assert staff.post(address(Meeting, "delete", draft.pk), {"post": "yes"}).status_code == 302
    assert not Meeting.objects.exists()
    assert Log.objects.filter(purpose="meeting").count() == 1


@pytest.mark.parametrize("stage", ["open", "adjourned"])
def test_nothing_of_an_opened_meeting_can_be_changed(staff: Client, draft: Meeting, stage: str) -> None:
    item = make(AgendaItem, draft.municipality, meeting=draft, title="Бюджет")
    motion = make(Motion, draft.municipality, item=item, text="Приема бюджета.")
    forms = {row: filled(staff, address(type(row), "change", row.pk)) for row in (draft, item)}
    Meeting.objects.update(stage=stage)
    for row, typed in forms.items():
        page = address(type(row), "change", row.pk)
        assert staff.get(page).status_code == 200
        shown = staff.get(page).content.decode()
        assert "Бюджет" in shown
        assert "_save" not in shown
        assert staff.post(page, typed | {"title": "Друго"}).status_code == 403
        assert staff.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
    for row in (draft, item, motion):
        before = type(row).objects.filter(pk=row.pk).values().get()
        assert before["stage"] in {stage, row.stage}
    assert Meeting.objects.get().title == "Редовно заседание"


def test_an_opened_meeting_still_shows_its_motions(staff: Client, draft: Meeting) -> None:
    item = make(AgendaItem, draft.municipality, meeting=draft, title="Бюджет")
    make(Motion, draft.municipality, item=item, text="Приема бюджета.", majority=TOTAL)
    make(AgendaItem, draft.municipality, meeting=draft, title="Разни", position=2)
    Meeting.objects.update(stage="open")
    shown = staff.get(
        address(Meeting, "change", draft.pk), headers={"accept-language": "en"}
    ).content.decode()
    for text in ("Приема бюджета.", str(MAJORITIES[3][1]), "Main motion", "Place"):
        assert text in shown
    assert "None" not in shown


def test_a_draft_in_which_somebody_checked_in_stays(staff: Client, draft: Meeting) -> None:
    append(
        log=lock_log(draft.log_id), kind=Kind.MEMBER_ARRIVED, actor="public", body={"name": "Анна"}, at=NOW
    )
    assert staff.post(address(Meeting, "delete", draft.pk), {"post": "yes"}).status_code == 403
    assert change(staff, draft, title="Извънредно заседание") == []


def test_meetings_of_others_are_not_there(staff: Client) -> None:
    foreign = make(Motion, make_municipality()).item
    for row in (foreign, foreign.meeting):
        for act in ("change", "delete"):
            assert staff.get(address(type(row), act, row.pk)).status_code == 404
            assert staff.post(address(type(row), act, row.pk), {"post": "yes"}).status_code == 404


def test_a_majority_is_shown_in_words_and_an_unusual_one_as_it_stands() -> None:
    assert majority_label(TOTAL) == str(MAJORITIES[3][1])
    assert majority_label(TOTAL | {"fraction": "5/8"}) == majority_key(TOTAL | {"fraction": "5/8"})
    assert "standing orders" in majority_label(None) or "правилник" in majority_label(None)


@pytest.mark.django_db(transaction=True)
def test_looking_at_a_draft_takes_no_lock(staff: Client, draft: Meeting) -> None:
    inside: list[bool] = []

    def note(execute: Any, *query: Any) -> Any:
        inside.append(connection.in_atomic_block)
        return execute(*query)

    with connection.execute_wrapper(note):
        for act in ("change", "delete"):
            assert staff.get(address(Meeting, act, draft.pk)).status_code == 200
    assert inside
    assert not any(inside)
