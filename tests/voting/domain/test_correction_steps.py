"""Entries of corrections: what they state, and those that cannot be."""

from typing import Any

import pytest

from tests.minutes.story import CHAIR, NAMES, TITLES, Story, id_of
from tests.voting.domain.beginnings import fault_of, with_open_vote
from voting.domain.corrections import Matter, touches_result
from voting.domain.record import read_record

ANNA = NAMES[0]


def corrected(story: Story, about: str = "person", subject: str = id_of(ANNA), **changes: Any) -> Story:
    """Tell of a correction."""
    number = sum(kind == "voting.correction.entered" for _, kind, *_ in story.lines) + 1
    body = {
        "correction": id_of(f"correction {number}"),
        "about": about,
        "subject": subject,
        "named": ANNA,
        "matter": "time",
        "name": "Протоколчик",
        "asked_by": ANNA,
        "entered": "9:05",
        "right": "9:00",
        "why": "подписан лист",
    }
    return story.tell("voting.correction.entered", actor=story.clerk, **body | changes)


def opened() -> Story:
    return Story().arrive(*NAMES[:12]).open()


def test_corrections_are_numbered_and_late_once_somebody_has_signed() -> None:
    story = corrected(opened()).adjourn()
    story.tell("minutes.record.drafted", digest="0" * 64)
    story.tell("minutes.record.signed", digest="1" * 64, by=id_of(CHAIR), capacity="chair")
    found = read_record(corrected(story)).corrections
    assert [(made.number, made.is_late, made.actor) for made in found] == [
        (1, False, story.clerk),
        (2, True, story.clerk),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"matter": "result"}, "corrects-a-result"),
        ({"about": "item", "subject": id_of("none")}, "unknown-item"),
        ({"about": "vote", "subject": id_of("none")}, "unknown-vote"),
        ({"about": "entry", "subject": "9999"}, "unknown-entry"),
        ({"about": "entry", "subject": "one"}, "unknown-entry"),
        ({"about": "motion"}, "malformed-body"),
    ],
)
def test_a_correction_of_nothing_or_of_a_result_cannot_be(changes: dict[str, Any], code: str) -> None:
    assert fault_of(corrected(opened(), **changes))[1] == code


def test_items_and_entries_that_are_there_are_corrected() -> None:
    story = corrected(opened(), about="item", subject=id_of(TITLES[0]))
    assert len(read_record(corrected(story, about="entry", subject="0")).corrections) == 2


def test_the_same_correction_is_not_entered_twice() -> None:
    story = corrected(opened())
    assert fault_of(corrected(story, correction=id_of("correction 1")))[1] == "corrected-twice"


def test_a_vote_under_way_is_not_corrected() -> None:
    story, vote = with_open_vote()
    assert fault_of(corrected(story, about="vote", subject=vote))[1] == "vote-under-way"


def test_a_declared_vote_keeps_its_numbers_and_a_ballot_its_choice() -> None:
    story = opened().activate(TITLES[0])
    vote = story.vote(TITLES[0], dict.fromkeys(NAMES[:12], "for"))
    ballot = next(str(sequence) for sequence, kind, *_ in story.lines if kind == "voting.ballot.cast")
    corrected(story, about="vote", subject=vote, matter="name")
    assert len(read_record(story).corrections) == 1
    assert fault_of(corrected(story, about="entry", subject=ballot))[1] == "corrects-a-result"


def test_figures_are_no_result_outside_votes_and_where_papers_were_given_out() -> None:
    figure = {"entered": "8", "right": "9"}
    assert not touches_result(Matter.FIGURE, is_of_vote=False, issued=None, **figure)
    assert touches_result(Matter.FIGURE, is_of_vote=True, issued=None, **figure)
    assert not touches_result(Matter.FIGURE, is_of_vote=True, issued=8, **figure)
    assert touches_result(Matter.FIGURE, is_of_vote=True, issued=7, **figure)
    assert touches_result(Matter.FIGURE, is_of_vote=True, issued=8, entered="8", right="nine")
    assert not touches_result(Matter.NAME, is_of_vote=True, issued=None, **figure)
    assert touches_result(Matter.RESULT, is_of_vote=False, issued=None, **figure)
