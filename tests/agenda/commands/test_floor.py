"""The floor: asking for what, entering, withdrawing, limits and ties, giving, the clock, and what ends a speech."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from agenda.commands import end_overdue_speech
from agenda.models import Speech
from agenda.refusals import (
    AlreadyAsked,
    ClockRuns,
    ClockStands,
    Forbidden,
    GroupTimeUsedUp,
    ItemLimitReached,
    KindNotKnown,
    MeetingPaused,
    NoName,
    NotCheckedIn,
    NothingToAnswer,
    NothingToReplyTo,
    NoTimeLimit,
    NotSpeaking,
    NotWaiting,
    NotYourSpeech,
    OnlyLeaders,
    OnlyMembers,
    OwnSpeech,
    RepliesUsedUp,
    SpeechPassed,
    UnknownThing,
    WrongMeetingStage,
)
from council.domain.actors import Actor, ActorRole
from council.domain.orders import StandingOrders
from council.domain.speaking import Bound, KindRule, Of, Per, Speaking, SpeakingKind
from council.models import Group, Seat
from council.queries import packs
from kiosk import messages
from ledger.signing import ensure_key
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, BEGINS, Chamber, councillor, make_chamber
from voting.queries import differences

ANNA, BORIS, VASIL, *_ = COUNCILLORS

pytestmark = pytest.mark.both


def ask(chamber: Chamber, person: UUID) -> UUID:
    speech: Speech = chamber.do(messages.FloorAsk, councillor(person))
    return speech.pk


def kinds(chamber: Chamber, last: int) -> list[str]:
    return [kind.removeprefix("agenda.") for kind, _, _ in chamber.entries()[-last:]]


def test_those_who_ask_speak_one_after_the_other(chamber: Chamber) -> None:
    chamber.open()
    first, second = ask(chamber, ANNA), ask(chamber, BORIS)
    chamber.do(messages.FloorGive, AS_CHAIR, request=second)
    assert chamber.last()[2]["item"] == str(chamber.items[0].pk)
    chamber.do(messages.FloorGive, AS_CHAIR, request=first)
    assert kinds(chamber, 3) == ["floor.given", "floor.ended", "floor.given"]
    ended = Speech.objects.get(pk=second)
    assert ended.given_at is not None
    assert ended.ended_at is not None
    chamber.do(messages.FloorEnd, AS_CHAIR, request=first)
    ask(chamber, ANNA)  # who has spoken may ask again
    assert differences(chamber.meeting_now()) == []


def test_the_clerk_enters_who_has_no_terminal(chamber: Chamber) -> None:
    chamber.open()
    Seat.objects.create(
        municipality=chamber.municipality, hall=chamber.hall, number=20, person=chamber.people[STRANGER]
    )
    for person in (STRANGER, ANNA):
        chamber.do(messages.FloorEnter, AS_CLERK, person=person)
        assert chamber.last()[2]["by_self"] is False
    chamber.do(messages.FloorEnterGuest, AS_CLERK, name="  Maria   Guest, auditor ")
    assert chamber.last()[2]["name"] == "Maria Guest, auditor"
    chamber.do(messages.FloorEnterGuest, AS_CLERK, name="Maria Guest, auditor")  # guests may share a name
    for name in (" ", "x" * 201, "a\u202eb"):
        with pytest.raises(NoName):
            chamber.do(messages.FloorEnterGuest, AS_CLERK, name=name)
    with pytest.raises(UnknownThing):
        chamber.do(messages.FloorEnter, AS_CLERK, person=CLERK)
    with pytest.raises(AlreadyAsked):
        ask(chamber, ANNA)
    assert differences(chamber.meeting_now()) == []


def test_a_person_without_a_mandate_asks_at_the_seat(chamber: Chamber) -> None:
    Seat.objects.create(
        municipality=chamber.municipality, hall=chamber.hall, number=20, person=chamber.people[STRANGER]
    )
    mayor = Actor(ActorRole.PARTICIPANT, STRANGER)
    chamber.open()
    with pytest.raises(NotCheckedIn):
        chamber.do(messages.FloorAsk, mayor)
    chamber.do(messages.SeatCheckIn, mayor)
    chamber.do(messages.FloorAsk, mayor)
    assert chamber.last()[1] == f"participant:{STRANGER}"


def test_who_withdraws_what(chamber: Chamber) -> None:
    chamber.open()
    own, others, third = (ask(chamber, person) for person in (ANNA, BORIS, VASIL))
    with pytest.raises(Forbidden):
        chamber.do(messages.FloorWithdraw, councillor(ANNA), request=others)
    chamber.do(messages.FloorWithdraw, councillor(ANNA), request=own)
    chamber.do(messages.FloorWithdraw, AS_CLERK, request=others)
    chamber.do(messages.FloorWithdraw, AS_CHAIR, request=third)
    with pytest.raises(NotWaiting):
        chamber.do(messages.FloorGive, AS_CHAIR, request=own)
    with pytest.raises(NotWaiting):
        chamber.do(messages.FloorWithdraw, AS_CLERK, request=own)
    assert differences(chamber.meeting_now()) == []


def test_a_speech_ends_with_what_follows_it(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    for act in (
        lambda: chamber.on_vote(messages.VoteOpen),
        lambda: chamber.do(messages.ItemFinish, AS_CHAIR, item=chamber.items[0].pk),
        lambda: chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk),
        lambda: chamber.do(messages.MeetingPause, AS_CHAIR, time="23:59"),
        lambda: chamber.do(messages.MeetingAdjourn, AS_CHAIR),
    ):
        if chamber.meeting_now().stage == "paused":
            chamber.do(messages.MeetingResume, AS_CHAIR)
        chamber.do(messages.FloorGive, AS_CHAIR, request=ask(chamber, ANNA))
        act()
        assert "floor.ended" in kinds(chamber, 2)
        if chamber.vote().stage == "open":
            chamber.close()
            chamber.on_vote(messages.VoteDeclare)
    assert Speech.objects.filter(ended_at=None).count() == 0
    assert differences(chamber.meeting_now()) == []


def test_in_a_break_nobody_asks(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.MeetingPause, AS_CHAIR, time="23:59")
    with pytest.raises(MeetingPaused):
        ask(chamber, ANNA)


def test_what_is_refused(chamber: Chamber) -> None:
    with pytest.raises(WrongMeetingStage):
        ask(chamber, ANNA)
    chamber.open()
    request = ask(chamber, ANNA)
    for by in (AS_CLERK, councillor(ANNA)):
        with pytest.raises(Forbidden):
            chamber.do(messages.FloorGive, by, request=request)
    for by in (AS_CHAIR, councillor(ANNA)):
        with pytest.raises(Forbidden):
            chamber.do(messages.FloorEnter, by, person=BORIS)
    with pytest.raises(Forbidden):
        chamber.do(messages.FloorAsk, Actor(ActorRole.CHAIR, CHAIR))
    with pytest.raises(UnknownThing):
        chamber.do(messages.FloorGive, AS_CHAIR, request=uuid4())
    with pytest.raises(NotSpeaking):
        chamber.do(messages.FloorEnd, AS_CHAIR, request=request)


def own(chamber: Chamber, person: UUID, kind: str, **more: Any) -> UUID:
    speech: Speech = chamber.do(messages.FloorAsk, councillor(person), kind=kind, **more)
    return speech.pk


def give(chamber: Chamber, request: UUID) -> dict[str, Any]:
    chamber.do(messages.FloorGive, AS_CHAIR, request=request)
    return chamber.last()[2]


def lead(chamber: Chamber, person: UUID) -> None:
    group = Group.objects.get(mandates__person=person)
    group.leader_id = person
    group.save()


def test_each_kind_has_its_time_and_only_whom_the_chair_takes_instead_is_out_of_order(
    chamber: Chamber,
) -> None:
    chamber.open()
    lead(chamber, BORIS)
    speech, leader, procedural = (
        ask(chamber, ANNA),
        own(chamber, BORIS, "leader"),
        own(chamber, VASIL, "procedural"),
    )
    asked = chamber.entries()[-2][2]
    assert (asked["kind"], asked["group"], asked["item"]) == ("leader", "Заедно", str(chamber.items[0].pk))
    given = [give(chamber, request) for request in (leader, procedural, speech)]
    assert [(said["limit"], said["is_out_of_order"]) for said in given] == [
        (420, True),
        (120, False),
        (300, False),
    ]
    assert differences(chamber.meeting_now()) == []


def test_the_clock_stands_while_the_chair_interrupts_and_the_chair_extends(chamber: Chamber) -> None:
    chamber.open()
    request = ask(chamber, ANNA)
    give(chamber, request)
    for kind, refusal in ((messages.FloorInterrupt, ClockStands), (messages.FloorResume, ClockRuns)):
        chamber.do(kind, AS_CHAIR, request=request)
        with pytest.raises(refusal):
            chamber.do(kind, AS_CHAIR, request=request)
    speech = Speech.objects.get(pk=request)
    assert speech.stood_for == timedelta(seconds=2)
    chamber.do(messages.FloorExtend, AS_CHAIR, request=request)
    assert chamber.last()[2] == {"request": str(request), "name": speech.name, "extension": 60, "limit": 360}
    chamber.do(messages.FloorInterrupt, AS_CHAIR, request=request)
    assert differences(chamber.meeting_now()) == []
    chamber.do(messages.FloorEnd, AS_CHAIR, request=request, withdraw=True)
    assert chamber.last()[2]["ending"] == "withdrawn"
    speech.refresh_from_db()
    assert (speech.paused_at, speech.stood_for) == (None, timedelta(seconds=3))
    assert differences(chamber.meeting_now()) == []


def test_only_who_presides_works_the_clock(chamber: Chamber) -> None:
    chamber.open()
    request = ask(chamber, ANNA)
    give(chamber, request)
    for kind in (messages.FloorInterrupt, messages.FloorResume, messages.FloorExtend, messages.FloorEnd):
        for by in (AS_CLERK, councillor(ANNA)):
            with pytest.raises(Forbidden):
                chamber.do(kind, by, request=request)
    with pytest.raises(NotSpeaking):
        chamber.do(messages.FloorExtend, AS_CHAIR, request=uuid4())


def test_three_replies_to_one_speech_and_an_answer_by_who_held_it(chamber: Chamber) -> None:
    chamber.open()
    with pytest.raises(NothingToReplyTo):
        own(chamber, BORIS, "reply")
    speech = ask(chamber, ANNA)
    give(chamber, speech)
    for kind, person, refusal in (
        ("reply", ANNA, OwnSpeech),
        ("answer", ANNA, NothingToAnswer),
        ("answer", BORIS, NotYourSpeech),
        ("opposing", BORIS, NothingToReplyTo),
    ):
        with pytest.raises(refusal):
            own(chamber, person, kind)
    with pytest.raises(SpeechPassed):
        own(chamber, BORIS, "reply", to=str(uuid4()))
    replies = [own(chamber, person, "reply", to=str(speech)) for person in COUNCILLORS[1:4]]
    assert chamber.last()[2]["to"] == str(speech)
    with pytest.raises(RepliesUsedUp, match="at most 3"):
        own(chamber, COUNCILLORS[4], "reply")
    chamber.do(messages.FloorWithdraw, AS_CLERK, request=replies[0])
    own(chamber, COUNCILLORS[4], "reply")
    give(chamber, own(chamber, ANNA, "answer"))
    give(chamber, ask(chamber, BORIS))
    own(chamber, ANNA, "reply")  # another speech, and replies to it
    assert Speech.objects.latest("number").to is not None
    assert differences(chamber.meeting_now()) == []


def test_one_speaks_against_a_procedural_motion(chamber: Chamber) -> None:
    chamber.open()
    motion = own(chamber, ANNA, "procedural")
    give(chamber, motion)
    with pytest.raises(OwnSpeech):
        own(chamber, ANNA, "opposing")
    own(chamber, BORIS, "opposing")
    with pytest.raises(RepliesUsedUp):
        own(chamber, VASIL, "opposing")


def test_a_personal_explanation_once_an_item(chamber: Chamber) -> None:
    chamber.open()
    give(chamber, own(chamber, ANNA, "personal"))
    chamber.do(messages.FloorGive, AS_CHAIR, request=own(chamber, BORIS, "personal"))
    with pytest.raises(ItemLimitReached):
        own(chamber, ANNA, "personal")
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk)
    own(chamber, ANNA, "personal")


def test_who_may_not_ask_for_what(chamber: Chamber) -> None:
    Seat.objects.create(
        municipality=chamber.municipality, hall=chamber.hall, number=20, person=chamber.people[STRANGER]
    )
    chamber.open()
    mayor = Actor(ActorRole.PARTICIPANT, STRANGER)
    chamber.do(messages.SeatCheckIn, mayor)
    with pytest.raises(OnlyMembers):
        chamber.do(messages.FloorAsk, mayor, kind="procedural")
    with pytest.raises(OnlyLeaders):
        own(chamber, ANNA, "leader")
    chamber.do(messages.FloorEnter, AS_CLERK, person=ANNA, kind="leader")  # who stands in for the leader
    with pytest.raises(KindNotKnown):
        own(chamber, ANNA, "breach")
    own(chamber, ANNA, "personal")
    with pytest.raises(AlreadyAsked):
        own(chamber, ANNA, "personal")


@pytest.fixture
def chamber_of(db: None) -> Callable[[Speaking], Chamber]:
    """Return a chamber whose standing orders have other rules on speaking."""
    ensure_key()

    def make(speaking: Speaking) -> Chamber:
        made = make_chamber(orders=StandingOrders(speaking=speaking))
        made.open()
        return made

    return make


def test_serbia_lets_a_breach_of_the_rules_be_named_first(chamber_of: Callable[[Speaking], Chamber]) -> None:
    chamber = chamber_of(packs()["rs"].orders.speaking)
    own(chamber, ANNA, "procedural")
    assert not give(chamber, own(chamber, BORIS, "breach"))["is_out_of_order"]


def test_what_the_rules_leave_to_the_chair_waits_last_and_is_marked(
    chamber_of: Callable[[Speaking], Chamber],
) -> None:
    once = KindRule(SpeakingKind.SPEECH, 300, Bound(1, Per.ITEM, Of.PERSON), is_strict=False)
    chamber = chamber_of(Speaking(kinds=(once,)))
    give(chamber, ask(chamber, ANNA))
    chamber.do(messages.FloorEnd, AS_CHAIR, request=Speech.objects.get().pk)
    again = ask(chamber, ANNA)
    assert chamber.last()[2]["is_beyond"]
    assert not give(chamber, ask(chamber, BORIS))["is_out_of_order"]
    give(chamber, again)
    assert differences(chamber.meeting_now()) == []


def test_a_group_speaks_as_long_on_an_item_as_its_budget_lasts(
    chamber_of: Callable[[Speaking], Chamber],
) -> None:
    chamber = chamber_of(Speaking(group_seconds=10))
    same = COUNCILLORS[2]  # of Anna's group
    assert give(chamber, ask(chamber, ANNA))["limit"] == 10
    waiting = ask(chamber, same)
    left = give(chamber, waiting)["limit"]
    assert 0 < left < 10
    for _ in range(10):
        chamber.at()
    with pytest.raises(GroupTimeUsedUp):
        ask(chamber, COUNCILLORS[4])
    ask(chamber, BORIS)  # the other group has its own


def test_a_speech_ends_by_itself_after_its_grace_and_not_before(chamber: Chamber) -> None:
    chamber.open()
    request = ask(chamber, ANNA)
    give(chamber, request)
    given_at = Speech.objects.get(pk=request).given_at
    assert given_at is not None

    def overdue(seconds: int) -> Speech | None:
        at = given_at + timedelta(seconds=seconds)
        return chamber.under_lock(lambda meeting, _: end_overdue_speech(meeting=meeting, at=at))

    assert overdue(329) is None
    assert overdue(330) is not None
    assert chamber.last()[1:] == ("clock", {"request": str(request), "name": NAMES[ANNA], "ending": "time"})
    assert overdue(331) is None
    assert differences(chamber.meeting_now()) == []


def test_where_the_orders_leave_it_to_the_chair_no_speech_ends_by_itself(
    chamber_of: Callable[[Speaking], Chamber],
) -> None:
    chamber = chamber_of(Speaking(ends_after_grace=False))
    give(chamber, ask(chamber, ANNA))
    late = BEGINS + timedelta(hours=3)
    assert chamber.under_lock(lambda meeting, _: end_overdue_speech(meeting=meeting, at=late)) is None


def test_without_a_limit_nothing_is_extended(chamber_of: Callable[[Speaking], Chamber]) -> None:
    chamber = chamber_of(Speaking(kinds=(KindRule(SpeakingKind.SPEECH),)))
    request = ask(chamber, ANNA)
    assert give(chamber, request)["limit"] is None
    with pytest.raises(NoTimeLimit):
        chamber.do(messages.FloorExtend, AS_CHAIR, request=request)
