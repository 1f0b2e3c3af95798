"""Outcomes and their reasons."""

from dataclasses import replace
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.orders import PLAIN
from council.domain.rules import PLAIN_RULES, Majority, Meaning, Tie
from council.domain.shares import HALF, Base, Share
from tests.council.domain.strategies import majorities
from tests.voting.domain import oracle
from tests.voting.domain.strategies import position_maps, rolls
from voting.domain.choices import Position
from voting.domain.majority import Outcome, Reason, ReasonCode, Result, Settled, decide
from voting.domain.roll import Roll
from voting.domain.tally import Tally, count, count_hands

MORE_FOR_THAN_AGAINST = PLAIN.majority
MORE_THAN_HALF_PRESENT = Majority(Base.PRESENT, HALF, is_strict=True)
MORE_THAN_HALF_OF_ALL = Majority(Base.TOTAL, HALF, is_strict=True)
TWO_THIRDS_OF_ALL = Majority(Base.TOTAL, Fraction(2, 3), is_strict=False)


def hands(for_: int, against: int, abstain: int, present: int | None = None) -> Tally:
    present = for_ + against + abstain if present is None else present
    return count_hands(for_=for_, against=against, abstain=abstain, roll=present, present=present)


def decided(majority: Majority, tally: Tally, *, total: int = 17, in_office: int = 16) -> Result:
    return decide(majority=majority, tally=tally, statutory_number=total, in_office=in_office)


def code(majority: Majority, tally: Tally) -> ReasonCode:
    return decided(majority, tally).reason.code


def test_result_carries_its_reason() -> None:
    assert decided(MORE_THAN_HALF_PRESENT, hands(9, 3, 5)) == Result(
        Outcome.ADOPTED,
        Reason(
            code=ReasonCode.ENOUGH_FOR,
            base=Base.PRESENT,
            base_size=17,
            fraction=HALF,
            is_strict=True,
            needed=9,
            obtained=9,
            against=3,
        ),
    )


@pytest.mark.parametrize(
    ("base", "base_size"),
    [(Base.TOTAL, 17), (Base.IN_OFFICE, 16), (Base.PRESENT, 14), (Base.FOR_AGAINST, 11)],
)
def test_size_of_each_base(base: Base, base_size: int) -> None:
    reason = decided(Majority(base, Fraction(2, 3), is_strict=True), hands(6, 5, 2, present=14)).reason
    assert (reason.base, reason.base_size) == (base, base_size)


def test_seven_to_none_with_eight_abstaining_fails_of_those_present_and_carries_of_those_voting() -> None:
    assert decided(MORE_THAN_HALF_PRESENT, hands(7, 0, 8)).outcome is Outcome.REJECTED
    assert decided(MORE_FOR_THAN_AGAINST, hands(7, 0, 8)).outcome is Outcome.ADOPTED


def test_fourteen_of_twenty_two_fail_of_thirty_one() -> None:
    result = decided(MORE_THAN_HALF_OF_ALL, hands(14, 0, 8), total=31)
    assert (result.outcome, result.reason.needed) == (Outcome.REJECTED, 16)


def test_a_vacant_seat_lowers_the_base_in_office_only() -> None:
    majority = Majority(Base.IN_OFFICE, HALF, is_strict=False)
    assert decided(majority, hands(8, 8, 0)).outcome is Outcome.ADOPTED
    assert decided(Majority(Base.TOTAL, HALF, is_strict=False), hands(8, 8, 0)).outcome is Outcome.REJECTED


def test_a_tie_is_rejected_with_its_own_reason() -> None:
    result = decided(MORE_FOR_THAN_AGAINST, hands(5, 5, 2))
    assert (result.outcome, result.reason.code) == (Outcome.REJECTED, ReasonCode.TIE)
    assert (result.reason.needed, result.reason.obtained, result.reason.against) == (6, 5, 5)


def test_a_tie_under_a_greater_share_is_a_tie_that_nothing_follows() -> None:
    majority = Majority(Base.FOR_AGAINST, Fraction(2, 3), is_strict=False, ties=(Tie.REVOTE,))
    result = decided(majority, hands(6, 6, 0))
    assert (result.reason.code, result.reason.tie, result.outcome) == (ReasonCode.TIE, None, Outcome.REJECTED)


