"""A meeting is created, opened and adjourned; each refusal leaves nothing behind."""

import pytest

from agenda.models import Meeting
from agenda.refusals import Forbidden, NoQuorum, VoteUnderWay, WrongMeetingStage
from council.models import Body, Role
from kiosk import messages
from ledger.models import Checkpoint, Entry
from ledger.queries import entries
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.refusals import WrongVoteStage


def arrive(chamber: Chamber, count: int) -> None:
    for person in COUNCILLORS[:count]:
        chamber.do(messages.SeatCheckIn, councillor(person))


def test_a_created_meeting_is_a_draft_with_an_empty_log(chamber: Chamber) -> None:
    assert chamber.meeting.stage == "draft"
    assert chamber.entries() == []


def test_opening_puts_down_everything_as_it_was(chamber: Chamber) -> None:
    arrive(chamber, 5)
    meeting = chamber.do(messages.MeetingOpen, AS_CHAIR)
    kind, actor, body = chamber.last()
    assert (kind, actor) == ("agenda.meeting.opened", f"chair:{CHAIR}")
    assert body["quorum"] == {"present": 5, "needed": 5, "is_met": True}
    assert body["without_quorum"] is False
    assert body["chair"] == {"person": str(CHAIR), "name": NAMES[CHAIR]}
    assert body["clerk"] == {"person": str(CLERK), "name": NAMES[CLERK]}
    assert body["body"]["statutory_number"] == 9
    assert [line["seat"] for line in body["people"]] == list(range(1, 10))
    assert body["people"][0] == {
        "person": str(COUNCILLORS[0]),
        "name": NAMES[COUNCILLORS[0]],
        "group": "Напред",
        "group_short": "Н",
        "seat": 1,
        "mandate": True,
        "capacity": "",
    }
    assert [item["number"] for item in body["items"]] == ["1", "2", "3"]
    assert [motion["text"] for motion in body["items"][0]["motions"]] == [
        "Приема бюджета",
        "Намалява разходите",
    ]
    assert body["rules"]["orders"] == chamber.body.standing_orders.to_plain()
    assert body["rules"]["digest"] == chamber.body.standing_orders.digest()
    assert meeting.stage == "open"


def test_opening_signs_a_checkpoint_of_all_entries(chamber: Chamber) -> None:
    arrive(chamber, 5)
    chamber.do(messages.MeetingOpen, AS_CHAIR)
    signed = Checkpoint.objects.get(log=chamber.meeting.log)
    assert signed.size == 6
    assert signed.note.splitlines()[1] == "6"


def test_people_with_a_seat_and_no_mandate_are_listed_apart(chamber: Chamber) -> None:
    seat = chamber.hall.seats.create(number=10, person_id=STRANGER, municipality=chamber.municipality)
    chamber.open()
    listed = next(body for kind, _, body in chamber.entries() if kind == "agenda.meeting.opened")["people"]
    assert listed[-1]["person"] == str(seat.person_id)
    assert listed[-1]["mandate"] is False


def test_without_quorum_the_chair_has_to_say_so(chamber: Chamber) -> None:
    arrive(chamber, 4)
    with pytest.raises(NoQuorum) as refused:
        chamber.do(messages.MeetingOpen, AS_CHAIR)
    assert refused.value.detail == {"present": 4, "needed": 5}
    chamber.do(messages.MeetingOpen, AS_CHAIR, without_quorum=True)
    assert chamber.last()[2]["without_quorum"] is True


def test_saying_so_with_a_quorum_is_not_put_down(chamber: Chamber) -> None:
    arrive(chamber, 5)
    chamber.do(messages.MeetingOpen, AS_CHAIR, without_quorum=True)
    assert chamber.last()[2]["without_quorum"] is False


@pytest.mark.parametrize("act", [messages.MeetingOpen, messages.MeetingAdjourn])
@pytest.mark.parametrize("by", [AS_CLERK, councillor(COUNCILLORS[0]), councillor(CHAIR)])
def test_only_the_chair_opens_and_adjourns(chamber: Chamber, act: type[messages.Command], by: object) -> None:
    with pytest.raises(Forbidden):
        chamber.do(act, by)  # type: ignore[arg-type]  # an actor
    assert chamber.entries() == []


