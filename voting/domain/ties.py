"""What entries say of ties and how they were settled: their bodies, and what the record keeps of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from council.domain.rules import Tie
from voting.domain.bodies import EntryBody
from voting.domain.majority import Settled

Side = Literal["for", "against"]


class TieSettled(EntryBody, frozen=True):
    """voting.tie.settled: what the chair, by name, said to a tie."""

    vote: str
    tie: Literal["casting", "chair_side"]
    choice: Settled
    name: str


class LotCommitted(EntryBody, frozen=True):
    """voting.lot.committed: voting.domain.lots.commitment of the seed."""

    vote: str
    commitment: str


class LotDrawn(EntryBody, frozen=True):
    """voting.lot.drawn: the seed in hexadecimal, the word called out in the room, and the side drawn first.

    In an election the candidates instead, `drawn` in this order.
    """

    vote: str
    seed: str
    word: str
    choice: Side | None = None
    drawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieRecord:
    """How a tie was settled; a lot that was not drawn has no `seed` yet. `name` is that of the chair who settled it.

    A lot of a vote fell for `choice`; in an election candidates were `drawn` in this order.
    """

    tie: Tie
    at: datetime
    choice: Settled | None = None
    name: str = ""
    commitment: str = ""
    seed: str = ""
    word: str = ""
    drawn: tuple[str, ...] = ()

    def to_plain(self) -> dict[str, object]:
        """Return it as the vote's row keeps it; what does not apply is left out."""
        plain: dict[str, object] = {"tie": self.tie.value, "at": self.at.isoformat()}
        plain |= {"drawn": list(self.drawn)} if self.drawn else {}
        further = ("choice", "name", "commitment", "seed", "word")
        return plain | {name: str(value) for name in further if (value := getattr(self, name))}
