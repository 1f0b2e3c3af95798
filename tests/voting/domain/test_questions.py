"""Questions put to the ready packs: their worked examples come out as written; no article stands where none was read."""

from dataclasses import replace

import pytest

from council.domain.packs import Example, LegalBasis, Pack, Provenance
from council.domain.rules import Majority
from council.domain.shares import HALF, Base
from council.queries import packs
from voting.domain.cases import WrongCell
from voting.domain.choices import Position
from voting.domain.majority import Outcome, Settled
from voting.domain.questions import ask, quorum_of, tally_of

NAMES = {
    *("at-salzburg", "at-tyrol", "bg", "de", "es", "fr", "hr", "hu", "plain", "robert", "rs", "si", "uk"),
}
READ = {"bg", "rs", "si"}
EXAMPLES = [(pack, example) for pack in packs().values() for example in pack.examples]


def test_all_packs_are_there() -> None:
    assert set(packs()) == NAMES


@pytest.mark.parametrize("pack", packs().values(), ids=lambda pack: pack.code)
def test_each_pack_has_worked_examples_of_each_of_its_majorities(pack: Pack) -> None:
    shown = {example.basis for example in pack.examples if not example.is_quorum}
    rules = {basis.key: replace(basis.majority, article="") for basis in pack.bases}
    assert set(rules.values()) == {rules[key] for key in shown}


@pytest.mark.parametrize(("pack", "example"), EXAMPLES, ids=lambda each: getattr(each, "code", ""))
def test_worked_example(pack: Pack, example: Example) -> None:
    if example.is_quorum:
        found = quorum_of(pack, example.numbers)
        assert found is not None
        assert ("quorum_ok" if found.is_met else "no_quorum") == example.outcome
    else:
        basis = pack.basis(example.basis)
        assert basis is not None
        settled = Settled(example.settled) if example.settled else None
        assert ask(basis, example.numbers, settled).result.outcome == example.outcome


def test_articles_stand_only_where_a_source_was_read() -> None:
    verified = {
        pack.code
        for pack in packs().values()
        if pack.quorum.is_verified or any(basis.provenance.is_verified for basis in pack.bases)
    }
    assert verified == READ


@pytest.mark.parametrize(
    ("key", "base", "fraction", "secrecy"),
    [
        ("", "present", "1/2", "open"),
        *((f"21(1){item}", "total", "1/2", "named") for item in (6, 7, 8, 9, 10)),
        *((f"21(1){item}", "present", "1/2", "named") for item in (14, 15)),
        *((f"21(1){item}", "total", "1/2", "open") for item in (1, 2, 16, 17, 20)),
        ("21(1)3", "total", "1/2", "secret"),
        ("21a(4)", "total", "2/3", "open"),
    ],
)
def test_the_bulgarian_legal_bases(key: str, base: str, fraction: str, secrecy: str) -> None:
    basis = packs()["bg"].basis(key)
    assert basis is not None
    plain = basis.majority.to_plain()
    assert (plain["base"], plain["fraction"], basis.secrecy) == (base, fraction, secrecy)


def turned(**numbers: int) -> Position | None:
    return ask(packs()["bg"].bases[0], numbers).one_more


def test_one_vote_more_is_of_whom_it_would_cost_least() -> None:
    assert turned(**{"for": 7, "against": 1, "abstain": 6, "present": 15}) is Position.NOT_VOTING
    assert turned(**{"for": 7, "against": 1, "abstain": 7, "present": 15}) is Position.ABSTAIN
    assert turned(**{"for": 7, "against": 8, "present": 15}) is Position.AGAINST


def test_one_vote_more_is_told_only_where_it_would_have_carried() -> None:
    assert turned(**{"for": 6, "against": 1, "abstain": 8, "present": 15}) is None
    assert turned(**{"for": 8, "against": 1, "abstain": 6, "present": 15}) is None


def test_a_tie_that_waits_is_not_one_vote_short() -> None:
    answer = ask(packs()["uk"].bases[0], {"for": 5, "against": 5})
    assert (answer.result.outcome, answer.one_more) == (Outcome.TIED, None)


HALF_IN_OFFICE = LegalBasis("", Majority(Base.IN_OFFICE, HALF, is_strict=True), Provenance())


def test_without_the_number_in_office_all_are() -> None:
    assert ask(HALF_IN_OFFICE, {"for": 8, "total": 17}).result.outcome is Outcome.REJECTED
    assert ask(HALF_IN_OFFICE, {"for": 8, "total": 17, "in_office": 15}).result.outcome is Outcome.ADOPTED


@pytest.mark.parametrize(("key", "column"), [("", "in_office"), ("21(1)6", "total")])
def test_members_that_the_rule_needs_are_asked_for(key: str, column: str) -> None:
    basis = packs()["bg"].basis(key) if key else HALF_IN_OFFICE
    assert basis is not None
    with pytest.raises(WrongCell) as wrong:
        ask(basis, {"for": 8})
    assert wrong.value.column == column


def test_of_unknown_numbers_no_quorum_is_found() -> None:
    assert quorum_of(packs()["bg"], {"present": 9}) is None
    assert quorum_of(packs()["bg"], {"total": 17}) is None


@pytest.mark.parametrize(("counts", "present"), [(True, 13), (False, 11)])
def test_the_tally_of_a_declared_result_is_told_by_its_numbers(counts: bool, present: int) -> None:
    numbers = {"for": 4, "against": 3, "abstain": 2, "not_voting": 0, "recused": 1, "absent": 3}
    numbers |= {"unreachable": 2, "invalid": 1, "blank": 1}
    tally = tally_of(numbers, counts_unreachable_as_present=counts)
    assert (tally.to_plain(), tally.present) == (numbers, present)
