"""The clerk's agenda: ordinary rows until the opening, entries afterwards, and nothing but the clerk's."""

from typing import Any

import pytest

from agenda.models import AgendaItem, Motion
from agenda.refusals import (
    Forbidden,
    NoTitle,
    TextTooLong,
    UnknownThing,
    UnseenCharacter,
    WrongMeetingStage,
)
from council.refusals import Refusal
from kiosk import messages
from kiosk.snapshots import desk_agenda, frame, load
from tests.cast import CHAIR, COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from voting.queries import differences
from voting.refusals import OnlyByName, OnlyInSecret


def agenda(chamber: Chamber) -> list[tuple[str, str]]:
    rows = AgendaItem.objects.filter(meeting=chamber.meeting).order_by("position")
    return list(rows.values_list("number", "title"))


def test_an_item_is_added_at_the_end_with_rapporteur_and_draft_decision(chamber: Chamber) -> None:
    chamber.do(
        messages.ItemAdd,
        AS_CLERK,
        title="  Улично   осветление ",
        text="Приема.\r\nИзпълва кметът.",
        majority="total > 1/2",
        rapporteur=str(CHAIR),
    )
    item = AgendaItem.objects.get(meeting=chamber.meeting, position=4)
    assert (item.number, item.title, item.rapporteur_id) == ("4", "Улично осветление", CHAIR)
    motion = item.motions.get()
    assert (motion.kind, motion.text) == ("main", "Приема.\nИзпълва кметът.")
    assert motion.majority == {"base": "total", "fraction": "1/2", "is_strict": True}
    assert chamber.entries() == []


def test_a_legal_basis_decides_majority_and_mode_and_names_its_article(chamber: Chamber) -> None:
    body = chamber.meeting.body
    body.pack = "bg"
    body.save()
    title, text = "Избор на председател", "Избира."
    item = chamber.do(messages.ItemAdd, AS_CLERK, title=title, text=text, majority="§ 21(1)3", secrecy="open")
    motion = item.motions.get()
    assert (motion.majority["base"], motion.secrecy) == ("total", "secret")
    chamber.open()
    opened = [body for kind, _, body in chamber.entries() if kind == "agenda.meeting.opened"]
    assert [body["rules"]["pack"] for body in opened] == ["bg"]
    chamber.do(messages.ItemActivate, AS_CHAIR, item=item.pk)
    vote = chamber.do(messages.VotePrepare, AS_CHAIR, motion=motion.pk)
    assert vote.mode == "paper"
    assert chamber.last()[2]["majority"]["article"] == "ЗМСМА, чл. 21, ал. 1, т. 3"
    shown = frame(load(chamber.meeting.pk), "public", "en").vote
    assert shown is not None
    assert shown.majority == "more than 1/2 of all members by law (ЗМСМА, чл.\u00a021, ал.\u00a01, т.\u00a03)"
    assert differences(chamber.meeting_now()) == []


def test_a_basis_of_other_rules_is_none(chamber: Chamber) -> None:
    with pytest.raises(UnknownThing):
        chamber.do(messages.ItemAdd, AS_CLERK, title="Бюджет", text="Приема.", majority="§ 21(1)6")


def test_the_desk_offers_the_legal_bases_of_the_rules(chamber: Chamber) -> None:
    body = chamber.meeting.body
    body.pack = "si"
    body.save()
    item, basis = chamber.items[0].pk, "§ standing-orders"
    chamber.do(messages.ItemChange, AS_CLERK, item=item, title="Poslovnik", text="Sprejme.", majority=basis)
    desk = desk_agenda(chamber.meeting_now())
    label = "unverified: Poslovnik občinskega sveta, at least 2/3 of those present"
    assert (basis, label) in desk["majorities"]
    assert (desk["items"][0]["majority"], desk["items"][0]["unusual_majority"]) == (basis, "")


