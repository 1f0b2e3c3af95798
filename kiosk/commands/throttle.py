"""Counts attempts to sign in, in the database, so that all processes agree on them; what is said about it is the form's."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from kiosk.models import FailedSignIns

FREE_FAILURES = 5
FREE_FROM_ANYWHERE = 20
FAILURE_MEMORY = timedelta(minutes=15)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=10)
MOST_FORGOTTEN = 100
ANYWHERE = ""


def may_try(*, whom: str, addresses: Collection[str], at: datetime) -> bool:
    """Tell whether an attempt to sign in as somebody is looked at, and count it as failed until it is forgotten.

    It counts from each of the addresses, or from none where one is blocked. Never for an address alone: all terminals of a
    hall may share one. A password's never from ANYWHERE: whoever guesses elsewhere must not lock the chair out of the hall.
    PINs and codes are short, so that theirs are; a new one of the clerk starts anew.
    """
    _forget_old(at)
    with transaction.atomic():
        # Guesses sent at once would all be let through before the first is found wrong: so each waits for the row, and is
        # counted before it is looked at.
        rows = [_row(whom, address, at) for address in sorted(addresses)]
        if any(row.blocked_until and row.blocked_until > at for row in rows):
            return False
        for row, address in zip(rows, sorted(addresses), strict=True):
            _count(row, FREE_FAILURES if address != ANYWHERE else FREE_FROM_ANYWHERE, at)
    return True


def forget_failures(*, whom: str, addresses: Collection[str] | None = None) -> None:
    """Start anew: at these addresses after a sign-in that succeeded, everywhere after something new was made to type."""
    rows = FailedSignIns.objects.filter(whom=_digest(whom))
    if addresses is not None:
        rows = rows.filter(origin__in=[_digest(address) for address in addresses])
    rows.delete()


def _row(whom: str, address: str, at: datetime) -> FailedSignIns:
    row, _ = FailedSignIns.objects.select_for_update().get_or_create(
        whom=_digest(whom), origin=_digest(address), defaults={"forget_at": at}
    )
    return row


def _count(row: FailedSignIns, free: int, at: datetime) -> None:
    """Count a failure; once the free ones are used up each one doubles the wait."""
    row.failures = row.failures + 1 if row.forget_at > at else 1
    row.forget_at = at + FAILURE_MEMORY
    over = row.failures - free
    if over >= 0:
        row.blocked_until = at + min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)
    row.save()


def _forget_old(at: datetime) -> None:
    """Drop some of the rows that no longer count; what others hold is left to them."""
    old = FailedSignIns.objects.select_for_update(skip_locked=True).filter(forget_at__lt=at)
    with transaction.atomic():
        found = list(old.values_list("pk", flat=True)[:MOST_FORGOTTEN])
        if found:
            FailedSignIns.objects.filter(pk__in=found).delete()


def _digest(text: str) -> str:
    """Return what stands for a login or an address: a password typed into the wrong field must not be kept."""
    return hashlib.sha256(text.casefold().encode()).hexdigest()
