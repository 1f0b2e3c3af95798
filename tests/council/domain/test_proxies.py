"""Rules of proxies: none by themselves, and what cannot be laid down."""

import pytest

from council.domain.orders import StandingOrders
from council.domain.proxies import NO_PROXIES, ProxyRules
from council.domain.shares import WrongOrders


def test_orders_keep_them_and_by_themselves_allow_none() -> None:
    rules = ProxyRules(most=1, counts_for_quorum=True, revocable=False, article="CGCT, art. L. 2121-20")
    assert StandingOrders.from_plain({"proxies": rules.to_plain()}).proxies == rules
    assert StandingOrders.from_plain({}).proxies == NO_PROXIES
    assert (rules.are_allowed, NO_PROXIES.are_allowed) == (True, False)


@pytest.mark.parametrize(
    "plain",
    [
        "one",
        {"unknown": 1},
        {"most": True},
        {"most": -1},
        {"revocable": 1},
        {"article": "a\nb"},
        {"article": "a" * 201},
    ],
)
def test_other_rules_are_refused(plain: object) -> None:
    with pytest.raises(WrongOrders):
        StandingOrders.from_plain({"proxies": plain})
