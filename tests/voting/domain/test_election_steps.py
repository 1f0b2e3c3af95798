"""Entries about elections that contradict those before them."""

from collections.abc import Callable

import pytest

from tests.minutes.story import Story, id_of
from tests.voting.domain.beginnings import fault_of, opened
from tests.voting.domain.election_story import (
    CANDIDATES,
    MOTION,
    OFFICE,
    contest,
    counted,
    declared,
    entered,
    gone,
    nominated,
    prepared,
)
from tests.voting.domain.moved import MAIN
from voting.domain.record import read_record

ANNA, BORIS, VERA = CANDIDATES
FIRST_BALLOT = {ANNA: 5, BORIS: 4, VERA: 3}
RUN_OFF = {"places": 1, "way": "run_off", "standing": [id_of(ANNA), id_of(BORIS)]}


def held(votes: dict[str, int], returned: dict[str, object] | None) -> Story:
    story = entered(opened(), *CANDIDATES)
    vote = prepared(story, contest(*CANDIDATES))
    return declared(counted(story, vote, votes), vote, votes, returned)


def further(*names: str) -> Story:
    story = held(FIRST_BALLOT, RUN_OFF)
    prepared(story, contest(*names, ballot=2, way="run_off"))
    return story


def test_a_run_off_is_between_those_who_are_to_stand_in_it() -> None:
    record = read_record(further(ANNA, BORIS))
    first, second = record.votes
    assert first.result is not None
    assert first.result.returned is not None
    assert first.result.returned.standing == (id_of(ANNA), id_of(BORIS))
    assert second.contest is not None
    assert second.contest.way == "run_off"


def test_who_withdrew_is_no_candidate_any_more() -> None:
    (_, election) = read_record(gone(entered(opened(), ANNA, BORIS), ANNA)).motions[-2:]
    assert election.election is not None
    assert [one.name for one in election.election.candidates] == [BORIS]
    assert [each.is_withdrawn for each in election.candidacies] == [False, False, True]


def on_another_item() -> Story:
    story = entered(opened())
    body = story.lines[-1][4]
    return story.tell("agenda.election.entered", **{**body, "motion": id_of("x"), "item": id_of("x")})


def with_other_votes() -> Story:
    story = entered(opened(), *CANDIDATES)
    return counted(story, prepared(story, contest(*CANDIDATES)), {ANNA: 12})


def without_election() -> Story:
    story = opened()
    story.prepare("Приемане на дневния ред", mode="paper", more={"contest": contest(ANNA)})
    return story


def electronic() -> Story:
    story = entered(opened(), ANNA)
    story.prepare(
        "Приемане на дневния ред", mode="electronic", more={"motion": MOTION, "contest": contest(ANNA)}
    )
    return story


def with_nobody() -> Story:
    story = entered(opened(), ANNA)
    prepared(story, contest())
    return story


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (on_another_item, "unknown-item"),
        (lambda: nominated(entered(opened(), ANNA), ANNA), "nominated-twice"),
        (lambda: gone(entered(opened()), ANNA), "unknown-candidate"),
        (lambda: nominated(opened(), ANNA), "unknown-motion"),
        (
            lambda: opened().tell("agenda.candidate.withdrawn", motion=MAIN, candidate="a", name="b"),
            "no-election",
        ),
        (with_other_votes, "papers-do-not-add-up"),
        (without_election, "no-election"),
        (electronic, "no-election"),
        (with_nobody, "other-candidates"),
        (lambda: further(ANNA, VERA), "other-candidates"),
        (lambda: held(FIRST_BALLOT, None), "other-candidates"),
        (lambda: held(FIRST_BALLOT, {"elected": [id_of(OFFICE)]}), "other-candidates"),
    ],
)
def test_what_cannot_be_names_its_entry(told: Callable[[], Story], code: str) -> None:
    story = told()
    sequence, found = fault_of(story)
    assert found == code
    assert sequence >= len(story.lines) - 2
