"""Ballots of elections counted again: whose lot was left out or drawn otherwise than had to be is found."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.minutes.story import Story, id_of
from tests.voting.domain.beginnings import FIRST, opened
from tests.voting.domain.election_story import MOTION, contest, counted, entered, told_result
from voting.domain.lots import commitment, draw
from voting.domain.projection import project
from voting.domain.record import RecordFault, read_record

ANNA, BORIS, VERA = NAMES = ("Анна", "Борис", "Вера")
IDS = {name: id_of(name) for name in NAMES}
SEED = bytes(range(32))
HALF = {"base": "present", "fraction": "1/2", "is_strict": False}
REASON = HALF | {"code": "enough_for", "base_size": 12, "needed": 6, "obtained": 6, "against": 6}


def ballot(
    votes: Sequence[int], rules: dict[str, Any], drawn: Sequence[str] = (), word: str = "орел"
) -> tuple[Story, str]:
    """Return a closed ballot in which six votes are enough, and a lot drawn of these."""
    story = entered(opened().under(elections=rules), *NAMES)
    more = {"motion": MOTION, "contest": contest(*NAMES), "secrecy": "secret", "majority": HALF}
    vote = story.prepare(FIRST, mode="paper", more=more)
    counted(story, vote, dict(zip(NAMES, votes, strict=True))).close(vote)
    if drawn:
        order = draw(seed=SEED, lots=[IDS[name] for name in drawn], word=word)
        story.tell("voting.lot.committed", vote=vote, commitment=commitment(SEED))
        story.tell("voting.lot.drawn", vote=vote, seed=SEED.hex(), word=word, drawn=list(order))
    return story, vote


def declare(story: Story, vote: str, returned: dict[str, Any], **changes: Any) -> Story:
    return told_result(
        story, vote, {"most": 6}, returned, **{"reason": REASON, "outcome": "adopted"} | changes
    )


def found(story: Story, vote: str) -> Any:
    """Return the result found again, or what is found wrong."""
    try:
        return project(read_record(story), story)["vote"][(vote,)]["result"]
    except RecordFault as fault:
        return fault.code


def lot(word: str = "орел", lots: Sequence[str] = (ANNA, BORIS)) -> dict[str, Any]:
    drawn = draw(seed=SEED, lots=[IDS[name] for name in lots], word=word)
    return {"elected": [drawn[0]], "lot": {"seed": SEED.hex(), "drawn": list(drawn), "word": word}}


def test_a_lot_between_equals_is_found_again() -> None:
    story, vote = ballot((6, 6, 0), {"lot": True}, (ANNA, BORIS))
    declare(story, vote, lot())
    assert found(story, vote)["returned"] == lot()


def test_a_lot_that_was_left_out_is_refused() -> None:
    story, vote = ballot((6, 6, 0), {"lot": True})
    declare(story, vote, {"elected": [IDS[ANNA]]})
    assert found(story, vote) == "result-differs"
    nobody = {"places": 1, "way": "run_off", "standing": [IDS[ANNA], IDS[BORIS]]}
    story, vote = ballot((6, 6, 0), {"lot": True})
    declare(story, vote, nobody, outcome="rejected")
    assert found(story, vote) == "result-differs"


def test_a_lot_that_was_committed_to_and_not_drawn_is_refused() -> None:
    story, vote = ballot((6, 6, 0), {"lot": True})
    story.tell("voting.lot.committed", vote=vote, commitment=commitment(SEED))
    declare(story, vote, {"elected": [IDS[ANNA]]})
    assert found(story, vote) == "drawn-of-others"


@pytest.mark.parametrize(
    ("votes", "rules", "drawn", "code"),
    [
        ((6, 6, 0), {"lot": True}, (ANNA, BORIS, VERA), "drawn-of-others"),
        ((6, 6, 0), {"lot": True}, (BORIS, VERA), "drawn-of-others"),
        ((6, 6, 0), {}, (ANNA, BORIS), "settled-otherwise"),
        ((6, 5, 1), {"lot": True}, (ANNA, BORIS), "settled-otherwise"),
    ],
)
def test_a_lot_of_others_or_without_need_is_refused(
    votes: Sequence[int], rules: dict[str, Any], drawn: Sequence[str], code: str
) -> None:
    story, vote = ballot(votes, rules, drawn)
    declare(story, vote, lot(lots=drawn))
    assert found(story, vote) == code


@pytest.mark.parametrize(
    "changes", [{"seed": "00" * 32}, {"drawn": []}, {"drawn": [IDS[ANNA]] * 2}, {"choice": "for"}]
)
def test_a_lot_that_falls_otherwise_is_refused(changes: dict[str, Any]) -> None:
    story, vote = ballot((6, 6, 0), {"lot": True}, (ANNA, BORIS))
    story.lines[-1][4].update(changes)
    assert found(story, vote) == "lot-differs"


def test_more_places_than_the_election_has_are_refused() -> None:
    story = entered(opened(), *NAMES)
    more = {"motion": MOTION, "contest": contest(*NAMES) | {"places": 2}, "secrecy": "secret"}
    story.prepare(FIRST, mode="paper", more=more)
    assert found(story, "") == "other-candidates"
