"""What can be chosen, and what becomes of each person on the roll; the words for them live elsewhere."""

from collections.abc import Mapping
from enum import StrEnum


class Choice(StrEnum):
    """What a councillor can press."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


def choices_of(*, may_abstain: bool) -> tuple[Choice, ...]:
    """Return what can be chosen where abstaining is a choice, and where it is none."""
    return tuple(choice for choice in Choice if may_abstain or choice is not Choice.ABSTAIN)


class Answer(StrEnum):
    """What somebody whose name was called, or whose hand was looked for, answered; silent is no ballot."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    SILENT = "silent"


class Position(StrEnum):
    """What became of one person on the roll: exactly one of these, and none is ever turned into another.

    Voted is who gave a vote at the terminals in one without names: it counts, and what it was is told nobody. Unnamed is
    who was entitled where only numbers were entered: nothing more is known of them, and nothing is claimed.
    """

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    NOT_VOTING = "not_voting"
    RECUSED = "recused"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"
    VOTED = "voted"
    UNNAMED = "unnamed"


NAMELESS = frozenset({Position.VOTED, Position.UNNAMED})
"""Positions that tell nothing of a choice: in a tally nobody has them."""


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
    Position.VOTED: "v",
    Position.UNNAMED: "n",
}
"""One printable ASCII character for each position, none of which JSON or HTML escapes."""

ANSWERS: Mapping[Answer, Position] = {
    Answer.FOR: Position.FOR,
    Answer.AGAINST: Position.AGAINST,
    Answer.ABSTAIN: Position.ABSTAIN,
    Answer.SILENT: Position.NOT_VOTING,
}
"""The position that an answer comes to, if nobody corrects it and its giver stays."""

VOTED_CODE = CODES[Position.VOTED]
"""Has a ballot, while the direction is hidden."""

SPOKEN_CODE = "s"
"""Has spoken the choice aloud; told once positions are."""

EMPTY_CODE = "_"
"""A seat that nobody on the roll holds."""
