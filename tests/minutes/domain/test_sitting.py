"""What the minutes say about breaks and speeches."""

from minutes.domain.blocks import Heading, Sentence, Table
from minutes.domain.phrases import Clock, Phrase, Say, Value, said
from tests.minutes.domain.telling import FIRST, minutes, of, opened, told
from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.test_sitting_steps import asked, given, named, paused, resumed


def sentences(story: Story, *kinds: Say) -> list[dict[str, Value]]:
    """Return the parameters of each sentence that says one of these."""
    found = [part.text for part in of(story, Sentence) if isinstance(part.text, Phrase)]
    return [dict(text.parameters) for text in found if text.say in kinds]


def test_without_a_break_nothing_is_said_of_breaks() -> None:
    assert Heading(1, Phrase(Say.BREAKS)) not in minutes(opened().adjourn())


def test_each_break_has_its_times_and_the_quorum_after_it() -> None:
    story = paused(opened())
    begun = Clock(story.at)
    resumed(story)
    gone_on = Clock(story.at)
    paused(story).adjourn()
    first, second = sentences(story, Say.BREAK)
    assert first["at"] == begun
    assert isinstance(first["until"], Clock)
    assert not first["until"].has_seconds
    assert second["at"] != begun
    (on,) = sentences(story, Say.RESUMED)
    assert on["at"] == gone_on
    quorum = said(Say.QUORUM_FOUND, present=12, needed=9, finding=Phrase(Say.QUORUM_MET))
    assert on["quorum"] == quorum
    assert Say.NOT_RESUMED in told(story)
    assert Say.WITHOUT_QUORUM not in told(story)


def test_another_day_and_going_on_without_a_quorum_are_said() -> None:
    story = paused(opened(), left=NAMES[:12]).arrive(NAMES[0])
    resumed(story, without_quorum=True).adjourn()
    assert len(sentences(story, Say.UNTIL_ANOTHER_DAY)) == 1
    assert Say.WITHOUT_QUORUM in told(story)


def test_who_left_for_another_day_was_checked_out_by_nobody() -> None:
    story = paused(opened(), left=NAMES[:12])
    members, *_ = of(resumed(story).adjourn(), Table)
    assert {row[5] for row in members.rows} == {Phrase(Say.AT_THE_SEAT), "–"}


def test_who_spoke_is_said_with_the_item_in_the_order_of_speaking() -> None:
    story = opened()
    named(given(asked(story, NAMES[0], "1"), NAMES[0], "1"), "ended", NAMES[0], "1")
    story.activate(FIRST)
    asked(asked(asked(story, NAMES[1], "2"), NAMES[2], "3"), NAMES[3], "4")
    named(story, "withdrawn", NAMES[3], "4")
    for name, request in ((NAMES[2], "3"), (NAMES[1], "2")):
        named(given(story, name, request, id_of(FIRST)), "ended", name, request)
    story.adjourn()
    assert [spoken(each) for each in sentences(story, Say.SPOKE_ON_ITEM)] == [[NAMES[2], NAMES[1]]]
    assert [spoken(each) for each in sentences(story, Say.SPOKE_OUTSIDE)] == [[NAMES[0]]]


def spoken(parameters: dict[str, Value]) -> list[Value]:
    """Return the names of those who spoke."""
    speeches = parameters["speeches"]
    assert isinstance(speeches, tuple)
    return [dict(speech.parameters)["name"] for speech in speeches if isinstance(speech, Phrase)]
