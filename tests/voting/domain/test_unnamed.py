"""Votes at the terminals without names, read from their entries: who voted is told, and of nobody what."""

from collections.abc import Callable, Mapping

import pytest

from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.beginnings import ANNA, BORIS, FIRST, VENETA, fault_of, opened
from voting.domain.projection import project
from voting.domain.record import RecordFault, read_record

MODE = "electronic_unnamed"
CHOSEN = {ANNA: "for", BORIS: "for", VENETA: "against"}
TIED = {ANNA: "for", BORIS: "against"}
Tell = Callable[[Story, str], object]


def begun(
    mode: str = MODE, *, rules: Mapping[str, object] | None = None, **orders: object
) -> tuple[Story, str]:
    """Return a story with an open vote in this mode, under this majority and these standing orders."""
    story = opened().under(**orders) if orders else opened()
    vote = story.prepare(FIRST, mode=mode, **(rules or {}))
    story.open_vote(vote)
    return story, vote


def moved(mode: str = MODE) -> Tell:
    return lambda story, vote: story.tell("voting.vote.fell_back", vote=vote, mode=mode)


def cast(name: str, choice: str, press: int = 1) -> Tell:
    return lambda story, vote: story.cast(vote, name, choice, press=press)


def ended(story: Story, vote: str, choices: Mapping[str, str] = CHOSEN) -> dict[str, str]:
    """Let these vote and the vote be closed; return everybody's covered position."""
    for name, choice in choices.items():
        story.cast(vote, name, choice)
    story.close(vote, [name for name in NAMES[:12] if name not in choices])
    named = {name: story.position(name, choices, []) for name in NAMES}
    return {name: "voted" if name in choices else position for name, position in named.items()}


def sums(choices: Mapping[str, str] = CHOSEN) -> dict[str, int]:
    found = dict.fromkeys(("for", "against", "abstain", "recused", "unreachable"), 0)
    for choice in choices.values():
        found[choice] += 1
    return found | {"not_voting": 12 - len(choices), "absent": len(NAMES) - 12}


def declared(story: Story, vote: str, positions: Mapping[str, str], **changes: object) -> Story:
    """Declare a vote of twelve present from what each of them chose."""
    told = {id_of(name): position for name, position in positions.items()}
    body = {"vote": vote, "positions": told, "tally": sums(), **story.verdict(sums(), 12), "decision": ""}
    return story.tell("voting.vote.declared", **body | changes)


def wrong(story: Story) -> str:
    """Return what is found wrong with the last entry."""
    with pytest.raises(RecordFault) as caught:
        project(read_record(story), story)
    assert caught.value.sequence == len(story.lines) - 1
    return caught.value.code


def test_the_numbers_are_counted_again_from_ballots_that_no_position_tells() -> None:
    story, vote = begun()
    declared(story, vote, ended(story, vote))
    found = project(read_record(story), story)
    result = found["vote"][(vote,)]["result"]
    assert isinstance(result, dict)
    assert result["tally"] == sums()
    told = {found["roll"][(vote, id_of(name))]["position"] for name in CHOSEN}
    assert told == {"voted"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({ANNA: "for"}, "position-differs-from-ballot"),
        ({ANNA: "not_voting"}, "position-differs-from-ballot"),
        ({NAMES[5]: "voted"}, "position-differs-from-ballot"),
        ({NAMES[5]: "unnamed"}, "position-without-name"),
    ],
)
def test_a_position_that_tells_a_choice_or_not_who_voted_is_refused(
    changed: Mapping[str, str], code: str
) -> None:
    story, vote = begun()
    declared(story, vote, ended(story, vote) | dict(changed))
    assert wrong(story) == code


def test_numbers_that_are_not_those_of_the_ballots_are_refused() -> None:
    story, vote = begun()
    tally = sums() | {"for": 1, "against": 2}
    declared(story, vote, ended(story, vote), tally=tally, **story.verdict(tally, 12))
    assert wrong(story) == "tally-differs"


