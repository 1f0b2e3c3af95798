"""Entries about a vote that contradict those before them."""

from collections.abc import Callable

import pytest

from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.beginnings import (
    ANNA,
    BORIS,
    FIRST,
    fault_of,
    opened,
    with_closed_vote,
    with_open_vote,
)
from voting.domain.record import read_record


def positions(**changes: str) -> dict[str, str]:
    there = dict.fromkeys(NAMES[:12], "not_voting") | dict.fromkeys(NAMES[12:], "absent") | {ANNA: "for"}
    return there | changes


def vote_told(*tell: Callable[[Story, str], object]) -> Callable[[], Story]:
    """Return a story with an open vote and what is told of it then."""

    def told() -> Story:
        story, vote = with_open_vote()
        for step in tell:
            step(story, vote)
        return story

    return told


def declared(**changes: object) -> Callable[[], Story]:
    def told() -> Story:
        story, vote = with_closed_vote()
        return story.declare(vote, positions(), **changes)

    return told


def declared_as(found: dict[str, str]) -> Story:
    story, vote = with_closed_vote()
    return story.declare(vote, found)


def sums(**changes: int) -> dict[str, int]:
    none = dict.fromkeys(("for", "against", "abstain", "not_voting", "recused", "absent", "unreachable"), 0)
    return none | {"for": 1, "not_voting": 11, "absent": 5} | changes


def twice_on_the_roll() -> Story:
    story = opened()
    vote = story.prepare(FIRST)
    return story.tell(
        "voting.vote.opened",
        vote=vote,
        roll=story.roll()[:1] * 2,
        quorum=story.quorum(),
        without_quorum=False,
    )


def with_majority(**rule: object) -> Callable[[], Story]:
    def told() -> Story:
        story = opened()
        story.prepare(FIRST, **rule)
        return story

    return told


def repeated_twice() -> Story:
    story = opened()
    vote = story.vote(FIRST, dict.fromkeys(NAMES[:8], "for"))
    story.vote(FIRST, dict.fromkeys(NAMES[:8], "for"), repeats=vote)
    story.prepare(FIRST, repeats=vote)
    return story


def repeating_nothing() -> Story:
    story = opened()
    story.prepare(FIRST, repeats="x")
    return story


def prepared_twice(*, under_the_same: str) -> Callable[[], Story]:
    def told() -> Story:
        story = opened()
        story.prepare(FIRST)
        sequence, kind, at, actor, body = story.lines[-1]
        other = {"vote": "x"} if under_the_same == "number" else {"number": 2}
        story.lines.append((sequence + 1, kind, at, actor, body | other))
        return story

    return told


def opened_without_items() -> Story:
    story = Story().open(items=[])
    story.prepare(FIRST)
    return story


def by_hands(story: Story, vote: str) -> None:
    story.tell("voting.vote.fell_back", vote=vote, mode="hands")


def hands(story: Story, vote: str) -> None:
    story.tell("voting.hands.counted", vote=vote, **{"for": 1, "against": 0, "abstain": 0})


def declare_hands(story: Story, vote: str) -> None:
    story.tell(
        "voting.vote.declared",
        vote=vote,
        positions={id_of(name): "unnamed" for name in NAMES},
        tally=sums(**{"for": 2}),
        **story.verdict(sums(), 12),
        decision="1",
    )


def declared_with(**changes: str) -> Callable[[Story, str], None]:
    """Return the declaration of a vote in which nobody has a name, but for what is changed."""

    def told(story: Story, vote: str) -> None:
        found = {id_of(name): changes.get(name, "unnamed") for name in NAMES}
        verdict = story.verdict(sums(), 12)
        story.tell("voting.vote.declared", vote=vote, positions=found, tally=sums(), **verdict, decision="1")

    return told


def propose(story: Story, vote: str, ground: str = "g") -> None:
    story.tell("voting.annulment.proposed", vote=vote, ground=ground)


def annul(story: Story, vote: str, ground: str = "g") -> None:
    story.tell("voting.vote.annulled", actor=story.clerk, vote=vote, ground=ground, proposed_by="x")


