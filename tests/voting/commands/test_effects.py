"""What adopted procedural motions do in a meeting, and what becomes of it when their vote is annulled."""

import pytest

from agenda.models import Motion, Speech
from council.domain.orders import StandingOrders
from council.domain.speaking import Speaking
from kiosk import messages
from kiosk.snapshots import frame, load, mine
from ledger.signing import ensure_key
from minutes.domain.blocks import Sentence
from minutes.domain.motions import tell_motions
from minutes.domain.people import people_of
from minutes.domain.phrases import Say, said
from minutes.queries import meeting_record
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, chamber, councillor, make_chamber
from voting.models import Vote
from voting.queries import differences
from voting.refusals import DebateClosed, ItemEnded, ModeDecided

__all__ = ["chamber"]

ANNA, BORIS, *_ = COUNCILLORS
ALL_FOR = dict.fromkeys(COUNCILLORS, "for")


def begin(chamber: Chamber) -> Chamber:
    chamber.open()
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk, prepare=True)
    return chamber


@pytest.fixture
def sitting(chamber: Chamber) -> Chamber:
    """Return the chamber with its second item, which has one main motion, before everybody."""
    return begin(chamber)


def adopt(chamber: Chamber, phrase: str) -> Vote:
    """Move a procedural motion and adopt it."""
    chamber.do(messages.MotionMove, AS_CLERK, item=chamber.items[1].pk, mover=str(ANNA), phrase=phrase)
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all(ALL_FOR)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    return chamber.vote()


def annul(chamber: Chamber, vote: Vote) -> None:
    stage = {"vote": vote.pk, "stage": "declared"}
    chamber.do(messages.VoteAnnul, AS_CHAIR, ground="Грешка", **stage)
    chamber.do(messages.VoteConfirmAnnulment, AS_CLERK, **stage)


def note(chamber: Chamber) -> str:
    item = frame(load(chamber.meeting.pk), "public", "en").item
    return item.note if item else ""


def test_nobody_asks_to_speak_in_a_closed_debate_until_its_vote_is_annulled(sitting: Chamber) -> None:
    sitting.do(messages.FloorAsk, councillor(BORIS), kind="speech", to="")
    vote = adopt(sitting, "close_debate")
    with pytest.raises(DebateClosed, match="vote 2"):
        sitting.do(messages.FloorAsk, councillor(ANNA), kind="speech", to="")
    with pytest.raises(DebateClosed):
        sitting.do(messages.FloorEnterGuest, AS_CLERK, name="Гост")
    sitting.do(messages.FloorAsk, councillor(ANNA), kind="procedural", to="")
    assert not mine(load(sitting.meeting.pk), ANNA).may_speak
    assert Speech.objects.filter(kind="speech", withdrawn_at=None).exists()
    assert note(sitting) == "The debate on this item is closed (vote 2)."
    annul(sitting, vote)
    sitting.do(messages.FloorAsk, councillor(ANNA), kind="speech", to="")
    assert note(sitting) == ""
    console = frame(load(sitting.meeting.pk), "chair", "en").console
    assert console
    assert console.fallen.startswith(
        "Vote 2 is annulled, and what it decided holds no more: close the debate."
    )
    assert differences(sitting.meeting_now()) == []


@pytest.mark.usefixtures("db")
def test_who_waits_is_not_heard_where_the_orders_say_so() -> None:
    ensure_key()
    chamber = begin(make_chamber(orders=StandingOrders(speaking=Speaking(hears_waiting=False))))
    chamber.do(messages.FloorAsk, councillor(BORIS), kind="speech", to="")
    chamber.do(messages.FloorAsk, councillor(BORIS), kind="personal", to="")
    adopt(chamber, "close_debate")
    assert list(Speech.objects.filter(withdrawn_at=None).values_list("kind", flat=True)) == ["personal"]
    assert differences(chamber.meeting_now()) == []


