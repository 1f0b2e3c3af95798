"""Voting by proxy: who may enter one, who may press by it, how it ends, and how such a vote is counted and checked."""

from datetime import timedelta
from uuid import UUID

import pytest

from agenda.queries import quorum
from agenda.refusals import (
    AlreadyRepresented,
    Forbidden,
    GiverPresent,
    NotCheckedIn,
    NotRepresented,
    NoWrittenForm,
    OwnProxy,
    ProxiesExceedRules,
    ProxiesNotAllowed,
    ProxyBinding,
    TooManyProxies,
    UnknownThing,
)
from council.domain.orders import Presence, StandingOrders
from council.domain.proxies import ProxyRules
from council.models import Mandate
from council.refusals import Refusal
from kiosk import messages
from minutes.queries import meeting_record
from tests.cast import COUNCILLORS, NAMES, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from voting.commands import CastPress, cast_ballots
from voting.domain.choices import Choice
from voting.domain.presses import Judgement
from voting.domain.stages import Mode
from voting.models import Ballot
from voting.queries import differences
from voting.refusals import NotYoursToCast, OnHold, RecusedFromItem, Superseded, TooFewRegistered

ANNA, BORIS, VASIL, GALINA, *_ = COUNCILLORS
HERE = COUNCILLORS[1:]
"""All but Anna, who stays away and whom Boris votes for."""


ONE = ProxyRules(most=1)


def allow(chamber: Chamber, rules: ProxyRules = ONE) -> None:
    chamber.body.orders = StandingOrders(proxies=rules).to_plain()
    chamber.body.save()


def enter(chamber: Chamber, giver: UUID = ANNA, holder: UUID = BORIS, *, shown: bool = True) -> None:
    chamber.do(messages.ProxyEnter, AS_CLERK, person=giver, holder=holder, shown=shown)


def press(chamber: Chamber, by: UUID, choice: str, number: int = 1, *, of: UUID | None = ANNA) -> None:
    presses = [CastPress(councillor(by), Choice(choice), number, of, Mode(chamber.vote().mode))]
    (answer,) = chamber.under_lock(
        lambda meeting, at: cast_ballots(meeting=meeting, vote_id=chamber.vote().pk, presses=presses, at=at)
    )
    if isinstance(answer, Refusal):
        raise answer
    assert isinstance(answer, Judgement)


def positions(chamber: Chamber) -> dict[UUID, str]:
    return dict(chamber.vote().roll.values_list("person", "position"))


@pytest.fixture
def represented(chamber: Chamber) -> Chamber:
    """Return a meeting in which Boris votes for Anna."""
    allow(chamber)
    chamber.open(*HERE)
    enter(chamber)
    return chamber


def test_it_is_entered_and_holds_for_the_next_votes(represented: Chamber) -> None:
    holder = {"person": str(BORIS), "name": NAMES[BORIS]}
    told = {"person": str(ANNA), "name": NAMES[ANNA], "holder": holder}
    assert represented.last() == ("agenda.proxy.entered", str(AS_CLERK), told)
    vote = represented.open_vote()
    assert represented.entries()[-1][2]["roll"][0]["proxy"] == holder
    assert vote.roll.get(person=ANNA).standing == "present"
    press(represented, BORIS, "for", of=None)
    press(represented, BORIS, "against")
    kind, actor, body = represented.last()
    assert (kind, actor, body["person"]) == ("voting.ballot.cast", str(councillor(BORIS)), str(ANNA))
    represented.press_all(dict.fromkeys(HERE[1:], "for"))
    represented.close(())
    represented.on_vote(messages.VoteDeclare)
    result = represented.vote().result
    assert result is not None
    assert (result["tally"]["for"], result["tally"]["against"], result["tally"]["absent"]) == (8, 1, 0)
    assert positions(represented)[ANNA] == "against"
    assert differences(represented.meeting_now()) == []


