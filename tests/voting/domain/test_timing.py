"""What entries say of a vote's time against the standing orders of the day."""

from collections.abc import Callable

import pytest

from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.beginnings import ANNA, BORIS, FIRST, fault_of, opened
from voting.domain.record import read_record

HOLDS = {"seconds": 15, "least_seconds": 10, "at_end": "hold"}
CLOSES = HOLDS | {"at_end": "close"}
Tell = Callable[[Story, str], object]


def timed(window: dict[str, object], **orders: object) -> tuple[Story, str]:
    """Return a story with an open vote that has this time."""
    story = opened().under(window=window, **orders)
    vote = story.prepare(FIRST)
    body = {"roll": story.roll(), "quorum": story.quorum(), "without_quorum": False, "window": window}
    return story.tell("voting.vote.opened", vote=vote, **body), vote


def cast(seconds: int, press: int = 1) -> Tell:
    person = id_of(ANNA)
    body = {"person": person, "choice": "for", "press": press}
    actor = f"councillor:{person}"
    return lambda story, vote: story.tell(
        "voting.ballot.cast", actor=actor, seconds=seconds, vote=vote, **body
    )


def held(actor: str, seconds: int) -> Tell:
    return lambda story, vote: story.tell("voting.vote.held", actor=actor, seconds=seconds, vote=vote)


def closed(actor: str, seconds: int) -> Tell:
    return lambda story, vote: story.tell(
        "voting.vote.closed", actor=actor, seconds=seconds, vote=vote, missing=[]
    )


def resumed(story: Story, vote: str) -> Story:
    return story.tell("voting.vote.resumed", vote=vote)


def set_back(story: Story, vote: str) -> Story:
    """Resume a vote an hour ago, by a clock that was set right."""
    return story.tell("voting.vote.resumed", seconds=-3600, vote=vote)


def spoken(story: Story, vote: str) -> Story:
    body = {"vote": vote, "person": id_of(BORIS), "name": BORIS, "choice": "for"}
    return story.tell("voting.choice.spoken", actor=story.clerk, **body)


@pytest.mark.parametrize(
    ("window", "steps"),
    [
        (HOLDS, [cast(14), held("clock", 1), resumed, cast(14, 2), held("", 0), closed("", 0)]),
        (CLOSES, [cast(14), closed("clock", 1)]),
        (CLOSES, [spoken, held("clock", 14)]),
        (CLOSES, [held("clock", 99)]),  # late, after a restart
        (HOLDS, [closed("", -60)]),  # the clock was set back
        (HOLDS, [held("", 1), set_back, cast(12), closed("", 0)]),
        (CLOSES, [held("", 1), set_back, closed("clock", 15)]),
        (HOLDS | {"seconds": 0}, [cast(100), closed("", 0)]),
    ],
)
def test_what_happens_in_its_time_is_right(window: dict[str, object], steps: list[Tell]) -> None:
    story, vote = timed(window)
    for step in steps:
        step(story, vote)
    assert read_record(story).votes[0].opening is not None


@pytest.mark.parametrize(
    ("code", "window", "steps"),
    [
        ("after-its-time", HOLDS, [cast(15)]),
        ("before-its-end", HOLDS, [held("clock", 14)]),
        ("before-its-end", HOLDS | {"seconds": 0}, [held("clock", 99)]),
        ("before-its-end", CLOSES, [closed("clock", 14)]),
        ("before-its-end", HOLDS, [held("clock", 15), resumed, held("clock", 14)]),
        ("ended-otherwise", HOLDS, [closed("clock", 15)]),
        ("closed-too-early", HOLDS, [closed("", 9)]),
        ("closed-too-early", HOLDS, [held("", 15), resumed, held("", 1), closed("", 1)]),
    ],
)
def test_what_the_rules_do_not_give_time_for_is_a_fault(
    code: str, window: dict[str, object], steps: list[Tell]
) -> None:
    story, vote = timed(window)
    for step in steps:
        step(story, vote)
    assert fault_of(story) == (len(story.lines) - 1, code)


def test_the_clock_ends_no_vote_without_a_time() -> None:
    story = opened()
    vote = story.prepare(FIRST)
    held("clock", 99)(story.open_vote(vote), vote)
    assert fault_of(story) == (len(story.lines) - 1, "before-its-end")


@pytest.mark.parametrize("window", [None, HOLDS | {"seconds": 16}])
def test_another_time_than_the_rules_give(window: dict[str, object] | None) -> None:
    story, _ = timed(HOLDS)
    story.lines[-1][4]["window"] = window
    assert fault_of(story) == (len(story.lines) - 1, "window-differs")


def test_in_practice_a_vote_may_have_no_time() -> None:
    story = Story().arrive(*NAMES[:12]).open(is_practice=True).under(window=HOLDS).activate(FIRST)
    vote = story.prepare(FIRST)
    assert len(read_record(story.open_vote(vote, window=None)).votes) == 1


def test_a_ballot_is_changed_only_where_the_rules_allow_it() -> None:
    for may_change, choice, code in (
        (False, "against", "change-not-allowed"),
        (True, "against", ""),
        (False, "for", ""),
    ):
        story = opened().under(may_change_ballot=may_change)
        vote = story.prepare(FIRST)
        story.open_vote(vote).cast(vote, ANNA, "for").cast(vote, ANNA, choice, press=2)
        if code:
            assert fault_of(story) == (len(story.lines) - 1, code)
        else:
            assert read_record(story).votes[0].ballots[0].press == 2


def test_a_press_is_that_of_its_presser() -> None:
    story, vote = timed(HOLDS)
    body = {"person": id_of(ANNA), "choice": "for", "press": 1}
    story.tell("voting.ballot.cast", actor=f"councillor:{id_of(BORIS)}", vote=vote, **body)
    assert fault_of(story) == (len(story.lines) - 1, "pressed-by-another")


@pytest.mark.parametrize(
    ("may_join", "stage", "is_right"),
    [(False, "open", False), (False, "held", False), (True, "held", True), (True, "open", False)],
)
def test_nobody_comes_in_while_the_rules_shut_the_doors(
    stage: str, *, may_join: bool, is_right: bool
) -> None:
    story = opened().under(may_arrive_in_vote=False, may_join_open_vote=may_join)
    vote = story.prepare(FIRST)
    story.open_vote(vote)
    if stage == "held":
        held("", 1)(story, vote)
    story.arrive(NAMES[12])
    if is_right:
        assert read_record(story).stays[-1].name == NAMES[12]
    else:
        assert fault_of(story) == (len(story.lines) - 1, "doors-closed")


def test_rules_that_cannot_be_are_a_fault_of_the_opening() -> None:
    story = opened().under(window="an hour")
    assert fault_of(story)[1] == "impossible-rules"
