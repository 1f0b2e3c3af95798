"""What entries say of decisions' numbers, the rows that follow, and numbers that cannot be."""

import pytest

from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.beginnings import ANNA, FIRST, SECOND, fault_of, opened
from voting.domain.projection import project
from voting.domain.record import read_record


def decided(story: Story, title: str, number: int, decision: str = "", series: str = "2026") -> str:
    """Take a vote whose decision has a number."""
    vote = story.prepare(title)
    story.open_vote(vote).cast(vote, ANNA, "for").close(vote)
    positions = {name: story.position(name, {ANNA: "for"}, []) for name in NAMES}
    numbered = {"series": series, "number": number}
    story.declare(vote, positions, decision=decision or f"{number}/{series}", numbered=numbered)
    return vote


def numbered_from(story: Story, number: int) -> Story:
    return story.tell("voting.decisions.numbered", actor=story.clerk, series="2026", number=number)


def test_a_number_makes_a_row() -> None:
    story = opened()
    vote = decided(numbered_from(story, 118), FIRST, 118)
    rows = project(read_record(story.lines), story.lines)["decision"]
    opening = read_record(story.lines).opening
    assert opening is not None
    assert rows == {
        (vote, id_of(FIRST + "!")): {"body": opening.said.body.id, "series": "2026", "number": 118}
    }


def test_a_result_without_a_number_makes_none() -> None:
    story = opened()
    story.vote(FIRST, {ANNA: "for"})
    assert project(read_record(story.lines), story.lines)["decision"] == {}


def test_numbers_before_the_opening_are_read() -> None:
    story = numbered_from(Story(), 7)
    assert read_record(story.lines).opening is None


@pytest.mark.parametrize("second", [118, 117])
def test_a_number_that_is_given_again_or_runs_back_is_found(second: int) -> None:
    story = opened()
    decided(story, FIRST, 118)
    story.activate(SECOND)
    decided(story, SECOND, second)
    assert fault_of(story)[1] == "numbers-run-back"


def test_a_series_that_is_set_back_is_found() -> None:
    story = opened()
    decided(story, FIRST, 118)
    assert fault_of(numbered_from(story, 118))[1] == "numbers-run-back"


def test_a_decision_cited_by_another_number_is_found() -> None:
    story = opened()
    decided(story, FIRST, 118, decision="119/2026")
    assert fault_of(story)[1] == "decision-differs-from-number"


def test_practice_that_takes_a_number_is_found() -> None:
    story = opened()
    for line in story.lines:
        if line[1] == "agenda.meeting.opened":
            line[4]["is_practice"] = True
    decided(story, FIRST, 118)
    assert fault_of(story)[1] == "practice-is-numbered"
