"""What became of each person on the roll, and the numbers; whether they suffice is the majority's matter."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from voting.domain.choices import NAMELESS, Choice, Position, Standing
from voting.domain.papers import Papers, PapersFault, WrongPapers
from voting.domain.roll import Roll, RollLine, WrongRoll

PersonT = TypeVar("PersonT")

CHOSEN = frozenset(Position(choice.value) for choice in Choice)
"""What became of who gave a vote of which the choice is told."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of one vote, in votes (people by weight); ``present`` is the base that the orders call so.

    ``invalid`` and ``blank`` are papers returned that chose nothing; only a vote on paper has any.

    Refuses (ValueError) numbers below 0, and a ``present`` that is neither with nor without the unreachable.
    """

    for_: int
    against: int
    abstain: int
    not_voting: int
    recused: int
    absent: int
    unreachable: int
    present: int
    invalid: int = 0
    blank: int = 0

    def __post_init__(self) -> None:
        """Refuse numbers that do not add up."""
        here = self.for_ + self.against + self.abstain + self.not_voting + self.invalid + self.blank
        if min(self.to_plain().values()) < 0 or self.present not in {here, here + self.unreachable}:
            msg = f"these numbers do not add up: {self}"
            raise ValueError(msg)

    @property
    def roll(self) -> int:
        """Return the votes of everybody on the roll."""
        return sum(self.to_plain().values())

    def to_plain(self) -> dict[str, int]:
        """Return the seven numbers by position, as the ledger keeps them; of papers also the invalid and the blank."""
        numbers = {
            Position.FOR.value: self.for_,
            Position.AGAINST.value: self.against,
            Position.ABSTAIN.value: self.abstain,
            Position.NOT_VOTING.value: self.not_voting,
            Position.RECUSED.value: self.recused,
            Position.ABSENT.value: self.absent,
            Position.UNREACHABLE.value: self.unreachable,
        }
        papers = {"invalid": self.invalid, "blank": self.blank} if self.invalid or self.blank else {}
        return numbers | papers


class HandsFault(StrEnum):
    """What is wrong with the numbers of a show of hands."""

    NEGATIVE = "negative"
    MORE_THAN_PRESENT = "more_than_present"
    MORE_THAN_ROLL = "more_than_roll"


class WrongHands(ValueError):
    """Numbers of a show of hands that cannot be; carries the fault, the number, and its limit."""

    def __init__(self, fault: HandsFault, *, counted: int, limit: int) -> None:
        """Keep the fault and both numbers."""
        super().__init__(f"{fault}: {counted} of {limit}")
        self.fault = fault
        self.counted = counted
        self.limit = limit


def positions(
    *,
    roll: Roll,
    ballots: Mapping[UUID, Choice],
    present: Collection[UUID],
    links: Mapping[UUID, bool],
) -> dict[UUID, Position]:
    """Return exactly one position for each person on the roll, in the roll's order.

    ``ballots`` are the choices recorded; ``present`` the people checked in when the vote closed; ``links``
    whether each terminal that was ever connected still was then. A ballot survives departure and a lost link;
    without one, who left is absent, whose terminal was lost is unreachable, and the others did not vote. Who
    came after the opening stays absent. Refuses (WrongRoll) a ballot of anybody who could not cast one.
    """
    lines = {line.person: line for line in roll}
    for person in ballots:
        line = lines.get(person)
        if line is None or line.standing != Standing.PRESENT:
            msg = f"{person} has a ballot without the right to one"
            raise WrongRoll(msg)
    here = frozenset(present)
    return {person: _position(line, ballots.get(person), here, links) for person, line in lines.items()}


def count(*, roll: Roll, positions: Mapping[UUID, Position], counts_unreachable_as_present: bool) -> Tally:
    """Add up the positions with each person's weight.

    Refuses (WrongRoll) positions that are not those of exactly the people on the roll, and those without a choice.
    """
    is_untold = not NAMELESS.isdisjoint(positions.values())
    if is_untold or positions.keys() != {line.person for line in roll}:
        msg = "positions are not those of the roll"
        raise WrongRoll(msg)
    sums = dict.fromkeys(Position, 0)
    for line in roll:
        sums[positions[line.person]] += line.weight
    return of_sums(sums, counts_unreachable_as_present=counts_unreachable_as_present)


def without_names(positions: Mapping[PersonT, Position]) -> dict[PersonT, Position]:
    """Return the positions with every choice covered: of who chose it stays that they voted."""
    return {
        person: Position.VOTED if position in CHOSEN else position for person, position in positions.items()
    }


def count_unnamed(
    *,
    roll: Roll,
    positions: Mapping[UUID, Position],
    ballots: Mapping[UUID, Choice],
    counts_unreachable_as_present: bool,
) -> Tally:
    """Add up the positions of a vote without names at the terminals, the choices from the ballots they do not tell.

    Refuses (WrongRoll) ballots of others than those who voted, and what ``count`` refuses.
    """
    if ballots.keys() != {person for person, position in positions.items() if position is Position.VOTED}:
        msg = "ballots are not those of who voted"
        raise WrongRoll(msg)
    told = {person: Position(choice) for person, choice in ballots.items()}
    return count(
        roll=roll,
        positions={**positions, **told},
        counts_unreachable_as_present=counts_unreachable_as_present,
    )


def of_sums(sums: Mapping[Position, int], *, counts_unreachable_as_present: bool) -> Tally:
    """Make the tally of the weights in each position; those of whom no choice is told are in none of its numbers."""
    here = sums[Position.FOR] + sums[Position.AGAINST] + sums[Position.ABSTAIN] + sums[Position.NOT_VOTING]
    return Tally(
        for_=sums[Position.FOR],
        against=sums[Position.AGAINST],
        abstain=sums[Position.ABSTAIN],
        not_voting=sums[Position.NOT_VOTING],
        recused=sums[Position.RECUSED],
        absent=sums[Position.ABSENT],
        unreachable=sums[Position.UNREACHABLE],
        present=here + (sums[Position.UNREACHABLE] if counts_unreachable_as_present else 0),
    )


def count_hands(*, for_: int, against: int, abstain: int, roll: int, present: int, recused: int = 0) -> Tally:
    """Make the tally of a show of hands from numbers entered, in people; weights do not show in raised hands.

    ``roll`` is everybody on the roll, ``present`` those of them who could raise a hand, without the
    ``recused``; who is present and raised none did not vote. Refuses (WrongHands) a negative number, more
    hands than present, and more present and recused than the roll has.
    """
    least = min(for_, against, abstain, roll, present, recused)
    if least < 0:
        raise WrongHands(HandsFault.NEGATIVE, counted=least, limit=0)
    raised = for_ + against + abstain
    if raised > present:
        raise WrongHands(HandsFault.MORE_THAN_PRESENT, counted=raised, limit=present)
    if present + recused > roll:
        raise WrongHands(HandsFault.MORE_THAN_ROLL, counted=present + recused, limit=roll)
    return Tally(
        for_=for_,
        against=against,
        abstain=abstain,
        not_voting=present - raised,
        recused=recused,
        absent=roll - present - recused,
        unreachable=0,
        present=present,
    )


def unnamed_positions(*, roll: Roll, present: Collection[UUID], issued: int = 0) -> dict[UUID, Position]:
    """Return the positions of a vote without names: recused, absent, or unnamed.

    Who is not ``present`` at the close is absent. But where more papers were ``issued`` than people entitled are still
    there, somebody who left was given one, and nobody can tell who: then all who were entitled stay unnamed.
    """
    entitled = {line.person for line in roll if line.standing == Standing.PRESENT}
    here = entitled & frozenset(present)
    unnamed = here if issued <= len(here) else entitled

    def position(line: RollLine) -> Position:
        if line.standing == Standing.RECUSED:
            return Position.RECUSED
        return Position.UNNAMED if line.person in unnamed else Position.ABSENT

    return {line.person: position(line) for line in roll}


def count_papers(papers: Papers, *, roll: int, present: int, recused: int) -> Tally:
    """Make the tally of a vote on paper, in people.

    ``roll`` is everybody on the roll, ``present`` those of them whose position is unnamed. Refuses (WrongPapers) more
    papers issued than people who could be given one.
    """
    if papers.issued > present:
        raise WrongPapers(PapersFault.MORE_ISSUED_THAN_ENTITLED, counted=papers.issued, limit=present)
    return Tally(
        for_=papers.for_,
        against=papers.against,
        abstain=papers.abstain,
        not_voting=present - papers.returned,
        recused=recused,
        absent=roll - recused - present,
        unreachable=0,
        present=present,
        invalid=papers.invalid,
        blank=papers.blank,
    )


def _position(
    line: RollLine, choice: Choice | None, here: frozenset[UUID], links: Mapping[UUID, bool]
) -> Position:
    if line.standing == Standing.RECUSED:
        return Position.RECUSED
    if choice is not None:
        return Position(choice)
    if line.standing == Standing.ABSENT or line.person not in here:
        return Position.ABSENT
    # Somebody who never had a terminal is not unreachable: the room saw them sit and not vote.
    return Position.NOT_VOTING if links.get(line.person, True) else Position.UNREACHABLE
