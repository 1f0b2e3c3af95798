"""What single fields of incoming messages may hold."""

from typing import Annotated, Literal, TypeAlias
from uuid import UUID

import msgspec

Choice: TypeAlias = Literal["for", "against", "abstain"]

Answer: TypeAlias = Literal["for", "against", "abstain", "silent"]

Mode: TypeAlias = Literal[
    "electronic",
    "electronic_unnamed",
    "hands",
    "hands_by_name",
    "roll_call",
    "signatures",
    "paper",
    "correspondence",
]

# Whole numbers that every language reads alike (RFC 7493 section 2.2).
Number: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]

# Half of them, so that a ballot spoken aloud, whose number lies above those pressed, always has one.
Press: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=2**52)]

# Neither NUL, which PostgreSQL cannot store, nor half of a surrogate pair, which has no UTF-8.
Text: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[^\\x00\\ud800-\\udfff]*$")]

SpeakingKind: TypeAlias = Literal[
    "speech",
    "leader",
    "procedural",
    "opposing",
    "reply",
    "answer",
    "personal",
    "explanation",
    "breach",
    "recess",
]

Procedure: TypeAlias = Literal["", "first_reading", "second_reading", "shortened", "urgent"]

Secrecy: TypeAlias = Literal["open", "named", "secret"]

# What a form's select sends where nothing is chosen is the empty text.
OptionalId: TypeAlias = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]

Phrase: TypeAlias = Literal[
    "close_debate",
    "postpone",
    "take_out",
    "reject",
    "reorder",
    "agenda",
    "break",
    "roll_call",
    "secret",
    "closed",
    "other",
    "replace",
    "delete",
    "insert",
    "add",
    "substitute",
]

# The number of an entry in digits, or nothing, as a form posts a field left empty.
EntryNumber: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9]{0,9}$")]

TimeOfDay: TypeAlias = Annotated[str, msgspec.Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]

# An ISO date, or nothing, as a form posts a field left empty.
Day: TypeAlias = Annotated[str, msgspec.Meta(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]


# An ISO time, or nothing; whether it is one is the command's to say.
Moment: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9T:.+Z -]{0,40}$")]


class Command(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Anything that may change a meeting; `id` makes it answerable once."""

    id: UUID
