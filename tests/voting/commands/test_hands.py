"""The fallback: a show of hands, counted by numbers."""

import pytest

from agenda.refusals import Forbidden
from kiosk import messages
from tests.cast import CLERK, COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from voting.models import Ballot
from voting.refusals import NoFallBack, NotByHands, StaleStage, WrongHandsCount, WrongVoteStage

ANNA, BORIS, VASIL, GALINA, DIMITAR, *OTHERS = COUNCILLORS


def count(chamber: Chamber, *numbers: int, by: object = AS_CLERK) -> object:
    in_favour, against, abstain = numbers
    return chamber.on_vote(
        messages.HandsCount,
        by,  # type: ignore[arg-type]  # an actor
        in_favour=in_favour,
        against=against,
        abstain=abstain,
    )


def test_hands_are_counted_closed_and_declared(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[:7])
    item = chamber.items[0].pk
    chamber.do(messages.Recuse, councillor(ANNA), item=item, person=ANNA, ground="g")
    chamber.open_vote("hands")
    count(chamber, 3, 1, 1)
    vote = chamber.vote()
    assert chamber.last() == (
        "voting.hands.counted",
        f"clerk:{CLERK}",
        {"vote": str(vote.pk), "for": 3, "against": 1, "abstain": 1},
    )
    vote = chamber.close([])
    assert dict(vote.roll.values_list("person", "position")) == {
        ANNA: "recused",
        **dict.fromkeys(COUNCILLORS[1:7], "unnamed"),
        **dict.fromkeys(COUNCILLORS[7:], "absent"),
    }
    chamber.on_vote(messages.VoteDeclare)
    _, _, body = chamber.last()
    assert set(body["positions"].values()) == {"recused", "unnamed", "absent"}
    assert body["tally"] == {
        "for": 3,
        "against": 1,
        "abstain": 1,
        "not_voting": 1,
        "recused": 1,
        "absent": 2,
        "unreachable": 0,
    }
    assert body["outcome"] == "adopted"


def test_a_vote_falls_back_and_its_ballots_count_no_more(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    chamber.press_all({ANNA: "against", BORIS: "against"})
    chamber.on_vote(messages.VoteFallBack)
    vote = chamber.vote()
    assert (vote.mode, vote.stage) == ("hands", "open")
    assert chamber.last()[2] == {"vote": str(vote.pk), "mode": "hands"}
    count(chamber, 9, 0, 0)
    chamber.close([])
    chamber.on_vote(messages.VoteDeclare)
    assert (chamber.vote().result or {})["tally"]["for"] == 9
    assert Ballot.objects.filter(vote=vote).count() == 2


@pytest.mark.parametrize("stage", ["prepared", "held"])
def test_it_may_fall_back_before_the_opening_and_on_hold(chamber: Chamber, stage: str) -> None:
    chamber.open()
    chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[0].pk)
    for act in [messages.VoteOpen, messages.VoteHold] if stage == "held" else []:
        chamber.on_vote(act)
    chamber.on_vote(messages.VoteFallBack)
    assert (chamber.vote().mode, chamber.vote().stage) == ("hands", stage)


def test_it_falls_back_once(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote("hands")
    with pytest.raises(NoFallBack):
        chamber.on_vote(messages.VoteFallBack)


def test_the_last_count_entered_holds(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote("hands")
    count(chamber, 9, 0, 0)
    count(chamber, 4, 5, 0)
    assert chamber.vote().hands == {"for": 4, "against": 5, "abstain": 0}


def test_no_more_hands_than_people(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[:5])
    chamber.open_vote("hands")
    with pytest.raises(WrongHandsCount) as refused:
        count(chamber, 3, 2, 1)
    assert refused.value.detail == {"counted": 6, "limit": 5}
    with pytest.raises(WrongHandsCount):
        count(chamber, -1, 2, 1)
    assert chamber.vote().hands is None


def test_somebody_who_left_after_the_count_makes_it_be_taken_again(chamber: Chamber) -> None:
    chamber.open(*COUNCILLORS[:5])
    chamber.open_vote("hands")
    count(chamber, 5, 0, 0)
    chamber.do(messages.SeatCheckOut, councillor(ANNA))
    with pytest.raises(WrongHandsCount):
        chamber.close([])
    count(chamber, 4, 0, 0)
    assert chamber.close([]).stage == "closed"


def test_who_counts_what_and_when(chamber: Chamber) -> None:
    chamber.open()
    chamber.open_vote()
    with pytest.raises(NotByHands):
        count(chamber, 1, 1, 1)
    chamber.on_vote(messages.VoteFallBack)
    for by in (AS_CHAIR, councillor(ANNA)):
        with pytest.raises(Forbidden):
            count(chamber, 1, 1, 1, by=by)
    vote = chamber.vote().pk
    with pytest.raises(StaleStage):
        chamber.do(messages.HandsCount, AS_CLERK, vote=vote, stage="held", in_favour=1, against=1, abstain=1)
    chamber.on_vote(messages.VoteHold)
    with pytest.raises(WrongVoteStage):
        count(chamber, 1, 1, 1)
