"""In which order the motions on an item are put to the vote, and what lapses once one of them is decided.

The order is proposed from the standing orders (Veliko Tarnovo 70: reject, postpone, substitute, corrections, the text as
corrected, additions, the main motion; equals in order of arrival); the chair may have another voted first.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from agenda.domain.aims import ENDS_ITEM, Aim
from council.domain.ordering import Place, VotingOrder

PLACES = {
    Aim.REJECT: Place.REJECT,
    Aim.POSTPONE: Place.POSTPONE,
    Aim.TAKE_OUT: Place.POSTPONE,
    Aim.SUBSTITUTE: Place.SUBSTITUTE,
    Aim.CORRECTION: Place.CORRECTION,
    Aim.ADDITION: Place.ADDITION,
}
"""Where a motion stands by what it is for; other procedural motions come first, an amendment else is a correction."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A motion on an item, as the order of voting looks at it; `kind` is main, amendment or procedural."""

    motion: str
    kind: str
    aim: str
    arrival: int
    is_pending: bool
    is_applied: bool = False
    is_election: bool = False


def proposed_order(motions: Collection[Proposed], rules: VotingOrder) -> list[str]:
    """Return the motions that wait for a vote, in the order that the rules give them."""
    is_corrected = _is_corrected(motions)
    waiting = [motion for motion in motions if motion.is_pending]
    waiting.sort(key=lambda motion: (_rank(motion, rules, is_corrected=is_corrected), motion.arrival))
    return [motion.motion for motion in waiting]


def order_of_voting(
    motions: Collection[Proposed], rules: VotingOrder, advanced: Sequence[str] = ()
) -> list[str]:
    """Return the motions that wait, those that were `advanced` first, the last of them before the others."""
    order = proposed_order(motions, rules)
    first = [motion for motion in advanced if motion in order]
    return [*first, *(motion for motion in order if motion not in first)]


def advanced_after(motion: str, advanced: Sequence[str]) -> list[str]:
    """Return what is advanced once this motion is to be voted first."""
    return [motion, *(other for other in advanced if other != motion)]


def _is_corrected(motions: Iterable[Proposed]) -> bool:
    """Tell whether corrections, and no additions yet, were adopted into the text of the main motion."""
    applied = {_place(motion) for motion in motions if motion.is_applied}
    return Place.CORRECTION in applied and Place.ADDITION not in applied


def _place(motion: Proposed) -> Place:
    usual = {"main": Place.MAIN, "amendment": Place.CORRECTION}.get(motion.kind, Place.PROCEDURAL)
    return PLACES.get(Aim(motion.aim), usual) if motion.aim else usual


def _rank(motion: Proposed, rules: VotingOrder, *, is_corrected: bool) -> int:
    place = _place(motion)
    if place is Place.MAIN and is_corrected and Place.CORRECTED in rules.places:
        place = Place.CORRECTED
    return rules.places.index(place)


def lapsing(
    motions: Collection[Proposed], decided: Proposed, rules: VotingOrder, *, is_adopted: bool
) -> list[str]:
    """Return which of the motions that wait lapse once this one is decided, in order of arrival.

    An item that is rejected, postponed or taken out leaves nothing to vote; a main motion that is rejected leaves nothing to
    amend, unless it is an election, which has no text; a text that another took the place of cannot be replaced again nor,
    if the rules say so, corrected.
    """
    places = _places_that_lapse(decided, rules, is_adopted=is_adopted)
    waiting = [one for one in motions if one.is_pending and one.motion != decided.motion]
    waiting.sort(key=lambda motion: motion.arrival)
    return [motion.motion for motion in waiting if _place(motion) in places]


def _places_that_lapse(decided: Proposed, rules: VotingOrder, *, is_adopted: bool) -> frozenset[Place]:
    if is_adopted and decided.aim in ENDS_ITEM:
        return frozenset(Place)
    if not is_adopted and decided.kind == "main" and not decided.is_election:
        return frozenset({Place.SUBSTITUTE, Place.CORRECTION, Place.ADDITION})
    if is_adopted and decided.aim == Aim.SUBSTITUTE:
        corrections = {Place.CORRECTION} if rules.substitute_ends_corrections else set()
        return frozenset({Place.SUBSTITUTE, *corrections})
    return frozenset()


def ends_with_item(motions: Collection[Proposed]) -> list[str]:
    """Return which motions that wait lapse with the end of the item: amendments and procedural motions."""
    waiting = [motion for motion in motions if motion.is_pending and motion.kind != "main"]
    waiting.sort(key=lambda motion: motion.arrival)
    return [motion.motion for motion in waiting]
