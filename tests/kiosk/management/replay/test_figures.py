"""The figures of a replay and its report."""

from kiosk.management.replay.figures import Figures, spread


def test_spread_takes_the_nearest_rank() -> None:
    assert spread([number / 1000 for number in range(1, 201)]) == {"p50": 100.0, "p99": 198.0, "max": 200.0}


def test_spread_of_nothing_is_zero() -> None:
    assert spread([]) == {"p50": 0.0, "p99": 0.0, "max": 0.0}


def test_report_has_exactly_these_fields() -> None:
    figures = Figures(votes=2, matching=1, ballots=3, acknowledged=3, ack_seconds=[0.002])
    assert figures.report() == {
        "votes": 2,
        "matching": 1,
        "ballots": 3,
        "acknowledged": 3,
        "ack_ms": {"p50": 2.0, "p99": 2.0, "max": 2.0},
        "screen_ms": {"p50": 0.0, "p99": 0.0, "max": 0.0},
        "ledger_ok": False,
    }


def test_a_run_is_perfect_only_if_everything_is() -> None:
    assert Figures(votes=1, matching=1, ballots=2, acknowledged=2, is_ledger_read=True).is_perfect
    for fault in (
        {"matching": 0},
        {"acknowledged": 1},
        {"is_ledger_read": False},
        {"faults": ["entry 3"]},
        {"differences": ["vote 1"]},
    ):
        whole = {"votes": 1, "matching": 1, "ballots": 2, "acknowledged": 2, "is_ledger_read": True}
        assert not Figures(**(whole | fault)).is_perfect
