"""What the minutes say of a meeting, before it is put in words."""

import pytest

from minutes.domain.blocks import (
    Facts,
    Heading,
    SignatureBlock,
    Table,
    Title,
    Verbatim,
    Verdict,
)
from minutes.domain.paragraphs import NotAdjourned
from minutes.domain.phrases import Phrase, Say, said
from tests.minutes.domain.telling import FIRST, SECOND, WITNESS, minutes, of, opened, told
from tests.minutes.evening import evening
from tests.minutes.story import CHAIR, CLERK, NAMES, Story
from tests.voting.domain.beginnings import without_abstaining


def test_minutes_are_drawn_up_after_the_meeting() -> None:
    with pytest.raises(NotAdjourned):
        minutes(Story())
    with pytest.raises(NotAdjourned):
        minutes(opened())


def test_the_title_says_who_met_and_when() -> None:
    (title,) = of(opened().adjourn(), Title)
    assert (title.municipality, title.body) == ("Община Долна река", "Общински съвет")
    assert title.document == said(Say.MINUTES_NUMBER, number=12)


def test_the_overview_has_a_line_for_each_vote() -> None:
    overview = of(evening(), Table)[2]
    assert [row[:2] for row in overview.rows] == [("1", "1"), ("2", "2"), ("3", "2"), ("4", "3"), ("5", "4")]
    assert [row[3:] for row in overview.rows] == [
        ("14", "0", "0", Phrase(Say.ADOPTED), "101"),
        ("5", "4", "4", Phrase(Say.ANNULLED), "102"),
        ("10", "0", "4", Phrase(Say.ADOPTED), "103"),
        ("6", "5", "2", Phrase(Say.REJECTED), "104"),
        ("11", "0", "0", Phrase(Say.ADOPTED), "105"),
    ]


def test_where_abstaining_was_no_choice_nothing_counts_it() -> None:
    story, vote = without_abstaining()
    positions = dict.fromkeys(NAMES[:12], "not_voting") | dict.fromkeys(NAMES[12:], "absent")
    story.close(vote).declare(vote, positions)
    assert Say.COUNT_ABSTAIN not in told(story.adjourn())


def test_items_follow_in_the_order_in_which_they_were_taken_up() -> None:
    story = opened().activate(SECOND).activate(FIRST).activate(SECOND).adjourn()
    items = [heading.text for heading in of(story, Heading) if heading.level == 2]
    assert items == [
        said(Say.ITEM_HEADING, number="2", title=SECOND),
        said(Say.ITEM_HEADING, number="1", title=FIRST),
    ]
    assert Say.ITEM_WITHOUT_VOTE in told(story)


def test_what_was_signed_changes_nothing_of_what_is_said() -> None:
    story = evening()
    before = minutes(story)
    story.tell("minutes.record.drafted", actor="operator", digest="d")
    assert minutes(story) == before


def test_a_meeting_may_have_no_clerk_no_agenda_and_no_quorum() -> None:
    story = opened(clerk=None, items=[], without_quorum=True).adjourn()
    assert {Say.AGENDA_EMPTY, Say.VOTES_NONE, Say.WITHOUT_QUORUM} <= told(story)
    (block,) = of(story, SignatureBlock)
    assert [name for _, name in block.signers] == [CHAIR]


def test_a_vote_on_an_item_not_taken_up_is_not_lost() -> None:
    story = opened()
    story.vote(SECOND, dict.fromkeys(NAMES[:9], "for"))
    assert len(of(story.adjourn(), Verdict)) == 1


def test_the_end_prints_checkpoint_and_signers() -> None:
    story = evening()
    assert of(story, Verbatim)[0].text == WITNESS.note
    pairs = [pair for part in of(story, Facts) for pair in part.pairs]
    assert (Phrase(Say.ENTRIES_SIZE), "104") in pairs
    (block,) = of(story, SignatureBlock)
    assert block.signers == ((Phrase(Say.CHAIR), CHAIR), (Phrase(Say.CLERK), CLERK))


@pytest.mark.parametrize(
    ("procedure", "say"),
    [
        ("first_reading", Say.FIRST_READING),
        ("second_reading", Say.SECOND_READING),
        ("shortened", Say.SHORTENED_PROCEDURE),
        ("urgent", Say.URGENT_PROCEDURE),
    ],
)
def test_the_procedure_of_an_item_is_said_unless_it_is_the_usual_one(procedure: str, say: Say) -> None:
    items = Story().opening()["items"]
    assert say not in told(Story().open(items=items).activate(FIRST).adjourn())
    items[0]["procedure"] = procedure
    assert say in told(Story().open(items=items).activate(FIRST).adjourn())
