"""Entries about ties: what they add to the record, and those that contradict the ones before them."""

from collections.abc import Callable

import pytest

from council.domain.rules import Tie
from tests.minutes.story import CHAIR, NAMES, Story, id_of
from tests.voting.domain.beginnings import (
    BORIS,
    FIRST,
    SECOND,
    fault_of,
    opened,
    with_closed_vote,
    with_open_vote,
)
from voting.domain.lots import commitment, draw
from voting.domain.majority import Settled
from voting.domain.record import read_record

SEED = bytes(range(32))
SIDE = draw(seed=SEED, lots=["for", "against"], word="орел")[0]


def settle(story: Story, vote: str) -> Story:
    return story.tell("voting.tie.settled", vote=vote, tie="casting", choice="for", name="Мария")


def commit(story: Story, vote: str) -> Story:
    return story.tell("voting.lot.committed", vote=vote, commitment=commitment(SEED))


def draw_it(story: Story, vote: str, **changes: str) -> Story:
    return story.tell(
        "voting.lot.drawn", vote=vote, **{"seed": SEED.hex(), "word": "орел", "choice": SIDE} | changes
    )


def test_a_casting_vote_is_kept_with_its_name() -> None:
    story, vote = with_closed_vote()
    (found,) = read_record(settle(story, vote)).votes
    assert found.tie is not None
    assert (found.tie.tie, found.tie.choice, found.tie.name) == (Tie.CASTING, Settled.FOR, "Мария")


def test_a_lot_is_drawn_again() -> None:
    story, vote = with_closed_vote()
    (found,) = read_record(draw_it(commit(story, vote), vote)).votes
    assert found.tie is not None
    assert found.tie.to_plain() == {
        "tie": "lot",
        "at": found.tie.at.isoformat(),
        "choice": SIDE,
        "commitment": commitment(SEED),
        "seed": SEED.hex(),
        "word": "орел",
    }


def closed_then(*steps: Callable[[Story, str], Story]) -> Story:
    story, vote = with_closed_vote()
    for step in steps:
        step(story, vote)
    return story


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (lambda: closed_then(settle, settle), "settled-twice"),
        (lambda: closed_then(settle, commit), "settled-twice"),
        (lambda: closed_then(draw_it), "no-lot-to-draw"),
        (lambda: closed_then(settle, draw_it), "no-lot-to-draw"),
        (lambda: closed_then(commit, draw_it, draw_it), "no-lot-to-draw"),
        (
            lambda: closed_then(commit, lambda story, vote: draw_it(story, vote, seed="00" * 32)),
            "lot-differs",
        ),
        (lambda: closed_then(commit, lambda story, vote: draw_it(story, vote, seed="кон")), "lot-differs"),
        (
            lambda: closed_then(
                commit,
                lambda story, vote: draw_it(story, vote, choice={"for": "against", "against": "for"}[SIDE]),
            ),
            "lot-differs",
        ),
        (lambda: settle(*with_open_vote()), "wrong-stage"),
    ],
)
def test_contradictions(told: Callable[[], Story], code: str) -> None:
    story = told()
    assert fault_of(story) == (len(story.lines) - 1, code)


def test_a_second_vote_follows_a_vote_that_was_declared_a_tie() -> None:
    story = opened()
    vote = story.vote(FIRST, {})
    story.prepare(FIRST, more={"follows_tie": vote})
    assert fault_of(story) == (len(story.lines) - 1, "follows-no-tie")


def tied(story: Story) -> str:
    """Declare the first vote of the story's first item a tie that has to be voted again."""
    vote = story.prepare(FIRST)
    positions = dict.fromkeys(NAMES[:12], "not_voting") | dict.fromkeys(NAMES[12:], "absent")
    story.open_vote(vote).close(vote, NAMES[:12]).declare(vote, positions, outcome="tied", decision="")
    return vote


def test_the_second_vote_after_a_tie_is_of_the_same_motion() -> None:
    story = opened()
    first = tied(story)
    story.activate(SECOND).prepare(SECOND, more={"follows_tie": first})
    assert fault_of(story) == (len(story.lines) - 1, "follows-no-tie")


def test_a_tie_that_has_to_be_voted_again_is_not_passed_over() -> None:
    story = opened()
    tied(story)
    story.prepare(FIRST)
    assert fault_of(story) == (len(story.lines) - 1, "follows-no-tie")


def test_a_tie_is_settled_by_who_presides_and_as_its_rule_allows() -> None:
    for rule, changes, code in (
        ({}, {"actor": f"chair:{id_of(BORIS)}"}, "settled-by-another"),
        ({"may_decline": False}, {"choice": "none"}, "casting-vote-owed"),
        ({"casts_unvoted": True}, {}, "casting-vote-of-others"),
    ):
        story = opened()
        vote = story.prepare(FIRST, **rule)
        story.open_vote(vote).cast(vote, CHAIR, "for").close(vote)
        said = {"vote": vote, "tie": "casting", "choice": "for", "name": CHAIR} | changes
        story.tell("voting.tie.settled", **said)
        assert fault_of(story) == (len(story.lines) - 1, code)


@pytest.mark.parametrize(("told", "is_right"), [(0, True), (1, False)])
def test_the_recused_who_are_there_at_the_close_are_those_checked_in(told: int, *, is_right: bool) -> None:
    story, vote = with_open_vote()
    story.tell("voting.vote.closed", vote=vote, missing=[], presiding=None, recused_present=told)
    if is_right:
        assert read_record(story.lines).votes[0].close is not None
    else:
        assert fault_of(story) == (len(story.lines) - 1, "recused-differ")