@pytest.mark.parametrize("phrase", ["postpone", "take_out", "reject"])
def test_an_item_that_the_council_has_done_with_is_not_voted_until_that_is_annulled(
    sitting: Chamber, phrase: str
) -> None:
    vote = adopt(sitting, phrase)
    with pytest.raises(ItemEnded, match="By vote 2"):
        sitting.do(messages.VotePrepare, AS_CHAIR, motion=sitting.motions[2].pk)
    document = load(sitting.meeting.pk).agenda.body.decode()
    assert f'"ended":"{phrase}"' in document
    sitting.do(messages.ItemFinish, AS_CHAIR, item=sitting.items[1].pk)
    assert Motion.objects.get(pk=sitting.motions[2].pk).stage == "lapsed"
    sitting.do(messages.ItemActivate, AS_CHAIR, item=sitting.items[1].pk, prepare=True)
    annul(sitting, vote)
    sitting.do(messages.VotePrepare, AS_CHAIR, motion=sitting.motions[2].pk)
    assert f'"ended":"{phrase}"' not in load(sitting.meeting.pk).agenda.body.decode()
    assert differences(sitting.meeting_now()) == []


def test_the_next_vote_is_taken_in_the_way_that_the_council_decided(sitting: Chamber) -> None:
    vote = adopt(sitting, "roll_call")
    with pytest.raises(ModeDecided, match="vote 2"):
        sitting.do(messages.VotePrepare, AS_CHAIR, motion=sitting.motions[2].pk, mode="hands")
    sitting.do(messages.VotePrepare, AS_CHAIR, motion=sitting.motions[2].pk)
    assert sitting.vote().mode == "roll_call"
    annul(sitting, vote)
    assert (sitting.vote().mode, sitting.vote().stage) == ("electronic", "prepared")
    assert differences(sitting.meeting_now()) == []


def test_a_way_that_the_matter_does_not_allow_is_told_and_not_taken(chamber: Chamber) -> None:
    Motion.objects.filter(pk=chamber.motions[2].pk).update(secrecy="named")
    sitting = begin(chamber)
    adopt(sitting, "secret")
    assert note(sitting).endswith("The matter does not allow it: how it is voted is prescribed for it.")
    sitting.do(messages.VotePrepare, AS_CHAIR, motion=sitting.motions[2].pk)
    assert sitting.vote().mode == "electronic"


def test_a_decided_break_is_one_press_and_offered_once(sitting: Chamber) -> None:
    vote = adopt(sitting, "break")
    until = frame(load(sitting.meeting.pk), "chair", "en").console
    assert until
    assert until.break_until
    sitting.do(messages.MeetingPause, AS_CHAIR, time="23:55")
    sitting.do(messages.MeetingResume, AS_CHAIR)
    after = frame(load(sitting.meeting.pk), "chair", "en").console
    assert after
    assert after.break_until is None
    annul(sitting, vote)
    told = frame(load(sitting.meeting.pk), "clerk", "en").console
    assert told
    assert told.fallen.endswith("A break that was taken cannot be undone.")


def test_the_minutes_say_what_was_brought_about(sitting: Chamber) -> None:
    adopt(sitting, "close_debate")
    adopt(sitting, "postpone")
    record = meeting_record(sitting.meeting.log_id)
    assert record.opening
    told = tell_motions(record, str(sitting.items[1].pk), people_of(record, record.opening))
    assert told[-2:] == [
        Sentence(said(Say.DEBATE_CLOSED, vote=2)),
        Sentence(said(Say.ITEM_POSTPONED, vote=3)),
    ]


def test_a_vote_is_repeated_in_the_way_that_the_council_decided_meanwhile(sitting: Chamber) -> None:
    sitting.on_vote(messages.VoteOpen)
    sitting.press_all(ALL_FOR)
    sitting.close()
    sitting.on_vote(messages.VoteDeclare)
    first = sitting.vote()
    decision = adopt(sitting, "roll_call")
    again = sitting.do(messages.VoteRepeat, AS_CHAIR, vote=first.pk, stage="declared")
    assert (again.repeats_id, again.mode) == (first.pk, "roll_call")
    sitting.on_vote(messages.VoteWithdraw)
    annul(sitting, decision)
    again = sitting.do(messages.VoteRepeat, AS_CHAIR, vote=first.pk, stage="declared")
    assert again.mode == "electronic"
    assert differences(sitting.meeting_now()) == []
