"""While ballots come in, the newest state is what a whole reading finds, for far fewer questions to the database."""

from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from council.models import Role
from kiosk import messages
from kiosk.queries import READING
from kiosk.snapshots import Loaded, Newest, load, mine, newest
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber
from voting.domain.stages import VoteStage

pytestmark = pytest.mark.django_db(databases=["default", "reading"])
FIRST, SECOND, *_ = COUNCILLORS


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest, "WHOLE_SECONDS", float("inf"))


def questions(read: Newest) -> int:
    with CaptureQueriesContext(connections[READING]) as asked:
        read.read(COUNCILLORS)
    return len(asked)


def seen(loaded: Loaded) -> tuple[object, ...]:
    vote = loaded.vote
    assert vote
    return (
        loaded.v,
        loaded.links,
        loaded.present,
        vote.row.stage,
        vote.voted,
        vote.own,
        vote.roll,
        loaded.agenda,
    )


def test_ballots_are_all_that_is_read_again(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    read = Newest(chamber.meeting.pk)
    whole = questions(read)
    chamber.press(FIRST, "for")
    chamber.press(SECOND, "against")
    assert questions(read) < whole / 2
    chamber.press(FIRST, "abstain", 2)
    loaded = read.read(COUNCILLORS)
    assert seen(loaded) == seen(load(chamber.meeting.pk, COUNCILLORS))
    assert loaded.vote
    assert loaded.vote.own[FIRST].choice == "abstain"


def test_what_concerns_a_seat_is_made_anew_for_whose_ballot_is_new(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    read = Newest(chamber.meeting.pk)

    def own() -> dict[UUID, messages.Mine]:
        found = read.own(read.read(COUNCILLORS), COUNCILLORS)
        loaded = load(chamber.meeting.pk, COUNCILLORS)
        assert found == {person: mine(loaded, person) for person in COUNCILLORS}
        return found

    assert own()[FIRST].choice is None
    chamber.press(FIRST, "for")
    assert own()[FIRST].choice == "for"
    chamber.press(SECOND, "against")
    chamber.press(FIRST, "abstain", 2)
    told = own()
    assert (told[FIRST].choice, told[SECOND].choice) == ("abstain", "against")
    assert read.own(read.read(()), ()) == {}
    chamber.do(messages.AttendanceCheckOut, AS_CLERK, person=SECOND)
    assert not own()[SECOND].is_checked_in


def test_what_is_no_ballot_is_read_as_a_whole(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    read = Newest(chamber.meeting.pk)
    read.read(())
    chamber.press(FIRST, "for")
    chamber.on_vote(messages.VoteHold)
    held = read.read(())
    assert held.vote
    assert held.vote.row.stage == VoteStage.HELD
    chamber.on_vote(messages.VoteResume)
    chamber.do(messages.AttendanceCheckOut, AS_CLERK, person=SECOND)
    chamber.press(FIRST, "against", 2)
    assert SECOND not in read.read(()).present


def test_what_needs_no_entry_is_read_when_nothing_grew(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    read = Newest(chamber.meeting.pk)
    officers = read.read(()).officers
    Role.objects.filter(person=AS_CHAIR.person_id).delete()
    assert len(read.read(()).officers) < len(officers)


def test_and_after_a_while_in_any_case(chamber: Chamber, monkeypatch: pytest.MonkeyPatch) -> None:
    chamber.open()
    chamber.open_vote()
    read = Newest(chamber.meeting.pk)
    officers = read.read(()).officers
    Role.objects.filter(person=AS_CHAIR.person_id).delete()
    chamber.press(FIRST, "for")
    assert read.read(()).officers == officers
    monkeypatch.setattr(newest, "WHOLE_SECONDS", 0)
    chamber.press(FIRST, "against", 2)
    assert len(read.read(()).officers) < len(officers)
