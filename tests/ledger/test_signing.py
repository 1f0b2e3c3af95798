"""The signing key: its file, who may read it, and what is signed with it."""

import stat
import subprocess
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pytest_django.fixtures import Settings

from ledger import queries, signing
from ledger.domain import note
from ledger.domain.note import Commitment
from ledger.signing import SignerUnavailable

COMMITMENT = Commitment("kvorum.local/log/1", 3, bytes(32))


def test_a_new_key_is_private_and_its_public_half_is_not(key_file: Path) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert key_file.read_text().startswith("-----BEGIN PRIVATE KEY-----")
    assert queries.public_keys() == [signing.read_private_key().public_key().public_bytes_raw()]
    assert [path.name for path in sorted(key_file.parent.iterdir())] == ["ledger.pem", "ledger.pem.pub"]


def test_public_half_is_what_openssl_reads_from_the_key(key_file: Path) -> None:
    command = ["openssl", "pkey", "-in", str(key_file), "-pubout"]
    assert (
        subprocess.run(command, capture_output=True, check=True).stdout
        == Path(f"{key_file}.pub").read_bytes()
    )


def test_a_key_is_never_replaced(key_file: Path) -> None:
    before = key_file.read_bytes()
    with pytest.raises(FileExistsError):
        signing.create_key()
    assert signing.ensure_key() == key_file
    assert key_file.read_bytes() == before
    assert len(queries.public_keys()) == 1


def test_processes_that_make_the_key_at_once_end_with_one(settings: Settings, tmp_path: Path) -> None:
    settings.LEDGER_KEY_FILE = tmp_path / "elsewhere" / "ledger.pem"
    threads = [threading.Thread(target=signing.ensure_key) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert signing.read_private_key().public_key().public_bytes_raw() in queries.public_keys()
    assert len(list((tmp_path / "elsewhere").iterdir())) == 2


def test_sign_commitment_makes_a_note_of_its_origin() -> None:
    signed = signing.sign_commitment(COMMITMENT)
    text = note.verify(signed, name=COMMITMENT.origin, public_keys=queries.public_keys())
    assert note.read_commitment(text) == COMMITMENT


def test_a_key_that_others_may_read_is_not_used(key_file: Path) -> None:
    key_file.chmod(0o640)
    with pytest.raises(SignerUnavailable, match="0600"):
        signing.sign_commitment(COMMITMENT)


def test_a_key_that_is_not_there_or_no_key_is_not_used(key_file: Path) -> None:
    key_file.write_text("no key")
    with pytest.raises(SignerUnavailable, match="cannot be read"):
        signing.sign_commitment(COMMITMENT)
    key_file.unlink()
    with pytest.raises(SignerUnavailable, match="cannot be read"):
        signing.sign_commitment(COMMITMENT)


def test_a_key_of_another_kind_is_not_used(key_file: Path) -> None:
    key_file.write_bytes(
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    with pytest.raises(SignerUnavailable, match="Ed25519"):
        signing.sign_commitment(COMMITMENT)
