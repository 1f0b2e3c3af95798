"""Entries of votes whose presence is established by registration, or as it was at the opening."""

import pytest

from council.domain.orders import Presence, StandingOrders
from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.beginnings import ANNA, BORIS, FIRST, VENETA, fault_of
from voting.domain.projection import project
from voting.domain.record import read_record


def with_open_vote(presence: Presence) -> tuple[Story, str]:
    rules = {"digest": "0" * 64, "orders": StandingOrders(presence=presence).to_plain()}
    story = Story().arrive(*NAMES[:12]).open(rules=rules).activate(FIRST)
    vote = story.prepare(FIRST)
    return story.open_vote(vote).cast(vote, ANNA, "for"), vote


def register(story: Story, vote: str, name: str, by: str = "") -> Story:
    person = id_of(name)
    actor = by or f"councillor:{person}"
    return story.tell("voting.presence.registered", actor=actor, vote=vote, person=person, name=name)


def close(story: Story, vote: str, registered: int | None) -> Story:
    return story.tell("voting.vote.closed", vote=vote, missing=[], registered=registered)


def positions(story: Story, vote: str) -> dict[str, object]:
    rolls = project(read_record(story), story)["roll"]
    return {name: rolls[vote, id_of(name)]["position"] for name in (ANNA, BORIS, VENETA)}


def test_who_neither_registered_nor_voted_is_not_present() -> None:
    story, vote = with_open_vote(Presence.REGISTRATION)
    close(register(story, vote, BORIS), vote, 2)
    assert positions(story, vote) == {ANNA: "for", BORIS: "not_voting", VENETA: "absent"}
    assert project(read_record(story), story)["roll"][vote, id_of(BORIS)]["registered_at"]


def test_who_left_after_the_opening_is_present_where_that_is_what_counts() -> None:
    story, vote = with_open_vote(Presence.OPENING)
    story.leave(BORIS)
    close(story, vote, None)
    assert positions(story, vote) == {ANNA: "for", BORIS: "not_voting", VENETA: "not_voting"}


@pytest.mark.parametrize("registered", [None, 1, 3])
def test_another_number_of_registered_is_found(registered: int | None) -> None:
    story, vote = with_open_vote(Presence.REGISTRATION)
    close(register(story, vote, BORIS), vote, registered)
    assert fault_of(story)[1] == "registered-differ"


def test_nobody_registers_twice_or_where_the_rules_do_not_ask_for_it() -> None:
    story, vote = with_open_vote(Presence.REGISTRATION)
    register(register(story, vote, BORIS), vote, BORIS)
    assert fault_of(story)[1] == "registered-twice"
    story, vote = with_open_vote(Presence.CLOSE)
    register(story, vote, BORIS)
    assert fault_of(story)[1] == "registration-unused"


def test_the_clerk_registers_who_is_in_the_room_and_nobody_else_does() -> None:
    story, vote = with_open_vote(Presence.REGISTRATION)
    register(story, vote, BORIS, by=story.clerk)
    (found,) = read_record(story).votes
    assert [(one.name, one.by) for one in found.registrations] == [(BORIS, story.clerk)]
    assert (
        fault_of(register(story, vote, VENETA, by=f"councillor:{id_of(ANNA)}"))[1] == "registered-by-another"
    )
    story, vote = with_open_vote(Presence.REGISTRATION)
    story.leave(BORIS)
    assert fault_of(register(story, vote, BORIS, by=story.clerk))[1] == "not-present"


def test_nobody_registers_from_afar() -> None:
    story, vote = with_open_vote(Presence.REGISTRATION)
    story.leave(BORIS)
    assert fault_of(register(story, vote, BORIS))[1] == "not-present"
