"""Canonical JSON (RFC 8785 without floats): the bytes that are hashed. Nothing here knows what they mean."""

from collections.abc import Mapping
from typing import Any

import msgspec

# RFC 8785 section 3.2.2.3 and RFC 7493 section 2.2: outside it other languages read another number.
LARGEST_INTEGER = 2**53 - 1

# RFC 8785 sorts names by UTF-16 code units, the encoder by code points; the two agree below the surrogates.
FIRST_UNSORTABLE = "\ud800"

_encoder = msgspec.json.Encoder(order="sorted")


class NotCanonical(ValueError):
    """A value that has no canonical JSON: a float, a huge integer, a type that is not JSON."""


def canonical(value: Any) -> bytes:
    """Return the canonical JSON of `value`: dicts, lists, tuples, strings, enums of them, integers, None.

    Raises `NotCanonical` for anything else. Floats are refused because languages print them differently.
    """
    _check(value)
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError as error:
        raise NotCanonical("a string holds half of a surrogate pair") from error


def spliced(members: Mapping[str, Any]) -> bytes:
    """Return the JSON of trusted `members`, which may hold `raw` canonical JSON; nothing is checked."""
    return _encoder.encode(members)


def raw(text: str) -> msgspec.Raw:
    """Return canonical JSON as it was stored, to be put into `spliced` byte for byte."""
    return msgspec.Raw(text.encode())


def is_canonical(text: str) -> bool:
    """Tell whether `text` is the canonical JSON of what it says."""
    try:
        return canonical(msgspec.json.decode(text)) == text.encode()
    except (msgspec.DecodeError, NotCanonical, UnicodeEncodeError):
        return False


def _check(value: Any) -> None:
    if isinstance(value, str) or value is None or value is True or value is False:
        return
    if isinstance(value, int):
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            raise NotCanonical(f"the integer {value} is outside ±(2^53 - 1)")
    elif isinstance(value, dict):
        for name, member in value.items():
            _check_name(name)
            _check(member)
    elif isinstance(value, list | tuple):
        for member in value:
            _check(member)
    else:
        raise NotCanonical(f"{type(value).__name__} has no canonical JSON")


def _check_name(name: Any) -> None:
    if not isinstance(name, str):
        raise NotCanonical(f"{type(name).__name__} cannot name a member")
    if not name.isascii() and max(name) >= FIRST_UNSORTABLE:
        raise NotCanonical("a member's name reaches beyond U+D7FF, where orders of names differ")
