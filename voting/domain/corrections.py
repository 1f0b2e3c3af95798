"""Corrections: what they may be about, what they must leave alone, the shape of their entry and of what a record states.

A correction stands beside what it corrects and changes nothing. Ids are UUIDs as text, times aware UTC.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ledger.kinds import Kind
from voting.domain.bodies import EntryBody


class About(StrEnum):
    """What kind of thing is corrected."""

    ENTRY = "entry"
    VOTE = "vote"
    ITEM = "item"
    PERSON = "person"


class Matter(StrEnum):
    """What about it was wrong."""

    TIME = "time"
    NAME = "name"
    WORDING = "wording"
    FIGURE = "figure"
    RESULT = "result"


# What a result is made of, or says: corrected by annulling the vote and taking it again, and in no other way.
OF_RESULTS = frozenset(
    {
        Kind.ANSWER_WRITTEN,
        Kind.BALLOT_CAST,
        Kind.CHOICE_SPOKEN,
        Kind.CHOICE_DROPPED,
        Kind.BALLOT_SPOKEN,
        Kind.HANDS_COUNTED,
        Kind.VOTE_CLOSED,
        Kind.TIE_SETTLED,
        Kind.LOT_COMMITTED,
        Kind.LOT_DRAWN,
        Kind.VOTE_DECLARED,
    }
)


class CorrectionEntered(EntryBody, frozen=True):
    """voting.correction.entered; `named` is the number or name by which people know the subject, `name` the clerk's."""

    correction: str
    about: About
    subject: str
    named: str
    matter: Matter
    name: str
    asked_by: str
    entered: str
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """A correction as it was entered; `is_late` once the record was signed, which therefore cannot have it.

    `items` are those that the entry belongs to that it corrects.
    """

    number: int
    at: datetime
    actor: str
    said: CorrectionEntered
    is_late: bool
    items: frozenset[str] = frozenset()


def touches_result(matter: Matter, *, is_of_vote: bool, issued: int | None, entered: str, right: str) -> bool:
    """Tell whether a correction would change numbers or outcome of a vote; `issued` is of a vote on paper.

    Every number of a vote is part of its result but one: how many papers were given out. It may be corrected where it is
    named as it was entered, in digits, and by another number.
    """
    if matter is Matter.RESULT:
        return True
    if matter is not Matter.FIGURE or not is_of_vote:
        return False
    return issued is None or entered != str(issued) or not (right.isascii() and right.isdecimal())
