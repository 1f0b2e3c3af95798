"""An election as a motion has it: how many places, and who was nominated by whom; ballots are voting's matter.

The shapes are those of rows and of the ledger's entries alike.
"""

from typing import Any

import msgspec
from msgspec import Struct

MOST_PLACES = 50
MOST_CANDIDATES = 60
LONGEST_NAME = 200


class Candidate(Struct, frozen=True, omit_defaults=True):
    """Somebody who was nominated: by the name on the paper, and as a person if the register knows one of this name."""

    candidate: str
    name: str
    person: str | None = None
    nominator: str = ""


class Election(Struct, frozen=True, omit_defaults=True):
    """How many are to be elected, and the candidates in order of nomination, without those who withdrew."""

    places: int
    candidates: tuple[Candidate, ...] = ()

    def find(self, candidate: str) -> Candidate | None:
        """Return the candidate of this id."""
        return next((one for one in self.candidates if one.candidate == candidate), None)

    def stands(self, name: str) -> bool:
        """Tell whether somebody of this name, in capitals or not, is a candidate."""
        return any(one.name.casefold() == name.casefold() for one in self.candidates)


def to_plain(told: Struct | None) -> Any:
    """Return a shape as rows and entries hold it: mappings, lists, texts and numbers."""
    return msgspec.json.decode(msgspec.json.encode(told))
