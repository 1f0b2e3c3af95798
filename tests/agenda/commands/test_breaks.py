"""Breaks within the day and until another one: what waits, what is refused, who is there when it goes on."""

from datetime import UTC, datetime

import pytest

from agenda.models import Attendance
from agenda.refusals import Forbidden, MeetingPaused, NoQuorum, VoteUnderWay, WrongMeetingStage, WrongTime
from kiosk import messages
from ledger.models import Checkpoint, Entry
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
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
