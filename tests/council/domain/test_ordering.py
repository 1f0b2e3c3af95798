"""The order of voting as a parameter: read, written, and refused where it cannot be."""

from typing import Any

import pytest

from council.domain.ordering import USUAL, Place, VotingOrder, WrongVotingOrder
from council.domain.orders import StandingOrders, WrongOrders


def test_the_usual_order_is_that_of_veliko_tarnovo() -> None:
    assert " ".join(USUAL) == "procedural reject postpone substitute correction corrected addition main"


def test_what_is_written_is_read_again() -> None:
    order = VotingOrder(
        tuple(place for place in reversed(USUAL) if place != Place.CORRECTED), True, True, False
    )
    assert VotingOrder.from_plain(order.to_plain()) == order
    assert StandingOrders.from_plain({"voting_order": order.to_plain()}).voting_order == order
    assert VotingOrder.from_plain({}) == VotingOrder()


@pytest.mark.parametrize(
    "plain",
    [
        None,
        {"unknown": True},
        {"places": 7},
        {"places": "main addition"},
        {"places": f"{' '.join(USUAL)} main"},
        {"places": f"{' '.join(USUAL)} sometime"},
        {"seconds_amendments": "yes"},
    ],
)
def test_an_order_that_cannot_be_is_refused(plain: Any) -> None:
    with pytest.raises(WrongVotingOrder):
        VotingOrder.from_plain(plain)
    with pytest.raises(WrongOrders):
        StandingOrders.from_plain({"voting_order": plain})
