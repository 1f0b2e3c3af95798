"""Beginnings of meetings for the tests of the record, and what names the entry at fault; no tests."""

from collections.abc import Sequence

import pytest

from tests.minutes.story import NAMES, TITLES, Story
from voting.domain.record import RecordFault, read_record

FIRST, SECOND, *_ = TITLES
ANNA, BORIS, VENETA = NAMES[:3]


def fault_of(story: Story) -> tuple[int, str]:
    with pytest.raises(RecordFault) as caught:
        read_record(story)
    return caught.value.sequence, caught.value.code


def opened() -> Story:
    return Story().arrive(*NAMES[:12]).open().activate(FIRST)


def without_abstaining(choices: Sequence[str] = ("for", "against")) -> tuple[Story, str]:
    """Return a story with an open vote under rules that know no abstaining."""
    rules = {"digest": "0" * 64, "orders": {"may_abstain": False}}
    story = Story().arrive(*NAMES[:12]).open(rules=rules).activate(FIRST)
    vote = story.prepare(FIRST)
    return story.open_vote(vote, choices=list(choices)), vote


def with_open_vote() -> tuple[Story, str]:
    story = opened()
    vote = story.prepare(FIRST)
    story.open_vote(vote)
    return story, vote


def with_closed_vote() -> tuple[Story, str]:
    story, vote = with_open_vote()
    return story.cast(vote, ANNA, "for").close(vote), vote