@pytest.mark.parametrize("base", [Base.TOTAL, Base.IN_OFFICE, Base.PRESENT])
def test_equal_numbers_of_another_base_are_too_few(base: Base) -> None:
    assert code(Majority(base, HALF, is_strict=True), hands(5, 5, 0)) is ReasonCode.TOO_FEW_FOR


@pytest.mark.parametrize(("for_", "against"), [(4, 5), (1, 2)])
def test_fewer_for_than_against(for_: int, against: int) -> None:
    assert code(MORE_FOR_THAN_AGAINST, hands(for_, against, 0)) is ReasonCode.TOO_FEW_FOR


@pytest.mark.parametrize(
    "tally", [hands(0, 0, 0), hands(0, 0, 9), hands(0, 4, 0)], ids=["none", "abstain", "against"]
)
@pytest.mark.parametrize("base", sorted(set(Base) - {Base.FIXED}))
def test_nobody_for_is_rejected_with_its_own_reason(tally: Tally, base: Base) -> None:
    result = decided(Majority(base, Fraction(2, 3), is_strict=False), tally)
    assert (result.outcome, result.reason.code) == (Outcome.REJECTED, ReasonCode.NOBODY_FOR)
    assert result.reason.needed >= 1


def test_one_for_and_none_against_carries() -> None:
    result = decided(MORE_FOR_THAN_AGAINST, hands(1, 0, 13))
    assert (result.outcome, result.reason.needed) == (Outcome.ADOPTED, 1)


@pytest.mark.parametrize(("total", "needed"), [(17, 12), (25, 17), (29, 20), (41, 28), (61, 41)])
def test_two_thirds_are_rounded_up(total: int, needed: int) -> None:
    for obtained, outcome in ((needed, Outcome.ADOPTED), (needed - 1, Outcome.REJECTED)):
        result = decided(TWO_THIRDS_OF_ALL, hands(obtained, 0, 0), total=total)
        assert (result.outcome, result.reason.needed) == (outcome, needed)


def test_plain_form_of_the_reason() -> None:
    assert decided(TWO_THIRDS_OF_ALL, hands(11, 5, 0)).reason.to_plain() == {
        "code": "too_few_for",
        "base": "total",
        "base_size": 17,
        "fraction": "2/3",
        "is_strict": False,
        "needed": 12,
        "obtained": 11,
        "against": 5,
    }


def of_those_who_take_part() -> st.SearchStrategy[Majority]:
    """Return majorities under which nobody is taken for something else than they chose."""
    return majorities().map(
        lambda majority: replace(
            majority, abstaining=Meaning.NOTHING, silence=Meaning.NOTHING, ties=(), secret_ties=()
        )
    )


def tally_of(roll: Roll, found: dict[UUID, Position], *, is_counted: bool) -> Tally:
    return count(roll=roll, positions=found, counts_unreachable_as_present=is_counted)


def test_with_one_more_for_the_votes_cast_are_one_more_too() -> None:
    by_lot = Majority(Base.FOR_AGAINST, Fraction(2, 3), is_strict=False, ties=(Tie.LOT,))
    assert decided(by_lot, hands(2, 2, 0)).outcome is Outcome.REJECTED  # 3 of 5 would not carry
    assert decided(replace(by_lot, fraction=HALF, is_strict=True), hands(2, 2, 0)).outcome is Outcome.TIED


def test_as_many_for_as_against_that_carry_are_no_tie() -> None:
    at_least_half = Majority(Base.PRESENT, HALF, is_strict=False, ties=(Tie.LOT,))
    assert decided(at_least_half, hands(5, 5, 0)).reason.tie is None


def test_a_tie_without_a_side_of_the_chair_is_none() -> None:
    by_chair = Majority(Base.FOR_AGAINST, HALF, is_strict=True, ties=(Tie.CHAIR_SIDE,))
    assert decided(by_chair, hands(0, 0, 3)).reason.tie is None


