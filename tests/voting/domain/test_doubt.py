"""Doubt: whether those who did not vote could have turned an outcome, against trying every way they could vote."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from council.domain.rules import Majority, Tie
from council.domain.shares import Base
from voting.domain.choices import NAMELESS, Position
from voting.domain.doubt import doubt
from voting.domain.majority import Outcome, decide
from voting.domain.tally import Tally

HALF_OF_PRESENT = Majority(Base.PRESENT, Fraction(1, 2), is_strict=True)

NAMED = [position for position in Position if position not in NAMELESS]


def numbers(**given_ones: int) -> dict[Position, int]:
    return dict.fromkeys(NAMED, 0) | {Position(name.rstrip("_")): n for name, n in given_ones.items()}


def tally(counts: dict[Position, int], *, counts_unreachable: bool = True) -> Tally:
    plain = {position.value: number for position, number in counts.items()}
    in_favour = plain.pop("for")
    here = in_favour + plain["against"] + plain["abstain"] + plain["not_voting"]
    present = here + (plain["unreachable"] if counts_unreachable else 0)
    return Tally(for_=in_favour, present=present, **plain)


def test_one_unreachable_member_could_have_carried_it() -> None:
    found = doubt(
        majority=HALF_OF_PRESENT,
        numbers=numbers(for_=8, against=8, unreachable=1),
        outcome=Outcome.REJECTED,
        statutory_number=17,
        in_office=17,
    )
    assert found is not None
    assert (found.unreachable, found.not_voting, found.outcome) == (1, 0, Outcome.ADOPTED)
    assert (found.reason.needed, found.reason.obtained) == (9, 9)


def test_the_silent_are_named_only_where_the_unreachable_do_not_suffice() -> None:
    found = doubt(
        majority=HALF_OF_PRESENT,
        numbers=numbers(for_=7, against=7, unreachable=1, not_voting=2),
        outcome=Outcome.REJECTED,
        statutory_number=17,
        in_office=17,
    )
    assert found is not None
    assert (found.unreachable, found.not_voting) == (1, 2)


def test_an_outcome_that_stands_whatever_they_do_is_not_in_doubt() -> None:
    sure = numbers(for_=12, against=2, unreachable=1, not_voting=1)
    assert (
        doubt(
            majority=HALF_OF_PRESENT,
            numbers=sure,
            outcome=Outcome.ADOPTED,
            statutory_number=17,
            in_office=17,
        )
        is None
    )


@given(
    st.tuples(*[st.integers(0, 4)] * 5),
    st.sampled_from(sorted(set(Base) - {Base.FIXED})),
    st.sampled_from([Fraction(1, 2), Fraction(2, 3)]),
    st.booleans(),
)
def test_there_is_doubt_exactly_where_some_way_of_voting_turns_it(
    counted: tuple[int, ...], base: Base, fraction: Fraction, counts_unreachable: bool
) -> None:
    counts = numbers(
        **dict(zip(("for_", "against", "abstain", "not_voting", "unreachable"), counted, strict=True))
    )
    majority = Majority(base, fraction, is_strict=True)
    sizes = {"statutory_number": 20, "in_office": 20}
    outcome = decide(
        majority=majority, tally=tally(counts, counts_unreachable=counts_unreachable), **sizes
    ).outcome
    found = doubt(majority=majority, numbers=counts, outcome=outcome, **sizes)
    lost = counts[Position.UNREACHABLE]
    ways = (
        voted(counts, silent, in_favour, against)
        for silent in range(counts[Position.NOT_VOTING] + 1)
        if silent + lost
        for in_favour in range(silent + lost + 1)
        for against in range(silent + lost - in_favour + 1)
    )
    turned = any(decide(majority=majority, tally=way, **sizes).outcome is not outcome for way in ways)
    assert (found is not None) == turned


def voted(counts: dict[Position, int], silent: int, in_favour: int, against: int) -> Tally:
    """Return the tally had the unreachable and so many of the silent voted so, the rest of them abstaining."""
    voting = silent + counts[Position.UNREACHABLE]
    new = dict(counts)
    new[Position.NOT_VOTING] -= silent
    new[Position.UNREACHABLE] = 0
    new[Position.FOR] += in_favour
    new[Position.AGAINST] += against
    new[Position.ABSTAIN] += voting - in_favour - against
    return tally(new)


def test_a_tie_is_not_in_doubt_nor_what_would_come_to_one() -> None:
    majority = Majority(Base.FOR_AGAINST, Fraction(1, 2), is_strict=True, ties=(Tie.CASTING,))
    for votes, outcome in (
        ({"for_": 5, "against": 5, "unreachable": 1}, Outcome.TIED),
        ({"for_": 4, "against": 5, "unreachable": 1}, Outcome.REJECTED),
    ):
        assert (
            doubt(
                majority=majority,
                numbers=numbers(**votes),
                outcome=outcome,
                statutory_number=17,
                in_office=17,
            )
            is None
        )
