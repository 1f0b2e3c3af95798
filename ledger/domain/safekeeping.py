"""Judges how the copy to a second disk stands, from what its keeper told and when; no disks here, no words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SILENT_AFTER = timedelta(seconds=30)


class Light(StrEnum):
    """Red: what is acknowledged now is not copied. Amber: somebody should know. Green: nothing to do."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Trouble(StrEnum):
    """What is wrong with the copy; the words for it are ledger.wording."""

    NOT_SET = "not-set"  # no folder is named
    BEGINNING = "beginning"  # the first base is being written
    SAME_DISK = "same-disk"  # it lies on the disk of the database
    LITTLE_ROOM = "little-room"  # the second disk is filling up
    NO_FOLDER = "no-folder"  # the second disk is not there
    NO_ROOM = "no-room"  # it is full
    UNWRITABLE = "unwritable"  # it cannot be written to for another reason
    FOREIGN = "foreign-folder"  # the folder holds the copy of another database
    AHEAD = "copy-ahead"  # the copy holds more than the database
    FAULT = "fault"  # the keeper failed; the log says how
    SILENT = "silent"  # no keeper has been heard of lately


AMBER = frozenset({Trouble.NOT_SET, Trouble.BEGINNING, Trouble.SAME_DISK, Trouble.LITTLE_ROOM})


@dataclass(frozen=True, slots=True)
class CopyState:
    """How the copy stands: a light, what is wrong if anything, and when the keeper was last heard of."""

    light: Light
    trouble: Trouble | None
    told_at: datetime | None


def judge(*, is_set: bool, told: str, told_at: datetime | None, at: datetime) -> CopyState:
    """Return how the copy stands at the time `at`, when its keeper last told of this trouble (or none, empty)."""
    trouble = Trouble(told) if told else None
    if not is_set:
        trouble = Trouble.NOT_SET
    elif told_at is None or at - told_at > SILENT_AFTER:
        trouble = Trouble.SILENT
    light = Light.GREEN if trouble is None else Light.AMBER if trouble in AMBER else Light.RED
    return CopyState(light, trouble, told_at)
