"""How the copy stands, from what its keeper told and when."""

from datetime import UTC, datetime, timedelta

import pytest

from ledger.domain.safekeeping import AMBER, SILENT_AFTER, CopyState, Light, Trouble, judge

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_a_copy_without_trouble_is_green() -> None:
    assert judge(is_set=True, told="", told_at=NOW, at=NOW) == CopyState(Light.GREEN, None, NOW)


@pytest.mark.parametrize("trouble", sorted(set(Trouble) - {Trouble.NOT_SET, Trouble.SILENT}))
def test_trouble_is_amber_or_red(trouble: Trouble) -> None:
    state = judge(is_set=True, told=trouble.value, told_at=NOW, at=NOW)
    assert state == CopyState(Light.AMBER if trouble in AMBER else Light.RED, trouble, NOW)


def test_a_keeper_that_is_silent_is_red_whatever_it_told() -> None:
    told_at = NOW - SILENT_AFTER - timedelta(microseconds=1)
    assert judge(is_set=True, told="", told_at=told_at, at=NOW).trouble == Trouble.SILENT
    assert judge(is_set=True, told="", told_at=None, at=NOW).light == Light.RED


def test_without_a_folder_it_is_amber_even_if_something_was_told_once() -> None:
    assert judge(is_set=False, told="no-room", told_at=NOW, at=NOW) == CopyState(
        Light.AMBER, Trouble.NOT_SET, NOW
    )
