"""What is shown of a sitting by correspondence before its votes: who has answered, and to each only their own answers."""

import msgspec


class Correspondence(msgspec.Struct, frozen=True, kw_only=True):
    """Until when answers are collected, None before the opening, and the sentence that says so.

    So many `objections` of members end this way of deciding, 0 where nobody can object; `is_ended` once they have come.
    """

    until: str | None
    text: str
    objections: int
    is_ended: bool


class Answerer(msgspec.Struct, frozen=True, kw_only=True):
    """A councillor, and to how many of so many motions they have written an answer; never which."""

    person: str
    name: str
    seat: int | None
    written: int
    of: int
    is_done: bool


class DueMotion(msgspec.Struct, frozen=True, kw_only=True):
    """A motion to be answered: its item's number and title, and the beginning of its text."""

    motion: str
    number: str
    title: str
    text: str


class Objector(msgspec.Struct, frozen=True, kw_only=True):
    """Who objected to deciding by correspondence, and when."""

    name: str
    at: str


class Letters(msgspec.Struct, frozen=True, kw_only=True):
    """What chair and clerk are told while answers come: `done` of all `answerers` have answered everything; who objected.

    Who is still missing stands first.
    """

    motions: list[DueMotion]
    answerers: list[Answerer]
    done: int
    of: int
    is_complete: bool
    objected: list[Objector]


class OwnLetter(msgspec.Struct, frozen=True, kw_only=True):
    """A motion that the person of the seat answers, and the answer that is recorded, by the clerk if `is_entered`."""

    motion: str
    choice: str = ""
    written_at: str | None = None
    is_entered: bool = False


class OwnLetters(msgspec.Struct, frozen=True, kw_only=True):
    """The answers of the person of the seat, and whether they objected to deciding by correspondence."""

    letters: list[OwnLetter]
    has_objected: bool
