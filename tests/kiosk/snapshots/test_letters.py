"""What screens show of a sitting by correspondence: who has answered how much, until when; how, only to who did."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import Motion
from council.domain.correspondence import CorrespondenceRules
from council.models import Account
from kiosk import messages
from kiosk.desk.batch import execute
from kiosk.desk.orders import Order
from kiosk.snapshots import frame, load, mine
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from tests.chamber import AS_CLERK, BEGINS, Chamber, councillor, give_accounts
from tests.correspondence import UNTIL, by_letter, decide, enter, opened, time_is_over, write

if TYPE_CHECKING:
    from kiosk.permissions import Audience

pytestmark = pytest.mark.django_db(databases=["default", "reading"])
AUDIENCES: "tuple[Audience, ...]" = ("seat", "chair", "clerk", "display", "public")
ANNA, BORIS, VASIL = COUNCILLORS[:3]


@pytest.fixture
def writing(chamber: Chamber) -> Chamber:
    """Return a sitting by correspondence that collects answers."""
    return opened(by_letter(chamber))


def shown(chamber: Chamber, audience: "Audience" = "clerk", language: str = "en") -> messages.Frame:
    return frame(load(chamber.meeting.pk), audience, language)


def own(chamber: Chamber, person: UUID) -> messages.OwnLetters:
    found = mine(load(chamber.meeting.pk, COUNCILLORS), person).letters
    assert found is not None
    return found


def told(chamber: Chamber) -> messages.Letters:
    console = shown(chamber).console
    assert console is not None
    assert console.letters is not None
    return console.letters


def test_how_many_have_answered_is_for_chair_and_clerk_until_the_first_vote_is_open(writing: Chamber) -> None:
    for person in COUNCILLORS[:5]:
        write(writing, person, "for")
    for audience in AUDIENCES:
        quorum = shown(writing, audience).meeting.quorum
        is_known = audience in {"chair", "clerk"}
        assert quorum.present == (5 if is_known else None)
        assert ("5 present" in quorum.text) is is_known
        assert is_known or quorum.text == f"Needed for a quorum: {quorum.needed}."
    time_is_over(writing)
    decide(writing)
    assert {shown(writing, audience).meeting.quorum.present for audience in AUDIENCES} == {5}


def test_everybody_is_told_until_when_answers_are_collected(writing: Chamber) -> None:
    for audience in AUDIENCES:
        found = shown(writing, audience).meeting.correspondence
        assert found is not None
        assert found.until == UNTIL.isoformat(timespec="milliseconds")
        assert found.text.replace("\N{NO-BREAK SPACE}", " ") == (
            "Answers are collected until 23 November 2026, 10:00."
        )
        assert (found.objections, found.is_ended) == (2, False)


def test_before_the_opening_there_is_no_end_yet(chamber: Chamber) -> None:
    found = shown(by_letter(chamber)).meeting.correspondence
    assert found is not None
    assert found.until is None
    assert found.text == "The council decides by correspondence: each councillor answers in writing."


def test_where_the_council_comes_together_nothing_tells_of_letters(chamber: Chamber) -> None:
    chamber.open()
    for audience in AUDIENCES:
        state = shown(chamber, audience)
        assert state.meeting.correspondence is None
        assert state.console is None or state.console.letters is None
    assert mine(load(chamber.meeting.pk, COUNCILLORS), ANNA).letters is None


def test_a_seat_sees_its_own_answers_and_no_other(writing: Chamber) -> None:
    write(writing, ANNA, "against")
    enter(writing, ANNA, "for", motion=1)
    first, second, third = own(writing, ANNA).letters
    assert (first.choice, first.is_entered, second.choice, second.is_entered) == (
        "against",
        False,
        "for",
        True,
    )
    assert (third.choice, third.written_at) == ("", None)
    assert [letter.choice for letter in own(writing, BORIS).letters] == ["", "", ""]


def test_a_later_answer_is_the_one_that_is_shown(writing: Chamber) -> None:
    write(writing, ANNA, "against")
    write(writing, ANNA, "abstain")
    assert own(writing, ANNA).letters[0].choice == "abstain"


def test_sheet_and_reply_tell_the_same_time(writing: Chamber) -> None:
    """A later answer names by it the one that it replaces."""
    motion = writing.motions[0].pk
    replies: list[messages.Reply] = []
    after = ""
    for choice in ("for", "against"):
        message = messages.AnswerWrite(id=uuid4(), motion=motion, choice=choice, after=after)  # type: ignore[arg-type]  # one of three
        order = Order(message, councillor(ANNA), "en", replies.append)
        with transaction.atomic():
            settled = execute(writing.meeting.pk, [order], writing.at() + timedelta(microseconds=123456))
        ((_, reply),) = settled.answers
        assert reply.ok
        after = own(writing, ANNA).letters[0].written_at or ""
        assert reply.at == after


def test_who_has_no_vote_has_no_sheet(writing: Chamber) -> None:
    assert mine(load(writing.meeting.pk, [CHAIR]), CHAIR).letters is None


def test_who_stepped_aside_is_not_asked_about_the_item(writing: Chamber) -> None:
    item = writing.items[0].pk
    writing.do(messages.Recuse, AS_CLERK, item=item, person=ANNA, ground="роднина")
    assert [letter.motion for letter in own(writing, ANNA).letters] == [
        str(motion.pk) for motion in writing.motions if motion.item_id != item
    ]
    (anna,) = (one for one in told(writing).answerers if one.person == str(ANNA))
    assert anna.of == len(own(writing, ANNA).letters)
    assert len(own(writing, BORIS).letters) == len(writing.motions)


def test_who_is_missing_stands_first_with_how_many_are_answered(writing: Chamber) -> None:
    for motion in range(3):
        write(writing, ANNA, "for", motion=motion)
    write(writing, BORIS, "for")
    found = told(writing)
    assert (found.done, found.of, found.is_complete) == (1, 9, False)
    assert [
        (one.name, one.seat, one.written, one.of) for one in (found.answerers[0], found.answerers[-1])
    ] == [
        (NAMES[BORIS], 2, 1, 3),
        (NAMES[ANNA], 1, 3, 3),
    ]
    assert [one.is_done for one in found.answerers] == [False] * 8 + [True]


def test_the_clerk_is_told_which_motions_there_are(writing: Chamber) -> None:
    assert [(one.motion, one.number, one.title) for one in told(writing).motions] == [
        (str(motion.pk), motion.item.number, motion.item.title) for motion in writing.motions
    ]


def test_all_that_is_awaited_has_come(writing: Chamber) -> None:
    for person in COUNCILLORS:
        for motion in range(3):
            write(writing, person, "for", motion=motion)
    found = told(writing)
    assert (found.done, found.is_complete) == (9, True)


def test_objections_are_told_by_name_and_end_it(writing: Chamber) -> None:
    writing.do(messages.CorrespondenceObject, councillor(ANNA))
    assert [one.name for one in told(writing).objected] == [NAMES[ANNA]]
    assert (own(writing, ANNA).has_objected, own(writing, BORIS).has_objected) == (True, False)
    writing.do(messages.CorrespondenceObject, councillor(BORIS))
    for audience in AUDIENCES:
        found = shown(writing, audience).meeting.correspondence
        assert found is not None
        assert found.is_ended


def test_where_nobody_can_object_nothing_ends_it(chamber: Chamber) -> None:
    rules = CorrespondenceRules(is_allowed=True, least_hours=24)
    found = shown(opened(by_letter(chamber, rules))).meeting.correspondence
    assert found is not None
    assert (found.objections, found.is_ended) == (0, False)


def test_nobody_is_offered_to_speak(writing: Chamber) -> None:
    write(writing, ANNA, "for")
    found = mine(load(writing.meeting.pk, COUNCILLORS), ANNA)
    assert (found.is_checked_in, found.may_speak, found.kinds) == (True, False, [])


def test_what_a_vote_took_over_stays_on_the_sheet(writing: Chamber) -> None:
    for person in COUNCILLORS[:6]:
        write(writing, person, "against" if person == ANNA else "for")
    time_is_over(writing)
    decide(writing)
    assert [letter.choice for letter in own(writing, ANNA).letters] == ["against", "", ""]
    found = mine(load(writing.meeting.pk, COUNCILLORS), ANNA)
    assert (found.answer, found.position) == ("against", "against")


@pytest.mark.django_db(databases=["default", "reading"], transaction=True)
def test_pages_are_drawn_as_the_scripts_go_on(
    chamber: Chamber, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a script too a seat has its sheet, and the chair a field with a time that the rules allow."""
    monkeypatch.setattr(timezone, "now", lambda: BEGINS + timedelta(hours=1))
    by_letter(chamber)
    give_accounts(chamber)
    chair = page(client, chamber, CHAIR, "chair")
    assert re.search(r'name="answers_until" value="\d{4}-\d\d-\d\dT\d\d:00"', chair)
    assert "without_quorum" not in chair.split("Open the meeting")[0]
    opened(chamber)
    write(chamber, ANNA, "against")
    seat = page(client, chamber, ANNA, "seat")
    answered = {motion.item_id for motion in chamber.motions}
    assert seat.count('class="letter-card"') == len(answered) + 1  # and the form of a row
    assert re.search(r'value="against" aria-pressed="true"', seat)
    (own_first, *_) = mine(load(chamber.meeting.pk, [ANNA]), ANNA).letters.letters  # type: ignore[union-attr]  # she has a sheet
    assert f'name="after" value="{own_first.written_at}"' in seat
    assert '"letters.left">2<' in seat
    assert 'value="seat.check_in"' not in seat
    clerk = page(client, chamber, CLERK, "clerk")
    assert clerk.count('name="motion" required value="') == len(chamber.motions) + 1
    assert 'form="arrive"' not in clerk
    assert "Answers are collected until" in page(client, chamber, None, "live")