@pytest.mark.parametrize(
    ("giver", "holder", "shown", "refusal"),
    [
        (ANNA, BORIS, False, NoWrittenForm),
        (ANNA, ANNA, True, OwnProxy),
        (VASIL, BORIS, True, GiverPresent),
        (STRANGER, BORIS, True, UnknownThing),
        (ANNA, STRANGER, True, UnknownThing),
        (ANNA, GALINA, True, NotCheckedIn),
    ],
)
def test_what_is_refused(
    chamber: Chamber, giver: UUID, holder: UUID, shown: bool, refusal: type[Refusal]
) -> None:
    allow(chamber)
    chamber.open(BORIS, VASIL)
    with pytest.raises(refusal):
        enter(chamber, giver, holder, shown=shown)


def test_nobody_is_represented_twice_and_nobody_represents_too_many(chamber: Chamber) -> None:
    allow(chamber)
    chamber.open(BORIS, VASIL)
    enter(chamber)
    with pytest.raises(AlreadyRepresented):
        enter(chamber, ANNA, VASIL)
    with pytest.raises(TooManyProxies):
        enter(chamber, GALINA, BORIS)
    enter(chamber, GALINA, VASIL)


def test_only_the_clerk_and_only_where_the_rules_allow_it(chamber: Chamber) -> None:
    chamber.open(BORIS)
    with pytest.raises(ProxiesNotAllowed):
        enter(chamber)
    for by in (AS_CHAIR, councillor(BORIS)):
        with pytest.raises(Forbidden):
            chamber.do(messages.ProxyEnter, by, person=ANNA, holder=BORIS, shown=True)


def test_it_is_withdrawn_and_what_was_given_by_it_stays(represented: Chamber) -> None:
    with pytest.raises(NotRepresented):
        represented.do(messages.ProxyWithdraw, AS_CLERK, person=GALINA)
    represented.open_vote()
    press(represented, BORIS, "for")
    represented.do(messages.ProxyWithdraw, AS_CLERK, person=ANNA)
    for by in (BORIS, ANNA):
        with pytest.raises(NotYoursToCast):
            press(represented, by, "against", 2)
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert positions(represented)[ANNA] == "for"
    represented.open_vote(motion=1)
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert positions(represented)[ANNA] == "absent"
    assert differences(represented.meeting_now()) == []


def test_a_binding_one_is_not_withdrawn(chamber: Chamber) -> None:
    allow(chamber, ProxyRules(most=1, revocable=False))
    chamber.open(*HERE)
    enter(chamber)
    with pytest.raises(ProxyBinding):
        chamber.do(messages.ProxyWithdraw, AS_CLERK, person=ANNA)


def test_who_comes_in_the_middle_of_a_vote_votes_in_person(represented: Chamber) -> None:
    represented.open_vote()
    press(represented, BORIS, "for")
    with pytest.raises(NotYoursToCast):
        represented.press(ANNA, "against", 2)
    represented.do(messages.SeatCheckIn, councillor(ANNA))
    with pytest.raises(NotYoursToCast):
        press(represented, BORIS, "for", 2)
    represented.press(ANNA, "against", 2)
    line = represented.vote().roll.get(person=ANNA)
    assert (line.proxy_id, represented.vote().ballots.get(person=ANNA).choice) == (None, "against")
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert differences(represented.meeting_now()) == []


@pytest.mark.parametrize("way", ["recorded", "refused", "spoken"])
def test_no_number_of_the_holder_stands_in_the_way_of_the_giver(represented: Chamber, way: str) -> None:
    most, vote = 2**52, represented.open_vote()
    if way == "refused":
        represented.on_vote(messages.VoteHold)
        with pytest.raises(OnHold):
            press(represented, BORIS, "against", most)
        represented.on_vote(messages.VoteResume)
    else:
        press(represented, BORIS, "against", most)
    represented.do(messages.SeatCheckIn, councillor(ANNA))
    if way == "spoken":
        represented.on_vote(messages.SpokenEnter, AS_CLERK, person=ANNA, choice="for")
        represented.on_vote(messages.SpokenConfirm, AS_CHAIR, person=ANNA, choice="for")
        assert vote.ballots.get(person=ANNA).press < most
        number = vote.ballots.get(person=ANNA).press + 1
    else:
        represented.press(ANNA, "against", 1)
        assert vote.roll.get(person=ANNA).proxy_id is None
        number = 2
    represented.press(ANNA, "for", number)
    with pytest.raises(Superseded):
        represented.press(ANNA, "against", 1)
    represented.on_vote(messages.SpokenEnter, AS_CLERK, person=ANNA, choice="against")
    represented.on_vote(messages.SpokenConfirm, AS_CHAIR, person=ANNA, choice="against")
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert positions(represented)[ANNA] == "against"
    assert differences(represented.meeting_now()) == []


