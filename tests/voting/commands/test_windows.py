"""The time of an electronic vote: its end holds or closes the vote, its least time keeps the chair from closing it."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from council.domain.orders import StandingOrders
from council.domain.windows import AtEnd, Window
from kiosk import messages
from kiosk.desk.timers import due_at, end_votes_due
from kiosk.snapshots.windows import vote_clock
from ledger.signing import ensure_key
from tests.cast import CHAIR, COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.models import Vote
from voting.queries import differences
from voting.refusals import DoorClosedInVote, OnHold, TooLate, WindowRunning

ANNA, BORIS, VASIL, *_ = COUNCILLORS
SECONDS = timedelta(seconds=1)


def timed(window: Window, **rules: bool) -> Chamber:
    """Return a chamber with an open vote that has this time, Anna and Boris present."""
    ensure_key()
    chamber = make_chamber(orders=StandingOrders(window=window, **rules))
    chamber.open(ANNA, BORIS)
    chamber.open_vote()
    return chamber


def pass_time(chamber: Chamber, seconds: int) -> Vote:
    """Let the desk look at the meeting so long after the vote was opened or resumed."""
    begun = chamber.vote().runs_from
    assert begun is not None
    chamber.under_lock(lambda meeting, _: end_votes_due(meeting, begun + seconds * SECONDS))
    return chamber.vote()


@pytest.mark.django_db
def test_at_the_end_the_vote_closes_by_itself_and_names_who_is_missing() -> None:
    chamber = timed(Window(15, at_end=AtEnd.CLOSE))
    chamber.press(ANNA, "for")
    assert pass_time(chamber, 14).stage == "open"

    vote = pass_time(chamber, 15)

    assert (vote.stage, vote.missing) == ("closed", [str(BORIS)])
    kind, actor, body = chamber.last()
    assert (kind, actor, body["presiding"]) == ("voting.vote.closed", "clock", str(CHAIR))
    with pytest.raises(TooLate):
        chamber.press(BORIS, "for")
    chamber.on_vote(messages.VoteDeclare)
    assert differences(chamber.meeting_now()) == []


@pytest.mark.django_db
def test_a_process_that_comes_back_late_cuts_nobody_off() -> None:
    chamber = timed(Window(15, at_end=AtEnd.CLOSE))
    assert pass_time(chamber, 19).stage == "held"
    chamber.on_vote(messages.VoteResume)
    chamber.press(BORIS, "for")
    assert pass_time(chamber, 15).stage == "closed"
    assert differences(chamber.meeting_now()) == []


@pytest.mark.django_db
def test_a_clock_that_is_set_back_keeps_no_vote_open() -> None:
    chamber = timed(Window(3600, least_seconds=10))
    with pytest.raises(WindowRunning):
        chamber.close()
    chamber.seconds = itertools.count(-3600)
    assert chamber.close().stage == "closed"
    assert differences(chamber.meeting_now()) == []


@pytest.mark.django_db
def test_or_it_is_held_and_resumed_has_its_whole_time_again() -> None:
    chamber = timed(Window(15))

    assert pass_time(chamber, 15).stage == "held"

    assert chamber.last()[:2] == ("voting.vote.held", "clock")
    with pytest.raises(OnHold):
        chamber.press(ANNA, "for")
    chamber.on_vote(messages.VoteResume)
    assert pass_time(chamber, 14).stage == "open"
    assert differences(chamber.meeting_now()) == []
    assert pass_time(chamber, 15).stage == "held"


@pytest.mark.django_db
def test_a_vote_that_would_close_over_a_choice_spoken_aloud_is_held() -> None:
    chamber = timed(Window(15, at_end=AtEnd.CLOSE))
    chamber.on_vote(messages.SpokenEnter, AS_CLERK, person=ANNA, choice="for")
    assert pass_time(chamber, 15).stage == "held"


@pytest.mark.django_db
def test_the_desk_knows_when_it_ends_and_every_screen_how_long_it_goes_on() -> None:
    chamber = timed(Window(15))
    vote = chamber.vote()
    assert vote.runs_from is not None
    assert due_at(chamber.meeting_now(), vote.runs_from) == vote.runs_from + 15 * SECONDS
    clock = vote_clock(vote)
    assert clock is not None
    assert (clock.limit, clock.at_end) == (15, "hold")

    chamber.on_vote(messages.VoteFallBack, mode="hands")

    assert due_at(chamber.meeting_now(), vote.runs_from) is None
    assert vote_clock(chamber.vote()) is None
    assert pass_time(chamber, 15).stage == "open"


@pytest.mark.django_db
def test_without_a_time_the_chair_alone_ends_the_vote() -> None:
    chamber = timed(Window())
    assert due_at(chamber.meeting_now(), timezone.now()) is None
    assert vote_clock(chamber.vote()) is None
    assert chamber.vote().runs_from is None


@pytest.mark.django_db
def test_the_chair_closes_no_earlier_than_the_least_time() -> None:
    chamber = timed(Window(least_seconds=30))
    with pytest.raises(WindowRunning):
        chamber.close()
    for _ in range(30):
        chamber.at()
    assert chamber.close().stage == "closed"


@pytest.mark.django_db
def test_the_doors_stay_shut_while_a_vote_is_taken_where_the_orders_say_so() -> None:
    chamber = timed(Window(), may_arrive_in_vote=False)
    for act, by, fields in (
        (messages.SeatCheckIn, councillor(VASIL), {}),
        (messages.AttendanceCheckIn, AS_CLERK, {"person": VASIL}),
    ):
        with pytest.raises(DoorClosedInVote):
            chamber.do(act, by, **fields)
    chamber.close()
    chamber.do(messages.SeatCheckIn, councillor(VASIL))
    chamber.on_vote(messages.VoteDeclare, AS_CHAIR)


@pytest.mark.django_db
def test_elsewhere_who_comes_late_checks_in() -> None:
    chamber = timed(Window())
    chamber.do(messages.SeatCheckIn, councillor(VASIL))
    assert chamber.last()[0] == "agenda.member.arrived"