def test_nobody_is_recused_of_whom_nothing_is_said() -> None:
    majority = Majority(Base.PRESENT_WITH_RECUSED, HALF, is_strict=True)
    assert decided(majority, hands(3, 2, 1)).reason.base_size == 6


def test_abstaining_and_silence_that_mean_the_same_add_up() -> None:
    for meaning in (Meaning.FOR, Meaning.AGAINST):
        majority = replace(MORE_FOR_THAN_AGAINST, abstaining=meaning, silence=meaning)
        reason = decided(majority, hands(3, 2, 1, present=8)).reason
        assert (reason.as_for, reason.as_against) == ((3, 0) if meaning is Meaning.FOR else (0, 3))


def test_invalid_and_blank_papers_that_are_left_out_are_both_left_out() -> None:
    tally = Tally(
        for_=5,
        against=3,
        abstain=0,
        not_voting=0,
        recused=0,
        absent=0,
        unreachable=0,
        present=11,
        invalid=2,
        blank=1,
    )
    assert decided(replace(MORE_THAN_HALF_PRESENT, counts_invalid=False), tally).reason.base_size == 8


def with_all_fields(majority: Majority) -> dict[str, Any]:
    shares = [{"size": 0, "floor": 0, **share.to_plain()} for share in majority.shares]
    return {**PLAIN_RULES, **shares[0], "also": shares[1:]}


@given(majorities(), st.data())
def test_every_outcome_is_that_of_plain_arithmetic(majority: Majority, data: st.DataObject) -> None:
    names = ("for", "against", "abstain", "silent", "invalid", "blank", "unreachable", "recused")
    votes = {name: data.draw(st.integers(0, 9), label=name) for name in names}
    if data.draw(st.booleans(), label="equal"):
        votes["against"] = votes["for"]
    votes |= {"total": data.draw(st.integers(1, 40)), "in_office": data.draw(st.integers(0, 40))}
    votes["secret"] = data.draw(st.booleans())
    settled = data.draw(st.none() | st.sampled_from(Settled))
    earlier = data.draw(st.integers(0, 2))
    here = ("for", "against", "abstain", "silent", "invalid", "blank", "unreachable")
    tally = Tally(
        for_=votes["for"],
        against=votes["against"],
        abstain=votes["abstain"],
        not_voting=votes["silent"],
        recused=votes["recused"],
        absent=0,
        unreachable=votes["unreachable"],
        present=sum(votes[name] for name in here),
        invalid=votes["invalid"],
        blank=votes["blank"],
    )
    result = decide(
        majority=majority,
        tally=tally,
        statutory_number=votes["total"],
        in_office=votes["in_office"],
        recused_present=votes["recused"],
        is_secret=bool(votes["secret"]),
        earlier_ties=earlier,
        settled=settled,
    )
    expected = oracle.outcome(with_all_fields(majority), votes, settled=settled or "", earlier_ties=earlier)
    assert result.outcome == expected
    is_enough = result.reason.obtained >= result.reason.needed
    assert is_enough == (result.reason.code is ReasonCode.ENOUGH_FOR)
    assert (result.outcome is Outcome.TIED) == (
        result.reason.tie is not None and result.reason.settled is None
    )


@given(majorities(), st.data(), st.booleans())
def test_recounting_gives_the_same_result(majority: Majority, data: st.DataObject, is_counted: bool) -> None:
    roll = data.draw(rolls(max_weight=3))
    found = data.draw(position_maps(roll))
    once, again = (decided(majority, tally_of(roll, found, is_counted=is_counted)) for _ in range(2))
    assert once == again
    assert once.reason.to_plain() == again.reason.to_plain()


@given(of_those_who_take_part(), st.data(), st.booleans())
def test_one_more_for_never_undoes_an_adoption(
    majority: Majority, data: st.DataObject, is_counted: bool
) -> None:
    roll = data.draw(rolls().filter(len))
    found = data.draw(position_maps(roll))
    convert = data.draw(st.sampled_from(list(found)))
    before = decided(majority, tally_of(roll, found, is_counted=is_counted))
    after = decided(majority, tally_of(roll, {**found, convert: Position.FOR}, is_counted=is_counted))
    assert before.outcome is Outcome.REJECTED or after.outcome is Outcome.ADOPTED


