"""Positions and numbers."""

from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import COUNCILLORS, STRANGER
from tests.voting.domain.strategies import Close, closes, position_maps, rolls
from voting.domain.choices import NAMELESS, Choice, Position, Standing
from voting.domain.roll import Roll, RollLine, WrongRoll
from voting.domain.tally import (
    HandsFault,
    Tally,
    WrongHands,
    count,
    count_hands,
    count_unnamed,
    positions,
    unnamed_positions,
    without_names,
)

ANNA, BORIS, VASIL, *_ = COUNCILLORS


def positions_at(close: Close) -> dict[UUID, Position]:
    return positions(roll=close.roll, ballots=close.ballots, present=close.present, links=close.links)


def position_of_anna(
    *,
    standing: Standing = Standing.PRESENT,
    choice: Choice | None = None,
    is_present: bool = True,
    link: bool | None = None,
) -> Position:
    found = positions(
        roll=Roll.of([RollLine(ANNA, standing)]),
        ballots={} if choice is None else {ANNA: choice},
        present=[ANNA] if is_present else [],
        links={} if link is None else {ANNA: link},
    )
    assert list(found) == [ANNA]
    return found[ANNA]


@pytest.mark.parametrize("choice", Choice)
@pytest.mark.parametrize("is_present", [True, False])
@pytest.mark.parametrize("link", [True, False, None])
def test_a_ballot_survives_departure_and_a_lost_link(
    choice: Choice, is_present: bool, link: bool | None
) -> None:
    assert position_of_anna(choice=choice, is_present=is_present, link=link).value == choice.value


@pytest.mark.parametrize("link", [True, None])
def test_present_without_a_ballot_did_not_vote(link: bool | None) -> None:
    assert position_of_anna(link=link) is Position.NOT_VOTING


def test_present_with_a_lost_terminal_is_unreachable() -> None:
    assert position_of_anna(link=False) is Position.UNREACHABLE


@pytest.mark.parametrize("link", [True, False, None])
def test_who_left_without_a_ballot_is_absent(link: bool | None) -> None:
    assert position_of_anna(is_present=False, link=link) is Position.ABSENT


@pytest.mark.parametrize("is_present", [True, False])
@pytest.mark.parametrize("link", [True, False, None])
def test_who_came_after_the_opening_stays_absent(is_present: bool, link: bool | None) -> None:
    assert position_of_anna(standing=Standing.ABSENT, is_present=is_present, link=link) is Position.ABSENT


@pytest.mark.parametrize("is_present", [True, False])
@pytest.mark.parametrize("link", [True, False, None])
def test_recused_stays_recused(is_present: bool, link: bool | None) -> None:
    assert position_of_anna(standing=Standing.RECUSED, is_present=is_present, link=link) is Position.RECUSED


@pytest.mark.parametrize("standing", [Standing.ABSENT, Standing.RECUSED])
def test_a_ballot_of_somebody_who_is_no_voter_is_refused(standing: Standing) -> None:
    with pytest.raises(WrongRoll, match=f"{ANNA} has a ballot without the right to one"):
        position_of_anna(standing=standing, choice=Choice.FOR)


def test_a_ballot_of_a_stranger_is_refused() -> None:
    with pytest.raises(WrongRoll, match=f"{STRANGER} has a ballot"):
        positions(roll=Roll.of([]), ballots={STRANGER: Choice.FOR}, present=[], links={})


@given(closes())
def test_everybody_on_the_roll_has_exactly_one_position(close: Close) -> None:
    assert list(positions_at(close)) == [line.person for line in close.roll]


@given(closes())
def test_choices_are_exactly_the_ballots(close: Close) -> None:
    found = positions_at(close)
    names = {choice.value for choice in Choice}
    chosen = {person: position.value for person, position in found.items() if position.value in names}
    assert chosen == {person: choice.value for person, choice in close.ballots.items()}


@given(closes(max_weight=5), st.booleans(), st.randoms())
def test_tally_does_not_depend_on_order(close: Close, is_counted: bool, random: Random) -> None:
    mixed = Close(
        roll=Roll.of(random.sample(list(close.roll), len(close.roll))),
        ballots=dict(random.sample(list(close.ballots.items()), len(close.ballots))),
        present=close.present,
        links=dict(random.sample(list(close.links.items()), len(close.links))),
    )
    one, other = (
        count(roll=c.roll, positions=positions_at(c), counts_unreachable_as_present=is_counted)
        for c in (close, mixed)
    )
    assert one == other


