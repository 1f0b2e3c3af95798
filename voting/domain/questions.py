"""One question put to a pack of rules: what numbers come to, what one vote more would have done, what others say."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from agenda.domain.quorum import Quorum, count_quorum
from council.domain.packs import LegalBasis, Pack
from council.domain.rules import Majority
from council.domain.shares import Base
from voting.domain.cases import WrongCell, told_tally
from voting.domain.choices import Position
from voting.domain.majority import Outcome, Result, Settled, decide
from voting.domain.tally import Tally

HERE = ("for", "against", "abstain", "not_voting", "invalid", "blank")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a basis makes of the numbers.

    ``one_more`` is of whom one, voting for instead, would have had it adopted; None where nobody would, or it is.
    """

    basis: LegalBasis
    result: Result
    one_more: Position | None


def ask(basis: LegalBasis, numbers: Mapping[str, int | None], settled: Settled | None = None) -> Answer:
    """Decide the numbers under a legal basis; they are those of voting.domain.cases, None for what is not known.

    Refuses (WrongCell) a number that the rule needs and does not have.
    """
    tally = told_tally(basis.majority, numbers)
    statutory_number, in_office = _members(basis.majority, numbers)
    result = decide(
        majority=basis.majority,
        tally=tally,
        statutory_number=statutory_number,
        in_office=in_office,
        recused_present=tally.recused,
        is_secret=basis.secrecy == "secret",
        settled=settled,
    )
    if result.outcome is not Outcome.REJECTED:
        return Answer(basis, result, None)
    found = one_more(
        basis.majority,
        tally,
        statutory_number=statutory_number,
        in_office=in_office,
        recused_present=tally.recused,
    )
    return Answer(basis, result, found)


def one_more(
    majority: Majority, tally: Tally, *, statutory_number: int, in_office: int, recused_present: int
) -> Position | None:
    """Return of whom one, voting for instead, would have had a rejected motion adopted; None where nobody would."""
    for position, other in one_vote_more(tally):
        result = decide(
            majority=majority,
            tally=other,
            statutory_number=statutory_number,
            in_office=in_office,
            recused_present=recused_present,
        )
        if result.outcome is Outcome.ADOPTED:
            return position
    return None


def tally_of(numbers: Mapping[str, int], *, counts_unreachable_as_present: bool) -> Tally:
    """Return the tally of a declared result, from the numbers that the ledger keeps of it."""
    here = sum(numbers.get(name, 0) for name in HERE)
    return Tally(
        for_=numbers["for"],
        against=numbers["against"],
        abstain=numbers["abstain"],
        not_voting=numbers["not_voting"],
        recused=numbers["recused"],
        absent=numbers["absent"],
        unreachable=numbers["unreachable"],
        present=here + (numbers["unreachable"] if counts_unreachable_as_present else 0),
        invalid=numbers.get("invalid", 0),
        blank=numbers.get("blank", 0),
    )


def one_vote_more(tally: Tally) -> list[tuple[Position, Tally]]:
    """Return the tallies with one vote more for, by what whoever gave it did instead, the least turn first."""
    more = tally.for_ + 1
    ways = [
        (
            Position.NOT_VOTING,
            tally.not_voting and replace(tally, for_=more, not_voting=tally.not_voting - 1),
        ),
        (Position.ABSTAIN, tally.abstain and replace(tally, for_=more, abstain=tally.abstain - 1)),
        (Position.AGAINST, tally.against and replace(tally, for_=more, against=tally.against - 1)),
    ]
    return [(position, other) for position, other in ways if other]


def quorum_of(pack: Pack, numbers: Mapping[str, int | None]) -> Quorum | None:
    """Return whether those present are a quorum under the pack; None where their number or the members' is not known."""
    total, present = numbers.get("total"), numbers.get("present")
    if not total or present is None:
        return None
    in_office = numbers.get("in_office")
    return count_quorum(
        present=present,
        statutory_number=total,
        in_office=total if in_office is None else in_office,
        rule=pack.orders.quorum,
    )


def _members(majority: Majority, numbers: Mapping[str, int | None]) -> tuple[int, int]:
    total, in_office = numbers.get("total"), numbers.get("in_office")
    if total is None and any(share.base is Base.TOTAL for share in majority.shares):
        raise WrongCell("total", "the rule needs it and nothing is reported")
    if in_office is None:
        in_office = total
    if in_office is None and any(share.base is Base.IN_OFFICE for share in majority.shares):
        raise WrongCell("in_office", "the rule needs it and nothing is reported")
    return total or 0, in_office or 0
