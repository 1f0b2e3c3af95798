"""Ballots of an election: who is elected and what follows, held against plain arithmetic of the tests' own."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.domain.elections import Candidate, Election
from council.domain.elections import ElectionRules, PaperOrder, Way
from council.domain.rules import Majority, Tie
from council.domain.shares import Base
from voting.domain.elections import (
    Contest,
    Lot,
    Returned,
    ballot_due,
    count_ballot,
    first_ballot,
    next_ballot,
    repeated_ballot,
    require_votes,
    rule_of,
    settle,
)
from voting.domain.lots import draw
from voting.domain.majority import Outcome
from voting.domain.papers import Papers, PapersFault, WrongPapers
from voting.domain.tally import count_papers

SEED = "07" * 32
WORD = "орел"
HALF_OF_ALL = Majority(Base.TOTAL, Fraction(1, 2), is_strict=True)
NAMES = {"c": "Васил Вълчев", "a": "Анна Ангелова", "b": "Борис Боев"}
ELECTION = Election(1, tuple(Candidate(key, name) for key, name in NAMES.items()))


def contest(votes: Mapping[str, int], places: int = 1, way: Way | None = None, ballot: int = 1) -> Contest:
    return Contest(ballot, places, tuple(Candidate(key, key.upper()) for key in votes), way)


def settled(votes: dict[str, int], places: int = 1, needed: int = 9, **rules: Any) -> Returned:
    way, ballot = rules.pop("way", None), rules.pop("ballot", 1)
    return settle(
        contest(votes, places, way, ballot),
        votes,
        ElectionRules(**rules),
        needed=needed,
        seed=SEED,
        word=WORD,
    )


def test_candidates_stand_by_name_or_as_nominated() -> None:
    by_name = first_ballot(ELECTION, ElectionRules(), language="bg")
    assert [one.candidate for one in by_name.candidates] == ["a", "b", "c"]
    assert (by_name.ballot, by_name.places, by_name.way) == (1, 1, None)
    nominated = first_ballot(ELECTION, ElectionRules(order=PaperOrder.NOMINATION), language="bg")
    assert nominated.candidates == ELECTION.candidates


def test_enough_votes_elect() -> None:
    assert settled({"a": 9, "b": 4}) == Returned(("a",))


def test_the_best_two_go_on() -> None:
    assert settled({"a": 4, "b": 2, "c": 6}) == Returned((), 1, Way.RUN_OFF, ("a", "c"))


def test_all_equals_at_the_second_place_go_on() -> None:
    assert settled({"a": 4, "b": 6, "c": 4, "d": 1}).standing == ("a", "b", "c")
    assert settled({"a": 4, "b": 4, "c": 4, "d": 1}).standing == ("a", "b", "c")


def test_after_the_last_ballot_nothing_follows() -> None:
    assert settled({"a": 7, "b": 7}, ballot=2, way=Way.RUN_OFF) == Returned((), 1)


def test_several_places_are_filled_by_most_votes_and_the_rest_runs_off() -> None:
    votes = {"a": 9, "b": 11, "c": 8, "d": 7, "e": 3}
    assert settled(votes, places=3) == Returned(("a", "b"), 1, Way.RUN_OFF, ("c", "d"))
    assert settled({"a": 9, "b": 11, "c": 10}, places=2) == Returned(("b", "c"))


@pytest.mark.parametrize("way", [Way.MOST, Way.RUN_OFF_MOST])
def test_the_most_votes_decide_where_the_rules_say_so(way: Way) -> None:
    assert settled({"a": 3, "b": 2}, ballot=2, way=way, following=(way,)).elected == ("a",)
    assert settled({"a": 0, "b": 0}, ballot=2, way=way, following=(way,)).elected == ()


@pytest.mark.parametrize("way", [Way.MOST, Way.RUN_OFF_MOST])
def test_who_stands_alone_needs_the_majority_of_the_election(way: Way) -> None:
    alone = contest({"a": 1}, way=way, ballot=2)
    assert rule_of(alone, HALF_OF_ALL, {"a": 1}) == HALF_OF_ALL
    assert alone.told_way is None
    assert settled({"a": 1}, ballot=2, way=way, needed=9).elected == ()
    assert settled({"a": 9}, ballot=2, way=way, needed=9).elected == ("a",)


def test_equals_are_elected_by_lot_or_not_at_all() -> None:
    tied = {"a": 3, "b": 5, "c": 5}
    assert settled(tied, way=Way.MOST, ballot=2).elected == ()
    drawn = draw(seed=bytes.fromhex(SEED), lots=["b", "c"], word=WORD)
    found = settled(tied, way=Way.MOST, ballot=2, lot=True)
    assert found.elected == drawn[:1]
    assert found.lot == Lot(SEED, drawn, WORD)


def test_a_lot_is_waited_for_and_named_with_its_equals() -> None:
    votes = {"a": 5, "b": 5, "c": 7}
    rules = ElectionRules(following=(Way.WITHOUT_LAST,), lot=True)
    waiting = Returned(places=2, between=("a", "b"))
    assert settle(contest(votes, places=2, way=Way.MOST), votes, rules, needed=1) == waiting
    assert settle(contest(votes, places=2), votes, rules, needed=9) == waiting


def test_again_and_most_are_between_all_who_are_not_elected() -> None:
    votes = {"a": 9, "b": 8, "c": 1}
    for way in (Way.AGAIN, Way.MOST):
        assert settled(votes, places=2, following=(way,)) == Returned(("a",), 1, way, ("b", "c"))


@pytest.mark.parametrize(
    ("votes", "places", "standing"),
    [
        ({"a": 5, "b": 3, "c": 2}, 1, ("a", "b")),
        ({"a": 5, "b": 3}, 1, ("a",)),
        ({"a": 5, "b": 2, "c": 2, "d": 4}, 1, ("a", "d")),
        ({"a": 5, "b": 2, "c": 2}, 1, ("a", "b", "c")),
        ({"a": 5, "b": 5}, 1, ("a", "b")),
        ({"a": 5}, 1, ()),
        ({"a": 5, "b": 4}, 2, ()),
    ],
)
def test_the_last_is_left_out_if_that_can_be_told(
    votes: dict[str, int], places: int, standing: tuple[str, ...]
) -> None:
    found = settled(votes, places=places, following=(Way.WITHOUT_LAST,), ballot=4)
    assert (found.standing, found.way) == (standing, Way.WITHOUT_LAST if standing else None)


def test_the_last_of_equals_is_left_out_by_lot() -> None:
    votes = {"a": 5, "b": 2, "c": 2}
    found = settled(votes, following=(Way.WITHOUT_LAST,), lot=True)
    out = draw(seed=bytes.fromhex(SEED), lots=["b", "c"], word=WORD)[0]
    assert found.standing == tuple(one for one in votes if one != out)


def test_with_nobody_left_nothing_follows() -> None:
    assert settled({"a": 9}, places=2, following=(Way.WITHOUT_LAST,)) == Returned(("a",), 1)
    assert settled({"a": 9}, places=2, following=(Way.AGAIN,)) == Returned(("a",), 1)


def test_the_next_ballot_is_of_those_who_stand_still() -> None:
    first = first_ballot(ELECTION, ElectionRules(), language="bg")
    returned = Returned(("c",), 1, Way.RUN_OFF, ("a", "b"))
    left = Election(2, tuple(one for one in ELECTION.candidates if one.candidate != "a"))
    found = next_ballot(first, returned, left)
    assert found == Contest(2, 1, (Candidate("b", NAMES["b"]),), Way.RUN_OFF, (Candidate("c", NAMES["c"]),))


def test_a_first_ballot_is_repeated_with_who_is_a_candidate_now_and_not_elected() -> None:
    before = Contest(1, 1, ELECTION.candidates[1:], elected=ELECTION.candidates[:1])
    now = Election(2, (ELECTION.candidates[0], ELECTION.candidates[2], Candidate("d", "Галина Гочева")))
    found = repeated_ballot(before, now, ElectionRules(), language="bg")
    assert [one.candidate for one in found.candidates] == ["b", "d"]
    assert (found.places, found.elected) == (1, ELECTION.candidates[:1])


def test_a_further_ballot_is_repeated_without_who_withdrew() -> None:
    before = Contest(2, 1, ELECTION.candidates[:2], Way.RUN_OFF, ELECTION.candidates[2:])
    found = repeated_ballot(before, Election(1, ELECTION.candidates[1:]), ElectionRules(), language="bg")
    assert found == Contest(2, 1, ELECTION.candidates[1:2], Way.RUN_OFF, ELECTION.candidates[2:])


@pytest.mark.parametrize(
    ("votes", "places", "valid", "fault"),
    [
        ({"a": -1, "b": 3}, 1, 2, PapersFault.NEGATIVE),
        ({"a": 3, "b": 0}, 1, 2, PapersFault.MORE_VOTES_THAN_PAPERS),
        ({"a": 2, "b": 1}, 1, 2, PapersFault.TOO_MANY_VOTES),
        ({"a": 2, "b": 2, "c": 1}, 2, 2, PapersFault.TOO_MANY_VOTES),
        ({"a": 1, "b": 0}, 1, 2, PapersFault.TOO_FEW_VOTES),
    ],
)
def test_votes_that_the_papers_cannot_have_are_refused(
    votes: dict[str, int], places: int, valid: int, fault: PapersFault
) -> None:
    with pytest.raises(WrongPapers) as refused:
        require_votes(contest(votes, places), votes, valid=valid)
    assert refused.value.fault is fault


def test_votes_are_those_of_the_candidates() -> None:
    with pytest.raises(WrongPapers) as refused:
        require_votes(contest({"a": 1}), {"b": 1}, valid=1)
    assert refused.value.fault is PapersFault.OTHER_CANDIDATES


def test_nobody_has_to_vote_for_who_stands_alone() -> None:
    require_votes(contest({"a": 0}), {"a": 0}, valid=9)


def test_ways_out_of_a_tie_are_those_of_elections() -> None:
    rule = Majority(Base.CAST, Fraction(1, 2), is_strict=True, secret_ties=(Tie.LOT,), article="чл. 1")
    plain = rule_of(contest({"a": 1}), rule, {"a": 1})
    assert (plain.secret_ties, plain.article, plain.shares) == ((), "чл. 1", (plain,))


papers = st.lists(st.lists(st.sampled_from("abcd"), unique=True, max_size=4), max_size=17)


@given(papers=papers, places=st.integers(1, 3), most=st.booleans(), blank=st.integers(0, 3))
def test_a_ballot_elects_as_plain_arithmetic_does(
    papers: list[list[str]], places: int, most: bool, blank: int
) -> None:
    """Count marks paper by paper: whoever has more than half of 17, and more than all who come after the places."""
    papers = [marks[:places] for marks in papers if marks]
    votes = {key: sum(key in marks for marks in papers) for key in "abcd"}
    numbers = {"issued": 20, "returned": len(papers) + blank, "valid": len(papers), "invalid": 0}
    counted = Papers.of_election(numbers | {"blank": blank}, ["Ана", "Борис"], votes)
    ballot = contest(votes, places, Way.MOST if most else None)
    require_votes(ballot, votes, valid=len(papers))
    found = count_ballot(
        contest=ballot,
        papers=counted,
        tally=count_papers(counted, roll=25, present=20, recused=0),
        majority=HALF_OF_ALL,
        rules=ElectionRules(),
        statutory_number=17,
        in_office=17,
    )
    enough = [key for key in votes if (votes[key] > 0 if most else 2 * votes[key] > 17)]
    # Somebody is in if fewer than so many others have as many votes or more.
    elected = {
        key for key in enough if sum(votes[other] >= votes[key] for other in enough if other != key) < places
    }
    assert found.returned is not None
    assert set(found.returned.elected) == elected
    assert found.returned.places == places - len(elected)
    assert found.result.outcome is (Outcome.ADOPTED if elected else Outcome.REJECTED)
    assert found.result.reason.obtained == max(votes.values())
    if not most:
        assert found.result.reason.needed == 9
    assert found.to_plain()["returned"].get("elected", []) == sorted(elected)
    assert not set(found.returned.standing) & elected


def test_the_ballot_that_is_due_is_the_repeated_one_the_next_or_a_first_one() -> None:
    first = Contest(1, 2, ELECTION.candidates)
    again = Returned(("c",), 1, Way.RUN_OFF, ("a", "b"))

    def due(returned: Returned, repeated: Contest | None = None) -> Contest | None:
        return ballot_due(ELECTION, ElectionRules(), language="bg", last=(first, returned), repeated=repeated)

    assert due(again) == next_ballot(first, again, ELECTION)
    assert due(again, first) == repeated_ballot(first, ELECTION, ElectionRules(), language="bg")
    assert due(Returned(("c", "a"))) is None
    left = due(Returned(("c",), 1))
    assert left is not None
    assert ([one.candidate for one in left.candidates], left.places) == (["a", "b"], 1)
    assert [one.candidate for one in left.elected] == ["c"]
