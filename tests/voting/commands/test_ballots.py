"""Presses: one by one and as a set, accepted and each way refused, replaced, repeated, late."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.refusals import Forbidden, UnknownThing
from council.domain.actors import Actor, ActorRole
from council.domain.orders import StandingOrders
from council.models import Account, Mandate
from council.refusals import Refusal
from kiosk import messages
from tests.cast import CHAIR, CLERK, COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, HELD_ON, Chamber, councillor, make_chamber
from voting.commands import CastPress, cast_ballots
from voting.domain.choices import Choice
from voting.domain.presses import Judgement
from voting.models import Ballot, RefusedPress
from voting.refusals import (
    AbsentAtOpening,
    ChangeNotAllowed,
    NotElectronic,
    NotOnRoll,
    OnHold,
    RecusedFromItem,
    Superseded,
    TooEarly,
    TooLate,
    VoteAnnulled,
)

ANNA, BORIS, VASIL, *_ = COUNCILLORS


def ballots(chamber: Chamber) -> dict[object, tuple[str, int]]:
    rows = Ballot.objects.filter(vote=chamber.vote()).values_list("person", "choice", "press")
    return {person: (choice, press) for person, choice, press in rows}


def test_an_accepted_press_is_a_ballot_and_an_entry(chamber: Chamber) -> None:
    chamber.open()
    vote = chamber.open_vote()
    assert chamber.press(ANNA, "against", 3) == "accepted"
    assert ballots(chamber) == {ANNA: ("against", 3)}
    body = {"vote": str(vote.pk), "person": str(ANNA), "choice": "against", "press": 3}
    assert chamber.last() == ("voting.ballot.cast", f"councillor:{ANNA}", body)


def test_a_later_press_replaces_the_ballot_and_both_stay_in_the_ledger(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.press(ANNA, "against", 1)
    chamber.press(ANNA, "for", 2)
    assert ballots(chamber) == {ANNA: ("for", 2)}
    assert [body["choice"] for kind, _, body in chamber.entries() if kind == "voting.ballot.cast"] == [
        "against",
        "for",
    ]


def test_a_delayed_press_overwrites_nothing(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.press(ANNA, "against", 2)
    size = len(chamber.entries())
    with pytest.raises(Superseded) as refused:
        chamber.press(ANNA, "for", 1)
    assert refused.value.detail == {"press": 2}
    assert (ballots(chamber), len(chamber.entries())) == ({ANNA: ("against", 2)}, size)


def test_the_same_press_again_is_answered_alike_and_written_once(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.press(ANNA, "for", 1)
    size = len(chamber.entries())
    assert chamber.press(ANNA, "for", 1) == "accepted"
    assert len(chamber.entries()) == size


def test_nothing_pressed_before_a_refused_press_counts_later(chamber: Chamber) -> None:
    """Held while *against* came; *for*, pressed before it and delayed, arrives after the vote went on."""
    chamber.open()
    chamber.open_vote()
    chamber.on_vote(messages.VoteHold)
    with pytest.raises(OnHold):
        chamber.press(ANNA, "against", 2)
    chamber.on_vote(messages.VoteResume)
    with pytest.raises(Superseded):
        chamber.press(ANNA, "for", 1)
    assert ballots(chamber) == {}
    assert chamber.press(ANNA, "against", 3) == "accepted"


def test_the_same_holds_for_a_press_that_was_too_early(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    with pytest.raises(TooEarly):
        chamber.press(ANNA, "against", 5)
    chamber.on_vote(messages.VoteOpen)
    with pytest.raises(Superseded):
        chamber.press(ANNA, "for", 4)


def test_only_the_number_of_a_refused_press_is_kept_and_only_the_highest(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.on_vote(messages.VoteHold)
    for number in (2, 7, 3):
        with pytest.raises(OnHold):
            chamber.press(ANNA, "against", number)
    assert list(RefusedPress.objects.values_list("person", "press")) == [(ANNA, 7)]
    assert {field.name for field in RefusedPress._meta.fields} == {
        "id",
        "municipality",
        "vote",
        "person",
        "press",
    }


def test_once_no_ballot_can_come_nothing_more_is_kept(chamber: Chamber) -> None:
    chamber.open()
    chamber.decide({})
    with pytest.raises(TooLate):
        chamber.press(ANNA, "for", 9)
    assert not RefusedPress.objects.exists()


@pytest.mark.parametrize(
    ("acts", "refusal"),
    [
        ([], TooEarly),
        ([messages.VoteWithdraw], TooLate),
        ([messages.VoteOpen, messages.VoteHold], OnHold),
        ([messages.VoteOpen, messages.VoteClose], TooLate),
        ([messages.VoteOpen, messages.VoteClose, messages.VoteDeclare], TooLate),
        ([messages.VoteOpen, messages.VoteFallBack], NotElectronic),
    ],
)
def test_a_press_outside_the_open_vote(
    chamber: Chamber, acts: list[type[messages.Command]], refusal: type[Refusal]
) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    for act in acts:
        chamber.on_vote(act, **({"missing": list(COUNCILLORS)} if act is messages.VoteClose else {}))
    size = len(chamber.entries())
    with pytest.raises(refusal):
        chamber.press(ANNA, "for")
    assert (ballots(chamber), len(chamber.entries())) == ({}, size)


def test_a_press_in_an_annulled_vote(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.on_vote(messages.VoteAnnul, ground="g")
    chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    with pytest.raises(VoteAnnulled):
        chamber.press(ANNA, "for")


def test_who_may_not_vote_hears_why(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS)
    chamber.do(messages.Recuse, councillor(BORIS), item=chamber.items[0].pk, person=BORIS, ground="g")
    Mandate.objects.filter(person=VASIL).update(starts_on=HELD_ON.replace(day=22))
    chamber.open_vote()
    with pytest.raises(RecusedFromItem):
        chamber.press(BORIS, "for")
    with pytest.raises(AbsentAtOpening):
        chamber.press(COUNCILLORS[3], "for")
    Mandate.objects.filter(person=VASIL).update(starts_on=HELD_ON)
    with pytest.raises(NotOnRoll):
        chamber.press(VASIL, "for")
    assert ballots(chamber) == {}


@pytest.mark.parametrize(
    "by",
    [
        AS_CHAIR,
        AS_CLERK,
        councillor(STRANGER),
        councillor(CHAIR),
        councillor(CLERK),
        Actor(ActorRole.PARTICIPANT, ANNA),
        Actor(ActorRole.OPERATOR),
        Actor(ActorRole.DISPLAY, ANNA),
        Actor(ActorRole.PUBLIC),
        Actor(ActorRole.AUDITOR, ANNA),
    ],
)
def test_nobody_but_a_councillor_casts_a_ballot(chamber: Chamber, by: Actor) -> None:
    chamber.open()
    chamber.open_vote()
    with pytest.raises(Forbidden):
        chamber.press_as(by, "for")
    assert ballots(chamber) == {}


def test_the_right_is_read_anew_for_each_press(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.press(ANNA, "for", 1)
    account = Account.objects.create(login="a", person_id=ANNA, municipality=chamber.municipality)
    chamber.press(ANNA, "for", 2)
    account.is_active = False
    account.save()
    with pytest.raises(Forbidden):
        chamber.press(ANNA, "against", 3)
    Mandate.objects.filter(person=BORIS).delete()
    with pytest.raises(Forbidden):
        chamber.press(BORIS, "for")


def test_a_foreign_vote_and_none_are_answered_alike(chamber: Chamber, foreign: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    for vote in (foreign.meeting.pk, STRANGER, chamber.items[0].pk):
        with pytest.raises(UnknownThing):
            chamber.press(ANNA, "for", vote=vote)


def test_where_no_ballot_may_be_changed(db: None) -> None:
    chamber = make_chamber(orders=StandingOrders(may_change_ballot=False))
    chamber.open()
    chamber.open_vote()
    chamber.press(ANNA, "for", 1)
    with pytest.raises(ChangeNotAllowed):
        chamber.press(ANNA, "against", 2)
    assert chamber.press(ANNA, "for", 3) == "accepted"
    assert ballots(chamber) == {ANNA: ("for", 3)}


def test_a_ballot_survives_departure(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.press(ANNA, "for")
    chamber.do(messages.SeatCheckOut, councillor(ANNA))
    vote = chamber.close()
    assert vote.roll.get(person=ANNA).position == "for"


def test_presses_taken_as_a_set_get_an_answer_each(chamber: Chamber) -> None:
    chamber.open(ANNA, BORIS)
    vote = chamber.open_vote()
    presses = [
        CastPress(councillor(ANNA), Choice.FOR, 1),
        CastPress(councillor(STRANGER), Choice.FOR, 1),
        CastPress(councillor(BORIS), Choice.AGAINST, 2),
        CastPress(councillor(VASIL), Choice.FOR, 1),
        CastPress(councillor(BORIS), Choice.FOR, 1),
        CastPress(councillor(ANNA), Choice.ABSTAIN, 2),
    ]
    answers = chamber.under_lock(
        lambda meeting, at: cast_ballots(meeting=meeting, vote_id=vote.pk, presses=presses, at=at)
    )
    assert [answer.verdict.value if isinstance(answer, Judgement) else answer.code for answer in answers] == [
        "accepted",
        "forbidden",
        "accepted",
        "absent-at-opening",
        "superseded",
        "accepted",
    ]
    assert ballots(chamber) == {ANNA: ("abstain", 2), BORIS: ("against", 2)}
    assert len([kind for kind, *_ in chamber.entries() if kind == "voting.ballot.cast"]) == 3


def test_a_set_of_presses_costs_as_many_queries_as_one(chamber: Chamber) -> None:
    chamber.open()
    vote = chamber.open_vote()
    costs = []
    for people in (COUNCILLORS[:1], COUNCILLORS[1:]):
        presses = [CastPress(councillor(person), Choice.FOR, 1) for person in people]
        with CaptureQueriesContext(connection) as captured:
            chamber.under_lock(
                lambda meeting, at, presses=presses: cast_ballots(
                    meeting=meeting, vote_id=vote.pk, presses=presses, at=at
                )
            )
        costs.append(len(captured))
    assert len(ballots(chamber)) == 9
    assert costs[0] == costs[1]
