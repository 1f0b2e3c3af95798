"""Modes besides the terminals: what a matter allows, falling back, answers by name, papers counted by tellers."""

from typing import Any

import pytest

from agenda.models import Motion
from agenda.refusals import Forbidden, UnknownThing
from council.refusals import Refusal
from kiosk import messages
from tests.cast import COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from voting.domain.choices import Position
from voting.models import Ballot, GivenAnswer
from voting.queries import differences
from voting.refusals import (
    MayNotAnswer,
    MorePapersReturned,
    MorePapersThanPeople,
    NoFallBack,
    NotByName,
    NotElectronic,
    NotOnPaper,
    OnlyByName,
    OnlyInSecret,
    PapersNotCounted,
    ReturnedDoNotAddUp,
    SameAnswer,
    SameOrder,
    TooFewTellers,
    UnconfirmedMissing,
    ValidDoNotAddUp,
)

ANNA, BORIS, VASIL, GALINA, *OTHERS = COUNCILLORS
COUNT = {
    "issued": 8,
    "returned": 7,
    "valid": 5,
    "invalid": 1,
    "blank": 1,
    "in_favour": 4,
    "against": 1,
    "abstain": 0,
    "tellers": ["Т. Първи", "Т. Втори"],
}


def prescribe(chamber: Chamber, secrecy: str) -> None:
    Motion.objects.filter(pk=chamber.motions[0].pk).update(secrecy=secrecy)


def answer(chamber: Chamber, person: Any, said: str, by: Any = AS_CLERK) -> Any:
    return chamber.on_vote(messages.AnswerEnter, by, person=person, answer=said)


def declared(chamber: Chamber) -> dict[str, Any]:
    chamber.on_vote(messages.VoteDeclare)
    assert differences(chamber.meeting_now()) == []
    return chamber.last()[2]


@pytest.mark.parametrize(
    ("secrecy", "mode", "refusal"),
    [
        ("named", "hands", OnlyByName),
        ("named", "paper", OnlyByName),
        ("secret", "electronic", OnlyInSecret),
        ("secret", "roll_call", OnlyInSecret),
    ],
)
def test_a_vote_is_prepared_only_as_its_matter_allows(
    chamber: Chamber, secrecy: str, mode: str, refusal: type[Refusal]
) -> None:
    prescribe(chamber, secrecy)
    chamber.open()
    with pytest.raises(refusal):
        chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk, mode=mode)


def test_without_a_mode_the_usual_one_of_the_matter_is_taken(chamber: Chamber) -> None:
    prescribe(chamber, "secret")
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    assert (chamber.vote().mode, chamber.vote().secrecy) == ("paper", "secret")


def test_a_named_vote_falls_back_to_names_only(chamber: Chamber) -> None:
    prescribe(chamber, "named")
    chamber.open()
    chamber.open_vote()
    with pytest.raises(OnlyByName):
        chamber.on_vote(messages.VoteFallBack, mode="hands")
    chamber.on_vote(messages.VoteFallBack, mode="roll_call")
    with pytest.raises(NoFallBack):
        chamber.on_vote(messages.VoteFallBack, mode="roll_call")


def test_in_a_roll_call_the_ballots_pressed_before_are_set_aside(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[:5])
    chamber.open_vote()
    chamber.press_all({ANNA: "against", BORIS: "against"})
    chamber.on_vote(messages.VoteFallBack, mode="roll_call")
    with pytest.raises(NotElectronic):
        chamber.press(VASIL, "for")
    for person, said in ((ANNA, "for"), (BORIS, "silent"), (VASIL, "against"), (VASIL, "for")):
        answer(chamber, person, said)
    assert GivenAnswer.objects.get(person=VASIL).before == "against"
    with pytest.raises(UnconfirmedMissing):
        chamber.close([GALINA])
    vote = chamber.close(COUNCILLORS)
    assert set(vote.missing or []) == {str(person) for person in (BORIS, GALINA, OTHERS[0])}
    body = declared(chamber)
    assert (body["tally"]["for"], body["tally"]["not_voting"], body["tally"]["absent"]) == (2, 3, 4)
    assert body["positions"][str(BORIS)] == "not_voting"
    assert Ballot.objects.filter(vote=vote).count() == 2


