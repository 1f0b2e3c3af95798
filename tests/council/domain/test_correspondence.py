"""Rules of sittings by correspondence: none by themselves, and what cannot be laid down."""

import pytest

from council.domain.correspondence import MOST_HOURS, NO_CORRESPONDENCE, CorrespondenceRules
from council.domain.orders import StandingOrders
from council.domain.shares import WrongOrders
from council.queries import packs


def test_orders_keep_them_and_by_themselves_allow_none() -> None:
    rules = CorrespondenceRules(is_allowed=True, least_hours=24, objections=3)
    assert StandingOrders.from_plain({"correspondence": rules.to_plain()}).correspondence == rules
    assert StandingOrders.from_plain({}).correspondence == NO_CORRESPONDENCE
    assert (rules.is_allowed, NO_CORRESPONDENCE.is_allowed) == (True, False)


@pytest.mark.parametrize(
    "plain",
    [
        "yes",
        {"unknown": 1},
        {"is_allowed": 1},
        {"least_hours": True},
        {"least_hours": -1},
        {"least_hours": MOST_HOURS + 1},
        {"objections": "1"},
    ],
)
def test_other_rules_are_refused(plain: object) -> None:
    with pytest.raises(WrongOrders):
        StandingOrders.from_plain({"correspondence": plain})


def test_only_slovene_councils_have_them_ready() -> None:
    allowed = [code for code, pack in packs().items() if pack.orders.correspondence.is_allowed]
    assert allowed == ["si"]
