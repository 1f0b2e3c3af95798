"""The agenda as a vote adopts it; what is added or taken off later needs a vote of its own."""

import pytest

from agenda.models import AgendaItem
from agenda.refusals import AgendaNotAdopted, Forbidden, UnknownThing, WrongItemStage
from council.domain.orders import StandingOrders
from council.domain.sittings import SittingRules
from kiosk import messages
from kiosk.snapshots import frame, load
from ledger.signing import ensure_key
from tests.cast import CHAIR, COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.queries import differences
from voting.refusals import AgendaVoteUsed, NotAdopted

ANNA, *_ = COUNCILLORS


def stages(chamber: Chamber) -> list[str]:
    return list(
        AgendaItem.objects.filter(meeting=chamber.meeting)
        .order_by("position")
        .values_list("stage", flat=True)
    )


def adopt(chamber: Chamber, *items: AgendaItem) -> None:
    chamber.on_vote(messages.AgendaAdopt, items=[item.pk for item in items])


@pytest.fixture
def adopted(chamber: Chamber) -> Chamber:
    """Return a meeting whose agenda was adopted without its last item."""
    chamber.open()
    chamber.decide({ANNA: "for"})
    adopt(chamber, *chamber.items[:2])
    return chamber


def test_what_the_vote_adopted_is_put_down_and_the_rest_is_off(adopted: Chamber) -> None:
    assert stages(adopted) == ["active", "pending", "off"]
    lines = [{"item": str(item.pk), "number": item.number, "title": item.title} for item in adopted.items[:2]]
    vote = adopted.vote()
    assert adopted.last() == (
        "voting.agenda.adopted",
        str(AS_CHAIR),
        {"vote": str(vote.pk), "number": 1, "items": lines},
    )
    assert differences(adopted.meeting_now()) == []


def test_what_is_off_is_neither_called_nor_laid_ready(adopted: Chamber) -> None:
    off = adopted.items[2].pk
    with pytest.raises(WrongItemStage):
        adopted.do(messages.ItemActivate, AS_CHAIR, item=off)
    with pytest.raises(WrongItemStage):
        adopted.do(messages.ItemSelect, AS_CLERK, item=off)


def test_an_addition_needs_its_own_vote(adopted: Chamber) -> None:
    added = adopted.do(messages.ItemAdd, AS_CLERK, title="Спешно", text="Приема")
    assert stages(adopted) == ["active", "pending", "off", "off"]
    assert differences(adopted.meeting_now()) == []
    with pytest.raises(AgendaVoteUsed):
        adopt(adopted, *adopted.items[:2], added)
    adopted.decide({ANNA: "for"}, motion=1)
    adopt(adopted, *adopted.items[:2], added)
    assert stages(adopted) == ["active", "pending", "off", "pending"]
    adopted.do(messages.ItemActivate, AS_CHAIR, item=added.pk)
    assert differences(adopted.meeting_now()) == []


def test_what_was_dealt_with_stays_and_what_lay_ready_goes_with_its_item(adopted: Chamber) -> None:
    adopted.do(messages.ItemSelect, AS_CLERK, item=adopted.items[1].pk)
    adopted.decide({ANNA: "for"}, motion=1)
    adopt(adopted)
    assert stages(adopted) == ["active", "off", "off"]
    assert adopted.meeting_now().selected is None
    assert differences(adopted.meeting_now()) == []


@pytest.mark.parametrize("is_annulled", [True, False])
def test_a_vote_that_adopted_nothing_adopts_no_agenda(chamber: Chamber, is_annulled: bool) -> None:
    chamber.open()
    chamber.decide({ANNA: "for" if is_annulled else "against"})
    if is_annulled:
        chamber.on_vote(messages.VoteAnnul, ground="g")
        chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    with pytest.raises(NotAdopted):
        adopt(chamber, *chamber.items)


def test_who_and_what_is_refused(chamber: Chamber, foreign: Chamber) -> None:
    chamber.open()
    chamber.decide({ANNA: "for"})
    for by in (AS_CLERK, councillor(ANNA)):
        with pytest.raises(Forbidden):
            chamber.on_vote(messages.AgendaAdopt, by, items=[])
    with pytest.raises(UnknownThing):
        chamber.on_vote(messages.AgendaAdopt, items=[foreign.items[0].pk])


@pytest.mark.django_db(databases=["default", "reading"])
def test_screens_say_so(adopted: Chamber) -> None:
    assert load(adopted.meeting.pk).agenda.body.count(b'"stage":"off"') == 1


