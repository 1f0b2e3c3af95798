"""What entries say of the numbers of decisions, and what a number has to be to follow from those before it."""

from council.domain.sittings import decision_name
from voting.domain.bodies import DecisionsNumbered
from voting.domain.reading import Contradiction, Reading


def number_from(reading: Reading, body: DecisionsNumbered) -> None:
    """Let the decisions of a series go on from a number that lies ahead."""
    if body.number < reading.next_decisions.get(body.series, 1):
        raise Contradiction("numbers-run-back", str(body.number))
    reading.next_decisions[body.series] = body.number


def take_number(reading: Reading, about: str, decision: str, numbered: DecisionsNumbered | None) -> None:
    """Take the number of the decision on a vote, or on a motion in it; numbers of a series rise, and practice has none.

    Other meetings of the body take numbers of the same series, so that some may be missing here.
    """
    if numbered is None:  # practice, and entries of before there were series
        return
    if reading.opening is not None and reading.opening.said.is_practice:
        raise Contradiction("practice-is-numbered", about)
    if numbered.number < reading.next_decisions.get(numbered.series, 1):
        raise Contradiction("numbers-run-back", about)
    if decision != decision_name(numbered.series, numbered.number):
        raise Contradiction("decision-differs-from-number", about)
    reading.next_decisions[numbered.series] = numbered.number + 1
