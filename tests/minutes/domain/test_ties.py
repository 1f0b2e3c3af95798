"""What the minutes say about a tie, who settled it, and the time that a vote had."""

import pytest

from minutes.domain.blocks import Facts, Verdict
from minutes.domain.phrases import Phrase, Say, said
from tests.minutes.domain.telling import FIRST, of, opened
from tests.minutes.story import NAMES, Story
from voting.domain.lots import commitment, draw

SEED = bytes(range(32))


def closed(**window: object) -> tuple[Story, str]:
    story = opened().activate(FIRST)
    if window:
        story.under(window=window)
    vote = story.prepare(FIRST)
    opening = {"roll": story.roll(), "quorum": story.quorum(), "without_quorum": False}
    opening |= {"window": window or None}
    story.tell("voting.vote.opened", vote=vote, **opening)
    return story.close(vote), vote


def declared(story: Story, vote: str, tie: str, settled: str | None, outcome: str) -> Story:
    reason = {"code": "tie", "base": "present", "fraction": "1/2", "is_strict": True, "base_size": 12}
    reason |= {"needed": 7, "obtained": 6, "against": 6, "tie": tie, "settled": settled}
    decision = {"decision": ""} if outcome == "tied" else {}
    positions = {name: story.position(name, {}, []) for name in NAMES}
    return story.declare(vote, positions, reason=reason, outcome=outcome, **decision).adjourn()


def annulled(story: Story, vote: str) -> Story:
    """End a vote without a result."""
    story.tell("voting.annulment.proposed", vote=vote, ground="g")
    story.tell("voting.vote.annulled", actor=story.clerk, vote=vote, ground="g", proposed_by="x")
    return story.adjourn()


def verdict(story: Story) -> Phrase:
    (found,) = of(story, Verdict)
    return found.reason


def labels(story: Story) -> dict[object, object]:
    return {label: text for facts in of(story, Facts) for label, text in facts.pairs}


def test_the_casting_vote_is_told_with_its_name() -> None:
    story, vote = closed()
    story.tell("voting.tie.settled", vote=vote, tie="casting", choice="for", name="Мария")
    told = declared(story, vote, "casting", "for", "adopted")
    assert dict(verdict(told).parameters)["settled"] == Phrase(Say.CASTING_FOR)
    assert Phrase(Say.SAID_BY_CHAIR) in labels(told)


@pytest.mark.parametrize("word", ["орел", ""])
def test_a_lot_is_told_so_that_it_can_be_drawn_again(word: str) -> None:
    story, vote = closed()
    side = draw(seed=SEED, lots=["for", "against"], word=word)[0]
    story.tell("voting.lot.committed", vote=vote, commitment=commitment(SEED))
    story.tell("voting.lot.drawn", vote=vote, seed=SEED.hex(), word=word, choice=side)
    told = declared(story, vote, "lot", side, {"for": "adopted", "against": "rejected"}[side])
    assert labels(told)[Phrase(Say.LOT)] == said(Say.LOT_FIXED, commitment=commitment(SEED))
    drawn = [text for facts in of(told, Facts) for _, text in facts.pairs if isinstance(text, Phrase)]
    assert (Say.LOT_DRAWN_WITH_WORD if word else Say.LOT_DRAWN) in {text.say for text in drawn}


def test_a_lot_that_was_never_drawn_is_told_as_fixed() -> None:
    story, vote = closed()
    story.tell("voting.lot.committed", vote=vote, commitment=commitment(SEED))
    assert Phrase(Say.LOT) in labels(annulled(story, vote))


def test_a_tie_to_be_voted_again_makes_no_decision_and_its_second_vote_names_it() -> None:
    story, vote = closed()
    story = declared_again(story, vote)
    assert Phrase(Say.FOLLOWS_TIE) in labels(story)
    (found,) = of(story, Verdict)
    assert (found.outcome, found.decision) == (Phrase(Say.TIED), None)


def declared_again(story: Story, vote: str) -> Story:
    reason = {"code": "tie", "base": "present", "fraction": "1/2", "is_strict": True, "base_size": 12}
    reason |= {"needed": 7, "obtained": 6, "against": 6, "tie": "revote"}
    positions = {name: story.position(name, {}, []) for name in NAMES}
    story.declare(vote, positions, reason=reason, outcome="tied", decision="")
    second = story.prepare(FIRST, more={"follows_tie": vote})
    return story.tell("voting.vote.withdrawn", vote=second).adjourn()


@pytest.mark.parametrize(("at_end", "say"), [("hold", Say.WINDOW_HELD), ("close", Say.WINDOW_CLOSED)])
def test_the_time_of_a_vote_is_told(at_end: str, say: Say) -> None:
    story, vote = closed(seconds=15, least_seconds=0, at_end=at_end)
    assert labels(annulled(story, vote))[Phrase(Say.WINDOW)] == said(say, seconds=15)


def test_a_least_time_alone_is_not() -> None:
    story, vote = closed(seconds=0, least_seconds=15, at_end="hold")
    assert Phrase(Say.WINDOW) not in labels(annulled(story, vote))
