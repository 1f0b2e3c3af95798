"""Who is of a meeting: by mandate, by a seat in its hall, and afterwards by having been there."""

from uuid import UUID

from agenda.queries import belongs
from council.domain.actors import Actor, ActorRole
from council.models import Person, Seat
from kiosk import messages
from tests.cast import COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, Chamber

MAYOR = UUID("a4012000-0000-4000-8000-000000000001")
ANNA, *_ = COUNCILLORS


def seat(chamber: Chamber, person: UUID, number: int) -> None:
    """Give somebody without a mandate a seat in the hall."""
    Person.objects.get_or_create(
        pk=person, municipality=chamber.municipality, defaults={"name": "Кмет Кметов"}
    )
    Seat.objects.create(hall=chamber.hall, number=number, person_id=person, municipality=chamber.municipality)


def test_whoever_is_given_a_seat_when_a_meeting_is_over_is_not_of_it(chamber: Chamber) -> None:
    seat(chamber, MAYOR, 98)
    chamber.open()
    chamber.do(messages.SeatCheckIn, Actor(ActorRole.PARTICIPANT, MAYOR))
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    seat(chamber, STRANGER, 99)
    over = chamber.meeting_now()
    assert {person: belongs(over, person) for person in (ANNA, MAYOR, STRANGER)} == {
        ANNA: True,
        MAYOR: True,
        STRANGER: False,
    }


def test_whoever_has_a_seat_is_of_the_meeting_that_is_to_come(chamber: Chamber) -> None:
    seat(chamber, MAYOR, 98)
    assert belongs(chamber.meeting, MAYOR)
    assert not belongs(chamber.meeting, STRANGER)
