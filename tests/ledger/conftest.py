"""What tests of the ledger share: a signing key of their own and a meeting's log."""

from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from ledger import signing
from ledger.models import Log
from tests.ledger import making


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> Path:
    """Sign with a key of this test's own."""
    settings.LEDGER_KEY_FILE = tmp_path / "keys" / "ledger.pem"
    return signing.create_key()


@pytest.fixture
def log(db: None) -> Log:
    """Return an empty log of a meeting in Varna."""
    return making.meeting_log()


@pytest.fixture
def committed_log(transactional_db: None) -> Log:
    """Return an empty log in a database where transactions really commit."""
    with transaction.atomic():
        return making.meeting_log()