@given(of_those_who_take_part(), st.data(), st.booleans())
def test_one_more_against_never_causes_an_adoption(
    majority: Majority, data: st.DataObject, is_counted: bool
) -> None:
    roll = data.draw(rolls().filter(len))
    found = data.draw(position_maps(roll))
    convert = data.draw(st.sampled_from(list(found)))
    before = decided(majority, tally_of(roll, found, is_counted=is_counted))
    after = decided(majority, tally_of(roll, {**found, convert: Position.AGAINST}, is_counted=is_counted))
    assert before.outcome is Outcome.ADOPTED or after.outcome is Outcome.REJECTED


def tied(*ties: Tie, votes: int = 6, earlier: int = 0, **options: Any) -> Result:
    majority = Majority(Base.FOR_AGAINST, HALF, is_strict=True, ties=ties, secret_ties=(Tie.LOT,))
    return decide(
        majority=majority,
        tally=hands(votes, votes, 1),
        statutory_number=17,
        in_office=17,
        earlier_ties=earlier,
        **options,
    )


@pytest.mark.parametrize("tie", Tie)
def test_a_tie_waits_for_what_follows_it(tie: Tie) -> None:
    result = tied(tie)
    assert (result.outcome, result.reason.tie, result.reason.settled) == (Outcome.TIED, tie, None)


@pytest.mark.parametrize("tie", [Tie.LOT, Tie.CASTING, Tie.CHAIR_SIDE])
@pytest.mark.parametrize("settled", Settled)
def test_lot_and_chair_settle_a_tie(tie: Tie, settled: Settled) -> None:
    result = tied(tie, settled=settled)
    assert result.outcome is (Outcome.ADOPTED if settled is Settled.FOR else Outcome.REJECTED)
    assert (result.reason.code, result.reason.settled) == (ReasonCode.TIE, settled)


def test_nothing_but_a_vote_settles_a_second_vote() -> None:
    result = tied(Tie.REVOTE, settled=Settled.FOR)
    assert (result.outcome, result.reason.settled) == (Outcome.TIED, None)


def test_a_second_vote_comes_first_and_then_the_casting_vote() -> None:
    orders = (Tie.REVOTE, Tie.CASTING)
    assert [tied(*orders, earlier=earlier).reason.tie for earlier in (0, 1, 2)] == [
        Tie.REVOTE,
        Tie.CASTING,
        None,
    ]
    assert tied(*orders, earlier=2).outcome is Outcome.REJECTED


def test_a_secret_tie_goes_its_own_way() -> None:
    assert tied(Tie.CASTING, is_secret=True).reason.tie is Tie.LOT


def test_nobody_for_and_nobody_against_is_no_side_of_the_chair() -> None:
    assert tied(Tie.CHAIR_SIDE, votes=0, settled=Settled.FOR).reason.code is ReasonCode.NOBODY_FOR
    assert tied(Tie.CASTING, votes=0, settled=Settled.FOR).outcome is Outcome.ADOPTED


def test_equal_numbers_that_one_more_vote_would_not_help_are_no_tie() -> None:
    majority = Majority(Base.PRESENT, HALF, is_strict=True, ties=(Tie.CASTING,))
    result = decided(majority, hands(5, 5, 2))
    assert (result.outcome, result.reason.code) == (Outcome.REJECTED, ReasonCode.TOO_FEW_FOR)
    assert decided(majority, hands(6, 6, 0)).outcome is Outcome.TIED


def test_equal_numbers_that_suffice_carry() -> None:
    majority = Majority(Base.PRESENT, HALF, is_strict=False, ties=(Tie.CASTING,))
    assert decided(majority, hands(6, 6, 0)).reason.code is ReasonCode.ENOUGH_FOR


