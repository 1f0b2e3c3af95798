"""Whether somebody may explain their vote: right after its result, and never a secret or procedural one."""

from collections.abc import Collection
from enum import StrEnum

from voting.domain.choices import NAMELESS
from voting.domain.stages import Mode


class Explanation(StrEnum):
    """What the rules say to somebody who wants to explain their vote; without names nobody knows what it was."""

    NONE = "none"
    NEVER = "never"
    NOT_YOURS = "not_yours"
    UNKNOWN = "unknown"
    ALLOWED = "allowed"


def explanation(
    *, mode: str, is_declared: bool, is_procedural: bool, position: str, explained: Collection[str]
) -> Explanation:
    """Return whether the newest vote on the item may be explained by who was in this position, empty off the roll.

    `explained` are the positions that the standing orders name. Source: RULES.md 4, Veliko Tarnovo.
    """
    if not is_declared:
        return Explanation.NONE
    if is_procedural or mode == Mode.PAPER:
        return Explanation.NEVER
    if position in NAMELESS:
        return Explanation.UNKNOWN
    return Explanation.ALLOWED if position in explained else Explanation.NOT_YOURS