def test_a_named_vote_covers_nobody() -> None:
    story, vote = begun("electronic")
    declared(story, vote, ended(story, vote))
    assert wrong(story) == "position-differs-from-ballot"


@pytest.mark.parametrize(
    ("orders", "more"),
    [({"may_vote_unnamed": False}, {}), ({}, {"secrecy": "named"}), ({}, {"secrecy": "secret"})],
)
def test_it_is_taken_where_rules_and_matter_allow_it_only(
    orders: Mapping[str, object], more: Mapping[str, object]
) -> None:
    story = opened().under(**orders)
    story.prepare(FIRST, mode=MODE, more=more)
    assert fault_of(story)[1] == "mode-not-allowed"


def test_nothing_is_said_aloud_in_it() -> None:
    story, vote = begun()
    body = {"vote": vote, "person": id_of(ANNA), "name": ANNA, "choice": "for"}
    story.tell("voting.choice.spoken", actor=story.clerk, **body)
    assert fault_of(story)[1] == "spoken-without-names"


def test_from_names_to_none_everybody_presses_anew() -> None:
    """What was pressed under the names is set aside, and counts no more."""
    story, vote = begun("electronic")
    story.cast(vote, ANNA, "against").cast(vote, NAMES[7], "against")
    moved()(story, vote)
    declared(story, vote, ended(story, vote))
    found = read_record(story).votes[0]
    assert [(step.left, step.set_aside) for step in found.fallbacks] == [("electronic", 2)]
    assert {ballot.person for ballot in found.ballots} == {id_of(name) for name in CHOSEN}
    assert project(read_record(story), story)["vote"][(vote,)]["mode"] == MODE


def test_its_time_begins_again_with_the_mode() -> None:
    window = {"seconds": 15, "least_seconds": 10, "at_end": "close"}
    story = opened().under(window=window)
    vote = story.prepare(FIRST)
    story.open_vote(vote, window=window)
    story.tell("voting.vote.fell_back", seconds=9, vote=vote, mode=MODE)
    assert read_record(story).votes[0].runs_from == read_record(story).votes[0].fallbacks[0].at
    story.tell("voting.vote.closed", actor="clock", seconds=14, vote=vote, missing=[])
    assert fault_of(story)[1] == "before-its-end"


def test_while_it_is_held_its_time_begins_with_its_resumption() -> None:
    story, vote = begun("electronic")
    story.tell("voting.vote.held", vote=vote)
    moved()(story, vote)
    held = read_record(story).votes[0]
    assert held.opening is not None
    assert held.runs_from == held.opening.at


@pytest.mark.parametrize("mode", ["electronic", "roll_call", "paper"])
def test_before_it_is_opened_any_mode_may_follow_and_then_none_with_names_at_the_terminals(mode: str) -> None:
    story = opened()
    vote = story.prepare(FIRST, mode=MODE)
    moved(mode)(story, vote)
    moved()(story, vote)
    story.open_vote(vote)
    assert read_record(story).votes[0].mode == MODE
    moved("electronic")(story, vote)
    assert fault_of(story)[1] == "no-fallback"


def test_the_side_of_a_chair_who_has_voted_is_what_the_chair_says() -> None:
    """The ballot stays covered: it is not read for the chair's side, which was the other one here."""
    story, vote = begun(rules={"base": "for_against", "ties": ["chair_side"]})
    positions = ended(story, vote, TIED)
    story.lines[-1][4]["presiding"] = id_of(BORIS)
    story.tell("voting.tie.settled", vote=vote, tie="chair_side", choice="for", name=NAMES[0])
    reason = {"code": "tie", "base": "for_against", "base_size": 2, "fraction": "1/2", "is_strict": True}
    reason |= {"needed": 2, "obtained": 1, "against": 1, "tie": "chair_side", "settled": "for"}
    declared(story, vote, positions, tally=sums(TIED), outcome="adopted", reason=reason)
    found = project(read_record(story), story)["vote"][(vote,)]["result"]
    assert isinstance(found, dict)
    assert found["outcome"] == "adopted"
