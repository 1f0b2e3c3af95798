"""What the minutes say about a speech: its kind, whose speech it is tied to, times, and what the chair did."""

import pytest

from council.domain.speaking import SpeakingKind
from minutes.domain.phrases import Clock, Phrase, Say, Value, said
from minutes.domain.speeches import KINDS
from tests.minutes.domain.test_sitting import sentences
from tests.minutes.story import NAMES, Story
from tests.voting.domain.beginnings import opened
from tests.voting.domain.test_sitting_steps import asked, given, named

ANNA, BORIS = NAMES[:2]


def about(story: Story) -> list[Value]:
    """Return what is said about each speech held while no item was before the meeting."""
    (told,) = sentences(story.adjourn(), Say.SPOKE_OUTSIDE)
    speeches = told["speeches"]
    assert isinstance(speeches, tuple)
    return [dict(speech.parameters)["about"] for speech in speeches if isinstance(speech, Phrase)]


def test_an_ordinary_speech_has_times_and_how_long_the_clock_ran() -> None:
    story = given(asked(opened(), ANNA), ANNA, limit=300)
    begun = Clock(story.at)
    named(named(story, "interrupted", ANNA), "resumed", ANNA, seconds=40)
    named(story, "ended", ANNA, ending="ended", seconds=64)
    times = said(Say.SPOKEN_FROM_TO, given=begun, ended=Clock(story.at))
    assert about(story) == [(times, said(Say.SPOKEN_FOR, minutes="1:05"))]


def test_a_reply_names_whose_speech_it_is_to() -> None:
    story = named(given(asked(opened(), ANNA, "1"), ANNA, "1"), "ended", ANNA, "1")
    asked(story, BORIS, "2", kind="reply", to="1")
    named(given(story, BORIS, "2"), "ended", BORIS, "2")
    _, reply = about(story)
    assert isinstance(reply, tuple)
    assert reply[0] == said(Say.TO_SPEECH_OF, kind=Phrase(Say.KIND_REPLY), name=ANNA)


@pytest.mark.parametrize(
    ("ending", "note"), [("withdrawn", Say.FLOOR_WITHDRAWN), ("time", Say.ENDED_BY_TIME), ("followed", None)]
)
def test_what_the_chair_did_is_said(ending: str, note: Say | None) -> None:
    story = given(asked(opened(), ANNA, kind="personal"), ANNA, is_out_of_order=True)
    (told,) = about(named(story, "ended", ANNA, ending=ending))
    assert isinstance(told, tuple)
    assert told[0] == Phrase(Say.KIND_PERSONAL)
    assert told[3:] == tuple(Phrase(say) for say in (Say.OUT_OF_TURN, note) if say)


def test_every_kind_but_the_ordinary_speech_has_its_word() -> None:
    assert set(KINDS) == set(SpeakingKind) - {SpeakingKind.SPEECH}