def test_the_highest_press_of_a_terminal_leaves_room_for_a_spoken_ballot(represented: Chamber) -> None:
    represented.open_vote()
    represented.press(VASIL, "against", 2**52)
    represented.on_vote(messages.SpokenEnter, AS_CLERK, person=VASIL, choice="for")
    represented.on_vote(messages.SpokenConfirm, AS_CHAIR, person=VASIL, choice="for")
    assert represented.vote().ballots.get(person=VASIL).choice == "for"


@pytest.mark.parametrize("mode", ["electronic", "electronic_unnamed", "roll_call", "hands"])
def test_who_comes_and_gives_no_vote_stood_there_in_person(represented: Chamber, mode: str) -> None:
    represented.open_vote(mode)
    represented.do(messages.SeatCheckIn, councillor(ANNA))
    if mode == "hands":
        represented.on_vote(messages.HandsCount, AS_CLERK, in_favour=8, against=0, abstain=0)
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert represented.vote().roll.get(person=ANNA).proxy_id is None
    record = meeting_record(represented.meeting.log_id)
    assert record.votes[0].result is not None
    assert {named.by_proxy for named in record.votes[0].result.named} == {""}
    assert differences(represented.meeting_now()) == []


def test_what_the_holder_pressed_before_stays_theirs(represented: Chamber) -> None:
    represented.open_vote()
    press(represented, BORIS, "for")
    represented.do(messages.SeatCheckIn, councillor(ANNA))
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert represented.vote().roll.get(person=ANNA).proxy_id == BORIS
    assert differences(represented.meeting_now()) == []


def test_nobody_else_presses_and_no_other_raises_the_number_of_the_presses(represented: Chamber) -> None:
    represented.open_vote()
    for by in (VASIL, ANNA):
        with pytest.raises(NotYoursToCast):
            press(represented, by, "against", 9)
    with pytest.raises(NotYoursToCast):
        press(represented, BORIS, "against", 9, of=VASIL)
    with pytest.raises(Forbidden):
        represented.press_as(AS_CHAIR, "for")
    press(represented, BORIS, "for", 1)
    represented.press(VASIL, "for", 1)
    assert Ballot.objects.count() == 2


def test_a_holder_who_has_left_presses_for_nobody(represented: Chamber) -> None:
    represented.open_vote()
    represented.do(messages.SeatCheckOut, councillor(BORIS))
    with pytest.raises(NotYoursToCast):
        press(represented, BORIS, "for")
    represented.close()
    assert positions(represented)[ANNA] == "absent"
    represented.on_vote(messages.VoteDeclare)
    assert differences(represented.meeting_now()) == []


def test_the_chair_is_shown_who_is_represented_and_has_no_vote(represented: Chamber) -> None:
    represented.open_vote()
    represented.close()
    assert positions(represented)[ANNA] == "not_voting"
    assert str(ANNA) in (represented.vote().missing or ())
    represented.on_vote(messages.VoteDeclare)
    assert differences(represented.meeting_now()) == []


def test_who_is_recused_votes_for_nobody(represented: Chamber) -> None:
    item = represented.items[0].pk
    represented.do(messages.Recuse, councillor(BORIS), item=item, person=BORIS, ground="Роднина")
    represented.open_vote()
    assert represented.vote().roll.get(person=ANNA).standing == "absent"
    with pytest.raises(NotYoursToCast):
        press(represented, BORIS, "for")
    with pytest.raises(RecusedFromItem):
        represented.press(BORIS, "for")
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert differences(represented.meeting_now()) == []


