"""An adopted motion to change the order moves the item, as long as the decision on it stands."""

import json
import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from agenda.models import AgendaItem
from agenda.refusals import ItemInPlace, ItemNotWaiting, NoItemNumber
from kiosk import messages
from kiosk.snapshots import frame, load
from kiosk.templatetags.screens import agenda_steps
from minutes.domain.paragraphs import Witness, compose
from minutes.domain.phrases import Say
from minutes.queries import meeting_record
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, chamber
from tests.voting.commands.test_joining import consent, join
from voting.models import Vote
from voting.queries import differences

__all__ = ["chamber", "consent"]

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


def test_what_is_rejected_moves_nothing_that_came_after_an_earlier_decision(sitting: Chamber) -> None:
    move(sitting, "2", "")
    decide(sitting, ALL_FOR)
    sitting.do(messages.ItemAdd, AS_CLERK, title="Нова", text="Приема")
    assert order(sitting) == "13425"
    move(sitting, "5", "3")
    decide(sitting, ALL_AGAINST)
    assert order(sitting) == "13425"
    assert differences(sitting.meeting_now()) == []


def repeat(chamber: Chamber, vote: Vote, choices: dict[UUID, str]) -> Vote:
    chamber.do(messages.VoteRepeat, AS_CHAIR, vote=vote.pk, stage="declared")
    return decide(chamber, choices)


def test_a_decision_confirmed_by_another_vote_keeps_its_turn(sitting: Chamber) -> None:
    move(sitting, "4", "2")
    first = decide(sitting, ALL_FOR)
    move(sitting, "3", "4")
    decide(sitting, ALL_FOR)
    assert order(sitting) == "1342"
    repeat(sitting, first, ALL_FOR)
    assert order(sitting) == "1342"
    assert differences(sitting.meeting_now()) == []


def test_it_is_the_superseded_vote_that_stands_no_more_and_stands_again_without_the_other(
    sitting: Chamber,
) -> None:
    move(sitting, "4", "2")
    first = decide(sitting, ALL_FOR)
    again = repeat(sitting, first, ALL_AGAINST)
    (_, back) = meeting_record(sitting.meeting.log_id).sitting.arrangements
    assert (back.vote, back.is_back) == (first.number, True)
    annul(sitting, again)
    assert order(sitting) == "1423"
    assert differences(sitting.meeting_now()) == []


def test_what_was_laid_ready_before_is_so_no_more(sitting: Chamber) -> None:
    sitting.do(messages.ItemSelect, AS_CLERK, item=sitting.items[1].pk)
    move(sitting, "4", "2")
    decide(sitting, ALL_FOR)
    assert sitting.meeting_now().selected is None
    assert differences(sitting.meeting_now()) == []


def test_an_item_that_waits_again_after_an_annulment_is_moved_and_taken_off(consent: Chamber) -> None:
    join(consent, 3)
    vote = decide(consent, ALL_FOR)
    for place in (2, 3):  # the one that was decided together is taken up again, then another
        consent.do(messages.ItemActivate, AS_CHAIR, item=consent.items[place].pk)
    annul(consent, vote)
    move(consent, "3", "")
    decide(consent, ALL_FOR)
    assert order(consent) == "12453"
    assert differences(consent.meeting_now()) == []


def test_the_public_is_told_what_was_moved_and_by_which_vote(sitting: Chamber) -> None:
    def moved() -> list[tuple[str, int | None]]:
        items = json.loads(load(sitting.meeting.pk).public_agenda.body)["items"]
        return [(item["number"], item["moved"]) for item in items]

    def told() -> list[str]:
        page = Client().get(reverse("meeting", args=[sitting.meeting.pk]), headers={"accept-language": "en"})
        return re.findall(r"The order of the items was .*", page.content.decode())

    move(sitting, "4", "2")
    assert (moved(), told()) == ([(number, None) for number in "1234"], [])
    vote = decide(sitting, ALL_FOR)
    assert moved() == [("1", None), ("4", vote.number), ("2", None), ("3", None)]
    (changed,) = told()
    assert f"by vote {vote.number}: Точка 4 се разглежда преди точка 2." in changed
    annul(sitting, vote)
    assert moved() == [(number, None) for number in "1234"]
    first, back = told()
    assert first == changed
    assert f"as vote {vote.number} does not stand" in back


def test_only_items_that_wait_change_places(sitting: Chamber) -> None:
    for moved, before in (("1", "3"), ("3", "1"), ("9", "2"), ("3", "9")):
        with pytest.raises(ItemNotWaiting, match="waits to be called"):
            move(sitting, moved, before)
    for moved, before in (("2", "3"), ("4", ""), ("3", "3")):
        with pytest.raises(ItemInPlace):
            move(sitting, moved, before)
    with pytest.raises(NoItemNumber, match="Move item number"):
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
