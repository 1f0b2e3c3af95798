"""What the minutes say about a speech: its kind, whose speech it is tied to, times, and what the chair did."""

import pytest

from council.domain.speaking import SpeakingKind
from minutes.domain.phrases import Clock, Phrase, Say, Value, said
from minutes.domain.speeches import KINDS, tell_speeches
from tests.minutes.domain.test_sitting import sentences
from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.beginnings import FIRST, SECOND, opened
from tests.voting.domain.test_closed import closed
from tests.voting.domain.test_sitting_steps import asked, given, named
from voting.domain.closed import closed_record, public_record
from voting.domain.record import read_record

ANNA, BORIS, VENETA = NAMES[:3]


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


def test_what_answers_to_a_closed_item_is_told_in_the_annex_only() -> None:
    story, first, second = closed(opened(), FIRST), id_of(FIRST), id_of(SECOND)
    vote = story.vote(FIRST, {ANNA: "for"})
    named(given(asked(story, ANNA, "1", item=first), ANNA, "1", first), "ended", ANNA, "1")
    asked(story, BORIS, "2", kind="reply", to="1", item=first)
    asked(story, ANNA, "3", kind="answer", to="1", item=first)
    asked(story, VENETA, "4", kind="explanation", vote=vote, item=first)
    asked(story.activate(SECOND), VENETA, "5")
    for name, request in ((BORIS, "2"), (ANNA, "3"), (VENETA, "4"), (VENETA, "5")):
        named(given(story, name, request, second), "ended", name, request)
    record = read_record(story.adjourn().lines)
    assert [speech.request for speech in public_record(record).sitting.speeches] == ["5"]
    assert tell_speeches(public_record(record), first) == []
    (told,) = tell_speeches(closed_record(record), first)
    assert [name for name in (ANNA, BORIS, VENETA) if name in str(told)] == [ANNA, BORIS, VENETA]
