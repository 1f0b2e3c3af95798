"""How openly a motion is to be decided; which modes of voting follow from it is voting's matter."""

from enum import StrEnum


class Secrecy(StrEnum):
    """What law and standing orders prescribe for a motion: nothing, a vote by name, or a secret one."""

    OPEN = "open"
    NAMED = "named"
    SECRET = "secret"  # noqa: S105 -- a way of voting
