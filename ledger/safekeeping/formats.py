"""What the lines of a backup say, as types; docs/safekeeping.md describes them for readers without this program."""

from typing import Any, TypeAlias

import msgspec

FORMAT = 1


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of one table; bytes are base64, times RFC 3339, everything else as JSON has it."""

    table: str
    columns: list[str]
    rows: list[list[Any]]


class Gone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of one table that are no more, by their primary keys."""

    table: str
    keys: list[str]


class Head(msgspec.Struct, frozen=True, kw_only=True, tag="kvorum-base", forbid_unknown_fields=True):
    """The first line of a base: whose it is, which lines come after it, what was installed, and which files belong to it.

    `chain` is the digest that the next line follows, `sizes` the entries of each log, `files` SHA-256 by name, `keys`
    that of the file of keys; without it the backup holds none. `lineage` is renewed whenever a copy is begun anew.
    """

    format: int
    installation: str
    lineage: str
    site: str
    number: int
    chain: str
    made_at: str
    migrations: list[tuple[str, str]]
    sizes: dict[str, int]
    files: dict[str, str]
    keys: str | None


class Tail(msgspec.Struct, frozen=True, tag="end", forbid_unknown_fields=True):
    """The last line of a base; without it the base is not whole."""

    rows: int


class Growth(msgspec.Struct, frozen=True, kw_only=True, tag="growth", forbid_unknown_fields=True):
    """A line of the copy: every row that changed since the line before, as all were at one instant."""

    number: int
    at: str
    sizes: dict[str, int]
    rows: list[Part]
    gone: list[Gone]
    files: dict[str, str]


class Rows(msgspec.Struct, frozen=True, tag="rows", forbid_unknown_fields=True):
    """A line of a base that holds rows."""

    part: Part


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A secret file: where it belongs, what it holds."""

    name: str
    content: bytes


class Keys(msgspec.Struct, frozen=True, tag="kvorum-keys", forbid_unknown_fields=True):
    """All secrets of an installation; they lie apart from the base, so that they can be kept apart."""

    files: list[KeyFile]


BaseLine: TypeAlias = Head | Rows | Tail

encode = msgspec.json.Encoder().encode
read_base_line = msgspec.json.Decoder(BaseLine).decode
read_growth = msgspec.json.Decoder(Growth).decode
read_keys = msgspec.json.Decoder(Keys).decode
