"""Joining a held vote at the door, and objecting to a closed one."""

import pytest

from council.domain.orders import StandingOrders
from council.refusals import Refusal
from kiosk import messages
from kiosk.snapshots import frame, load
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.models import Ballot, Vote
from voting.queries import differences

ANNA, BORIS, VASIL, GALINA, *_ = COUNCILLORS

pytestmark = pytest.mark.both


@pytest.fixture
def held(db: None) -> Chamber:
    """Return a meeting whose standing orders let late members join, with a vote that the clerk holds."""
    chamber = make_chamber(orders=StandingOrders(may_join_open_vote=True))
    chamber.open(ANNA, BORIS)
    chamber.do(messages.Recuse, AS_CLERK, item=chamber.items[0].pk, person=GALINA, ground="g")
    chamber.open_vote()
    chamber.on_vote(messages.VoteHold, AS_CLERK)
    return chamber


def admit(chamber: Chamber, person: object) -> object:
    return chamber.on_vote(messages.RollAdmit, AS_CLERK, person=person)


def test_a_late_member_is_checked_in_and_votes(held: Chamber) -> None:
    admit(held, VASIL)
    assert [kind for kind, *_ in held.entries()][-2:] == ["agenda.member.arrived", "voting.roll.extended"]
    held.on_vote(messages.VoteResume)
    assert held.press(VASIL, "for") == "accepted"
    held.close()
    held.on_vote(messages.VoteDeclare)
    assert (held.vote().result or {})["tally"]["for"] == 1
    assert differences(held.meeting_now()) == []


def test_who_checked_in_at_the_seat_meanwhile_is_only_put_on_the_roll(held: Chamber) -> None:
    held.do(messages.SeatCheckIn, councillor(VASIL))
    admit(held, VASIL)
    assert [kind for kind, *_ in held.entries()].count("agenda.member.arrived") == 3


@pytest.mark.parametrize(("person", "code"), [(GALINA, "not-entitled"), (ANNA, "already-on-roll")])
def test_who_is_not_admitted(held: Chamber, person: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        admit(held, person)
    assert refused.value.code == code


def test_only_a_held_vote_only_by_the_clerk_and_only_where_the_orders_allow(held: Chamber) -> None:
    with pytest.raises(Refusal) as refused:
        held.on_vote(messages.RollAdmit, person=VASIL)
    assert refused.value.code == "forbidden"
    with pytest.raises(Refusal) as refused:
        held.on_vote(messages.VoteResume, AS_CLERK)
    assert refused.value.code == "forbidden"
    held.on_vote(messages.VoteResume)
    with pytest.raises(Refusal) as refused:
        admit(held, VASIL)
    assert refused.value.code == "wrong-vote-stage"


def test_the_door_is_closed_by_default(chamber: Chamber) -> None:
    chamber.open(ANNA)
    chamber.open_vote()
    chamber.on_vote(messages.VoteHold, AS_CLERK)
    with pytest.raises(Refusal) as refused:
        admit(chamber, VASIL)
    assert refused.value.code == "door-closed"


def test_an_objection_is_told_to_chair_and_clerk_and_changes_no_ballot(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS)
    chamber.open_vote()
    chamber.press(ANNA, "abstain")
    chamber.close()
    before = list(Ballot.objects.values())
    chamber.on_vote(messages.VoteObject, councillor(ANNA))
    assert list(Ballot.objects.values()) == before
    told = frame(load(chamber.meeting.pk), "chair", "en").console
    assert told is not None
    assert [(one.person, one.position) for one in told.objections] == [(str(ANNA), "abstain")]
    assert told.aloud is not None
    assert told.doubt is not None
    assert frame(load(chamber.meeting.pk), "display", "en").console is None
    with pytest.raises(Refusal) as refused:
        chamber.on_vote(messages.VoteObject, councillor(ANNA))
    assert refused.value.code == "already-objected"
    chamber.on_vote(messages.VoteDeclare)
    with pytest.raises(Refusal) as refused:
        chamber.on_vote(messages.VoteObject, councillor(BORIS))
    assert refused.value.code == "wrong-vote-stage"
    assert differences(chamber.meeting_now()) == []


def test_taking_up_an_item_prepares_the_first_vote_in_the_order_and_a_wrong_choice_costs_nothing(
    chamber: Chamber,
) -> None:
    chamber.open()
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk, prepare=True)
    assert (chamber.vote().motion_id, chamber.vote().stage) == (chamber.motions[2].pk, "prepared")
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[0].pk, prepare=True)
    assert (chamber.vote().motion_id, chamber.vote().stage) == (chamber.motions[0].pk, "prepared")
    assert list(Vote.objects.order_by("number").values_list("stage", flat=True)) == ["withdrawn", "prepared"]
    chamber.on_vote(messages.VoteWithdraw)
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[2].pk, prepare=True)
    assert Vote.objects.count() == 2
    assert differences(chamber.meeting_now()) == []
