"""Documents: the hall's plan has the hall's shape, and the agenda says what was not dealt with."""

import msgspec
import pytest

from council.domain.halls import Shape
from council.models import Mandate, Person, Seat, Term
from kiosk import messages
from kiosk.snapshots import load
from kiosk.snapshots.documents import _drawn, hall_plan
from tests.chamber import AS_CHAIR, Chamber


@pytest.mark.parametrize("rows", [None, 2, 30])
def test_the_plan_has_the_shape_of_the_hall(chamber: Chamber, rows: int | None) -> None:
    plans = {}
    for shape in Shape:
        chamber.hall.shape, chamber.hall.rows = shape.value, rows
        chamber.hall.save()
        plans[shape] = hall_plan(chamber.meeting_now(), (), "default")
    assert len({plan.document.version for plan in plans.values()}) == len(Shape)
    assert all(place.x is not None for plan in plans.values() for place in plan.places)
    assert len({place.y for place in plans[Shape.ROWS].places}) == 2


def test_from_the_opening_on_the_plan_stays_as_it_was(chamber: Chamber) -> None:
    draft = load(chamber.meeting.pk).plan
    chamber.open()
    chamber.hall.shape, chamber.hall.rows = Shape.ROWS.value, 2
    chamber.hall.save()
    first, second, *_ = Seat.objects.filter(hall=chamber.hall).order_by("number")
    Seat.objects.filter(pk=first.pk).update(person=None)
    Seat.objects.filter(pk=second.pk).update(person=first.person)
    Person.objects.filter(pk=first.person_id).update(name="Друго Име")
    _drawn.cache_clear()  # as in a process that was started since
    assert load(chamber.meeting.pk).plan == draft


def test_who_is_sworn_in_during_the_meeting_stands_after_the_others(chamber: Chamber) -> None:
    chamber.open()
    before = load(chamber.meeting.pk).plan
    new = Person.objects.create(municipality=chamber.municipality, name="Нова Съветничка")
    Mandate.objects.create(
        municipality=chamber.municipality,
        person=new,
        term=Term.objects.get(),
        starts_on=chamber.meeting.held_on,
    )
    plan = load(chamber.meeting.pk).plan
    *others, last = plan.places
    assert tuple(others) == before.places
    assert (last.person, last.is_councillor, last.seat, last.x) == (str(new.pk), True, None, None)
    assert plan.document.version != before.document.version


def test_on_another_day_people_sit_where_they_sit_then(chamber: Chamber) -> None:
    chamber.open()
    first, *_ = load(chamber.meeting.pk).plan.places
    Seat.objects.filter(hall=chamber.hall, person=first.person).update(person=None)
    chamber.do(messages.MeetingPause, AS_CHAIR, time="10:00", day="2026-11-28")
    assert load(chamber.meeting.pk).plan.places[0] == first
    chamber.do(messages.MeetingResume, AS_CHAIR, without_quorum=True)
    (moved,) = (place for place in load(chamber.meeting.pk).plan.places if place.person == first.person)
    assert (moved.seat, moved.x) == (None, None)


@pytest.mark.parametrize("is_closed", [False, True])
def test_after_the_adjournment_an_item_that_still_waits_was_not_dealt_with(
    chamber: Chamber, *, is_closed: bool
) -> None:
    chamber.items[1].is_closed = is_closed
    chamber.items[1].save()
    chamber.open()

    def stages() -> list[list[str]]:
        loaded = load(chamber.meeting.pk)
        documents = [msgspec.json.decode(each.body) for each in (loaded.agenda, loaded.public_agenda)]
        return [[item["stage"] for item in document["items"][:2]] for document in documents]

    assert stages() == [["active", "pending"]] * 2
    chamber.do(messages.MeetingPause, AS_CHAIR, time="10:00", day="2026-11-28")
    assert stages() == [["active", "pending"]] * 2
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    assert stages() == [["done", "left"]] * 2