CONTRADICTIONS: list[tuple[str, Callable[[], Story]]] = [
    ("prepared-twice", prepared_twice(under_the_same="id")),
    ("prepared-twice", prepared_twice(under_the_same="number")),
    ("unknown-item", opened_without_items),
    ("unknown-vote", lambda: opened().close("x")),
    ("unknown-vote", repeating_nothing),
    ("repeated-twice", repeated_twice),
    ("impossible-majority", with_majority(fraction="3/0")),
    ("impossible-majority", with_majority(fraction="5/4")),
    ("malformed-body", with_majority(base="everybody")),
    ("on-the-roll-twice", twice_on_the_roll),
    ("wrong-stage", vote_told(lambda story, vote: story.open_vote(vote))),
    ("wrong-stage", vote_told(lambda story, vote: story.tell("voting.vote.resumed", vote=vote))),
    ("no-fallback", vote_told(by_hands, by_hands)),
    ("nobody-may-press", vote_told(lambda story, vote: story.close(vote).cast(vote, ANNA, "for"))),
    ("nobody-may-press", vote_told(by_hands, lambda story, vote: story.cast(vote, ANNA, "for"))),
    ("may-not-vote", vote_told(lambda story, vote: story.cast(vote, "Стефан Илиев Колев", "for"))),
    ("may-not-vote", vote_told(lambda story, vote: story.cast(vote, NAMES[-1], "for"))),
    (
        "superseded-press",
        vote_told(lambda story, vote: story.cast(vote, ANNA, "for").cast(vote, ANNA, "against")),
    ),
    ("not-by-hands", vote_told(hands)),
    ("not-missing", vote_told(lambda story, vote: story.cast(vote, ANNA, "for").close(vote, [ANNA]))),
    ("not-missing", vote_told(lambda story, vote: story.close(vote, ["nobody"]))),
    ("nothing-counted", vote_told(by_hands, lambda story, vote: story.close(vote), declare_hands)),
    ("tally-differs", vote_told(by_hands, hands, lambda story, vote: story.close(vote), declare_hands)),
    (
        "names-in-a-vote-without",
        vote_told(by_hands, hands, lambda story, vote: story.close(vote), declared_with(**{ANNA: "for"})),
    ),
    ("position-without-name", vote_told(lambda story, vote: story.close(vote), declared_with())),
    ("positions-differ-from-roll", declared(positions={id_of(ANNA): "for"})),
    ("tally-differs", declared(tally=sums(**{"for": 2}))),
    ("position-differs-from-ballot", lambda: declared_as(positions(**{BORIS: "for"}))),
    ("position-differs-from-ballot", lambda: declared_as(positions(**{ANNA: "against"}))),
    ("position-differs-from-ballot", lambda: declared_as(positions(**{ANNA: "not_voting"}))),
    ("annulment-proposed-twice", vote_told(propose, propose)),
    ("annulment-not-proposed", vote_told(annul)),
    ("annulment-not-proposed", vote_told(propose, lambda story, vote: annul(story, vote, "other"))),
    (
        "annulled-alone",
        vote_told(
            lambda story, vote: story.tell(
                "voting.annulment.proposed", actor=story.clerk, vote=vote, ground="g"
            ),
            annul,
        ),
    ),
    ("wrong-stage", vote_told(propose, annul, propose)),
]


@pytest.mark.parametrize(("code", "told"), CONTRADICTIONS)
def test_an_entry_that_cannot_be_is_named(code: str, told: Callable[[], Story]) -> None:
    story = told()
    assert fault_of(story) == (story.lines[-1][0], code)


def test_a_repetition_withdrawn_leaves_the_vote_to_be_repeated() -> None:
    story = opened()
    vote = story.vote(FIRST, dict.fromkeys(NAMES[:8], "for"))
    story.tell("voting.vote.withdrawn", vote=story.prepare(FIRST, repeats=vote))
    again = story.vote(FIRST, dict.fromkeys(NAMES[:8], "for"), repeats=vote)
    first, withdrawn, repetition = read_record(story).votes
    assert (first.repeated_by, withdrawn.repeats, repetition.repeats) == (again, vote, vote)


def test_a_final_result_that_is_repeated_is_found() -> None:
    story = opened()
    first = story.vote(FIRST, {ANNA: "for"})
    second = story.vote(FIRST, {ANNA: "for"}, repeats=first)
    story.prepare(FIRST, repeats=second)
    assert fault_of(story)[1] == "final-result-repeated"