@pytest.mark.parametrize("counts", [True, False])
def test_the_rules_say_whether_it_counts_for_the_quorum(chamber: Chamber, counts: bool) -> None:
    allow(chamber, ProxyRules(most=1, counts_for_quorum=counts))
    chamber.open(*COUNCILLORS[1:5])
    enter(chamber)
    assert quorum(chamber.meeting_now(), chamber.at()).is_met is counts
    chamber.do(messages.QuorumCheck, AS_CLERK)
    assert differences(chamber.meeting_now()) == []


def test_it_may_be_entered_before_the_opening(chamber: Chamber) -> None:
    allow(chamber)
    chamber.do(messages.SeatCheckIn, councillor(BORIS))
    enter(chamber)
    chamber.open(*COUNCILLORS[2:])
    assert differences(chamber.meeting_now()) == []
    chamber.open_vote()
    press(chamber, BORIS, "for")


@pytest.mark.parametrize("most", [0, 1])
def test_rules_that_allow_them_no_more_hold_the_opening_until_they_are_withdrawn(
    chamber: Chamber, most: int
) -> None:
    allow(chamber, ProxyRules(most=2))
    chamber.do(messages.SeatCheckIn, councillor(BORIS))
    enter(chamber)
    enter(chamber, HERE[-1], BORIS)
    allow(chamber, ProxyRules(most=most, revocable=False))
    with pytest.raises(ProxiesExceedRules) as refused:
        chamber.open(*HERE[1:-1])
    beyond = (ANNA, HERE[-1])[most:]
    assert refused.value.detail["names"] == ", ".join(NAMES[person] for person in beyond)
    for person in beyond:
        chamber.do(messages.ProxyWithdraw, AS_CLERK, person=person)
    chamber.do(messages.MeetingOpen, AS_CHAIR, without_quorum=False)
    assert differences(chamber.meeting_now()) == []


def lose_mandate(chamber: Chamber, person: UUID) -> None:
    day_before = chamber.meeting.held_on - timedelta(days=1)
    Mandate.objects.filter(person=person).update(ends_on=day_before)


def test_it_is_withdrawn_from_who_is_no_councillor_any_more(represented: Chamber) -> None:
    lose_mandate(represented, ANNA)
    represented.do(messages.ProxyWithdraw, AS_CLERK, person=ANNA)
    with pytest.raises(UnknownThing):
        represented.do(messages.ProxyWithdraw, AS_CLERK, person=ANNA)
    assert differences(represented.meeting_now()) == []


@pytest.mark.parametrize("person", [ANNA, BORIS])
def test_between_others_than_councillors_it_is_worth_nothing(chamber: Chamber, person: UUID) -> None:
    allow(chamber, ProxyRules(most=1, counts_for_quorum=True))
    chamber.open(*HERE)
    enter(chamber)
    lose_mandate(chamber, person)
    chamber.do(messages.QuorumCheck, AS_CLERK)
    assert len(chamber.last()[2]["people"]) == quorum(chamber.meeting_now(), chamber.at()).present
    assert quorum(chamber.meeting_now(), chamber.at()).present == (8 if person == ANNA else 7)
    vote = chamber.open_vote()
    assert not vote.roll.exclude(proxy=None).exists()
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    assert differences(chamber.meeting_now()) == []


def by_registration(chamber: Chamber, *present: UUID, counts: bool = False) -> None:
    """Open a vote in which presence is established anew; Boris votes for Anna, and five are a quorum."""
    rules = ProxyRules(most=1, counts_for_quorum=counts)
    chamber.body.orders = StandingOrders(presence=Presence.REGISTRATION, proxies=rules).to_plain()
    chamber.body.save()
    chamber.open(*present)
    enter(chamber)
    chamber.open_vote()


@pytest.mark.parametrize("counts", [True, False])
def test_a_ballot_by_proxy_registers_its_giver_only_where_that_one_counts(
    chamber: Chamber, counts: bool
) -> None:
    by_registration(chamber, *COUNCILLORS[1:6], counts=counts)
    press(chamber, BORIS, "for")
    chamber.press_all(dict.fromkeys(COUNCILLORS[1:5], "for"))
    if not counts:
        with pytest.raises(TooFewRegistered, match=r"4 .* 5"):
            chamber.close()
        chamber.on_vote(messages.PresenceRegister, councillor(COUNCILLORS[5]))
    chamber.close()
    assert [body["registered"] for kind, _, body in chamber.entries() if kind == "voting.vote.closed"] == [5]
    chamber.on_vote(messages.VoteDeclare)
    assert differences(chamber.meeting_now()) == []


