"""What the tables themselves refuse, and how rows read."""

import pytest
from django.db import IntegrityError, transaction

from ledger.models import Checkpoint, Entry, Log, Receipt
from tests.ledger import making

pytestmark = pytest.mark.django_db


def test_an_unknown_purpose_is_refused() -> None:
    with pytest.raises(IntegrityError, match="log_purpose_is_known"), transaction.atomic():
        Log.objects.create(municipality_id=making.VARNA, purpose="chat", epoch="e", origin="o")


def test_rows_say_what_they_are() -> None:
    log = making.log_of(1)
    made = making.checkpoint(log)
    receipt = Receipt(log=log, command_id=making.BURGAS)
    assert str(log) == log.origin
    assert str(Entry.objects.get()) == f"{log.pk} 0 voting.ballot.cast"
    assert str(made) == f"{log.pk} at 1"
    assert str(receipt) == f"{log.pk} {making.BURGAS}"
    assert made.is_signed
    assert not Checkpoint(log=log, size=1).is_signed
