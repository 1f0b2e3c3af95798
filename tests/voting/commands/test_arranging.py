"""An adopted motion to change the order moves the item, as long as the decision on it stands."""

import json
from uuid import UUID

import pytest

from agenda.models import AgendaItem
from agenda.refusals import ItemInPlace, ItemNotWaiting, NoMotionWords
from kiosk import messages
from kiosk.snapshots import frame, load
from kiosk.templatetags.screens import agenda_steps
from minutes.domain.paragraphs import Witness, compose
from minutes.domain.phrases import Say
from minutes.queries import meeting_record
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, chamber
from voting.models import Vote
from voting.queries import differences

__all__ = ["chamber"]

pytestmark = [pytest.mark.both, pytest.mark.django_db(databases=["default", "reading"])]

ANNA, *_ = COUNCILLORS
ALL_FOR = dict.fromkeys(COUNCILLORS, "for")
ALL_AGAINST = dict.fromkeys(COUNCILLORS, "against")


@pytest.fixture
def sitting(chamber: Chamber) -> Chamber:
    """Return the chamber with the first of its three items before everybody, and a fourth one."""
    chamber.do(messages.ItemAdd, AS_CLERK, title="Разни", text="Приема")
    chamber.open()
    return chamber


def move(chamber: Chamber, moved: str, before: str) -> None:
    item = AgendaItem.objects.get(meeting=chamber.meeting, stage__in=["active", "being_voted"])
    places = {"moved": moved, "before": before}
    chamber.do(messages.MotionMove, AS_CLERK, item=item.pk, mover=str(ANNA), phrase="reorder", **places)


def decide(chamber: Chamber, choices: dict[UUID, str]) -> Vote:
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all(choices)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    return chamber.vote()


def annul(chamber: Chamber, vote: Vote) -> None:
    stage = {"vote": vote.pk, "stage": "declared"}
    chamber.do(messages.VoteAnnul, AS_CHAIR, ground="Грешка", **stage)
    chamber.do(messages.VoteConfirmAnnulment, AS_CLERK, **stage)


def order(chamber: Chamber) -> str:
    rows = AgendaItem.objects.filter(meeting=chamber.meeting).order_by("position")
    return "".join(rows.values_list("number", flat=True))


def test_the_item_is_called_where_the_council_put_it(sitting: Chamber) -> None:
    move(sitting, "4", "2.")
    assert sitting.vote().text == "Точка 4 се разглежда преди точка 2."
    assert order(sitting) == "1234"
    vote = decide(sitting, ALL_FOR)
    assert order(sitting) == "1423"
    kind, actor, body = sitting.last()
    assert (kind, actor) == ("voting.agenda.arranged", str(AS_CHAIR))
    assert (body["vote"], [line["number"] for line in body["items"]]) == (str(vote.pk), [*"1423"])
    shown = load(sitting.meeting.pk)
    items = json.loads(shown.agenda.body)["items"]
    assert [item["number"] for item in items] == [*"1423"]
    assert agenda_steps(items, items[0])["item"]["number"] == "4"
    note = frame(shown, "public", "en").item
    assert note
    assert note.note == f"The order of the items is changed (vote {vote.number})."
    assert differences(sitting.meeting_now()) == []


def test_what_is_rejected_moves_nothing(sitting: Chamber) -> None:
    move(sitting, "2", "")
    assert sitting.vote().text == "Точка 2 се разглежда след всички останали."
    decide(sitting, ALL_AGAINST)
    assert order(sitting) == "1234"
    assert differences(sitting.meeting_now()) == []


def test_an_annulled_decision_moves_the_item_back_and_a_later_one_still_holds(sitting: Chamber) -> None:
    move(sitting, "2", "")
    first = decide(sitting, ALL_FOR)
    move(sitting, "4", "3")
    decide(sitting, ALL_FOR)
    assert order(sitting) == "1432"
    annul(sitting, first)
    assert order(sitting) == "1243"
    assert differences(sitting.meeting_now()) == []
    sitting.do(messages.MeetingAdjourn, AS_CHAIR)
    told = repr(
        compose(meeting_record(sitting.meeting.log_id), Witness(size=1, root="r", words="w", note="n"))
    )
    assert [told.count(repr(say)) for say in (Say.AGENDA_ARRANGED, Say.AGENDA_ARRANGED_BACK)] == [2, 1]


def test_a_decision_voted_again_and_not_adopted_moves_the_item_back(sitting: Chamber) -> None:
    move(sitting, "4", "2")
    vote = decide(sitting, ALL_FOR)
    sitting.do(messages.VoteRepeat, AS_CHAIR, vote=vote.pk, stage="declared")
    decide(sitting, ALL_AGAINST)
    assert order(sitting) == "1234"
    assert differences(sitting.meeting_now()) == []


def test_only_items_that_wait_change_places(sitting: Chamber) -> None:
    for moved, before in (("1", "3"), ("3", "1"), ("9", "2"), ("3", "9")):
        with pytest.raises(ItemNotWaiting, match="waits to be called"):
            move(sitting, moved, before)
    for moved, before in (("2", "3"), ("4", ""), ("3", "3")):
        with pytest.raises(ItemInPlace):
            move(sitting, moved, before)
    with pytest.raises(NoMotionWords):
        move(sitting, "", "2")


def test_an_item_elsewhere_than_the_entries_say_is_found(sitting: Chamber) -> None:
    AgendaItem.objects.filter(meeting=sitting.meeting, number="4").update(position=0)
    found = differences(sitting.meeting_now())
    assert {(one.table, one.column) for one in found} == {("item", "place")}


def test_a_motion_of_before_items_were_named_moves_nothing(sitting: Chamber) -> None:
    move(sitting, "4", "2")
    motion = sitting.vote().motion
    motion.old = motion.new = ""
    motion.save()
    decide(sitting, ALL_FOR)
    assert order(sitting) == "1234"