def test_answers_of_a_mode_that_was_left_count_no_more(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote("roll_call")
    answer(chamber, ANNA, "for")
    chamber.on_vote(messages.VoteFallBack, mode="hands_by_name")
    assert not GivenAnswer.objects.exists()
    answer(chamber, ANNA, "abstain")
    chamber.close()
    assert declared(chamber)["tally"]["abstain"] == 1


def test_signatures_are_entered_by_name_where_names_are_prescribed(chamber: Chamber) -> None:
    Motion.objects.update(secrecy="named")
    chamber.open(*COUNCILLORS[:5])
    chamber.open_vote()
    chamber.press(ANNA, "for")
    chamber.on_vote(messages.VoteFallBack, mode="signatures")
    for person, signed in ((ANNA, "against"), (BORIS, "for"), (VASIL, "abstain")):
        answer(chamber, person, signed)
    chamber.close()
    body = declared(chamber)
    assert [body["positions"][str(person)] for person in (ANNA, BORIS, VASIL)] == [
        "against",
        "for",
        "abstain",
    ]
    assert body["tally"]["not_voting"] == 2
    assert differences(chamber.meeting_now()) == []


def test_who_answers_what_and_when(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[:5])
    chamber.open_vote()
    with pytest.raises(NotByName):
        answer(chamber, ANNA, "for")
    chamber.on_vote(messages.VoteFallBack, mode="roll_call")
    for by in (AS_CHAIR, councillor(ANNA)):
        with pytest.raises(Forbidden):
            answer(chamber, ANNA, "for", by=by)
    with pytest.raises(MayNotAnswer):
        answer(chamber, COUNCILLORS[8], "for")
    with pytest.raises(UnknownThing):
        answer(chamber, STRANGER, "for")
    answer(chamber, ANNA, "for")
    with pytest.raises(SameAnswer):
        answer(chamber, ANNA, "for")


def test_the_order_of_the_call_is_chosen(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote("roll_call")
    with pytest.raises(SameOrder):
        chamber.on_vote(messages.CallOrder, AS_CLERK, order="name")
    chamber.on_vote(messages.CallOrder, AS_CLERK, order="seat")
    assert chamber.vote().call_order == "seat"
    assert differences(chamber.meeting_now()) == []


def test_papers_are_counted_and_nobody_has_a_choice(chamber: Chamber) -> None:
    prescribe(chamber, "secret")
    chamber.open()
    vote = chamber.open_vote("paper")
    with pytest.raises(PapersNotCounted):
        chamber.close([])
    chamber.on_vote(messages.PapersCount, AS_CLERK, **COUNT)
    assert chamber.last()[2]["tellers"] == ["Т. Първи", "Т. Втори"]
    chamber.close([])
    body = declared(chamber)
    assert set(body["positions"].values()) == {"unnamed"}
    tally = body["tally"]
    assert (tally["for"], tally["invalid"], tally["blank"], tally["not_voting"]) == (4, 1, 1, 2)
    assert sum(tally.values()) == vote.roll.count() == len(COUNCILLORS)


@pytest.mark.parametrize("leavers", [1, 3])
def test_who_left_after_voting_on_paper_stays_in_the_base(chamber: Chamber, leavers: int) -> None:
    chamber.open()
    chamber.open_vote("paper")
    chamber.on_vote(messages.PapersCount, AS_CLERK, **COUNT)
    for person in COUNCILLORS[:leavers]:
        chamber.do(messages.SeatCheckOut, councillor(person))
    chamber.close([])
    body = declared(chamber)
    absent = leavers if len(COUNCILLORS) - leavers >= COUNT["issued"] else 0
    assert list(body["positions"].values()).count(Position.ABSENT) == absent == body["tally"]["absent"]
    assert sum(body["tally"].values()) == len(COUNCILLORS)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"issued": 10}, MorePapersThanPeople),
        ({"issued": 6}, MorePapersReturned),
        ({"blank": 2}, ReturnedDoNotAddUp),
        ({"abstain": 1}, ValidDoNotAddUp),
        ({"tellers": ["Т. Първи", " т. първи ", ""]}, TooFewTellers),
    ],
)
def test_papers_that_do_not_add_up_are_refused(
    chamber: Chamber, wrong: dict[str, Any], refusal: type[Refusal]
) -> None:
    chamber.open()
    chamber.open_vote("paper")
    with pytest.raises(refusal):
        chamber.on_vote(messages.PapersCount, AS_CLERK, **(COUNT | wrong))
    assert chamber.vote().papers is None


def test_papers_are_counted_only_in_a_vote_on_paper(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote("hands")
    with pytest.raises(NotOnPaper):
        chamber.on_vote(messages.PapersCount, AS_CLERK, **COUNT)
