"""Breaks within the day and until another one: what waits, what is refused, who is there when it goes on."""

import itertools
from datetime import UTC, date, datetime

import pytest

from agenda.models import Attendance
from agenda.refusals import Forbidden, MeetingPaused, NoQuorum, VoteUnderWay, WrongMeetingStage, WrongTime
from council.domain.actors import Actor, ActorRole
from council.models import Mandate
from kiosk import messages
from ledger.models import Checkpoint, Entry
from tests.cast import COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, HELD_ON, Chamber, councillor
from voting.queries import differences

ANNA, *_ = COUNCILLORS


def pause(chamber: Chamber, time: str = "23:59", day: str = "") -> None:
    chamber.do(messages.MeetingPause, AS_CHAIR, time=time, day=day)


def test_a_break_within_the_day_keeps_people_and_says_until_when(chamber: Chamber) -> None:
    chamber.open()
    pause(chamber)
    meeting = chamber.meeting_now()
    assert meeting.stage == "paused"
    assert meeting.resumes_at == datetime(2026, 11, 21, 21, 59, tzinfo=UTC)  # 23:59 in Sofia
    kind, _, body = chamber.last()
    assert (kind, body["is_other_day"], body["left"]) == ("agenda.meeting.paused", False, [])
    assert Checkpoint.objects.filter(log_id=meeting.log_id, size=len(chamber.entries())).exists()
    chamber.do(messages.SeatCheckOut, councillor(ANNA))
    chamber.do(messages.AttendanceCheckIn, AS_CLERK, person=ANNA)
    assert differences(chamber.meeting_now()) == []
    chamber.do(messages.MeetingResume, AS_CHAIR)
    meeting = chamber.meeting_now()
    assert (meeting.stage, meeting.paused_at, meeting.resumes_at) == ("open", None, None)
    assert chamber.last()[2] == {
        "quorum": {"present": 9, "needed": 5, "is_met": True},
        "without_quorum": False,
    }
    chamber.decide({ANNA: "for"})
    assert differences(chamber.meeting_now()) == []


def test_until_another_day_everybody_leaves_and_comes_again(chamber: Chamber) -> None:
    chamber.open()
    pause(chamber, "10:00", "2026-11-28")
    assert Attendance.objects.filter(left_at=None).count() == 0
    assert set(chamber.last()[2]["left"]) == set(map(str, COUNCILLORS))
    register = chamber.municipality.register_log_id
    noted = Entry.objects.filter(log_id=register, kind="register.checkpoint.noted")
    assert noted.count() == 1
    with pytest.raises(NoQuorum):
        chamber.do(messages.MeetingResume, AS_CHAIR)
    for person in COUNCILLORS[:5]:
        chamber.do(messages.SeatCheckIn, councillor(person))
    chamber.do(messages.MeetingResume, AS_CHAIR)
    assert chamber.last()[2]["quorum"]["present"] == 5
    vote = chamber.decide({ANNA: "for"})
    assert vote.roll.filter(standing="absent").count() == 4
    assert differences(chamber.meeting_now()) == []


def test_without_quorum_it_goes_on_on_the_chairs_word(chamber: Chamber) -> None:
    chamber.open()
    pause(chamber, "10:00", "2026-11-28")
    chamber.do(messages.MeetingResume, AS_CHAIR, without_quorum=True)
    assert chamber.last()[2]["without_quorum"] is True


def test_a_prepared_vote_waits_and_one_under_way_forbids_the_break(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    pause(chamber)
    with pytest.raises(MeetingPaused):
        chamber.on_vote(messages.VoteOpen)
    chamber.do(messages.MeetingResume, AS_CHAIR)
    chamber.on_vote(messages.VoteOpen)
    with pytest.raises(VoteUnderWay):
        pause(chamber)
    assert differences(chamber.meeting_now()) == []


def test_in_a_break_nothing_is_dealt_with(chamber: Chamber) -> None:
    chamber.open()
    item = chamber.items[1].pk
    pause(chamber)
    for kind, by, fields in (
        (messages.ItemActivate, AS_CHAIR, {"item": item}),
        (messages.ItemFinish, AS_CHAIR, {"item": chamber.items[0].pk}),
        (messages.VotePrepare, AS_CHAIR, {"motion": chamber.motions[0].pk}),
        (messages.Recuse, councillor(ANNA), {"item": item, "person": ANNA, "ground": "g"}),
    ):
        with pytest.raises(MeetingPaused):
            chamber.do(kind, by, **fields)
    with pytest.raises(WrongMeetingStage):
        pause(chamber)
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    assert chamber.meeting_now().resumes_at is None
    assert differences(chamber.meeting_now()) == []


@pytest.mark.parametrize(
    ("time", "day"),
    [("09:00", ""), ("09:00", "2026-11-20"), ("09:00", "2027-12-01"), ("09:00", "2026-02-30")],
)
def test_a_time_that_does_not_lie_ahead_is_refused(chamber: Chamber, time: str, day: str) -> None:
    chamber.open()
    with pytest.raises(WrongTime):
        pause(chamber, time, day)


def test_only_the_chair_pauses_and_resumes(chamber: Chamber) -> None:
    with pytest.raises(WrongMeetingStage):
        pause(chamber)
    chamber.open()
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.MeetingResume, AS_CHAIR)
    for by in (AS_CLERK, councillor(ANNA)):
        with pytest.raises(Forbidden):
            chamber.do(messages.MeetingPause, by, time="23:59")
    pause(chamber)
    with pytest.raises(Forbidden):
        chamber.do(messages.MeetingResume, AS_CLERK)


