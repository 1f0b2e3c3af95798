"""Arbitrary rules for property tests."""

from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from council.domain.orders import HALF, Base, Majority, QuorumRule, StandingOrders

shares = st.fractions(min_value=Fraction(1, 12), max_value=1, max_denominator=12)


@st.composite
def majorities(draw: st.DrawFn, bases: tuple[Base, ...] = tuple(Base)) -> Majority:
    base, fraction, is_strict = draw(st.sampled_from(bases)), draw(shares), draw(st.booleans())
    assume(not (fraction == 1 and is_strict))
    if base == Base.FOR_AGAINST:
        assume(fraction > HALF or (fraction == HALF and is_strict))
    return Majority(base, fraction, is_strict)


@st.composite
def quorum_rules(draw: st.DrawFn) -> QuorumRule:
    fraction, is_strict = draw(shares), draw(st.booleans())
    assume(not (fraction == 1 and is_strict))
    return QuorumRule(Base.TOTAL, fraction, is_strict)


def standing_orders() -> st.SearchStrategy[StandingOrders]:
    return st.builds(StandingOrders, quorum_rules(), majorities(), st.booleans(), st.booleans())
