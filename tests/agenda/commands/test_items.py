"""Items are taken up, finished and taken up again."""

import pytest

from agenda.models import AgendaItem
from agenda.refusals import Forbidden, UnknownThing, VoteUnderWay, WrongItemStage, WrongMeetingStage
from kiosk import messages
from tests.cast import CHAIR, COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor


def stages(chamber: Chamber) -> list[str]:
    rows = AgendaItem.objects.filter(meeting=chamber.meeting).order_by("position")
    return list(rows.values_list("stage", flat=True))


def test_taking_up_an_item_is_put_down(chamber: Chamber) -> None:
    chamber.open()
    assert stages(chamber) == ["active", "pending", "pending"]
    item = chamber.items[0]
    body = {"item": str(item.pk), "number": "1", "title": "Бюджет"}
    assert chamber.last() == ("agenda.item.activated", f"chair:{CHAIR}", body)


def test_taking_up_another_item_is_being_done_with_the_one_before(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[2].pk)
    assert stages(chamber) == ["done", "pending", "active"]


def test_a_finished_item_is_taken_up_again(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.ItemFinish, AS_CHAIR, item=chamber.items[0].pk)
    assert stages(chamber) == ["done", "pending", "pending"]
    assert chamber.last()[:1] == ("agenda.item.finished",)
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[0].pk)
    assert stages(chamber) == ["active", "pending", "pending"]


@pytest.mark.parametrize("act", [messages.ItemActivate, messages.ItemFinish])
def test_items_wait_while_a_vote_is_under_way(chamber: Chamber, act: type[messages.Command]) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    with pytest.raises(VoteUnderWay):
        chamber.do(act, AS_CHAIR, item=chamber.items[0].pk)
    with pytest.raises(VoteUnderWay):
        chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk)
    assert stages(chamber) == ["being_voted", "pending", "pending"]


def test_an_active_item_cannot_be_taken_up(chamber: Chamber) -> None:
    chamber.open()
    with pytest.raises(WrongItemStage):
        chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[0].pk)


def test_a_pending_item_cannot_be_finished(chamber: Chamber) -> None:
    chamber.open()
    with pytest.raises(WrongItemStage):
        chamber.do(messages.ItemFinish, AS_CHAIR, item=chamber.items[1].pk)


@pytest.mark.parametrize("act", [messages.ItemActivate, messages.ItemFinish])
def test_items_need_an_open_meeting(chamber: Chamber, act: type[messages.Command]) -> None:
    with pytest.raises(WrongMeetingStage):
        chamber.do(act, AS_CHAIR, item=chamber.items[0].pk)


@pytest.mark.parametrize("act", [messages.ItemActivate, messages.ItemFinish])
def test_only_the_chair_moves_items(chamber: Chamber, act: type[messages.Command]) -> None:
    chamber.open()
    for by in (AS_CLERK, councillor(COUNCILLORS[0])):
        with pytest.raises(Forbidden):
            chamber.do(act, by, item=chamber.items[0].pk)


@pytest.mark.parametrize("act", [messages.ItemActivate, messages.ItemFinish])
def test_a_foreign_item_and_none_are_answered_alike(
    chamber: Chamber, foreign: Chamber, act: type[messages.Command]
) -> None:
    chamber.open()
    for item in (foreign.items[0].pk, STRANGER):
        with pytest.raises(UnknownThing):
            chamber.do(act, AS_CHAIR, item=item)
