"""Beginnings of meetings for the tests of the record, and what names the entry at fault; no tests."""

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


def with_open_vote() -> tuple[Story, str]:
    story = opened()
    vote = story.prepare(FIRST)
    story.open_vote(vote)
    return story, vote


def with_closed_vote() -> tuple[Story, str]:
    story, vote = with_open_vote()
    return story.cast(vote, ANNA, "for").close(vote), vote
