"""Arbitrary rules for property tests."""

from fractions import Fraction
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from council.domain.orders import StandingOrders
from council.domain.rules import QUORUM_BASES, TELLING, Majority, Meaning, QuorumRule, Tie
from council.domain.shares import Base, Share

shares = st.fractions(min_value=Fraction(1, 12), max_value=1, max_denominator=12)


@st.composite
def share_parts(draw: st.DrawFn, bases: tuple[Base, ...] = tuple(Base)) -> dict[str, Any]:
    """Return base, fraction, strictness, size and floor that go together."""
    base, is_strict = draw(st.sampled_from(bases)), draw(st.booleans())
    fraction = Fraction(1) if base is Base.FIXED else draw(shares)
    assume(base is Base.FIXED or not (fraction == 1 and is_strict))
    return {
        "base": base,
        "fraction": fraction,
        "is_strict": is_strict,
        "size": draw(st.integers(1, 20)) if base is Base.FIXED else 0,
        "floor": draw(st.sampled_from((0, 0, 1, 3))),
    }


def any_share(bases: tuple[Base, ...] = tuple(Base)) -> st.SearchStrategy[Share]:
    return share_parts(bases).map(lambda parts: Share(**parts))


@st.composite
def majorities(draw: st.DrawFn, bases: tuple[Base, ...] = tuple(Base)) -> Majority:
    ties = st.lists(st.sampled_from(Tie), max_size=2).map(tuple)
    quiet = st.lists(st.sampled_from(sorted(set(Tie) - TELLING)), max_size=2).map(tuple)
    return Majority(
        **draw(share_parts(bases)),
        also=tuple(draw(st.lists(any_share(), max_size=2))),
        abstaining=draw(st.sampled_from(Meaning)),
        silence=draw(st.sampled_from(Meaning)),
        counts_invalid=draw(st.booleans()),
        ties=draw(ties),
        secret_ties=draw(quiet),
    )


@st.composite
def quorum_rules(draw: st.DrawFn) -> QuorumRule:
    bases = tuple(sorted(QUORUM_BASES))
    return QuorumRule(
        **draw(share_parts(bases)),
        counts_recused=draw(st.booleans()),
        second_call=draw(st.none() | any_share(bases)),
        wait_minutes=draw(st.integers(0, 60)),
    )


def standing_orders() -> st.SearchStrategy[StandingOrders]:
    return st.builds(StandingOrders, quorum_rules(), majorities(), st.booleans(), st.booleans())
