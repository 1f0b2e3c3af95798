"""Excused absence: noted and taken back by the clerk, and its ground is for nobody else."""

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from agenda.models import Excuse
from agenda.refusals import (
    AlreadyExcused,
    Forbidden,
    NoGround,
    NotExcused,
    UnknownThing,
    UnseenCharacter,
    WrongMeetingStage,
)
from council.refusals import Refusal
from kiosk import messages
from kiosk.snapshots import frame, load, mine
from tests.cast import COUNCILLORS, NAMES, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from voting.queries import differences

if TYPE_CHECKING:
    from kiosk.permissions import Audience

ANNA, BORIS, VASIL, *REST = COUNCILLORS
SECRET = "Тежко заболяване"


def excuse(chamber: Chamber, person: UUID, ground: str = "") -> None:
    chamber.do(messages.AttendanceExcuse, AS_CLERK, person=person, ground=ground)


def test_it_is_noted_before_the_meeting_and_during_it(chamber: Chamber) -> None:
    excuse(chamber, ANNA, f"  {SECRET} ")
    told = {"person": str(ANNA), "name": NAMES[ANNA], "ground": SECRET}
    assert chamber.last() == ("agenda.member.excused", str(AS_CLERK), told)
    assert differences(chamber.meeting_now()) == []
    chamber.open(*COUNCILLORS[2:])
    excuse(chamber, BORIS)
    assert chamber.last()[2]["ground"] == ""
    assert differences(chamber.meeting_now()) == []


def test_it_is_taken_back(chamber: Chamber) -> None:
    excuse(chamber, ANNA)
    chamber.do(messages.AttendanceUnexcuse, AS_CLERK, person=ANNA)
    told = {"person": str(ANNA), "name": NAMES[ANNA]}
    assert chamber.last() == ("agenda.excuse.taken_back", str(AS_CLERK), told)
    assert not Excuse.objects.exists()
    assert differences(chamber.meeting_now()) == []
    excuse(chamber, ANNA)


@pytest.mark.parametrize(
    ("person", "ground", "refusal"),
    [
        (ANNA, "", AlreadyExcused),
        (STRANGER, "", UnknownThing),
        (BORIS, "x" * 1001, NoGround),
        (BORIS, "a\u202eb", UnseenCharacter),
    ],
)
def test_what_is_refused(chamber: Chamber, person: UUID, ground: str, refusal: type[Refusal]) -> None:
    excuse(chamber, ANNA)
    with pytest.raises(refusal):
        excuse(chamber, person, ground)


def test_who_and_when_is_refused(chamber: Chamber) -> None:
    for by in (AS_CHAIR, councillor(ANNA)):
        with pytest.raises(Forbidden):
            chamber.do(messages.AttendanceExcuse, by, person=ANNA)
    with pytest.raises(NotExcused):
        chamber.do(messages.AttendanceUnexcuse, AS_CLERK, person=ANNA)
    chamber.open()
    chamber.do(messages.MeetingAdjourn, AS_CHAIR)
    with pytest.raises(WrongMeetingStage):
        excuse(chamber, ANNA)


@pytest.mark.django_db(databases=["default", "reading"])
def test_the_clerk_sees_three_numbers_and_who_comes_all_the_same_is_present(chamber: Chamber) -> None:
    excuse(chamber, ANNA)
    chamber.open(BORIS, VASIL)
    console = frame(load(chamber.meeting.pk), "clerk", "en").console
    assert console is not None
    assert (console.attendance, console.excused) == ("2 present, 1 excused, 6 absent", "100000000")
    chamber.do(messages.SeatCheckIn, councillor(ANNA))
    console = frame(load(chamber.meeting.pk), "clerk", "en").console
    assert console is not None
    assert console.attendance == "3 present, 0 excused, 6 absent"


@pytest.mark.django_db(databases=["default", "reading"])
def test_no_screen_page_or_file_has_the_ground(chamber: Chamber, client: Client) -> None:
    excuse(chamber, ANNA, SECRET)
    chamber.open(BORIS)
    loaded = load(chamber.meeting.pk, COUNCILLORS)
    audiences: tuple[Audience, ...] = ("seat", "chair", "clerk", "display", "public")
    frames = [messages.encode(frame(loaded, audience, "bg")) for audience in audiences]
    own = messages.encode(mine(loaded, ANNA))
    names = ("meeting", "ledger-export", "attendance-csv", "live", "live-state")
    pages = [client.get(reverse(name, args=[chamber.meeting.pk])) for name in names]
    assert [page.status_code for page in pages] == [200] * len(names)
    assert not [said for said in (*frames, own, *(page.content.decode() for page in pages)) if SECRET in said]
    table = pages[2].content.decode()
    assert f"{NAMES[ANNA]},Напред,1,excused" in table or f"{NAMES[ANNA]},Заедно,1,excused" in table