def test_in_a_break_the_clerk_goes_on_preparing_and_that_is_entered(chamber: Chamber) -> None:
    chamber.open()
    pause(chamber, "10:00", "2026-11-28")
    chamber.do(messages.ItemAdd, AS_CLERK, title="Пътища", text="", majority="", rapporteur="")
    assert chamber.last()[0] == "agenda.item.added"
    assert differences(chamber.meeting_now()) == []


SECOND_DAY = date(2026, 11, 28)
NEW, LEAVING = STRANGER, COUNCILLORS[8]


@pytest.fixture
def second_day(chamber: Chamber) -> Chamber:
    """Return a meeting adjourned to a day before which one mandate ends and another begins, on that very day."""
    chamber.open()
    mandate = Mandate.objects.get(person=LEAVING)
    Mandate.objects.filter(pk=mandate.pk).update(ends_on=date(2026, 11, 25))
    own = {"municipality": chamber.municipality, "term": mandate.term}
    Mandate.objects.create(person=chamber.people[NEW], starts_on=SECOND_DAY, **own)
    pause(chamber, "10:00", SECOND_DAY.isoformat())
    chamber.seconds = itertools.count(7 * 24 * 3600)
    return chamber


@pytest.mark.both
def test_on_another_day_its_own_mandates_vote(second_day: Chamber) -> None:
    for person in (*COUNCILLORS[:4], NEW):
        second_day.do(messages.SeatCheckIn, councillor(person))
    with pytest.raises(Forbidden):
        second_day.do(messages.SeatCheckIn, Actor(ActorRole.COUNCILLOR, LEAVING))
    second_day.do(messages.MeetingResume, AS_CHAIR)
    body = second_day.last()[2]
    assert (body["day"], body["quorum"]["present"]) == ("2026-11-28", 5)
    members = {someone["person"] for someone in body["people"] if someone["mandate"]}
    assert members == {str(person) for person in (*COUNCILLORS[:8], NEW)}
    vote = second_day.decide({ANNA: "for", NEW: "for"})
    roll = dict(vote.roll.values_list("person", "standing"))
    assert LEAVING not in roll
    assert roll[NEW] == "present"
    assert vote.result["tally"]["for"] == 2
    meeting = second_day.meeting_now()
    assert (meeting.held_on, meeting.day) == (HELD_ON, SECOND_DAY)
    assert differences(meeting) == []


def test_who_has_no_mandate_any_more_is_not_counted_as_present(second_day: Chamber) -> None:
    for person in (*COUNCILLORS[:4], LEAVING):
        second_day.do(messages.AttendanceCheckIn, AS_CLERK, person=person)
    with pytest.raises(NoQuorum):
        second_day.do(messages.MeetingResume, AS_CHAIR)


def test_on_the_first_day_the_mandate_that_begins_later_is_none(chamber: Chamber) -> None:
    own = {"municipality": chamber.municipality, "term": Mandate.objects.get(person=ANNA).term}
    Mandate.objects.create(person=chamber.people[NEW], starts_on=SECOND_DAY, **own)
    chamber.open()
    pause(chamber)
    chamber.do(messages.MeetingResume, AS_CHAIR)
    assert "people" not in chamber.last()[2]
    with pytest.raises(Forbidden):
        chamber.do(messages.SeatCheckIn, Actor(ActorRole.COUNCILLOR, NEW))
    assert not chamber.open_vote().roll.filter(person=NEW).exists()


@pytest.mark.parametrize(("days", "sits_on"), [(0, HELD_ON), (1, date(2026, 11, 22))])
def test_the_day_is_the_one_on_which_it_really_goes_on(chamber: Chamber, days: int, sits_on: date) -> None:
    chamber.open()
    pause(chamber, "10:00", SECOND_DAY.isoformat())
    assert chamber.meeting_now().day == SECOND_DAY
    chamber.seconds = itertools.count(days * 24 * 3600 + 3600)
    chamber.do(messages.MeetingResume, AS_CHAIR, without_quorum=True)
    assert chamber.meeting_now().day == sits_on
    assert differences(chamber.meeting_now()) == []


def test_a_break_that_lasts_into_the_next_day_is_one_until_another_day_for_mandates(chamber: Chamber) -> None:
    chamber.open()
    pause(chamber)
    chamber.seconds = itertools.count(24 * 3600)
    chamber.do(messages.MeetingResume, AS_CHAIR)
    assert chamber.last()[2]["day"] == "2026-11-22"
    assert chamber.meeting_now().day == date(2026, 11, 22)


@pytest.mark.both
@pytest.mark.parametrize("is_break", [True, False])
def test_adjourning_withdraws_a_vote_that_is_only_prepared(chamber: Chamber, is_break: bool) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    if is_break:
        pause(chamber)
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    kinds = [kind for kind, _, _ in chamber.entries()]
    assert kinds[-2:] == ["voting.vote.withdrawn", "agenda.meeting.adjourned"]
    assert (chamber.meeting_now().stage, chamber.vote().stage) == ("adjourned", "withdrawn")
    assert differences(chamber.meeting_now()) == []
