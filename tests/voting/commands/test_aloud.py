"""Ballots spoken aloud: two people, once, above what a dead terminal still holds; each refusal; what screens show."""

import pytest

from council.domain.orders import StandingOrders
from council.refusals import Refusal
from kiosk import messages
from kiosk.snapshots import frame, load, mine
from tests.cast import CLERK, COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from voting.models import Ballot, SpokenChoice
from voting.queries import differences

ANNA, BORIS, VASIL, GALINA, *_ = COUNCILLORS

pytestmark = pytest.mark.both


def enter(chamber: Chamber, choice: str = "for", person: object = ANNA) -> object:
    return chamber.on_vote(messages.SpokenEnter, AS_CLERK, person=person, choice=choice)


def confirm(chamber: Chamber, choice: str = "for") -> object:
    return chamber.on_vote(messages.SpokenConfirm, person=ANNA, choice=choice)


def code_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


@pytest.fixture
def voting(chamber: Chamber) -> Chamber:
    chamber.open(ANNA, BORIS, GALINA)
    chamber.do(messages.Recuse, AS_CLERK, item=chamber.items[0].pk, person=BORIS, ground="g")
    chamber.open_vote()
    return chamber


def test_it_counts_once_and_only_when_confirmed(voting: Chamber) -> None:
    enter(voting)
    assert not Ballot.objects.exists()
    confirm(voting)
    ballot = Ballot.objects.get()
    assert (ballot.person_id, ballot.choice, ballot.entered_by_id, ballot.confirmed_by_id) == (
        ANNA,
        "for",
        CLERK,
        AS_CHAIR.person,
    )
    kind, actor, body = voting.last()
    assert (kind, actor, body["entered_by"]) == ("voting.ballot.spoken", str(AS_CHAIR), str(AS_CLERK))
    voting.close()
    voting.on_vote(messages.VoteDeclare)
    assert (voting.vote().result or {})["tally"]["for"] == 1
    assert differences(voting.meeting_now()) == []


def test_what_the_dead_terminal_still_held_comes_too_late_and_a_new_press_replaces(voting: Chamber) -> None:
    enter(voting)
    confirm(voting)
    with pytest.raises(Refusal) as refused:
        voting.press(ANNA, "against", 7)
    assert code_of(refused) == "superseded"
    seen = mine(load(voting.meeting.pk, [ANNA]), ANNA)
    assert (seen.choice, seen.is_spoken) == ("for", True)
    voting.press(ANNA, "against", seen.press + 1)
    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.entered_by_id, ballot.confirmed_by_id) == ("against", None, None)
    assert differences(voting.meeting_now()) == []


def test_a_press_voids_what_waits(voting: Chamber) -> None:
    enter(voting)
    voting.press(ANNA, "against")
    assert not SpokenChoice.objects.exists()
    with pytest.raises(Refusal) as refused:
        confirm(voting)
    assert code_of(refused) == "nothing-spoken"


def test_only_chair_and_clerk_see_what_waits_and_nobody_a_direction_once_it_is_confirmed(
    voting: Chamber,
) -> None:
    enter(voting)
    for audience, is_shown in (("chair", True), ("clerk", True), ("seat", False), ("display", False)):
        shown = frame(load(voting.meeting.pk), audience, "en").console  # type: ignore[arg-type]
        assert [one.choice for one in shown.spoken] == ["for"] if is_shown and shown else shown is None
    confirm(voting)
    found = load(voting.meeting.pk)
    shown = frame(found, "chair", "en")
    assert shown.console is not None
    assert shown.console.spoken == []
    assert shown.vote is not None
    assert (shown.vote.spoken, shown.vote.positions) == (None, None)
    voting.close()
    voting.on_vote(messages.VoteDeclare)
    told = frame(load(voting.meeting.pk), "display", "en").vote
    assert told is not None
    assert told.spoken == "s________"


@pytest.mark.parametrize(
    ("person", "code"),
    [(STRANGER, "not-entitled"), (VASIL, "not-entitled"), (BORIS, "not-entitled"), (CLERK, "not-entitled")],
)
def test_who_may_not_vote(voting: Chamber, person: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        enter(voting, person=person)
    assert code_of(refused) == code


def test_refusals_of_an_entry(voting: Chamber) -> None:
    enter(voting)
    for act, code in (
        (lambda: enter(voting, "against"), "spoken-waits"),
        (lambda: confirm(voting, "against"), "nothing-spoken"),
        (voting.close, "spoken-unconfirmed"),
        (lambda: voting.on_vote(messages.SpokenConfirm, AS_CLERK, person=ANNA, choice="for"), "forbidden"),
        (lambda: voting.on_vote(messages.SpokenEnter, person=GALINA, choice="for"), "forbidden"),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert code_of(refused) == code
    voting.on_vote(messages.SpokenDrop, person=ANNA)
    voting.do(messages.SeatCheckOut, councillor(ANNA))
    with pytest.raises(Refusal) as refused:
        enter(voting)
    assert code_of(refused) == "not-checked-in"
    voting.on_vote(messages.VoteFallBack)
    with pytest.raises(Refusal) as refused:
        enter(voting, person=GALINA)
    assert code_of(refused) == "not-electronic"


def test_a_ballot_that_may_not_be_changed(db: None) -> None:
    chamber = make_chamber(orders=StandingOrders(may_change_ballot=False))
    chamber.open()
    chamber.open_vote()
    chamber.press(ANNA, "for")
    with pytest.raises(Refusal) as refused:
        enter(chamber, "against")
    assert code_of(refused) == "ballot-fixed"
