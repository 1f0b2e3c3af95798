"""In which order the motions on an item are voted and which need a seconder, as a body's standing orders lay it down.

Which motion stands where in it is found in agenda.domain.voting_order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class WrongVotingOrder(ValueError):
    """An order of voting that cannot be: a place that is unknown, missing or named twice, a value of the wrong form."""


class Place(StrEnum):
    """A place in the order of voting; CORRECTED is the main motion once corrections were adopted into its text."""

    PROCEDURAL = "procedural"
    REJECT = "reject"
    POSTPONE = "postpone"
    SUBSTITUTE = "substitute"
    CORRECTION = "correction"
    CORRECTED = "corrected"
    ADDITION = "addition"
    MAIN = "main"


USUAL = (
    *(Place.PROCEDURAL, Place.REJECT, Place.POSTPONE, Place.SUBSTITUTE),
    *(Place.CORRECTION, Place.CORRECTED, Place.ADDITION, Place.MAIN),
)
"""The order of Veliko Tarnovo's standing orders, article 70, after procedural motions, which are voted at once."""


@dataclass(frozen=True, slots=True)
class VotingOrder:
    """The parameters of motions; in brackets what holds when nothing else is laid down.

    * ``places``: the order; equals come in order of arrival (USUAL). Without CORRECTED the main motion stays at MAIN.
    * ``seconds_amendments``, ``seconds_procedural``: whether such a motion needs a seconder (no).
    * ``substitute_ends_corrections``: whether corrections to a text lapse once another took its place (yes).
    """

    places: tuple[Place, ...] = USUAL
    seconds_amendments: bool = False
    seconds_procedural: bool = False
    substitute_ends_corrections: bool = True

    def __post_init__(self) -> None:
        """Refuse a place that is missing or named twice; only CORRECTED may be left out."""
        missing = set(Place) - set(self.places) - {Place.CORRECTED}
        if missing or len(set(self.places)) != len(self.places):
            msg = f"not every place once in the order of voting: {' '.join(self.places)}"
            raise WrongVotingOrder(msg)

    def to_plain(self) -> dict[str, str | bool]:
        """Return the parameters as texts and truths; ``places`` in one text."""
        return {
            "places": " ".join(self.places),
            "seconds_amendments": self.seconds_amendments,
            "seconds_procedural": self.seconds_procedural,
            "substitute_ends_corrections": self.substitute_ends_corrections,
        }

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; what is left out takes its default. Refuses (WrongVotingOrder) anything else."""
        usual = cls().to_plain()
        if not isinstance(plain, Mapping) or not set(plain) <= set(usual):
            msg = f"not an order of voting: {plain!r}"
            raise WrongVotingOrder(msg)
        given = {**usual, **plain}
        places = given.pop("places")
        if not isinstance(places, str) or not set(places.split()) <= {place.value for place in Place}:
            msg = f"not places in the order of voting: {places!r}"
            raise WrongVotingOrder(msg)
        for name, value in given.items():
            if not isinstance(value, bool):
                msg = f"neither true nor false: {name} {value!r}"
                raise WrongVotingOrder(msg)
        return cls(places=tuple(Place(place) for place in places.split()), **given)


USUAL_ORDER = VotingOrder()
