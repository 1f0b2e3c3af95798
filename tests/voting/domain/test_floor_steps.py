"""What entries about the floor add to the record and its rows: kinds, ties, the clock; and those that cannot be."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.minutes.story import Story, id_of
from tests.voting.domain.beginnings import ANNA, BORIS, FIRST, fault_of, opened
from tests.voting.domain.test_sitting_steps import asked, given, named
from voting.domain.projection import Columns, project
from voting.domain.record import read_record


def rows(story: Story) -> dict[str, Columns]:
    return {key: row for (key,), row in project(read_record(story), story)["speech"].items()}


def speaking(**more: int) -> Story:
    return given(asked(opened(), ANNA), ANNA, **more)


def test_what_was_asked_for_is_in_the_row() -> None:
    story = given(asked(opened(), ANNA, "1"), ANNA, "1", id_of(FIRST), limit=300, is_out_of_order=True)
    more = {"kind": "reply", "group": "Заедно", "item": id_of(FIRST), "to": "1", "is_beyond": True}
    asked(story, BORIS, "2", **more)
    found = rows(story)
    assert {name: found["2"][name] for name in more} == more
    assert (found["1"]["number"], found["2"]["number"]) == (1, 2)
    assert found["1"]["limit_seconds"] == 300
    assert read_record(story).sitting.speeches[0].is_out_of_order


def test_an_explanation_names_its_vote() -> None:
    story = opened()
    vote = story.prepare(FIRST)
    assert rows(asked(story, ANNA, kind="explanation", vote=vote))["r"]["vote"] == vote


def test_the_clock_stands_from_each_interruption_until_the_speech_goes_on_or_ends() -> None:
    story = named(speaking(), "interrupted", ANNA)
    begun = story.at
    assert rows(story)["r"]["paused_at"] == begun
    named(story, "resumed", ANNA)
    first = story.at - begun
    assert rows(story)["r"]["paused_at"] is None
    assert rows(story)["r"]["stood_for"] == first
    begun = named(story, "interrupted", ANNA).at
    named(story, "ended", ANNA, ending="withdrawn")
    row = rows(story)["r"]
    assert row["stood_for"] == first + (story.at - begun) > timedelta()
    assert (row["paused_at"], row["ended_at"], row["ending"]) == (None, story.at, "withdrawn")


def test_an_extension_adds_to_the_limit() -> None:
    story = named(speaking(limit=300), "extended", ANNA, extension=60, limit=360)
    assert rows(story)["r"]["limit_seconds"] == 360


def test_who_waits_for_one_kind_may_ask_for_another() -> None:
    story = asked(asked(opened(), ANNA, "1"), ANNA, "2", kind="procedural")
    assert set(rows(story)) == {"1", "2"}


CONTRADICTIONS: list[tuple[str, Callable[[], Story]]] = [
    ("requested-twice", lambda: asked(asked(opened(), ANNA, "1", kind="reply"), ANNA, "2", kind="reply")),
    ("tied-to-no-speech", lambda: asked(opened(), ANNA, kind="reply", to="1")),
    ("tied-to-no-speech", lambda: asked(asked(opened(), ANNA, "1"), BORIS, "2", kind="reply", to="1")),
    ("unknown-vote", lambda: asked(opened(), ANNA, kind="explanation", vote="v")),
    ("unknown-item", lambda: asked(opened(), ANNA, item="i")),
    ("not-speaking", lambda: named(asked(opened(), ANNA), "interrupted", ANNA)),
    ("interrupted-twice", lambda: named(named(speaking(), "interrupted", ANNA), "interrupted", ANNA)),
    ("not-interrupted", lambda: named(speaking(), "resumed", ANNA)),
    ("wrong-extension", lambda: named(speaking(), "extended", ANNA, extension=60, limit=60)),
    ("wrong-extension", lambda: named(speaking(limit=300), "extended", ANNA, extension=60, limit=300)),
    ("malformed-body", lambda: asked(opened(), ANNA, kind="song")),
]


@pytest.mark.parametrize(("code", "tell"), CONTRADICTIONS)
def test_what_cannot_be_is_named(code: str, tell: Callable[[], Story]) -> None:
    story = tell()
    assert fault_of(story) == (len(list(story)) - 1, code)
