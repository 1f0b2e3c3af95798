"""After a backup was put back every log says so, and nothing else of it changes."""

import io
import uuid

import pytest
from django.core.management import call_command

from ledger.commands import create_log
from ledger.models import Log


@pytest.mark.django_db
def test_every_log_gets_an_epoch_of_its_own() -> None:
    for purpose in ("meeting", "register"):
        create_log(municipality_id=uuid.uuid4(), purpose=purpose)
    before = dict(Log.objects.values_list("pk", "epoch"))
    rest = list(Log.objects.order_by("pk").values("pk", "size", "edge", "origin"))
    said = io.StringIO()
    call_command("renew_epochs", stdout=said)
    after = dict(Log.objects.values_list("pk", "epoch"))
    assert after.keys() == before.keys()
    assert not {*after.values()} & {*before.values()}
    assert list(Log.objects.order_by("pk").values("pk", "size", "edge", "origin")) == rest
    assert said.getvalue() == f"epochs renewed: {len(before)}\n"
