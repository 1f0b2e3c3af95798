"""The order of voting and what lapses: RULES.md section 4 (Veliko Tarnovo 70), equals in order of arrival."""

import pytest

from agenda.domain.aims import Aim
from agenda.domain.voting_order import (
    Proposed,
    advanced_after,
    ends_with_item,
    lapsing,
    order_of_voting,
    proposed_order,
)
from council.domain.ordering import USUAL, Place, VotingOrder

RULES = VotingOrder()
KINDS = {
    "": "main",
    **{aim.value: "amendment" for aim in (Aim.CORRECTION, Aim.ADDITION, Aim.SUBSTITUTE)},
}


def motions(*aims: str, pending: bool = True, applied: tuple[str, ...] = ()) -> list[Proposed]:
    """Return motions that arrived in this order; the empty aim is the main motion, each is called by its aim and place."""
    return [
        Proposed(
            motion=f"{aim or 'main'}{place}",
            kind=KINDS.get(aim, "procedural"),
            aim=aim,
            arrival=place,
            is_pending=pending and aim not in applied,
            is_applied=aim in applied,
        )
        for place, aim in enumerate(aims)
    ]


def test_the_order_of_veliko_tarnovo() -> None:
    found = motions(
        "", "addition", "correction", "substitute", "postpone", "reject", "correction", "break", "take_out"
    )
    assert proposed_order(found, RULES) == [
        *("break7", "reject5", "postpone4", "take_out8", "substitute3", "correction2", "correction6"),
        *("addition1", "main0"),
    ]


def test_the_text_as_corrected_comes_before_additions_and_after_one_the_whole_comes_last() -> None:
    assert proposed_order(motions("", "addition", "correction", applied=("correction",)), RULES) == [
        "main0",
        "addition1",
    ]
    whole = motions("", "addition", "correction", "addition", applied=("correction",))
    whole[1] = Proposed("addition1", "amendment", "addition", 1, is_pending=False, is_applied=True)
    assert proposed_order(whole, RULES) == ["addition3", "main0"]


def test_where_the_orders_know_no_text_as_corrected_the_main_motion_stays_last() -> None:
    rules = VotingOrder(tuple(place for place in USUAL if place != Place.CORRECTED))
    assert proposed_order(motions("", "addition", "correction", applied=("correction",)), rules) == [
        "addition1",
        "main0",
    ]


def test_an_amendment_of_which_no_more_is_known_is_a_correction() -> None:
    found = [*motions("", "addition"), Proposed("draft", "amendment", "", 9, is_pending=True)]
    assert proposed_order(found, RULES) == ["draft", "addition1", "main0"]


def test_motions_that_were_advanced_come_first_and_the_last_of_them_before_the_others() -> None:
    found = motions("", "addition", "postpone")
    advanced = advanced_after("addition1", advanced_after("main0", []))
    assert order_of_voting(found, RULES, advanced) == ["addition1", "main0", "postpone2"]
    assert advanced_after("main0", advanced) == ["main0", "addition1"]
    assert order_of_voting(motions("", pending=False), RULES, advanced) == []


@pytest.mark.parametrize("aim", ["reject", "postpone", "take_out"])
def test_with_the_item_everything_lapses(aim: str) -> None:
    found = motions("", "addition", "break", aim)
    assert lapsing(found, found[-1], RULES, is_adopted=True) == ["main0", "addition1", "break2"]
    assert lapsing(found, found[-1], RULES, is_adopted=False) == []


def test_with_a_rejected_main_motion_its_amendments_lapse() -> None:
    found = motions("", "addition", "break", "correction", "substitute")
    assert lapsing(found, found[0], RULES, is_adopted=False) == ["addition1", "correction3", "substitute4"]
    assert lapsing(found, found[0], RULES, is_adopted=True) == []


def test_with_an_election_no_amendment_of_the_draft_decision_lapses() -> None:
    election = Proposed("election", "main", "", 5, is_pending=True, is_election=True)
    found = [*motions("", "addition", "correction"), election]
    assert lapsing(found, election, RULES, is_adopted=False) == []


def test_a_substitute_ends_others_and_corrections_where_the_orders_say_so() -> None:
    found = motions("", "substitute", "correction", "substitute", "addition")
    assert lapsing(found, found[1], RULES, is_adopted=True) == ["correction2", "substitute3"]
    kept = VotingOrder(substitute_ends_corrections=False)
    assert lapsing(found, found[1], kept, is_adopted=True) == ["substitute3"]


def test_with_the_end_of_the_item_what_waits_and_is_no_main_motion_lapses() -> None:
    assert ends_with_item(motions("", "addition", "break", "correction", applied=("correction",))) == [
        "addition1",
        "break2",
    ]
