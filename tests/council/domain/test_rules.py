"""Majority and quorum as rules: what they take, what they refuse, and their plain form."""

from fractions import Fraction

import pytest
from hypothesis import given

from council.domain.rules import LONGEST_ARTICLE, Majority, Meaning, QuorumRule, Tie
from council.domain.shares import HALF, LARGEST_NUMBER, Base, Share, WrongOrders
from tests.council.domain.strategies import majorities, quorum_rules

TWO_THIRDS = Fraction(2, 3)
FOUR = Share(Base.FIXED, Fraction(1), is_strict=False, size=4)


@pytest.mark.parametrize("base", [Base.PRESENT, Base.CAST, Base.FOR_AGAINST])
def test_quorum_is_not_taken_of_those_present_or_voting(base: Base) -> None:
    with pytest.raises(WrongOrders, match="statutory number"):
        QuorumRule(base, HALF, is_strict=True)


def test_nor_is_that_of_a_second_call() -> None:
    with pytest.raises(WrongOrders, match="not of present"):
        QuorumRule(Base.TOTAL, HALF, is_strict=True, second_call=Share(Base.PRESENT, HALF, is_strict=True))


def test_quorum_refuses_an_impossible_share() -> None:
    with pytest.raises(WrongOrders):
        QuorumRule(Base.TOTAL, Fraction(2), is_strict=True)


def test_plain_form_of_a_majority() -> None:
    majority = Majority(Base.TOTAL, TWO_THIRDS, is_strict=False)
    assert majority.to_plain() == {"base": "total", "fraction": "2/3", "is_strict": False}


@given(majorities())
def test_majority_is_read_back(majority: Majority) -> None:
    assert Majority.from_plain(majority.to_plain()) == majority


@given(quorum_rules())
def test_quorum_rule_is_read_back(rule: QuorumRule) -> None:
    assert QuorumRule.from_plain(rule.to_plain()) == rule


SHARE = {"base": "present", "fraction": "1/2", "is_strict": True}


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        (None, "a share has"),
        ([], "a share has"),
        ({"base": "total", "fraction": "1/2"}, "a share has"),
        ({"base": "total", "fraction": "1/2", "is_strict": True, "quota": 3}, "a share has"),
        ({"base": "everybody", "fraction": "1/2", "is_strict": True}, "not a base"),
        ({"base": ["total"], "fraction": "1/2", "is_strict": True}, "not a base"),
        ({"base": "total", "fraction": 0.5, "is_strict": True}, "not a fraction"),
        ({"base": "total", "fraction": "1/2", "is_strict": 1}, "neither true nor false"),
        ({**SHARE, "also": "total"}, "not a list"),
        ({**SHARE, "also": [{"base": "total"}]}, "a share has"),
        ({**SHARE, "also": [{**SHARE, "ties": []}]}, "a share has"),
        ({**SHARE, "abstaining": "maybe"}, "not a meaning"),
        ({**SHARE, "silence": 1}, "not a meaning"),
        ({**SHARE, "counts_invalid": 1}, "neither true nor false"),
        ({**SHARE, "article": 27}, "article: not a line of text"),
        ({**SHARE, "article": "27\n28"}, "not a line of text"),
        ({**SHARE, "article": "2" * 201}, "not a line of text"),
        ({**SHARE, "ties": ["coin"]}, "not a way out of a tie"),
        ({**SHARE, "secret_ties": [None]}, "not a way out of a tie"),
    ],
)
def test_malformed_majority_is_refused(plain: object, said: str) -> None:
    with pytest.raises(WrongOrders, match=said):
        Majority.from_plain(plain)


NAMED = ("fraction", "is_strict", "size", "floor")


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        *((Majority, field) for field in (*NAMED, "also", "abstaining", "silence", "counts_invalid")),
        *((Majority, field) for field in ("ties", "secret_ties", "may_decline", "casts_unvoted", "article")),
        *((QuorumRule, field) for field in (*NAMED, "counts_recused", "second_call", "wait_minutes")),
    ],
)
def test_a_refusal_names_the_field_that_is_wrong(kind: type[Majority] | type[QuorumRule], field: str) -> None:
    with pytest.raises(WrongOrders, match=rf"^{field}: "):
        kind.from_plain({**SHARE, "base": "total", field: object()})


def test_numbers_and_lines_may_be_as_large_as_is_said() -> None:
    rule = QuorumRule.from_plain({**SHARE, "base": "total", "wait_minutes": LARGEST_NUMBER})
    assert rule.wait_minutes == LARGEST_NUMBER
    article = "2" * LONGEST_ARTICLE
    assert Majority.from_plain({**SHARE, "article": article}).article == article


def test_what_a_majority_says_beyond_its_share_is_written_only_if_it_says_it() -> None:
    majority = Majority(
        Base.PRESENT,
        HALF,
        is_strict=True,
        floor=3,
        also=(FOUR,),
        abstaining=Meaning.AGAINST,
        silence=Meaning.NOT_PRESENT,
        counts_invalid=False,
        ties=(Tie.REVOTE, Tie.CASTING),
        secret_ties=(Tie.LOT,),
        article="Art. 27",
    )
    assert majority.to_plain() == {
        **SHARE,
        "floor": 3,
        "also": [{"base": "fixed", "fraction": "1/1", "is_strict": False, "size": 4}],
        "abstaining": "against",
        "silence": "not_present",
        "counts_invalid": False,
        "ties": ["revote", "casting"],
        "secret_ties": ["lot"],
        "article": "Art. 27",
    }
    assert majority.shares == (majority, FOUR)


@pytest.mark.parametrize("tie", [Tie.CASTING, Tie.CHAIR_SIDE])
def test_the_chair_breaks_no_tie_in_secret(tie: Tie) -> None:
    with pytest.raises(WrongOrders, match="secret vote"):
        Majority(Base.FOR_AGAINST, HALF, is_strict=True, secret_ties=(Tie.REVOTE, tie))


def test_plain_form_of_a_quorum_with_a_second_call() -> None:
    third = Share(Base.TOTAL, Fraction(1, 3), is_strict=False)
    rule = QuorumRule(
        Base.IN_OFFICE, HALF, is_strict=True, counts_recused=False, second_call=third, wait_minutes=30
    )
    assert rule.to_plain() == {
        "base": "in_office",
        "fraction": "1/2",
        "is_strict": True,
        "counts_recused": False,
        "second_call": {"base": "total", "fraction": "1/3", "is_strict": False},
        "wait_minutes": 30,
    }
    assert QuorumRule(Base.TOTAL, HALF, is_strict=True).to_plain() == {**SHARE, "base": "total"}