@given(closes(max_weight=5), st.booleans())
def test_numbers_add_up_to_the_roll(close: Close, is_counted: bool) -> None:
    tally = count(roll=close.roll, positions=positions_at(close), counts_unreachable_as_present=is_counted)
    assert tally.roll == sum(line.weight for line in close.roll)
    assert sum(tally.to_plain().values()) == tally.roll


@given(closes(), st.booleans())
def test_with_weights_of_one_numbers_are_people(close: Close, is_counted: bool) -> None:
    found = positions_at(close)
    tally = count(roll=close.roll, positions=found, counts_unreachable_as_present=is_counted)
    assert tally.to_plain() == {
        position.value: list(found.values()).count(position)
        for position in Position
        if position not in NAMELESS
    }


@given(closes(max_weight=5), st.booleans())
def test_without_names_the_numbers_are_the_same_and_nobodys(close: Close, is_counted: bool) -> None:
    """Covered positions tell who voted and nothing else; with the ballots they give what the named ones give."""
    named = positions_at(close)
    covered = without_names(named)
    assert {person for person, position in covered.items() if position is Position.VOTED} == set(
        close.ballots
    )
    assert {p: x for p, x in covered.items() if p not in close.ballots} == {
        p: x for p, x in named.items() if p not in close.ballots
    }
    rules = {"roll": close.roll, "counts_unreachable_as_present": is_counted}
    found = count_unnamed(positions=covered, ballots=close.ballots, **rules)  # type: ignore[arg-type]  # two of them
    assert found == count(positions=named, **rules)  # type: ignore[arg-type]  # as above


def test_ballots_of_others_than_who_voted_are_not_counted() -> None:
    roll = Roll.of([RollLine(ANNA, Standing.PRESENT), RollLine(BORIS, Standing.PRESENT)])
    found = {ANNA: Position.VOTED, BORIS: Position.NOT_VOTING}
    for ballots in ({}, {BORIS: Choice.FOR}, {ANNA: Choice.FOR, BORIS: Choice.FOR}):
        with pytest.raises(WrongRoll, match="ballots are not those of who voted"):
            count_unnamed(roll=roll, positions=found, ballots=ballots, counts_unreachable_as_present=True)
    with pytest.raises(WrongRoll, match="positions are not those of the roll"):
        count(roll=roll, positions=found, counts_unreachable_as_present=True)


@given(closes(max_weight=5), st.integers(2, 4), st.booleans())
def test_weights_multiply_the_numbers(close: Close, times: int, is_counted: bool) -> None:
    heavier = Roll.of(RollLine(line.person, line.standing, line.weight * times) for line in close.roll)
    found = positions_at(close)
    one = count(roll=close.roll, positions=found, counts_unreachable_as_present=is_counted)
    other = count(roll=heavier, positions=found, counts_unreachable_as_present=is_counted)
    assert other.to_plain() == {name: number * times for name, number in one.to_plain().items()}
    assert other.present == one.present * times


@given(st.data(), st.booleans())
def test_present_is_everybody_here_with_or_without_the_unreachable(
    data: st.DataObject, is_counted: bool
) -> None:
    roll = data.draw(rolls(max_weight=5))
    found = data.draw(position_maps(roll))
    tally = count(roll=roll, positions=found, counts_unreachable_as_present=is_counted)
    away = {Position.RECUSED, Position.ABSENT} | (set() if is_counted else {Position.UNREACHABLE})
    assert tally.present == sum(line.weight for line in roll if found[line.person] not in away)


def test_count_of_a_small_vote() -> None:
    roll = Roll.of(
        [
            RollLine(ANNA, Standing.PRESENT, 2),
            RollLine(BORIS, Standing.PRESENT),
            RollLine(VASIL, Standing.ABSENT),
        ]
    )
    found = {ANNA: Position.FOR, BORIS: Position.UNREACHABLE, VASIL: Position.ABSENT}
    assert count(roll=roll, positions=found, counts_unreachable_as_present=True) == Tally(
        for_=2, against=0, abstain=0, not_voting=0, recused=0, absent=1, unreachable=1, present=3
    )


@pytest.mark.parametrize(
    "found",
    [{}, {ANNA: Position.FOR, BORIS: Position.FOR}, {BORIS: Position.FOR}],
    ids=["fewer", "more", "other"],
)
def test_positions_of_others_than_the_roll_are_refused(found: dict[UUID, Position]) -> None:
    roll = Roll.of([RollLine(ANNA, Standing.PRESENT)])
    with pytest.raises(WrongRoll, match="positions are not those of the roll"):
        count(roll=roll, positions=found, counts_unreachable_as_present=True)


