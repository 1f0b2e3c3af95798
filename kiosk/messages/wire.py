"""JSON in and out. Decoding refuses unknown types and fields, wrong types, duplicate keys, bad JSON, overlong texts."""

import json
import re
from typing import Any

import msgspec

from kiosk.messages.incoming import Incoming
from kiosk.messages.outgoing.frames import Outgoing

LIMIT_BYTES = 64 * 1024
BEGINNING = 512  # characters within which a sensible message names its id
LIKE_AN_ID = re.compile(r"[0-9A-Fa-f-]{32,36}")
NAMED_ID = re.compile(r'"id"\s*:\s*"([0-9A-Fa-f-]{32,36})"')


class Unreadable(ValueError):
    """What came in is not a message; `code` says why."""

    def __init__(self, code: str, command_id: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.command_id = command_id


_ENCODER = msgspec.json.Encoder()


def encode(message: Outgoing) -> str:
    """Return the message as one line of JSON."""
    return _ENCODER.encode(message).decode()


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("duplicate-key")
    return found


def _no_constant(_name: str) -> None:
    raise Unreadable("not-json")  # NaN and Infinity are not JSON


def decode(text: str | bytes) -> Incoming:
    """Return the message in `text`, which is UTF-8 where it is bytes.

    Raises Unreadable with one of the codes oversize, not-json, duplicate-key, unknown-message, bad-message, and with the
    command's id where one could be read.
    """
    size = len(text.encode("utf-8", "replace")) if isinstance(text, str) else len(text)
    if size > LIMIT_BYTES:
        raise Unreadable("oversize")
    try:
        plain = text if isinstance(text, str) else text.decode()
        found = json.loads(plain, object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
    except Unreadable:
        raise
    except (ValueError, RecursionError):
        raise Unreadable("not-json") from None
    return convert(found)


def convert(found: Any) -> Incoming:
    """Return the message in a decoded JSON value, or raise Unreadable (see decode)."""
    if not isinstance(found, dict):
        raise Unreadable("bad-message")
    command_id = _id_in(found)
    kind = found.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Unreadable("unknown-message", command_id)
    try:
        # To the one kind it claims to be: the whole union would be looked through anew for every message.
        message: Incoming = msgspec.convert(found, KINDS[kind])
    except (msgspec.ValidationError, UnicodeError, RecursionError):
        raise Unreadable("bad-message", command_id) from None
    return message


def id_within(text: str | bytes) -> str | None:
    """Return the command's id from the beginning of a message that is not worth reading whole."""
    start = text[:BEGINNING] if isinstance(text, str) else text[:BEGINNING].decode("ascii", "replace")
    named = NAMED_ID.search(start)
    return named[1] if named else None


def _id_in(found: dict[str, Any]) -> str | None:
    """Return the id to be named in the answer; nothing that a client chose goes back but what looks like an id."""
    given = found.get("id")
    return given if isinstance(given, str) and LIKE_AN_ID.fullmatch(given) else None


KINDS: dict[str, Any] = {str(kind.__struct_config__.tag): kind for kind in Incoming.__args__}
TYPES = frozenset(KINDS)
