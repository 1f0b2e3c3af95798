"""Failed sign-ins are counted in the database, by whom and from where; of short secrets from anywhere too."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from kiosk.commands import ANYWHERE, FREE_FAILURES, LONGEST_WAIT, forget_failures, may_try
from kiosk.commands.throttle import FAILURE_MEMORY, FREE_FROM_ANYWHERE, MOST_FORGOTTEN
from kiosk.models import FailedSignIns
from tests.chamber import BEGINS, Chamber

HALL, ELSEWHERE = "10.0.0.1", "10.9.9.9"
pytestmark = [pytest.mark.both, pytest.mark.django_db]


def tried(whom: str, address: str = HALL, times: int = 1) -> list[bool]:
    """Try as often and return which attempts were looked at."""
    return [may_try(whom=whom, addresses=[address], at=BEGINS) for _ in range(times)]


def test_after_the_free_ones_attempts_are_refused_whatever_the_login_s_case() -> None:
    assert tried("chair", times=FREE_FAILURES - 1) == [True] * (FREE_FAILURES - 1)
    assert tried("Chair", times=3) == [True, False, False]


def test_neither_an_address_nor_a_login_is_blocked_alone() -> None:
    tried("chair", times=FREE_FAILURES)
    assert tried("clerk") == [True]
    assert tried("chair", ELSEWHERE) == [True]


def test_guessing_at_other_logins_does_not_wash_a_count_away() -> None:
    tried("chair", times=FREE_FAILURES)
    for number in range(MOST_FORGOTTEN + 1):
        tried(f"nobody-{number}")
    assert tried("chair") == [False]


def test_the_wait_grows_with_each_failure_and_never_over_the_longest() -> None:
    tried("chair", times=FREE_FAILURES)
    now, waits = BEGINS, []
    for _ in range(6):
        until = FailedSignIns.objects.get().blocked_until
        assert until is not None
        waits.append(until - now)
        now = until
        assert may_try(whom="chair", addresses=[HALL], at=now)
    minutes = [wait // timedelta(minutes=1) for wait in waits]
    assert minutes == [1, 2, 4, 8, 10, 10]
    assert waits[-1] == LONGEST_WAIT


def test_a_short_secret_is_guarded_from_everywhere_at_once_until_there_is_a_new_one() -> None:
    def guess(address: str) -> bool:
        return may_try(whom="seat-pin:anna", addresses=[address, ANYWHERE], at=BEGINS)

    assert all(guess(f"10.0.1.{number}") for number in range(FREE_FROM_ANYWHERE))
    assert not guess(HALL)
    forget_failures(whom="seat-pin:anna")
    assert guess(HALL)


def test_whoever_is_refused_unseen_is_not_counted_from_anywhere() -> None:
    for _ in range(FREE_FROM_ANYWHERE * 2):
        may_try(whom="seat-pin:anna", addresses=[HALL, ANYWHERE], at=BEGINS)
    assert may_try(whom="seat-pin:anna", addresses=[ELSEWHERE, ANYWHERE], at=BEGINS)


def test_success_forgets_what_was_counted_there_only() -> None:
    tried("chair", times=FREE_FAILURES)
    tried("chair", ELSEWHERE, times=FREE_FAILURES)
    forget_failures(whom="chair", addresses=[HALL])
    assert tried("chair") == [True]
    assert tried("chair", ELSEWHERE) == [False]


def test_old_failures_are_forgotten_and_their_rows_dropped() -> None:
    tried("chair", times=FREE_FAILURES - 1)
    tried("clerk")
    later = BEGINS + FAILURE_MEMORY + timedelta(seconds=1)
    assert may_try(whom="chair", addresses=[HALL], at=later)
    assert FailedSignIns.objects.get().failures == 1


def test_of_guesses_at_the_same_time_no_more_than_the_free_ones_are_looked_at(live_chamber: Chamber) -> None:
    looked_at: list[bool] = []
    together = threading.Barrier(FREE_FAILURES + 3)

    def guess() -> None:
        together.wait()
        try:
            looked_at.extend(tried("chair"))
        finally:
            connection.close()

    guesses = [threading.Thread(target=guess) for _ in range(FREE_FAILURES + 3)]
    for one in guesses:
        one.start()
    for one in guesses:
        one.join()
    assert sorted(looked_at) == [False] * 3 + [True] * FREE_FAILURES