def annul(chamber: Chamber) -> None:
    chamber.on_vote(messages.VoteAnnul, ground="Грешка")
    chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)


def test_an_annulled_vote_puts_the_agenda_back(adopted: Chamber) -> None:
    first = adopted.vote()
    adopted.decide({ANNA: "for"}, motion=1)
    adopt(adopted, *adopted.items)
    assert stages(adopted) == ["active", "pending", "pending"]
    annul(adopted)
    assert stages(adopted) == ["active", "pending", "off"]
    assert adopted.meeting_now().agenda_votes == [str(first.pk)]
    assert [kind for kind, *_ in adopted.entries()][-1] == "voting.agenda.put_back"
    assert differences(adopted.meeting_now()) == []
    # Without any vote that set it, everything is on it again, and what is added too.
    stage = {"vote": first.pk, "stage": "declared"}
    adopted.do(messages.VoteAnnul, AS_CHAIR, ground="Грешка", **stage)
    adopted.do(messages.VoteConfirmAnnulment, AS_CLERK, **stage)
    adopted.do(messages.ItemAdd, AS_CLERK, title="Още", text="Приема")
    assert stages(adopted) == ["active", "pending", "pending", "pending"]
    assert differences(adopted.meeting_now()) == []


def test_a_later_vote_that_set_the_agenda_still_holds(adopted: Chamber) -> None:
    first = adopted.vote()
    adopted.decide({ANNA: "for"}, motion=1)
    adopt(adopted, *adopted.items)
    stage = {"vote": first.pk, "stage": "declared"}
    adopted.do(messages.VoteAnnul, AS_CHAIR, ground="Грешка", **stage)
    adopted.do(messages.VoteConfirmAnnulment, AS_CLERK, **stage)
    assert stages(adopted) == ["active", "pending", "pending"]
    assert differences(adopted.meeting_now()) == []


@pytest.mark.usefixtures("db")
def test_where_the_orders_say_so_nothing_is_called_before_the_agenda_is_adopted() -> None:
    ensure_key()
    chamber = make_chamber(orders=StandingOrders(sitting=SittingRules(agenda_first=True)))
    chamber.open()
    with pytest.raises(AgendaNotAdopted):
        chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk)
    chamber.decide({ANNA: "for"})
    adopt(chamber, *chamber.items)
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk)


def repeat(chamber: Chamber, choice: str) -> None:
    chamber.on_vote(messages.VoteRepeat)
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all({ANNA: choice})
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)


def test_a_repeated_vote_that_adopts_nothing_puts_the_agenda_back(adopted: Chamber) -> None:
    repeat(adopted, "against")
    assert stages(adopted) == ["active", "pending", "pending"]
    assert adopted.meeting_now().agenda_votes == []
    assert "voting.agenda.put_back" in [kind for kind, *_ in adopted.entries()]
    assert differences(adopted.meeting_now()) == []
    annul(adopted)
    first = adopted.vote().repeats
    assert first
    adopted.do(messages.AgendaAdopt, AS_CHAIR, vote=first.pk, stage="declared", items=[adopted.items[0].pk])
    assert stages(adopted) == ["active", "off", "off"]
    assert differences(adopted.meeting_now()) == []


def test_a_repeated_vote_that_adopts_again_leaves_the_agenda_standing(adopted: Chamber) -> None:
    repeat(adopted, "for")
    assert stages(adopted) == ["active", "pending", "off"]
    assert differences(adopted.meeting_now()) == []


@pytest.mark.django_db(databases=["default", "reading"])
def test_the_chair_is_shown_how_far_the_agenda_is_from_being_adopted() -> None:
    ensure_key()
    chamber = make_chamber(orders=StandingOrders(sitting=SittingRules(agenda_first=True)))
    said = {"item": chamber.items[0].pk, "mover": str(CHAIR)}

    def due() -> str:
        shown = frame(load(chamber.meeting.pk), "chair", "en").console
        return shown.agenda_due if shown else "?"

    chamber.open()
    found = [due()]
    chamber.decide({ANNA: "for"})
    found.append(due())
    chamber.do(messages.MotionMove, AS_CHAIR, phrase="agenda", **said)
    found.append(due())
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all({ANNA: "for"})
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    found.append(due())
    adopt(chamber, *chamber.items)
    assert [*found, due()] == ["vote", "maybe", "under_way", "adopted", ""]
    assert differences(chamber.meeting_now()) == []