def test_the_share_that_needs_most_is_the_reason() -> None:
    fixed = Share(Base.FIXED, Fraction(1), is_strict=False, size=8)
    majority = Majority(Base.FOR_AGAINST, HALF, is_strict=True, also=(fixed,))
    few, many = decided(majority, hands(7, 2, 0)), decided(majority, hands(9, 8, 0))
    assert (few.outcome, few.reason.base, few.reason.needed) == (Outcome.REJECTED, Base.FIXED, 8)
    assert (many.outcome, many.reason.base, many.reason.needed) == (Outcome.ADOPTED, Base.FOR_AGAINST, 9)


def test_a_floor_is_told_where_it_decides() -> None:
    majority = Majority(Base.FOR_AGAINST, HALF, is_strict=True, floor=3)
    assert decided(majority, hands(2, 1, 0)).reason.floor == 3
    assert decided(majority, hands(4, 3, 0)).reason.floor == 0


def test_plain_form_of_a_reason_that_says_more() -> None:
    majority = Majority(
        Base.PRESENT,
        HALF,
        is_strict=True,
        abstaining=Meaning.AGAINST,
        silence=Meaning.NOT_PRESENT,
        ties=(Tie.CASTING,),
    )
    result = decide(
        majority=majority,
        tally=hands(6, 4, 2, present=13),
        statutory_number=17,
        in_office=17,
        settled=Settled.NONE,
    )
    assert result.reason.to_plain() == {
        "code": "tie",
        "base": "present",
        "base_size": 12,
        "fraction": "1/2",
        "is_strict": True,
        "needed": 7,
        "obtained": 6,
        "against": 6,
        "as_against": 2,
        "left_out": 1,
        "tie": "casting",
        "settled": "none",
    }


@pytest.mark.parametrize(
    ("chair", "abstaining", "settled"),
    [
        (Position.FOR, Meaning.NOTHING, Settled.FOR),
        (Position.AGAINST, Meaning.NOTHING, Settled.AGAINST),
        (Position.ABSENT, Meaning.NOTHING, Settled.NONE),
        (Position.ABSTAIN, Meaning.NOTHING, Settled.NONE),
        (None, Meaning.NOTHING, None),
    ],
)
def test_the_side_of_the_chair_is_that_of_its_ballot(
    chair: Position | None, abstaining: Meaning, settled: Settled | None
) -> None:
    majority = Majority(Base.FOR_AGAINST, HALF, is_strict=True, abstaining=abstaining, ties=(Tie.CHAIR_SIDE,))
    result = decide(majority=majority, tally=hands(5, 5, 1), statutory_number=17, in_office=17, chair=chair)
    assert result.reason.settled is settled


@pytest.mark.parametrize("tie", [Tie.LOT, Tie.CASTING])
def test_the_chairs_own_ballot_settles_no_tie_but_by_the_chairs_side(tie: Tie) -> None:
    majority = Majority(Base.FOR_AGAINST, HALF, is_strict=True, ties=(tie,))
    result = decide(
        majority=majority, tally=hands(5, 5, 0), statutory_number=17, in_office=17, chair=Position.FOR
    )
    assert (result.outcome, result.reason.settled) == (Outcome.TIED, None)


def test_a_chair_who_abstains_is_on_the_side_that_abstaining_counts_for() -> None:
    majority = Majority(
        Base.PRESENT, HALF, is_strict=True, abstaining=Meaning.AGAINST, ties=(Tie.CHAIR_SIDE,)
    )
    result = decide(
        majority=majority, tally=hands(6, 4, 2), statutory_number=12, in_office=12, chair=Position.ABSTAIN
    )
    assert result.reason.settled is Settled.AGAINST


@pytest.mark.parametrize(
    ("chair", "tie"), [(Position.FOR, None), (Position.NOT_VOTING, Tie.CASTING), (None, Tie.CASTING)]
)
def test_a_casting_vote_may_be_for_a_chair_who_has_not_voted(chair: Position | None, tie: Tie | None) -> None:
    majority = Majority(Base.FOR_AGAINST, HALF, is_strict=True, ties=(Tie.CASTING,), casts_unvoted=True)
    result = decide(majority=majority, tally=hands(5, 5, 0), statutory_number=17, in_office=17, chair=chair)
    assert result.reason.tie is tie
