"""The signal that a log has grown: after COMMIT, once, with the size that was committed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from ledger import commands
from ledger.models import Log
from ledger.signals import appended
from tests.ledger import making
from tests.ledger.making import AT, VARNA

Heard = list[tuple[str, int]]


@pytest.fixture
def heard() -> Iterator[Heard]:
    """Return what the signal tells, while the test runs."""
    told: Heard = []

    def hear(*, log_id: str, municipality_id: object, size: int, **_rest: Any) -> None:
        assert municipality_id == VARNA
        told.append((log_id, size))

    appended.connect(hear)
    yield told
    appended.disconnect(hear)


def append(log: Log, count: int) -> None:
    locked = commands.lock_log(log.pk)
    commands.append_all(log=locked, records=[making.press(number) for number in range(count)], at=AT)


def test_a_transaction_is_heard_once_after_commit(committed_log: Log, heard: Heard) -> None:
    with transaction.atomic():
        append(committed_log, 2)
        append(committed_log, 3)
        assert heard == []
    assert heard == [(str(committed_log.pk), 5)]


def test_each_transaction_is_heard(committed_log: Log, heard: Heard) -> None:
    making.append(committed_log, 1)
    making.append(committed_log, 1)
    assert [size for _log_id, size in heard] == [1, 2]


def test_a_transaction_rolled_back_is_not_heard(committed_log: Log, heard: Heard) -> None:
    with transaction.atomic():
        append(committed_log, 1)
        transaction.set_rollback(True)
    assert heard == []


def test_a_savepoint_rolled_back_is_not_counted(committed_log: Log, heard: Heard) -> None:
    with transaction.atomic():
        with transaction.atomic():
            append(committed_log, 1)
        with transaction.atomic():
            append(committed_log, 2)
            transaction.set_rollback(True)
    assert heard == [(str(committed_log.pk), 1)]


def test_only_a_savepoint_rolled_back_is_not_heard(committed_log: Log, heard: Heard) -> None:
    with transaction.atomic(), transaction.atomic():
        append(committed_log, 2)
        transaction.set_rollback(True)
    assert heard == []


def test_a_savepoint_after_one_rolled_back_is_heard(committed_log: Log, heard: Heard) -> None:
    with transaction.atomic():
        with transaction.atomic():
            append(committed_log, 2)
            transaction.set_rollback(True)
        append(committed_log, 1)
    assert heard == [(str(committed_log.pk), 1)]


def test_meeting_and_register_are_both_heard(committed_log: Log, heard: Heard) -> None:
    with transaction.atomic():
        register = making.register_log()
    with transaction.atomic():
        append(committed_log, 1)
        append(register, 1)
    assert heard == [(str(committed_log.pk), 1), (str(register.pk), 1)]


def test_a_listener_that_fails_stops_nobody(
    committed_log: Log, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_rest: Any) -> None:
        raise ZeroDivisionError

    appended.connect(fail)
    try:
        making.append(committed_log, 1)
    finally:
        appended.disconnect(fail)
    assert heard == [(str(committed_log.pk), 1)]
    assert "ZeroDivisionError" in caplog.text


def test_transactions_within_a_test_are_heard_one_by_one(
    log: Log, heard: Heard, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """A test that rolls back stands in one long transaction; its atomic blocks play the part of transactions."""
    for size in (1, 2):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            append(log, 1)
            append(log, 0)
        assert heard[-1] == (str(log.pk), size)
    append(log, 1)  # in no block at all, as tests sometimes do
    append(making.meeting_log(), 1)
