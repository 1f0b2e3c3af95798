"""The check of the signing key; that of the guards is tested with them."""

from pathlib import Path

from ledger import queries
from ledger.checks import check_key


def test_a_key_with_its_public_half_is_in_order() -> None:
    assert check_key() == []


def test_a_missing_key_is_warned_of(key_file: Path) -> None:
    key_file.unlink()
    assert [warning.id for warning in check_key()] == ["ledger.W002"]


def test_a_missing_public_half_is_warned_of() -> None:
    queries.public_key_file().unlink()
    assert [warning.id for warning in check_key()] == ["ledger.W003"]