def test_the_right_is_read_anew_for_each_command(chamber: Chamber) -> None:
    chamber.open()
    Role.objects.filter(person=CHAIR).delete()
    with pytest.raises(Forbidden):
        chamber.do(messages.MeetingAdjourn, AS_CHAIR)


def test_a_chair_of_another_municipality_is_none_here(chamber: Chamber, foreign: Chamber) -> None:
    with pytest.raises(Forbidden):
        foreign.do(messages.MeetingOpen, AS_CHAIR, without_quorum=True)


def test_a_meeting_is_opened_once(chamber: Chamber) -> None:
    chamber.open()
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.MeetingOpen, AS_CHAIR, without_quorum=True)


def test_a_draft_cannot_be_adjourned(chamber: Chamber) -> None:
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.MeetingAdjourn, AS_CHAIR)


def test_adjourning_ends_the_item_and_notes_a_checkpoint_in_the_register(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    meeting = chamber.meeting_now()
    assert (meeting.stage, meeting.adjourned_at is not None) == ("adjourned", True)
    assert chamber.items[0].__class__.objects.get(pk=chamber.items[0].pk).stage == "done"
    assert chamber.last() == (
        "agenda.meeting.adjourned",
        f"chair:{CHAIR}",
        {"quorum": {"present": 9, "needed": 5, "is_met": True}},
    )
    register = chamber.municipality.register_log_id
    assert register is not None
    (noted,) = entries(register)
    signed = Checkpoint.objects.filter(log=meeting.log).latest("size")
    assert noted.kind == "register.checkpoint.noted"
    assert noted.facts == {
        "meeting": str(meeting.pk),
        "log": str(meeting.log_id),
        "size": len(chamber.entries()),
        "root": bytes(signed.root).hex(),
        "note": signed.note,
    }
    assert Checkpoint.objects.get(log=register).size == 1


@pytest.mark.parametrize("stage", ["open", "held", "closed"])
def test_a_vote_under_way_has_to_end_before_the_meeting(chamber: Chamber, stage: str) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    for step in (messages.VoteOpen, *([messages.VoteHold] if stage == "held" else [])):
        chamber.on_vote(step)
    if stage == "closed":
        chamber.close()
    assert chamber.vote().stage == stage
    with pytest.raises(VoteUnderWay):
        chamber.do(messages.MeetingAdjourn, AS_CHAIR)


@pytest.mark.parametrize(
    "act",
    [messages.MeetingOpen, messages.MeetingAdjourn],
)
def test_an_adjourned_meeting_stays_so(chamber: Chamber, act: type[messages.Command]) -> None:
    chamber.open()
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    with pytest.raises(WrongMeetingStage):
        chamber.do(act, AS_CHAIR)


def test_nothing_can_be_voted_in_an_adjourned_meeting(chamber: Chamber) -> None:
    chamber.open()
    chamber.decide({COUNCILLORS[0]: "for"})
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[1].pk)
    with pytest.raises(WrongVoteStage):
        chamber.on_vote(messages.VoteHold)


def test_rules_changed_during_a_meeting_hold_for_the_next(chamber: Chamber) -> None:
    arrive(chamber, 5)
    chamber.do(messages.MeetingOpen, AS_CHAIR)
    Body.objects.update(statutory_number=99, orders=chamber.body.orders | {"may_change_ballot": False})
    meeting = Meeting.objects.select_related("body").get(pk=chamber.meeting.pk)
    assert (meeting.statutory_number, meeting.standing_orders.may_change_ballot) == (9, True)
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    assert chamber.last()[2]["quorum"]["needed"] == 5


def test_two_meetings_do_not_touch_each_others_logs(chamber: Chamber) -> None:
    other = make_chamber("drugi", ids=False)
    chamber.open()
    assert Entry.objects.filter(log=other.meeting.log).count() == 0
