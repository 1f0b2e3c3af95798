"""What is shown of elections: the ballot under way, and for chair and clerk who is nominated."""

import msgspec


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate on the paper; `votes`, in digits, once they may be known."""

    candidate: str
    name: str
    votes: str | None
    is_elected: bool


class ContestState(msgspec.Struct, frozen=True, kw_only=True):
    """A ballot of the election `motion`: its number, its places, both in a sentence, and who stands in it.

    `follows` says of a declared one which ballot comes next.
    """

    motion: str
    ballot: int
    places: int
    text: str
    candidates: list[Standing]
    follows: str | None


class Nominee(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who was nominated, and by whom."""

    motion: str
    candidate: str
    name: str
    nominator: str


class ElectionState(msgspec.Struct, frozen=True, kw_only=True):
    """An election on the active item, with its candidates in order of nomination."""

    motion: str
    office: str
    places: int
    candidates: list[Nominee]


class DueBallot(msgspec.Struct, frozen=True, kw_only=True):
    """A further ballot of an election that is to be put up, and the sentence that says which."""

    motion: str
    text: str


class BallotSheets(msgspec.Struct, frozen=True, kw_only=True):
    """Where the papers of a ballot and the protocol of its tellers are printed."""

    papers: str
    protocol: str
