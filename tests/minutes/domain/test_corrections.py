"""What the minutes say of corrections."""

from minutes.domain.blocks import Facts, Heading, Listing
from minutes.domain.phrases import Clock, Phrase, Say, said
from tests.minutes.domain.telling import minutes, of, opened
from tests.minutes.story import CHAIR, NAMES, TITLES, id_of
from tests.voting.domain.test_correction_steps import corrected


def test_without_corrections_nothing_is_said_of_them() -> None:
    assert Heading(1, Phrase(Say.CORRECTIONS)) not in minutes(opened().adjourn())


def test_each_correction_says_what_was_entered_what_is_right_why_and_who_asked() -> None:
    story = corrected(opened())
    at = Clock(story.at)
    corrected(story, about="entry", subject="0", named="0").adjourn()
    assert Heading(1, Phrase(Say.CORRECTIONS)) in minutes(story)
    *_, listing = of(story, Listing)
    (first, told), (second, other) = listing.lines
    assert (first, second) == ("1.", "2.")
    assert isinstance(told, Phrase)
    assert isinstance(other, Phrase)
    assert dict(told.parameters) == {
        "subject": NAMES[0],
        "matter": Phrase(Say.WRONG_TIME),
        "entered": "9:05",
        "right": "9:00",
        "why": "подписан лист",
        "asked_by": NAMES[0],
        "name": "Протоколчик",
        "clerk": Phrase(Say.AS_CLERK),
        "at": at,
    }
    assert dict(other.parameters)["subject"] == said(Say.ABOUT_ENTRY, number="0")


def test_a_vote_points_to_its_corrections() -> None:
    story = opened()
    vote = story.vote(TITLES[0], {NAMES[0]: "for"})
    corrected(story, about="vote", subject=vote, named="1", matter="wording").adjourn()
    pair = (Phrase(Say.CORRECTIONS), said(Say.SEE_CORRECTIONS, numbers=("1",)))
    assert Facts((pair,)) in of(story, Facts)


def test_what_was_corrected_after_the_signing_is_not_in_the_signed_record() -> None:
    story = opened().adjourn()
    story.tell("minutes.record.drafted", digest="0" * 64)
    before = minutes(story)
    story.tell("minutes.record.signed", digest="1" * 64, by=id_of(CHAIR), capacity="chair")
    assert minutes(corrected(story)) == before
