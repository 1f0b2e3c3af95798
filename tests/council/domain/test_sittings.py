"""Rules of a sitting as plain values and back, and what series and numbers of decisions are called."""

from datetime import date

import pytest

from council.domain.sittings import (
    PLAIN_SITTING,
    Lacking,
    Series,
    SittingRules,
    WrongSitting,
    decision_name,
    series_key,
)

DAY = date(2026, 11, 21)
TERM = date(2023, 11, 10)


@pytest.mark.parametrize(
    "rules",
    [
        PLAIN_SITTING,
        SittingRules(Series.TERM, Lacking.END, ("Technical failure", "Wrong text")),
    ],
)
def test_rules_are_read_back(rules: SittingRules) -> None:
    assert SittingRules.from_plain(rules.to_plain()) == rules


def test_rules_left_out_take_their_defaults() -> None:
    assert SittingRules.from_plain({}) == PLAIN_SITTING


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {"zeal": True},
        {"decisions": "week"},
        {"decisions": 1},
        {"lacking": "pray"},
        {"annulment_grounds": "Wrong text"},
        {"publishes_closed": "yes"},
        {"annulment_grounds": [1]},
        {"annulment_grounds": [""]},
        {"annulment_grounds": ["two\nlines"]},
        {"annulment_grounds": ["x" * 201]},
    ],
)
def test_what_is_no_rule_is_refused(plain: object) -> None:
    with pytest.raises(WrongSitting):
        SittingRules.from_plain(plain)


@pytest.mark.parametrize(
    ("series", "term", "key", "name"),
    [
        (Series.YEAR, TERM, "2026", "118/2026"),
        (Series.TERM, TERM, "2023-11-10", "118"),
        (Series.TERM, None, "", "118"),
    ],
)
def test_a_number_is_cited_with_its_year_where_it_begins_anew(
    series: Series, term: date | None, key: str, name: str
) -> None:
    found = series_key(series, day=DAY, term_starts_on=term)
    assert (found, decision_name(found, 118)) == (key, name)