def test_plain_form() -> None:
    tally = Tally(for_=1, against=2, abstain=3, not_voting=4, recused=5, absent=6, unreachable=7, present=10)
    assert tally.to_plain() == {
        "for": 1,
        "against": 2,
        "abstain": 3,
        "not_voting": 4,
        "recused": 5,
        "absent": 6,
        "unreachable": 7,
    }


@pytest.mark.parametrize(
    "numbers",
    [
        {"for_": -1, "present": 0},
        {"recused": -1, "present": 0},
        {"for_": 1, "present": 0},
        {"for_": 1, "present": 2},
        {"for_": 1, "absent": 1, "present": 2},
        {"unreachable": 2, "present": 1},
    ],
)
def test_numbers_that_do_not_add_up_are_refused(numbers: dict[str, int]) -> None:
    nothing = dict.fromkeys(
        ("for_", "against", "abstain", "not_voting", "recused", "absent", "unreachable", "present"), 0
    )
    with pytest.raises(ValueError, match="do not add up"):
        Tally(**{**nothing, **numbers})


def test_hands() -> None:
    assert count_hands(for_=7, against=3, abstain=2, roll=17, present=14, recused=1) == Tally(
        for_=7, against=3, abstain=2, not_voting=2, recused=1, absent=2, unreachable=0, present=14
    )


@pytest.mark.parametrize(
    ("numbers", "fault", "counted", "limit"),
    [
        ({"for_": -1}, HandsFault.NEGATIVE, -1, 0),
        ({"against": -2}, HandsFault.NEGATIVE, -2, 0),
        ({"abstain": -1}, HandsFault.NEGATIVE, -1, 0),
        ({"present": -1}, HandsFault.NEGATIVE, -1, 0),
        ({"roll": -1}, HandsFault.NEGATIVE, -1, 0),
        ({"recused": -1}, HandsFault.NEGATIVE, -1, 0),
        ({"for_": 5, "against": 3, "abstain": 1}, HandsFault.MORE_THAN_PRESENT, 9, 8),
        ({"recused": 2}, HandsFault.MORE_THAN_ROLL, 10, 9),
    ],
)
def test_hands_that_cannot_be_are_refused(
    numbers: dict[str, int], fault: HandsFault, counted: int, limit: int
) -> None:
    usual = {"for_": 0, "against": 0, "abstain": 0, "roll": 9, "present": 8}
    with pytest.raises(WrongHands, match=f"^{fault}: {counted} of {limit}$") as refusal:
        count_hands(**{**usual, **numbers})
    assert (refusal.value.fault, refusal.value.counted, refusal.value.limit) == (fault, counted, limit)


def unnamed(*here: UUID, issued: int = 0) -> list[Position]:
    """Return what becomes of Anna, Boris and Vasil, of whom Vasil is recused, in a vote without names."""
    standings = {ANNA: Standing.PRESENT, BORIS: Standing.PRESENT, VASIL: Standing.RECUSED}
    roll = Roll.of([RollLine(person, standing) for person, standing in standings.items()])
    found = unnamed_positions(roll=roll, present=here, issued=issued)
    return [found[person] for person in standings]


def test_without_names_there_are_those_who_were_there_those_who_were_not_and_the_recused() -> None:
    assert unnamed(ANNA, BORIS, VASIL) == [Position.UNNAMED, Position.UNNAMED, Position.RECUSED]
    assert unnamed(ANNA, VASIL) == [Position.UNNAMED, Position.ABSENT, Position.RECUSED]


def test_where_somebody_left_with_a_paper_nobody_can_tell_who() -> None:
    assert unnamed(ANNA, issued=1) == [Position.UNNAMED, Position.ABSENT, Position.RECUSED]
    assert unnamed(ANNA, issued=2) == [Position.UNNAMED, Position.UNNAMED, Position.RECUSED]


numbers = st.integers(0, 40)


@given(numbers, numbers, numbers, numbers, numbers, numbers)
def test_hands_add_up_to_the_roll_or_are_refused(
    for_: int, against: int, abstain: int, roll: int, present: int, recused: int
) -> None:
    fits = for_ + against + abstain <= present and present + recused <= roll
    try:
        tally = count_hands(
            for_=for_, against=against, abstain=abstain, roll=roll, present=present, recused=recused
        )
    except WrongHands:
        assert not fits
    else:
        assert fits
        assert (tally.roll, tally.present) == (roll, present)
