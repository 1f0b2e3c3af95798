"""Signed notes (c2sp.org/signed-note) and checkpoints (c2sp.org/tlog-checkpoint), Ed25519 only; no files."""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger.domain.tree import HASH_SIZE

ED25519 = b"\x01"
KEY_SIZE = 32
MAX_SIGNATURES = 100
_SIGNATURE = re.compile(r"— (?P<name>\S+) (?P<signature>\S+)")
_DECIMAL = re.compile(r"0|[1-9][0-9]*")

Signer = Callable[[bytes], bytes]


class NoteRefused(ValueError):
    """A note that is malformed, not signed by a known key, or not a checkpoint."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a checkpoint says: the log of `origin` had `root` when it had `size` entries."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text that is signed: origin, size and base64 of the root, a line each."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def key_id(name: str, public_key: bytes) -> bytes:
    """Return the four bytes by which a signature names its key: SHA-256(name ‖ LF ‖ 0x01 ‖ key), cut."""
    return sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:4]


def verifier_key(name: str, public_key: bytes) -> str:
    """Return the text by which a key is handed to verifiers: `name+id+base64(0x01 ‖ key)`."""
    _check_key(name, public_key)
    return f"{name}+{key_id(name, public_key).hex()}+{b64encode(ED25519 + public_key).decode()}"


def read_verifier_key(text: str) -> tuple[str, bytes]:
    """Return the name and the public key of a verifier key; refuse a wrong id or another kind of key."""
    name, _, rest = text.partition("+")
    identity, _, encoded = rest.partition("+")
    blob = _base64(encoded)
    _check_key(name, blob[1:])
    if blob[:1] != ED25519 or identity != key_id(name, blob[1:]).hex():
        raise NoteRefused("the verifier key is not an Ed25519 key with its own id")
    return name, blob[1:]


def sign(text: str, *, name: str, public_key: bytes, signer: Signer) -> str:
    """Return the note of `text`, signed by `signer`, who signs bytes with the key of `public_key`."""
    _check_key(name, public_key)
    _check_text(text)
    signature = b64encode(key_id(name, public_key) + signer(text.encode())).decode()
    return f"{text}\n— {name} {signature}\n"


def verify(note: str, *, name: str, public_keys: Iterable[bytes]) -> str:
    """Return the text of `note` when a key of `public_keys` under `name` signed it.

    Signatures of other keys are passed over; one that names a known key and does not fit refuses the note.
    """
    text, signatures = _take_apart(note)
    known = {key_id(name, public_key): public_key for public_key in public_keys}
    is_signed = False
    for signed_name, signature in signatures:
        public_key = known.get(signature[:4]) if signed_name == name else None
        if public_key is not None:
            _check_signature(public_key, signature[4:], text)
            is_signed = True
    if not is_signed:
        raise NoteRefused("no known key has signed the note")
    return text


def read_commitment(text: str) -> Commitment:
    """Return what the text of a checkpoint says; lines after the third are extensions and passed over."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() != "" or not all(lines):
        raise NoteRefused("a checkpoint has at least three lines, none of them empty")
    origin, size, encoded = lines[:3]
    root = _base64(encoded)
    if not _DECIMAL.fullmatch(size) or len(root) != HASH_SIZE:
        raise NoteRefused("a checkpoint's size is decimal and its root has 32 bytes")
    return Commitment(origin, int(size), root)


def _take_apart(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    text, separator, block = note.rpartition("\n\n")
    lines = block.split("\n")
    if not separator or lines.pop() != "" or not 0 < len(lines) <= MAX_SIGNATURES:
        raise NoteRefused("a note is a text, an empty line and signature lines")
    _check_text(text + "\n")
    return text + "\n", [_read_signature(line) for line in lines]


def _read_signature(line: str) -> tuple[str, bytes]:
    match = _SIGNATURE.fullmatch(line)
    if not match or "+" in match["name"]:
        raise NoteRefused("a signature line is an em dash, a key's name and base64")
    signature = _base64(match["signature"])
    if len(signature) < 5:
        raise NoteRefused("a signature begins with four bytes of key id")
    return match["name"], signature


def _check_signature(public_key: bytes, signature: bytes, text: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text.encode())
    except InvalidSignature as error:
        raise NoteRefused("the signature does not fit the note") from error


def _check_key(name: str, public_key: bytes) -> None:
    if not re.fullmatch(r"[^\s+]+", name) or len(public_key) != KEY_SIZE:
        raise NoteRefused("a key has a name without spaces and plus signs, and 32 bytes")


def _check_text(text: str) -> None:
    if not text.endswith("\n") or any(mark < " " and mark != "\n" for mark in text):
        raise NoteRefused("a note's text ends with a newline and holds no other control characters")


def _base64(encoded: str) -> bytes:
    try:
        decoded = b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteRefused("not base64") from error
    if b64encode(decoded).decode() != encoded:  # the last character may hide bits that nothing reads
        raise NoteRefused("not the one base64 of its bytes")
    return decoded
