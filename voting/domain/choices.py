"""What can be chosen, and what becomes of each person on the roll; the words for them live elsewhere."""

from collections.abc import Mapping
from enum import StrEnum


class Choice(StrEnum):
    """What a councillor can press."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Position(StrEnum):
    """What became of one person on the roll: exactly one of these, and none is ever turned into another."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    NOT_VOTING = "not_voting"
    RECUSED = "recused"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"


class Standing(StrEnum):
    """How a person stands on the roll, frozen when the vote opens."""

    PRESENT = "present"
    ABSENT = "absent"
    RECUSED = "recused"


CODES: Mapping[Position, str] = {
    Position.FOR: "+",
    Position.AGAINST: "-",
    Position.ABSTAIN: "=",
    Position.NOT_VOTING: ".",
    Position.RECUSED: "r",
    Position.ABSENT: "a",
    Position.UNREACHABLE: "u",
}
"""One printable ASCII character for each position, none of which JSON or HTML escapes."""

VOTED_CODE = "v"
"""Has a ballot, while the direction is hidden."""

SPOKEN_CODE = "s"
"""Has spoken the choice aloud; told once positions are."""

EMPTY_CODE = "_"
"""A seat that nobody on the roll holds."""
