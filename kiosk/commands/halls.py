"""Laying out a hall: where its seats stand and how they are numbered; who sits where is set up elsewhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from agenda.domain.stages import IN_SESSION
from agenda.models import Meeting
from council.domain.halls import Shape
from council.domain.placing import Stand, faults_of, is_as_shaped, placed_plan
from council.domain.plans import Plan
from council.domain.rosters import LARGEST_SEAT
from council.models import Hall, Seat
from council.refusals import Refusal

IN_USE = "in-use"


class HallChanged(Refusal):
    """The hall has seats that the page it was laid out on did not show."""

    code = "hall-changed"
    sentence = _("Not saved: somebody has added seats to this hall meanwhile. Open the page anew.")


class HallRefused(Refusal):
    """A plan with faults; nothing of it was stored. `faults` are all of them: seat, code, number of the seat in its way."""

    code = "hall-refused"
    sentence = _("Nothing was saved. Put right what is said at the seats, and save again.")

    def __init__(self, faults: Iterable[tuple[UUID, str, int | None]]) -> None:
        """Keep the faults in their order."""
        self.faults = tuple(faults)
        super().__init__(faults=[f"{seat}:{code}" for seat, code, _other in self.faults])


@dataclass(frozen=True, slots=True)
class SeatLaid:
    """A seat as the plan is to have it; an id that the hall does not know makes a new seat."""

    seat: UUID
    stand: Stand


@transaction.atomic
def lay_out_hall(
    *,
    hall: Hall,
    shape: Shape,
    rows: int | None,
    radius: int,
    seats: Sequence[SeatLaid],
    removed: frozenset[UUID],
) -> None:
    """Let the hall have these seats of this radius (in SCALE), and no more those `removed`; who sits there moves along.

    A meeting that is open keeps the plan of its opening. Refuses (HallChanged) to pass over seats it was not told of, and
    (HallRefused) seats in each other's way or outside the hall, a number twice, and another number for, or the removal of,
    a seat that somebody has in an open meeting.
    """
    # Two could both find their plan in order, and a meeting open in between: the hall's row lets in one after the other.
    hall = Hall.objects.select_for_update().get(pk=hall.pk)
    known = {seat.pk: seat for seat in hall.seats.all()}
    if known.keys() - removed - {laid.seat for laid in seats}:
        raise HallChanged
    plan = placed_plan(shape, rows, [laid.stand for laid in seats], radius)
    if faults := [*_collisions(plan, seats), *_in_use(hall, known, seats, removed)]:
        raise HallRefused(faults)
    by_hand = not is_as_shaped(shape, rows, [laid.stand for laid in seats])
    hall.shape, hall.rows, hall.seat_radius = shape.value, rows, radius if by_hand else None
    hall.save(update_fields=["shape", "rows", "seat_radius"])
    hall.seats.filter(pk__in=removed).delete()
    _store(hall, known, seats, by_hand=by_hand)


def _collisions(plan: Plan | None, seats: Sequence[SeatLaid]) -> Iterator[tuple[UUID, str, int | None]]:
    for fault in faults_of(plan) if plan else ():
        yield seats[fault.index].seat, fault.code.value, fault.other


def _in_use(
    hall: Hall, known: Mapping[UUID, Seat], seats: Sequence[SeatLaid], removed: frozenset[UUID]
) -> Iterator[tuple[UUID, str, None]]:
    """Yield the seats whose number somebody signs in by in a meeting that is open now."""
    if not Meeting.objects.filter(hall=hall, stage__in=IN_SESSION).exists():
        return
    numbers = {laid.seat: laid.stand.number for laid in seats}
    for seat in known.values():
        if seat.person_id and (seat.pk in removed or numbers[seat.pk] != seat.number):
            yield seat.pk, IN_USE, None


def _store(hall: Hall, known: Mapping[UUID, Seat], seats: Sequence[SeatLaid], *, by_hand: bool) -> None:
    # No two seats of a hall have one number, not even while they exchange them.
    hall.seats.update(number=F("number") + LARGEST_SEAT)
    for laid in seats:
        seat = known.get(laid.seat) or Seat(municipality_id=hall.municipality_id, hall=hall)
        seat.number = laid.stand.number
        seat.x, seat.y = (laid.stand.x, laid.stand.y) if by_hand else (None, None)
        seat.save()
