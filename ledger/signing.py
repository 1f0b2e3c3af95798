"""The key that signs checkpoints: making it, reading it, signing. It is a file, never in the database."""

import errno
import os
import stat
import tempfile
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from ledger.domain import note
from ledger.domain.note import Commitment
from ledger.queries import public_key_file


class SignerUnavailable(Exception):
    """The private key cannot be read, is no Ed25519 key, or others may read its file."""


def sign_commitment(commitment: Commitment) -> str:
    """Return the signed note of `commitment`, under its origin as the key's name."""
    key = read_private_key()
    return note.sign(
        commitment.text(),
        name=commitment.origin,
        public_key=key.public_key().public_bytes_raw(),
        signer=key.sign,
    )


def read_private_key() -> Ed25519PrivateKey:
    """Return the key in `settings.LEDGER_KEY_FILE`, read anew each time: a replaced key is used at once."""
    path = Path(settings.LEDGER_KEY_FILE)
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise SignerUnavailable(f"{path} can be read by others than its owner; its mode must be 0600")
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SignerUnavailable(f"{path} cannot be read as a private key: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SignerUnavailable(f"{path} holds no Ed25519 key")
    return key


def create_key() -> Path:
    """Make a new key in `settings.LEDGER_KEY_FILE` (mode 0600) and add its public half to the file beside it.

    Refuses with FileExistsError to replace a key. Public halves of earlier keys stay, so that old checkpoints
    go on being verified.
    """
    path = Path(settings.LEDGER_KEY_FILE)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    if path.exists():
        raise FileExistsError(errno.EEXIST, "a signing key is there already", str(path))
    with public_key_file().open("ab") as file:
        file.write(public)
    _write_whole(path, private)
    return path


def ensure_key() -> Path:
    """Make the signing key unless there is one, and return its path; processes may call it at once."""
    try:
        return create_key()
    except FileExistsError:
        return Path(settings.LEDGER_KEY_FILE)


def _write_whole(path: Path, content: bytes) -> None:
    """Write a private file that is never seen half-written and never replaces another: link(2) refuses."""
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    finally:
        Path(draft).unlink()