def test_a_seat_is_told_whether_its_answers_can_still_be_changed(writing: Chamber, client: Client) -> None:
    give_accounts(writing, COUNCILLORS[:1])
    for motion in range(len(writing.motions)):
        write(writing, ANNA, "for", motion=motion)
    states = []
    for stage in ("pending", "being_voted", "done"):
        Motion.objects.filter(item__meeting=writing.meeting).update(stage=stage)
        seat = page(client, writing, ANNA, "seat")
        told = [
            re.search(rf'"mine.letters collecting !letters.left {waits}"([^>]*)>', seat)
            for waits in ("letters.waits", "!letters.waits")
        ]
        states.append([found is not None and "hidden" not in found[1] for found in told])
    assert states == [[True, False], [False, True], [False, True]]


def test_every_group_of_choices_has_a_name_of_its_own(writing: Chamber, client: Client) -> None:
    give_accounts(writing, COUNCILLORS[:1])
    seat = page(client, writing, ANNA, "seat")
    legends = [
        re.sub("<.*?>", "", one) for one in re.findall(r"<legend[^>]*>(Your answer.*?)</legend>", seat)
    ]
    names = [name for name in legends if any(item.title in name for item in writing.items)]
    titles = [f"{motion.item.number} {motion.item.title}" for motion in writing.motions]
    assert names[:2] == [f"Your answer: {titles[place]}, Main motion {place + 1} / 2" for place in range(2)]
    assert len(set(names)) == len(names) == len(writing.motions)
    assert re.search(rf"{titles[2].partition(' ')[2]}</span><span [^>]* hidden>, ", seat)


def page(client: Client, chamber: Chamber, person: UUID | None, room: str) -> str:
    """Return the page of a room in English as this person sees it, the public's without one."""
    if person is None:
        client.logout()
    else:
        client.force_login(Account.objects.get(person=person))
    address = reverse(room, args=[chamber.meeting.pk])
    return client.get(address, headers={"accept-language": "en"}).content.decode()
