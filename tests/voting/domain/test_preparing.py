"""Votes put together from what the entries before do not give are found."""

from tests.minutes.story import Story, id_of
from tests.voting.domain.beginnings import ANNA, FIRST, SECOND, fault_of, opened
from tests.voting.domain.election_story import CANDIDATES, MOTION, contest, entered
from voting.domain.record import read_record


def at_the_end(story: Story, code: str) -> bool:
    return fault_of(story) == (len(story.lines) - 1, code)


def test_a_motion_of_another_item() -> None:
    story = opened()
    story.prepare(FIRST, more={"motion": id_of(SECOND + "!")})
    assert at_the_end(story, "other-motion")


def test_a_motion_that_nobody_moved() -> None:
    story = opened()
    story.prepare(FIRST, more={"motion": id_of("x")})
    assert at_the_end(story, "other-motion")


def test_two_votes_at_once() -> None:
    story = opened()
    story.prepare(FIRST)
    story.activate(SECOND).prepare(SECOND)
    assert at_the_end(story, "vote-under-way")


def test_an_election_without_its_candidates() -> None:
    story = entered(opened(), *CANDIDATES)
    story.prepare(FIRST, mode="paper", more={"motion": MOTION, "secrecy": "secret"})
    assert at_the_end(story, "no-election")


def test_candidates_where_nobody_is_elected() -> None:
    story = opened()
    story.prepare(FIRST, mode="paper", more={"contest": contest(*CANDIDATES)})
    assert at_the_end(story, "no-election")


def test_the_repetition_of_a_vote_on_something_else() -> None:
    story = opened()
    first = story.vote(FIRST, {ANNA: "for"})
    story.activate(SECOND).prepare(SECOND, repeats=first)
    assert at_the_end(story, "repeats-another-motion")


def test_the_repetition_of_a_vote_without_a_result() -> None:
    story = opened()
    first = story.prepare(FIRST)
    story.tell("voting.vote.withdrawn", vote=first).prepare(FIRST, repeats=first)
    assert at_the_end(story, "repeated-too-early")


def test_a_second_vote_after_a_tie_may_be_repeated_and_follows_that_tie_still() -> None:
    story = opened()
    first, second = (story.vote(FIRST, {ANNA: "for"}) for _ in range(2))
    tied = next(body for _, kind, _, _, body in story.lines if kind == "voting.vote.declared")
    tied["outcome"] = "tied"
    later = [body for _, kind, _, _, body in story.lines if kind == "voting.vote.prepared"][1]
    later["follows_tie"] = first
    story.prepare(FIRST, repeats=second, more={"follows_tie": first})
    assert read_record(story).votes[1].repeated_by == read_record(story).votes[2].vote
