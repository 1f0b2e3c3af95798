"""Writes of links, in batches: raised with a rising fence, lost, seen. They are rows and not entries."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from agenda.models import Link, Meeting
from kiosk.desk.orders import LinkLost, LinkRaised
from ledger.statements import ask, identity

_FENCES = "SELECT person_id, fence FROM agenda_link WHERE person_id IN {ids} AND meeting_id = %s"


def raise_links(meeting: Meeting, tasks: Sequence[LinkRaised], at: datetime) -> list[tuple[LinkRaised, int]]:
    """Give each new connection a fence above all earlier ones of its person."""
    fences = fences_of(meeting, {task.person for task in tasks})
    told = []
    for task in tasks:
        fences[task.person] = fences.get(task.person, 0) + 1
        told.append((task, fences[task.person]))
    Link.objects.bulk_create(
        [
            Link(
                municipality_id=meeting.municipality_id,
                meeting=meeting,
                person_id=person,
                fence=fence,
                is_connected=True,
                seen_at=at,
            )
            for person, fence in fences.items()
        ],
        update_conflicts=True,
        unique_fields=["meeting", "person"],
        update_fields=["fence", "is_connected", "seen_at"],
    )
    return told


def lose_links(meeting: Meeting, tasks: Sequence[LinkLost]) -> None:
    """Mark connections as lost, but for those that a newer one has replaced."""
    fences = fences_of(meeting, {task.person for task in tasks})
    people = {task.person for task in tasks if fences.get(task.person) == task.fence}
    Link.objects.filter(meeting=meeting, person__in=people).update(is_connected=False)


def see_links(meeting: Meeting, seen: Collection[tuple[UUID, int]], at: datetime) -> None:
    """Note that connections are alive, the newest of each person only. One that was lost meanwhile stays lost."""
    fences = fences_of(meeting, {person for person, _ in seen})
    people = {person for person, fence in seen if fences.get(person) == fence}
    Link.objects.filter(meeting=meeting, person__in=people, is_connected=True).update(seen_at=at)


def fences_of(meeting: Meeting, people: Collection[UUID]) -> dict[UUID, int]:
    """Return the newest fence of each of the people."""
    return {identity(person): fence for person, fence in ask(_FENCES, people, meeting.pk)}