def test_an_item_is_changed_and_its_draft_decision_comes_and_goes(chamber: Chamber) -> None:
    Motion.objects.filter(pk=chamber.motions[1].pk).update(kind="amendment")
    item = chamber.items[0].pk
    chamber.do(messages.ItemChange, AS_CLERK, item=item, title="Бюджет 2027", text="Приема го")
    assert agenda(chamber)[0] == ("1", "Бюджет 2027")
    kept = Motion.objects.get(pk=chamber.motions[0].pk)
    assert (kept.text, kept.majority) == ("Приема го", None)
    chamber.do(messages.ItemChange, AS_CLERK, item=item, title="Бюджет 2027")
    assert list(Motion.objects.filter(item=item).values_list("kind", flat=True)) == ["amendment"]
    chamber.do(messages.ItemChange, AS_CLERK, item=item, title="Бюджет 2027", text="Приема")
    assert Motion.objects.filter(item=item, kind="main").count() == 1


@pytest.mark.parametrize(
    ("secrecy", "usual", "refused"),
    [("open", "electronic", None), ("named", "electronic", "hands"), ("secret", "paper", "electronic")],
)
def test_the_modes_of_a_vote_follow_what_the_clerk_prescribed(
    chamber: Chamber, secrecy: str, usual: str, refused: str | None
) -> None:
    item, text = chamber.items[0].pk, "Приема го"
    chamber.do(messages.ItemChange, AS_CLERK, item=item, title="Избор", text=text, secrecy=secrecy)
    chamber.do(messages.ItemChange, AS_CLERK, item=item, title="Избор на комисия", text=text)
    chamber.open()
    motion = chamber.motions[0].pk
    if refused:
        with pytest.raises(OnlyByName if secrecy == "named" else OnlyInSecret):
            chamber.do(messages.VotePrepare, AS_CHAIR, motion=motion, mode=refused)
    vote = chamber.do(messages.VotePrepare, AS_CHAIR, motion=motion)
    assert (vote.secrecy, vote.mode) == (secrecy, usual)
    assert differences(chamber.meeting_now()) == []


def test_an_item_added_to_an_open_meeting_says_how_it_is_voted_on(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.ItemAdd, AS_CLERK, title="Избор", text="Избира.", secrecy="secret")
    assert chamber.last()[2]["motions"][0]["secrecy"] == "secret"


@pytest.mark.parametrize(
    ("place", "to", "order"),
    [
        (1, "up", ["Наредба", "Бюджет", "Разни"]),
        (1, "down", ["Бюджет", "Разни", "Наредба"]),
        (0, "up", ["Бюджет", "Наредба", "Разни"]),
        (2, "down", ["Бюджет", "Наредба", "Разни"]),
    ],
)
def test_an_item_moves_one_place_and_plain_numbers_follow(
    chamber: Chamber, place: int, to: str, order: list[str]
) -> None:
    chamber.do(messages.ItemMove, AS_CLERK, item=chamber.items[place].pk, to=to)
    assert agenda(chamber) == [(str(n), title) for n, title in enumerate(order, start=1)]


def test_numbers_of_the_clerks_own_stay_with_their_items(chamber: Chamber) -> None:
    AgendaItem.objects.filter(pk=chamber.items[1].pk).update(number="1а")
    chamber.do(messages.ItemMove, AS_CLERK, item=chamber.items[1].pk, to="up")
    assert agenda(chamber) == [("1а", "Наредба"), ("1", "Бюджет"), ("3", "Разни")]


def test_an_item_is_removed_with_its_motions(chamber: Chamber) -> None:
    chamber.do(messages.ItemRemove, AS_CLERK, item=chamber.items[0].pk)
    assert agenda(chamber) == [("1", "Наредба"), ("2", "Разни")]
    assert not Motion.objects.filter(item=chamber.items[0].pk).exists()


