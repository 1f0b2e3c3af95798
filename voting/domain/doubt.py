"""Whether those who did not vote could have turned an outcome: told between close and declaration, and in the record."""

from collections.abc import Mapping
from dataclasses import dataclass

from council.domain.rules import Majority
from voting.domain.choices import Position
from voting.domain.majority import Outcome, Reason, decide
from voting.domain.tally import Tally


@dataclass(frozen=True, slots=True)
class Doubt:
    """How many votes were not cast that could have turned the outcome, what it would have been, and why then.

    ``not_voting`` is 0 where the unreachable alone suffice.
    """

    unreachable: int
    not_voting: int
    outcome: Outcome
    reason: Reason


def doubt(
    *,
    majority: Majority,
    numbers: Mapping[Position, int],
    outcome: Outcome,
    statutory_number: int,
    in_office: int,
    recused_present: int = 0,
) -> Doubt | None:
    """Return the doubt about an outcome: first whether the unreachable, then whether they and the silent could turn it.

    ``numbers`` are the votes of each position, ``in_office`` those of the whole roll. A rejection is turned soonest if all
    of them are for, an adoption if all are against; if that does not turn it, nothing they do would. None where there is
    no doubt, and where it has or would have come to a tie, of which nobody knows how it would have been settled.
    """
    unreachable, silent = numbers[Position.UNREACHABLE], numbers[Position.NOT_VOTING]
    if outcome is Outcome.TIED:
        return None
    for not_voting in dict.fromkeys((0, silent)):
        tally = _had_they_voted(numbers, outcome, not_voting=not_voting)
        result = decide(
            majority=majority,
            tally=tally,
            statutory_number=statutory_number,
            in_office=in_office,
            recused_present=recused_present,
        )
        if result.outcome not in {outcome, Outcome.TIED}:
            return Doubt(unreachable, not_voting, result.outcome, result.reason)
    return None


def _had_they_voted(numbers: Mapping[Position, int], outcome: Outcome, *, not_voting: int) -> Tally:
    """Return the tally if the unreachable, who are present then, and so many of the silent had voted the other way."""
    voting = numbers[Position.UNREACHABLE] + not_voting
    counts = dict(numbers)
    counts[Position.UNREACHABLE] = 0
    counts[Position.NOT_VOTING] -= not_voting
    counts[Position.FOR if outcome is Outcome.REJECTED else Position.AGAINST] += voting
    here = (Position.FOR, Position.AGAINST, Position.ABSTAIN, Position.NOT_VOTING)
    return Tally(
        for_=counts[Position.FOR],
        against=counts[Position.AGAINST],
        abstain=counts[Position.ABSTAIN],
        not_voting=counts[Position.NOT_VOTING],
        recused=counts[Position.RECUSED],
        absent=counts[Position.ABSENT],
        unreachable=0,
        present=sum(counts[position] for position in here),
    )