def test_who_is_represented_was_not_there_when_a_vote_was_opened_without_a_quorum(chamber: Chamber) -> None:
    by_registration(chamber, *COUNCILLORS[1:5])
    chamber.press_all(dict.fromkeys(COUNCILLORS[1:5], "for"))
    assert chamber.close().stage == "closed"
    assert differences(chamber.meeting_now()) == []


@pytest.mark.parametrize("mode", ["roll_call", "hands_by_name"])
def test_the_clerk_enters_an_answer_by_proxy(represented: Chamber, mode: str) -> None:
    represented.open_vote(mode)
    for person in COUNCILLORS:
        represented.on_vote(messages.AnswerEnter, AS_CLERK, person=person, answer="for")
    assert represented.vote().roll.get(person=ANNA).proxy_id == BORIS
    represented.close(())
    represented.on_vote(messages.VoteDeclare)
    assert represented.vote().result["tally"]["for"] == 9  # type: ignore[index]  # declared
    assert differences(represented.meeting_now()) == []


@pytest.mark.parametrize("mode", ["roll_call", "hands_by_name", "signatures"])
@pytest.mark.parametrize("ended", ["holder left", "withdrawn"])
def test_out_of_force_nobody_answers_for_the_giver(represented: Chamber, mode: str, ended: str) -> None:
    represented.open_vote(mode)
    if ended == "withdrawn":
        represented.do(messages.ProxyWithdraw, AS_CLERK, person=ANNA)
    else:
        represented.do(messages.SeatCheckOut, councillor(BORIS))
    with pytest.raises(NotCheckedIn):
        represented.on_vote(messages.AnswerEnter, AS_CLERK, person=ANNA, answer="for")
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert positions(represented)[ANNA] == "absent"
    assert differences(represented.meeting_now()) == []


def test_who_comes_and_answers_needs_no_proxy(represented: Chamber) -> None:
    represented.open_vote("roll_call")
    represented.do(messages.AttendanceCheckIn, AS_CLERK, person=ANNA)
    represented.on_vote(messages.AnswerEnter, AS_CLERK, person=ANNA, answer="for")
    assert represented.vote().roll.get(person=ANNA).proxy_id is None
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert differences(represented.meeting_now()) == []


def test_a_second_hand_is_counted(represented: Chamber) -> None:
    represented.open_vote("hands")
    hands = {"in_favour": 9, "against": 0, "abstain": 0}
    represented.on_vote(messages.HandsCount, AS_CLERK, **hands)
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert differences(represented.meeting_now()) == []


def test_a_second_paper_is_counted(represented: Chamber) -> None:
    represented.open_vote("paper")
    papers = {"issued": 9, "returned": 9, "valid": 9, "invalid": 0, "blank": 0}
    numbers = papers | {"in_favour": 8, "against": 1, "abstain": 0, "tellers": ["Първи", "Втори"]}
    represented.on_vote(messages.PapersCount, AS_CLERK, **numbers)
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert differences(represented.meeting_now()) == []


def test_a_holder_speaks_aloud_for_the_giver(represented: Chamber) -> None:
    represented.open_vote()
    represented.on_vote(messages.SpokenEnter, AS_CLERK, person=ANNA, choice="for")
    represented.on_vote(messages.SpokenConfirm, AS_CHAIR, person=ANNA, choice="for")
    assert represented.vote().roll.get(person=ANNA).proxy_id == BORIS
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert differences(represented.meeting_now()) == []


def test_without_names_it_is_counted_and_nobody_is_told_what_it_was(represented: Chamber) -> None:
    represented.open_vote("electronic_unnamed")
    press(represented, BORIS, "against", of=None)
    press(represented, BORIS, "for")
    represented.close()
    represented.on_vote(messages.VoteDeclare)
    assert represented.vote().result["tally"]["for"] == 1  # type: ignore[index]  # declared
    assert positions(represented)[ANNA] == "voted"
    assert differences(represented.meeting_now()) == []
