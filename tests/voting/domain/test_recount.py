"""Declared results that do not follow from what was voted are found, whatever the tables say."""

from collections.abc import Mapping

import pytest

from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.beginnings import FIRST, opened
from voting.domain.following import Course
from voting.domain.lots import commitment, draw
from voting.domain.projection import project
from voting.domain.record import RecordFault, read_record
from voting.domain.recount import result_again

SEED = bytes(range(32))
TIED = {NAMES[0]: "for", NAMES[1]: "against"}
CASTING = {"base": "for_against", "fraction": "1/2", "is_strict": True, "ties": ["casting"]}


def told(
    choices: Mapping[str, str], rule: Mapping[str, object], said: Mapping[str, object] | None = None
) -> tuple[Story, str]:
    """Return a closed vote under this majority, at which the chair has said that."""
    story = opened()
    vote = story.prepare(FIRST, **rule)
    story.open_vote(vote)
    for name, choice in choices.items():
        story.cast(vote, name, choice)
    story.close(vote, [name for name in NAMES[:12] if name not in choices])
    if said is not None:
        story.tell(
            "voting.tie.settled", vote=vote, **{"tie": "casting", "choice": "for", "name": NAMES[0]} | said
        )
    return story, vote


def declared(story: Story, vote: str, choices: Mapping[str, str], **changes: object) -> Story:
    """Declare it adopted after a tie, with these changes."""
    reason = {"code": "tie", "base": "for_against", "base_size": 2, "fraction": "1/2", "is_strict": True}
    reason |= {"needed": 2, "obtained": 1, "against": 1, "tie": "casting", "settled": "for"}
    positions = {name: story.position(name, choices, []) for name in NAMES}
    return story.declare(vote, positions, **{"outcome": "adopted", "reason": reason} | changes)


def wrong(story: Story) -> str:
    """Return what is found wrong with the last entry."""
    with pytest.raises(RecordFault) as caught:
        project(read_record(story), story)
    assert caught.value.sequence == len(story.lines) - 1
    return caught.value.code


def test_a_tie_settled_as_its_rule_says_is_found_again() -> None:
    story, vote = told(TIED, CASTING, {})
    declared(story, vote, TIED)
    found = project(read_record(story), story)["vote"][(vote,)]["result"]
    assert isinstance(found, dict)
    assert (found["outcome"], found["reason"]["settled"]) == ("adopted", "for")


@pytest.mark.parametrize("ties", [["chair_side"], ["lot"], ["revote"], []])
def test_a_tie_settled_otherwise_than_its_rule_says_is_refused(ties: list[str]) -> None:
    assert wrong(declared(*told(TIED, CASTING | {"ties": ties}, {}), TIED)) == "settled-otherwise"


def test_a_lot_that_the_rule_does_not_know_is_refused() -> None:
    story, vote = told(TIED, CASTING)
    side = draw(seed=SEED, lots=["for", "against"], word="")[0]
    story.tell("voting.lot.committed", vote=vote, commitment=commitment(SEED))
    story.tell("voting.lot.drawn", vote=vote, seed=SEED.hex(), word="", choice=side)
    assert wrong(declared(story, vote, TIED)) == "settled-otherwise"


def test_what_is_said_to_no_tie_is_refused() -> None:
    lost = TIED | {NAMES[2]: "against"}
    assert wrong(declared(*told(lost, CASTING, {}), lost)) == "settled-otherwise"


def test_a_tie_declared_before_it_is_settled_is_refused() -> None:
    assert wrong(declared(*told(TIED, CASTING), TIED)) == "result-differs"


@pytest.mark.parametrize("changes", [{"outcome": "rejected"}, {"reason": {}}])
def test_another_outcome_or_reason_than_follows_is_refused(changes: Mapping[str, object]) -> None:
    if "reason" in changes:
        reason = {"code": "enough_for", "base": "for_against", "base_size": 2, "fraction": "1/2"}
        changes = {"reason": reason | {"is_strict": True, "needed": 2, "obtained": 1, "against": 1}}
    assert wrong(declared(*told(TIED, CASTING, {}), TIED, **changes)) == "result-differs"


def test_more_hands_than_people_are_refused() -> None:
    story = opened()
    vote = story.prepare(FIRST, mode="hands")
    story.open_vote(vote)
    story.tell("voting.hands.counted", **{"vote": vote, "for": 12, "against": 1, "abstain": 0})
    story.close(vote)
    sums = dict.fromkeys(("abstain", "not_voting", "recused", "unreachable"), 0)
    sums |= {"for": 12, "against": 1, "absent": len(NAMES) - 12}
    positions = {id_of(name): "unnamed" if name in NAMES[:12] else "absent" for name in NAMES}
    story.tell(
        "voting.vote.declared",
        vote=vote,
        positions=positions,
        tally=sums,
        **story.verdict(sums, 13),
        decision="",
    )
    assert wrong(story) == "more-hands-than-present"


def test_a_roll_on_which_somebody_stands_otherwise_is_refused() -> None:
    for place, standing in ((0, "absent"), (0, "recused"), (12, "present")):
        story = opened()
        vote = story.prepare(FIRST)
        story.open_vote(vote).lines[-1][4]["roll"][place]["standing"] = standing
        assert wrong(story) == "roll-differs"


def test_a_vote_without_a_result_is_not_counted() -> None:
    story = opened()
    story.prepare(FIRST)
    assert result_again(read_record(story).votes[0], Course()) is None
