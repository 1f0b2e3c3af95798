"""The council of a replay: who has a mandate and a seat at each meeting."""

from datetime import date

import pytest

from council.models import Mandate, Seat
from council.queries import mandates_on
from kiosk.management.replay.recorded import RecordedVote
from kiosk.management.replay.rows import Council, set_up_council, set_up_meeting

pytestmark = pytest.mark.django_db
FIRST, SECOND, EARLIER = date(2022, 12, 17), date(2023, 1, 9), date(2022, 3, 9)


def recorded(number: int, on: date, *members: str) -> RecordedVote:
    return RecordedVote(number, on, "R", "T", "adopted", 1, 0, dict.fromkeys(members, "for"))


def sitting(council: Council, on: date) -> set[str]:
    return {mandate.person.name for mandate in mandates_on(council.body, on)}


def seats(council: Council) -> dict[int, str | None]:
    rows = Seat.objects.filter(hall=council.hall).select_related("person")
    return {seat.number: seat.person.name if seat.person else None for seat in rows}


def test_members_change_between_meetings_and_keep_their_seats() -> None:
    votes = [recorded(1, FIRST, "a", "b"), recorded(2, SECOND, "b", "c"), recorded(3, SECOND, "c")]
    council = set_up_council(votes)
    assert council.body.statutory_number == 2
    assert council.municipality.is_demonstration
    for number, (vote, expected) in enumerate(
        zip(votes, [{1: "a", 2: "b"}, {1: "c", 2: "b"}, {1: "c", 2: None}], strict=True), start=1
    ):
        set_up_meeting(council, number, [vote])
        assert sitting(council, vote.held_on) == vote.members
        assert seats(council) == expected
    assert sitting(council, FIRST) == {"a", "b"}


def test_meetings_may_go_back_in_time() -> None:
    votes = [recorded(1, FIRST, "a", "b"), recorded(2, EARLIER, "b", "c"), recorded(3, FIRST, "a", "c")]
    council = set_up_council(votes)
    for number, vote in enumerate(votes, start=1):
        set_up_meeting(council, number, [vote])
        assert sitting(council, vote.held_on) == vote.members


def test_who_leaves_on_the_day_they_came_never_had_a_mandate() -> None:
    votes = [recorded(1, FIRST, "a", "b"), recorded(2, FIRST, "b")]
    council = set_up_council(votes)
    for number, vote in enumerate(votes, start=1):
        set_up_meeting(council, number, [vote])
    assert [mandate.person.name for mandate in Mandate.objects.all()] == ["b"]


def test_two_runs_share_nothing() -> None:
    votes = [recorded(1, FIRST, "a")]
    first, second = set_up_council(votes), set_up_council(votes)
    assert first.municipality.slug != second.municipality.slug
    assert first.members["a"].login != second.members["a"].login
