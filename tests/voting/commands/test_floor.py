"""Explaining one's vote, and a recess on request of a group."""

from typing import Any
from uuid import UUID

import pytest

from agenda.models import Motion, Speech
from agenda.refusals import ExplanationsUsedUp, OnlyLeaders, SittingLimitReached, VoteUnderWay
from council.models import Group
from kiosk import messages
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from voting.queries import differences
from voting.refusals import NoVoteToExplain, PositionUnexplained, VoteUnexplained

ANNA, BORIS, VASIL, *REST = COUNCILLORS
AGAINST = dict.fromkeys((ANNA, BORIS, VASIL, REST[0]), "against")

pytestmark = pytest.mark.both


def ask(chamber: Chamber, person: UUID, kind: str = "explanation") -> Any:
    return chamber.do(messages.FloorAsk, councillor(person), kind=kind)


def lead(chamber: Chamber, person: UUID) -> None:
    Group.objects.filter(mandates__person=person).update(leader=person)


def test_three_of_those_who_voted_against_explain_it_right_after_the_result(chamber: Chamber) -> None:
    chamber.open()
    with pytest.raises(NoVoteToExplain):
        ask(chamber, ANNA)
    vote = chamber.decide({**AGAINST, REST[1]: "for"})
    for person in (REST[1], REST[2]):
        with pytest.raises(PositionUnexplained):
            ask(chamber, person)
    for person in (ANNA, BORIS):
        ask(chamber, person)
    assert chamber.last()[2]["vote"] == str(vote.pk)
    chamber.do(messages.FloorEnter, AS_CLERK, person=VASIL, kind="explanation")
    with pytest.raises(ExplanationsUsedUp, match="at most 3"):
        ask(chamber, REST[0])
    assert differences(chamber.meeting_now()) == []
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk)
    with pytest.raises(NoVoteToExplain):
        ask(chamber, REST[0])


def test_no_vote_is_explained_before_its_result(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.press(ANNA, "against")
    chamber.close()
    with pytest.raises(NoVoteToExplain):
        ask(chamber, ANNA)


def test_a_procedural_vote_is_not_explained(chamber: Chamber) -> None:
    Motion.objects.filter(pk=chamber.motions[0].pk).update(kind="procedural")
    chamber.open()
    chamber.decide(AGAINST)
    with pytest.raises(VoteUnexplained):
        ask(chamber, ANNA)


def test_a_secret_vote_is_not_explained(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote("paper")
    numbers = {"issued": 9, "returned": 9, "valid": 9, "invalid": 0, "blank": 0, "against": 9, "abstain": 0}
    tellers = ["Анна Ангелова", "Борис Боев", "Васил Вълчев"]
    chamber.on_vote(messages.PapersCount, AS_CLERK, in_favour=0, tellers=tellers, **numbers)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    with pytest.raises(VoteUnexplained):
        ask(chamber, ANNA)


def test_whose_raised_hand_nobody_knows_waits_for_the_chairs_leave(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote("hands")
    chamber.on_vote(messages.HandsCount, AS_CLERK, in_favour=2, against=7, abstain=0)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    assert ask(chamber, ANNA).is_beyond


def test_a_group_has_one_recess_a_sitting_and_giving_it_begins_the_break(chamber: Chamber) -> None:
    lead(chamber, ANNA)
    lead(chamber, BORIS)
    chamber.open()
    with pytest.raises(OnlyLeaders):
        ask(chamber, VASIL, "recess")
    chamber.do(messages.FloorGive, AS_CHAIR, request=ask(chamber, ANNA, "recess").pk)
    kinds = [kind.removeprefix("agenda.") for kind, _, _ in chamber.entries()[-3:]]
    assert kinds == ["floor.given", "floor.ended", "meeting.paused"]
    meeting = chamber.meeting_now()
    assert meeting.paused_at is not None
    assert meeting.resumes_at is not None
    assert 900 <= (meeting.resumes_at - meeting.paused_at).total_seconds() < 960
    assert differences(meeting) == []
    chamber.do(messages.MeetingResume, AS_CHAIR)
    with pytest.raises(SittingLimitReached):
        ask(chamber, ANNA, "recess")
    ask(chamber, BORIS, "recess")


def test_a_recess_waits_until_the_vote_is_declared(chamber: Chamber) -> None:
    lead(chamber, ANNA)
    chamber.open()
    request = ask(chamber, ANNA, "recess").pk
    chamber.open_vote()
    with pytest.raises(VoteUnderWay):
        chamber.do(messages.FloorGive, AS_CHAIR, request=request)
    assert Speech.objects.get().given_at is None
