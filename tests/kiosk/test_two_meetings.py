"""A sitting by correspondence is open for days, and takes neither hall nor people from the meetings of those days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agenda.commands import create_meeting
from agenda.models import Meeting
from kiosk.domain.readiness import Cause
from kiosk.queries import current_meeting
from kiosk.snapshots.readiness import readiness
from ledger.domain.safekeeping import Light
from tests.cast import COUNCILLORS
from tests.chamber import Chamber, chamber
from tests.correspondence import by_letter, opened

__all__ = ["chamber"]


@pytest.fixture
def letters(chamber: Chamber) -> Meeting:
    return opened(by_letter(chamber)).meeting_now()


def other(chamber: Chamber, days: int = 0) -> Meeting:
    """Return a draft of a meeting in the same hall, so many days from now."""
    held_on = timezone.localdate() + timedelta(days=days)
    return create_meeting(body=chamber.body, hall=chamber.hall, number=13, title="Друго", held_on=held_on)


@pytest.mark.parametrize(
    ("days", "stage", "comes_first"),
    [
        (0, "draft", True),
        (-3, "draft", False),
        (2, "draft", False),
        (0, "open", True),
        (-3, "open", True),
        (0, "adjourned", True),
    ],
)
def test_who_comes_together_now_has_the_hall(
    chamber: Chamber, letters: Meeting, days: int, stage: str, comes_first: bool
) -> None:
    now = timezone.now()
    meeting = other(chamber, days)
    ended = now if stage == "adjourned" else None
    Meeting.objects.filter(pk=meeting.pk).update(
        stage=stage, opened_at=now - timedelta(days=9), adjourned_at=ended
    )
    expected = meeting if comes_first else letters
    assert current_meeting(hall=chamber.hall) == expected
    assert current_meeting(person_id=COUNCILLORS[0]) == expected


def test_without_another_meeting_it_is_the_one(chamber: Chamber, letters: Meeting) -> None:
    assert current_meeting(hall=chamber.hall) == letters


def test_the_hall_is_free_beside_it(chamber: Chamber, letters: Meeting) -> None:
    meeting = other(chamber)

    def hall_in_use() -> bool:
        found = readiness(meeting, timezone.now())
        return any(one.cause is Cause.HALL_IN_USE and one.light is Light.RED for one in found)

    assert not hall_in_use()
    Meeting.objects.filter(pk=letters.pk).update(by_correspondence=False)
    assert hall_in_use()