def test_in_an_open_meeting_an_item_is_added_as_an_entry(chamber: Chamber) -> None:
    chamber.open()
    before = load(chamber.meeting.pk).agenda.version
    item = chamber.do(messages.ItemAdd, AS_CLERK, title="Спешно", text="Приема.", rapporteur=str(CHAIR))
    kind, actor, body = chamber.last()
    assert (kind, actor) == ("agenda.item.added", str(AS_CLERK))
    assert body == {
        "item": str(item.pk),
        "number": "4",
        "title": "Спешно",
        "rapporteur": "Мария Тодорова",
        "procedure": "",
        "motions": [
            {
                "motion": str(item.motions.get().pk),
                "kind": "main",
                "aim": "",
                "text": "Приема.",
                "secrecy": "open",
                "mover": None,
                "seconder": None,
            }
        ],
        "papers": [],
    }
    assert load(chamber.meeting.pk).agenda.version != before
    chamber.do(messages.ItemActivate, AS_CHAIR, item=item.pk)
    assert differences(chamber.meeting_now()) == []


def test_once_opened_nothing_of_the_agenda_is_changed(chamber: Chamber) -> None:
    chamber.open()
    item = chamber.items[1].pk
    for kind, fields in (
        (messages.ItemChange, {"title": "Друго"}),
        (messages.ItemMove, {"to": "up"}),
        (messages.ItemRemove, {}),
    ):
        with pytest.raises(WrongMeetingStage):
            chamber.do(kind, AS_CLERK, item=item, **fields)
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.ItemAdd, AS_CLERK, title="Късно")


@pytest.mark.parametrize("by", [AS_CHAIR, councillor(COUNCILLORS[0])])
def test_only_the_clerk_writes_the_agenda(chamber: Chamber, by: Any) -> None:
    item = chamber.items[0].pk
    for kind, fields in (
        (messages.ItemAdd, {"title": "Друго"}),
        (messages.ItemChange, {"item": item, "title": "Друго"}),
        (messages.ItemMove, {"item": item, "to": "up"}),
        (messages.ItemRemove, {"item": item}),
    ):
        with pytest.raises(Forbidden):
            chamber.do(kind, by, **fields)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"title": "  "}, NoTitle),
        ({"title": "x" * 1001}, NoTitle),
        ({"title": "Бюд\u202eжет"}, UnseenCharacter),
        ({"title": "Бюджет", "text": "x" * 20_001}, TextTooLong),
        ({"title": "Бюджет", "text": "\u202e"}, UnseenCharacter),
        ({"title": "Бюджет", "majority": "nobody > 1/2"}, UnknownThing),
        ({"title": "Бюджет", "majority": "present"}, UnknownThing),
        ({"title": "Бюджет", "rapporteur": str(STRANGER).replace("5", "6")}, UnknownThing),
    ],
)
def test_what_cannot_stand_on_an_agenda_is_refused(
    chamber: Chamber, fields: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        chamber.do(messages.ItemAdd, AS_CLERK, **fields)


def test_nothing_of_another_municipality_is_reached(chamber: Chamber, foreign: Chamber) -> None:
    with pytest.raises(UnknownThing):
        chamber.do(messages.ItemRemove, AS_CLERK, item=foreign.items[0].pk)
    with pytest.raises(UnknownThing):
        chamber.do(messages.ItemAdd, AS_CLERK, title="Х", rapporteur=str(foreign.people[CHAIR].pk))


def test_an_item_says_its_reading_and_keeps_it_until_another_is_given(chamber: Chamber) -> None:
    item = chamber.items[0].pk
    chamber.do(messages.ItemChange, AS_CLERK, item=item, title="Наредба", procedure="first_reading")
    chamber.do(messages.ItemChange, AS_CLERK, item=item, title="Наредба № 1")
    assert AgendaItem.objects.get(pk=item).procedure == "first_reading"
    chamber.open()
    chamber.do(messages.ItemAdd, AS_CLERK, title="Спешно", procedure="urgent")
    _, _, body = chamber.last()
    assert body["procedure"] == "urgent"
    first = load(chamber.meeting.pk).agenda.body.decode()
    assert '"procedure":"first_reading"' in first
    assert differences(chamber.meeting_now()) == []
