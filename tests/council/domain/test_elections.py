"""Rules of elections: what follows which ballot, and what cannot be laid down."""

import pytest

from council.domain.elections import USUAL_ELECTIONS, ElectionRules, PaperOrder, Way
from council.domain.orders import StandingOrders
from council.domain.shares import WrongOrders


def test_orders_keep_the_rules_of_elections() -> None:
    rules = ElectionRules(PaperOrder.NOMINATION, (Way.AGAIN, Way.MOST), lot=True, article="чл. 5")
    assert StandingOrders.from_plain({"elections": rules.to_plain()}).elections == rules
    assert StandingOrders.from_plain({}).elections == USUAL_ELECTIONS


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ((), [None, None]),
        ((Way.RUN_OFF,), [Way.RUN_OFF, None]),
        ((Way.RUN_OFF, Way.MOST), [Way.RUN_OFF, Way.MOST, None]),
        ((Way.AGAIN, Way.WITHOUT_LAST), [Way.AGAIN, *[Way.WITHOUT_LAST] * 3]),
    ],
)
def test_what_follows_is_laid_down_ballot_by_ballot(
    following: tuple[Way, ...], expected: list[Way | None]
) -> None:
    rules = ElectionRules(following=following)
    assert [rules.after(ballot) for ballot in range(1, len(expected) + 1)] == expected


@pytest.mark.parametrize(
    "plain",
    [
        "run_off",
        {"unknown": True},
        {"order": "age"},
        {"following": "run_off twice"},
        {"following": ["run_off"]},
        {"lot": "yes"},
        {"article": "чл.\n1"},
        {"article": "ч" * 201},
    ],
)
def test_other_rules_are_refused(plain: object) -> None:
    with pytest.raises(WrongOrders):
        StandingOrders.from_plain({"elections": plain})
