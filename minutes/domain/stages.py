"""How far a meeting's record is: drafted, signed by the chair, signed by both. Who may sign is decided elsewhere."""

from collections.abc import Mapping
from enum import StrEnum


class RecordStage(StrEnum):
    """How far the record is."""

    DRAFTED = "drafted"
    CHAIR_SIGNED = "chair_signed"
    SIGNED = "signed"


class Capacity(StrEnum):
    """In which capacity somebody signs."""

    CHAIR = "chair"
    CLERK = "clerk"


# The chair certifies the document, so the chair's signature has to be the first.
SIGNS_NEXT: Mapping[RecordStage, Capacity] = {
    RecordStage.DRAFTED: Capacity.CHAIR,
    RecordStage.CHAIR_SIGNED: Capacity.CLERK,
}
AFTER: Mapping[Capacity, RecordStage] = {
    Capacity.CHAIR: RecordStage.CHAIR_SIGNED,
    Capacity.CLERK: RecordStage.SIGNED,
}
