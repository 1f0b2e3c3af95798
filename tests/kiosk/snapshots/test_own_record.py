"""A councillor's own record of a meeting: one's own stays, ballots and positions, and nothing of anybody else's."""

from datetime import timedelta

import pytest

from kiosk import messages
from kiosk.snapshots import own_record
from kiosk.snapshots.own_record import Stay
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, BEGINS, Chamber, councillor

pytestmark = [pytest.mark.both, pytest.mark.django_db(databases=["default", "reading"])]

ANNA, BORIS, VASIL, *_ = COUNCILLORS


def second(number: int) -> object:
    return BEGINS + timedelta(seconds=number)


def votes(chamber: Chamber, person: object = ANNA) -> list[tuple[int, str, str, str]]:
    found = own_record(chamber.meeting.pk, person).votes  # type: ignore[arg-type]  # one of the cast
    return [(vote.number, vote.choice, vote.position, vote.outcome) for vote in found]


def test_stays_have_their_times(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS)
    chamber.do(messages.SeatCheckOut, councillor(ANNA))
    chamber.do(messages.SeatCheckIn, councillor(ANNA))
    stays = own_record(chamber.meeting.pk, ANNA).stays
    assert stays == (Stay(second(1), second(5)), Stay(second(6), None))  # type: ignore[arg-type]  # times
    assert own_record(chamber.meeting.pk, VASIL).stays == ()


def test_a_ballot_is_there_at_once_and_its_position_when_the_result_is_declared(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.press_all({ANNA: "for", BORIS: "against"})
    assert votes(chamber) == [(1, "for", "", "")]
    (own,) = own_record(chamber.meeting.pk, ANNA).votes
    assert own.cast_at == second(14)
    assert own.title == "Бюджет"
    chamber.close()
    assert votes(chamber, VASIL) == [(1, "", "", "")]
    chamber.on_vote(messages.VoteObject, councillor(ANNA))
    chamber.on_vote(messages.VoteDeclare)
    assert votes(chamber) == [(1, "for", "for", "rejected")]
    assert votes(chamber, VASIL) == [(1, "", "not_voting", "rejected")]
    assert [bool(own_record(chamber.meeting.pk, who).votes[0].objected_at) for who in (ANNA, BORIS)] == [
        True,
        False,
    ]


def test_a_spoken_ballot_says_so(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    for kind, by in ((messages.SpokenEnter, AS_CLERK), (messages.SpokenConfirm, AS_CHAIR)):
        chamber.on_vote(kind, by, person=ANNA, choice="against")
    (own,) = own_record(chamber.meeting.pk, ANNA).votes
    assert (own.choice, own.is_spoken) == ("against", True)


def test_a_press_does_not_stand_as_a_vote_that_went_on_by_hands(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.press(ANNA, "for")
    chamber.on_vote(messages.VoteFallBack)
    (own,) = own_record(chamber.meeting.pk, ANNA).votes
    assert (own.choice, own.cast_at, str(own.mode_text)) == ("", None, "show of hands")


def test_who_stepped_aside_finds_the_item(chamber: Chamber) -> None:
    chamber.open()
    item = chamber.items[0]
    chamber.do(messages.Recuse, councillor(ANNA), item=item.pk, person=ANNA, ground="g")
    assert [one.pk for one in own_record(chamber.meeting.pk, ANNA).recused_from] == [item.pk]
    assert own_record(chamber.meeting.pk, BORIS).recused_from == ()


def test_nothing_of_another_meeting_is_told(chamber: Chamber, foreign: Chamber) -> None:
    chamber.open()
    chamber.decide({ANNA: "for"})
    elsewhere = own_record(foreign.meeting.pk, ANNA)
    assert (elsewhere.stays, elsewhere.recused_from, elsewhere.votes) == ((), (), ())


def test_ones_own_speeches_have_kind_item_and_time(chamber: Chamber) -> None:
    chamber.open()
    first = chamber.do(messages.FloorAsk, councillor(ANNA), kind="procedural").pk
    chamber.do(messages.FloorAsk, councillor(BORIS))
    for kind in (messages.FloorGive, messages.FloorInterrupt, messages.FloorResume, messages.FloorEnd):
        chamber.do(kind, AS_CHAIR, request=first)
    (speech,) = own_record(chamber.meeting.pk, ANNA).speeches
    assert (speech.kind, speech.item, speech.spoken) == ("procedural", "1", 2)
    assert speech.ended_at is not None
    assert own_record(chamber.meeting.pk, BORIS).speeches == ()
