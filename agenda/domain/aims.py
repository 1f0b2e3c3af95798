"""What a motion moved in the meeting is for, and the stock phrases that say it; their words are in agenda.wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Aim(StrEnum):
    """What a motion would do if it is adopted; the first eleven are procedural, the others amend the main motion."""

    CLOSE_DEBATE = "close_debate"
    POSTPONE = "postpone"
    TAKE_OUT = "take_out"
    REJECT = "reject"
    REORDER = "reorder"
    AGENDA = "agenda"
    BREAK = "break"
    ROLL_CALL = "roll_call"
    SECRET = "secret"  # noqa: S105 -- a way of voting
    CLOSED = "closed"
    OTHER = "other"
    CORRECTION = "correction"
    ADDITION = "addition"
    SUBSTITUTE = "substitute"


ENDS_ITEM = frozenset({Aim.REJECT, Aim.POSTPONE, Aim.TAKE_OUT})
"""Adopted, these leave nothing more to vote on the item."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stock phrase: what it is for, and whether it takes words of the present text (`old`) and new words (`new`).

    Of a change of the order they are numbers of items, see agenda.domain.arranging.
    """

    aim: Aim
    kind: str = "procedural"
    takes_old: bool = False
    takes_new: bool = False


PHRASES: Mapping[str, Phrase] = {
    "close_debate": Phrase(Aim.CLOSE_DEBATE),
    "postpone": Phrase(Aim.POSTPONE),
    "take_out": Phrase(Aim.TAKE_OUT),
    "reject": Phrase(Aim.REJECT),
    "reorder": Phrase(Aim.REORDER, takes_old=True),
    "agenda": Phrase(Aim.AGENDA),
    "break": Phrase(Aim.BREAK),
    "roll_call": Phrase(Aim.ROLL_CALL),
    "secret": Phrase(Aim.SECRET),
    "closed": Phrase(Aim.CLOSED),
    "other": Phrase(Aim.OTHER, takes_new=True),
    "replace": Phrase(Aim.CORRECTION, "amendment", takes_old=True, takes_new=True),
    "delete": Phrase(Aim.CORRECTION, "amendment", takes_old=True),
    "insert": Phrase(Aim.ADDITION, "amendment", takes_old=True, takes_new=True),
    "add": Phrase(Aim.ADDITION, "amendment", takes_new=True),
    "substitute": Phrase(Aim.SUBSTITUTE, "amendment", takes_new=True),
}
"""The stock phrases by their keys, in the order in which they are offered."""


AFTER_NO_SPACE = (" ", ",", ".", ";", ":", ")")
"""Before these no space stays where words were deleted."""


def amended(text: str, phrase: str, old: str, new: str) -> str | None:
    """Return a text with an amendment in it; None where its words stand in the text never, or more than once.

    Of an amendment without a stock phrase too. What is deleted leaves no two spaces.
    """
    if phrase == "substitute":
        return new
    if phrase == "add":
        return f"{text}\n{new}"
    if phrase not in {"replace", "delete", "insert"} or text.count(old) != 1:
        return None
    if phrase == "insert":
        return text.replace(old, f"{old} {new}")
    if phrase == "replace":
        return text.replace(old, new)
    before, _, after = text.partition(old)
    if after[:1] in ("", *AFTER_NO_SPACE):
        before = before.rstrip(" ")
    return before + (after.lstrip(" ") if not before or before.endswith("\n") else after)
