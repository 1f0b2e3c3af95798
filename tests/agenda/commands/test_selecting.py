"""The clerk lays an item ready to be called next while another one is active."""

from uuid import uuid4

import pytest

from agenda.refusals import Forbidden, UnknownThing, WrongItemStage, WrongMeetingStage
from kiosk import messages
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber
from voting.queries import differences


def test_the_clerk_lays_an_item_ready_while_another_is_active(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.ItemSelect, AS_CLERK, item=chamber.items[2].pk)
    assert chamber.meeting_now().selected_id == chamber.items[2].pk
    assert differences(chamber.meeting_now()) == []
    chamber.do(messages.ItemUnselect, AS_CLERK)
    assert chamber.meeting_now().selected_id is None
    chamber.do(messages.ItemSelect, AS_CLERK, item=chamber.items[1].pk)
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk)
    assert chamber.meeting_now().selected_id is None
    assert differences(chamber.meeting_now()) == []
    with pytest.raises(WrongItemStage):
        chamber.do(messages.ItemSelect, AS_CLERK, item=chamber.items[1].pk)
    with pytest.raises(Forbidden):
        chamber.do(messages.ItemSelect, AS_CHAIR, item=chamber.items[0].pk)
    with pytest.raises(UnknownThing):
        chamber.do(messages.ItemSelect, AS_CLERK, item=uuid4())


def test_nothing_is_laid_ready_before_the_opening_or_after_the_adjournment(chamber: Chamber) -> None:
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.ItemSelect, AS_CLERK, item=chamber.items[1].pk)
    chamber.open()
    chamber.do(messages.MeetingPause, AS_CHAIR, time="23:59")
    chamber.do(messages.ItemSelect, AS_CLERK, item=chamber.items[1].pk)  # in a break there is time for it
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.ItemUnselect, AS_CLERK)
    assert differences(chamber.meeting_now()) == []
