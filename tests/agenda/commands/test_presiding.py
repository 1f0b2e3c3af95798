"""Who presides: handing over and back, taking over, who may act meanwhile, and the assistant on the chair's word."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from agenda.models import Meeting
from agenda.refusals import (
    Forbidden,
    MayNotPreside,
    NotPresiding,
    PresidesAlready,
    PresidingIsPresent,
    StalePresiding,
    WrongMeetingStage,
)
from council.domain.actors import Actor, ActorRole
from council.domain.orders import PLAIN
from council.models import Role
from council.refusals import Refusal
from kiosk import messages
from tests.cast import CHAIR, COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.queries import differences

DEPUTY, OTHER, ASSISTANT, *_ = COUNCILLORS
AS_DEPUTY = Actor(ActorRole.CHAIR, DEPUTY)
AS_OTHER = Actor(ActorRole.CHAIR, OTHER)
AS_ASSISTANT = Actor(ActorRole.ASSISTANT, ASSISTANT)


def give_office(chamber: Chamber, person: UUID, kind: str) -> None:
    Role.objects.create(
        municipality=chamber.municipality, body=chamber.body, person=chamber.people[person], kind=kind
    )


@pytest.fixture
def deputies(chamber: Chamber) -> Chamber:
    """Return a council whose chair has two deputies."""
    give_office(chamber, DEPUTY, "deputy")
    give_office(chamber, OTHER, "deputy")
    return chamber


def hand_over(chamber: Chamber, to: UUID, reason: str, by: Actor = AS_CHAIR) -> None:
    chamber.do(messages.MeetingHandOver, by, person=to, reason=reason)


def take_over(chamber: Chamber, by: Actor, shown: UUID = CHAIR) -> None:
    chamber.do(messages.MeetingTakeOver, by, presiding=shown)


def test_the_chair_goes_to_a_deputy_and_back(deputies: Chamber) -> None:
    deputies.open()
    assert deputies.meeting_now().presiding_id == CHAIR
    hand_over(deputies, DEPUTY, "recusal")
    kind, actor, body = deputies.last()
    assert (kind, actor) == ("agenda.presiding.changed", f"chair:{CHAIR}")
    assert (body["from"]["person"], body["to"]["person"]) == (str(CHAIR), str(DEPUTY))
    assert (body["reason"], body["was_taken"]) == ("recusal", False)
    with pytest.raises(NotPresiding):
        deputies.do(messages.ItemFinish, AS_CHAIR, item=deputies.items[0].pk)
    deputies.do(messages.ItemFinish, AS_DEPUTY, item=deputies.items[0].pk)
    assert deputies.last()[1] == f"chair:{DEPUTY}"
    hand_over(deputies, CHAIR, "return", AS_DEPUTY)
    deputies.do(messages.ItemActivate, AS_CHAIR, item=deputies.items[1].pk)
    assert differences(deputies.meeting_now()) == []


def test_who_opens_the_meeting_presides(deputies: Chamber) -> None:
    deputies.do(messages.MeetingOpen, AS_DEPUTY, without_quorum=True)
    assert deputies.meeting_now().presiding_id == DEPUTY
    with pytest.raises(NotPresiding):
        deputies.do(messages.MeetingAdjourn, AS_CHAIR)


def test_a_deputy_takes_over_from_a_chair_who_is_not_there(deputies: Chamber) -> None:
    deputies.open()
    take_over(deputies, AS_DEPUTY)
    assert deputies.last()[2]["was_taken"] is True
    assert deputies.last()[2]["reason"] == "absence"
    # The other deputy pressed at the same time, and was shown the chair.
    with pytest.raises(StalePresiding):
        take_over(deputies, AS_OTHER)
    with pytest.raises(PresidesAlready):
        take_over(deputies, AS_DEPUTY)
    # The deputy is checked in: nobody takes the chair from under them.
    with pytest.raises(PresidingIsPresent):
        take_over(deputies, AS_CHAIR, shown=DEPUTY)
    deputies.do(messages.AttendanceCheckOut, AS_CLERK, person=DEPUTY)
    take_over(deputies, AS_CHAIR, shown=DEPUTY)
    assert deputies.meeting_now().presiding_id == CHAIR
    assert differences(deputies.meeting_now()) == []


def test_what_is_refused(deputies: Chamber) -> None:
    with pytest.raises(WrongMeetingStage):
        hand_over(deputies, DEPUTY, "speech")
    deputies.open()
    for to, refusal in ((CHAIR, PresidesAlready), (ASSISTANT, MayNotPreside)):
        with pytest.raises(refusal):
            hand_over(deputies, to, "speech")
    for by, refusal in (
        (AS_DEPUTY, NotPresiding),
        (AS_CLERK, Forbidden),
        (Actor(ActorRole.CHAIR, ASSISTANT), Forbidden),
    ):
        with pytest.raises(refusal):
            hand_over(deputies, OTHER, "speech", by)
    with pytest.raises(Forbidden):
        take_over(deputies, AS_CLERK)
    deputies.do(messages.MeetingAdjourn, AS_CHAIR)
    with pytest.raises(WrongMeetingStage):
        take_over(deputies, AS_DEPUTY)


@pytest.fixture
def assisted(chamber: Chamber) -> Chamber:
    """Return a council whose standing orders let an assistant press."""
    give_office(chamber, ASSISTANT, "assistant")
    orders = replace(PLAIN, assistant_may_press=True)
    chamber.body.orders = orders.to_plain()
    chamber.body.save()
    return chamber


def test_an_assistant_presses_a_whole_vote_and_each_entry_names_both(assisted: Chamber) -> None:
    assisted.open()
    before = len(assisted.entries())
    by = AS_ASSISTANT
    assisted.do(messages.VotePrepare, by, motion=assisted.motions[0].pk)
    for kind in (messages.VoteOpen, messages.VoteHold, messages.VoteResume):
        assisted.on_vote(kind, by)
    assisted.press(DEPUTY, "for")
    assisted.on_vote(messages.VoteClose, by, missing=list(COUNCILLORS))
    assisted.on_vote(messages.VoteDeclare, by)
    assisted.on_vote(messages.VoteRepeat, by)
    assisted.on_vote(messages.VoteFallBack, by)
    assisted.on_vote(messages.VoteWithdraw, by)
    assisted.do(messages.ItemFinish, by, item=assisted.items[0].pk)
    assisted.do(messages.ItemActivate, by, item=assisted.items[1].pk)
    assisted.do(messages.MeetingPause, by, time="23:59", day="2026-11-22")
    assisted.do(messages.MeetingResume, by, without_quorum=True)
    assisted.do(messages.MeetingAdjourn, by)
    pressed = [body for _, actor, body in assisted.entries()[before:] if actor == f"assistant:{ASSISTANT}"]
    assert len(pressed) == 14
    chair = {"person": str(CHAIR), "name": assisted.people[CHAIR].name}
    assert [body["on_word_of"] for body in pressed] == [chair] * 14
    assert {body["pressed_by"] for body in pressed} == {assisted.people[ASSISTANT].name}
    assert differences(assisted.meeting_now()) == []


Act = Callable[[Chamber], object]
OWN_ACTS: dict[str, Act] = {
    "hand over": lambda chamber: hand_over(chamber, DEPUTY, "speech", AS_ASSISTANT),
    "take over": lambda chamber: take_over(chamber, AS_ASSISTANT),
    "annul": lambda chamber: chamber.on_vote(messages.VoteAnnul, AS_ASSISTANT, ground="g"),
}


@pytest.mark.parametrize("act", OWN_ACTS.values(), ids=OWN_ACTS)
def test_what_takes_the_chair_in_person_no_assistant_does(assisted: Chamber, act: Act) -> None:
    assisted.open()
    assisted.decide({})
    with pytest.raises(Forbidden):
        act(assisted)


def test_without_the_rule_or_the_office_an_assistant_presses_nothing(chamber: Chamber) -> None:
    give_office(chamber, ASSISTANT, "assistant")
    with pytest.raises(Refusal):
        chamber.do(messages.MeetingOpen, AS_ASSISTANT, without_quorum=True)
    chamber.open()
    for by in (AS_ASSISTANT, Actor(ActorRole.ASSISTANT, DEPUTY)):
        with pytest.raises(Forbidden):
            chamber.do(messages.ItemFinish, by, item=chamber.items[0].pk)


def test_a_chair_of_another_municipality_takes_nothing(deputies: Chamber) -> None:
    stranger = make_chamber("sini", ids=False)
    deputies.open()
    with pytest.raises(Forbidden):
        take_over(deputies, Actor(ActorRole.CHAIR, stranger.people[CHAIR].pk))
    with pytest.raises(Forbidden):
        deputies.do(messages.MeetingTakeOver, councillor(DEPUTY), presiding=CHAIR)


def test_in_practice_too_nobody_hands_the_chair_to_who_has_it(deputies: Chamber) -> None:
    Meeting.objects.update(is_practice=True)
    deputies.open()
    with pytest.raises(PresidesAlready):
        hand_over(deputies, CHAIR, "absence", AS_CLERK)
