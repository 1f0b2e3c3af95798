"""Entries of votes by voice, by named hands and on paper, and those that contradict what came before them."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.beginnings import ANNA, BORIS, FIRST, fault_of, opened, with_open_vote
from voting.domain.record import read_record
from voting.domain.stages import Mode

COUNT: dict[str, Any] = {
    "issued": 12,
    "returned": 11,
    "valid": 9,
    "invalid": 1,
    "blank": 1,
    "for": 5,
    "against": 3,
    "abstain": 1,
    "tellers": ["Т. Първи", "Т. Втори"],
}


def moved(mode: str) -> Callable[[Story, str], Story]:
    return lambda story, vote: story.tell("voting.vote.fell_back", vote=vote, mode=mode)


def answered(answer: str, name: str = ANNA) -> Callable[[Story, str], Story]:
    return lambda story, vote: story.tell(
        "voting.answer.entered", actor=story.clerk, vote=vote, person=id_of(name), answer=answer
    )


def ordered(order: str) -> Callable[[Story, str], Story]:
    return lambda story, vote: story.tell("voting.call.ordered", actor=story.clerk, vote=vote, order=order)


def papers(**changes: Any) -> Callable[[Story, str], Story]:
    return lambda story, vote: story.tell(
        "voting.papers.counted", actor=story.clerk, vote=vote, **(COUNT | changes)
    )


def closed(story: Story, vote: str) -> Story:
    return story.close(vote)


def told(*steps: Callable[[Story, str], Story]) -> Story:
    story, vote = with_open_vote()
    for step in steps:
        step(story, vote)
    return story


def test_a_corrected_answer_keeps_what_it_corrects() -> None:
    vote = read_record(told(moved("roll_call"), answered("against"), answered("for"))).votes[0]
    (answer,) = vote.answers
    assert (answer.person, answer.answer, answer.before) == (id_of(ANNA), "for", ("against",))


def test_falling_back_tells_which_mode_was_left_and_how_much_was_set_aside() -> None:
    story, vote = with_open_vote()
    story.cast(vote, ANNA, "for").cast(vote, BORIS, "for")
    for step in (moved("roll_call"), answered("for"), moved("hands_by_name"), moved("hands")):
        step(story, vote)
    read = read_record(story).votes[0]
    assert [(step.left, step.set_aside) for step in read.fallbacks] == [
        (Mode.ELECTRONIC, 2),
        (Mode.ROLL_CALL, 1),
        (Mode.HANDS_BY_NAME, 0),
    ]
    assert read.answers == ()


def test_papers_counted_again_replace_the_count() -> None:
    again = papers(**{"for": 6, "against": 2})
    vote = read_record(told(moved("paper"), papers(), again)).votes[0]
    assert vote.papers is not None
    assert (vote.papers.count.for_, vote.papers.count.against) == (6, 2)


@pytest.mark.parametrize(
    ("code", "steps"),
    [
        ("not-by-name", [answered("for")]),
        ("not-by-name", [ordered("seat")]),
        ("same-order", [moved("roll_call"), ordered("name")]),
        ("same-order", [moved("roll_call"), ordered("drawn"), ordered("drawn")]),
        ("may-not-vote", [moved("roll_call"), answered("for", NAMES[12])]),
        ("may-not-vote", [moved("roll_call"), answered("for", "nobody")]),
        ("same-answer", [moved("roll_call"), answered("for"), answered("for")]),
        ("wrong-stage", [moved("roll_call"), closed, answered("for")]),
        ("not-on-paper", [papers()]),
        ("papers-do-not-add-up", [moved("paper"), papers(valid=8)]),
        ("no-fallback", [moved("roll_call"), moved("electronic")]),
        ("nobody-may-press", [moved("roll_call"), lambda story, vote: story.cast(vote, ANNA, "for")]),
    ],
)
def test_what_cannot_be_is_a_fault(code: str, steps: list[Callable[[Story, str], Story]]) -> None:
    story = told(*steps)
    assert fault_of(story) == (len(story.lines) - 1, code)


def test_the_order_of_the_names_changes_and_answers_stay() -> None:
    vote = read_record(told(moved("roll_call"), answered("for"), ordered("seat"))).votes[0]
    assert (vote.call_order, [each.answer for each in vote.answers]) == ("seat", ["for"])


def test_an_answer_is_missing_where_somebody_kept_silent() -> None:
    story, vote = with_open_vote()
    for step in (moved("roll_call"), answered("silent"), answered("for", BORIS)):
        step(story, vote)
    assert read_record(story.close(vote, [ANNA])).votes[0].close is not None
    assert fault_of(told(moved("roll_call"), answered("for"), closed_over(ANNA)))[1] == "not-missing"


def closed_over(name: str) -> Callable[[Story, str], Story]:
    return lambda story, vote: story.close(vote, [name])


def test_a_matter_prescribed_by_name_is_not_prepared_without_names() -> None:
    story = opened()
    story.prepare(FIRST, mode="hands", more={"secrecy": "named"})
    assert fault_of(story) == (len(story.lines) - 1, "mode-not-allowed")
