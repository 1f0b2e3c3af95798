"""The shell command that makes the signing key."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ledger import signing


def test_it_makes_a_key_and_says_where(key_file: Path) -> None:
    key_file.unlink()
    said = StringIO()
    call_command("create_ledger_key", stdout=said)
    assert str(key_file) in said.getvalue()
    assert f"{key_file}.pub" in said.getvalue()
    signing.read_private_key()


def test_it_never_replaces_a_key(key_file: Path) -> None:
    before = key_file.read_bytes()
    with pytest.raises(CommandError, match="there already"):
        call_command("create_ledger_key")
    assert key_file.read_bytes() == before
