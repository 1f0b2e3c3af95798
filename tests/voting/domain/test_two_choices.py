"""Entries of votes in which abstaining is no choice: what was opened so takes no abstaining in any mode."""

from collections.abc import Callable

import pytest

from tests.minutes.story import Story, id_of
from tests.voting.domain.beginnings import ANNA, BORIS, fault_of, without_abstaining
from voting.domain.record import read_record

NOBODY = {"issued": 1, "returned": 1, "valid": 1, "invalid": 0, "blank": 0, "for": 0, "against": 0}


def taken_by(mode: str) -> tuple[Story, str]:
    story, vote = without_abstaining()
    if mode != "electronic":
        story.tell("voting.vote.fell_back", vote=vote, mode=mode)
    return story, vote


def spoken(story: Story, vote: str, choice: str) -> None:
    person = {"person": id_of(BORIS), "name": BORIS}
    story.tell("voting.choice.spoken", actor=story.clerk, vote=vote, choice=choice, **person)


def answered(story: Story, vote: str, choice: str) -> None:
    story.tell("voting.answer.entered", actor=story.clerk, vote=vote, person=id_of(ANNA), answer=choice)


def raised(story: Story, vote: str, choice: str) -> None:
    numbers = {"for": 0, "against": 0, "abstain": 0} | {choice: 1}
    story.tell("voting.hands.counted", actor=story.clerk, vote=vote, **numbers)


def counted(story: Story, vote: str, choice: str) -> None:
    numbers = NOBODY | {"abstain": 0, choice: 1, "tellers": ["Т. Първи", "Т. Втори"]}
    story.tell("voting.papers.counted", actor=story.clerk, vote=vote, **numbers)


@pytest.mark.parametrize(
    ("mode", "choose"),
    [
        ("electronic", lambda story, vote, choice: story.cast(vote, ANNA, choice)),
        ("electronic", spoken),
        ("roll_call", answered),
        ("hands", raised),
        ("paper", counted),
    ],
)
def test_nobody_abstains_where_that_is_no_choice(
    mode: str, choose: Callable[[Story, str, str], object]
) -> None:
    story, vote = taken_by(mode)
    choose(story, vote, "against")
    assert not read_record(story).votes[0].offers_abstaining

    story, vote = taken_by(mode)
    choose(story, vote, "abstain")
    assert fault_of(story) == (story.lines[-1][0], "abstaining-not-offered")


def test_the_choices_are_those_of_the_rules() -> None:
    story, _ = without_abstaining(("for", "against", "abstain"))
    assert fault_of(story) == (story.lines[-1][0], "choices-differ")
