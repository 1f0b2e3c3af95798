"""What other numbers or other rules would have made of a declared vote: one more for, and the ready rules of others."""

from collections.abc import Mapping
from dataclasses import dataclass

from agenda.models import Meeting
from council.domain.packs import Pack
from council.domain.rules import Majority
from council.queries import packs
from voting.domain.cases import WrongCell
from voting.domain.choices import Position
from voting.domain.majority import Outcome
from voting.domain.questions import Answer, ask, one_more, tally_of


@dataclass(frozen=True, slots=True)
class Decided:
    """The numbers of a declared vote as the ledger keeps them, and those around them that no vote changes."""

    outcome: str
    numbers: Mapping[str, int]
    in_office: int
    recused_present: int


def one_more_of(meeting: Meeting, majority: Majority, decided: Decided) -> Position | None:
    """Return of whom one, voting for instead, would have carried a rejected motion; None where nobody would."""
    if decided.outcome != Outcome.REJECTED:
        return None
    counts = meeting.standing_orders.counts_unreachable_as_present
    return one_more(
        majority,
        tally_of(decided.numbers, counts_unreachable_as_present=counts),
        statutory_number=meeting.statutory_number,
        in_office=decided.in_office,
        recused_present=decided.recused_present,
    )


def under_other_packs(meeting: Meeting, decided: Decided) -> list[tuple[Pack, Answer]]:
    """Return what the ordinary rules of the other packs in force on the meeting's day make of the numbers."""
    own = meeting.rules.get("pack", "") if meeting.rules else meeting.body.pack
    counts = meeting.standing_orders.counts_unreachable_as_present
    tally = tally_of(decided.numbers, counts_unreachable_as_present=counts)
    numbers = {
        "total": meeting.statutory_number,
        "in_office": decided.in_office,
        "present": tally.present,
        "recused": decided.recused_present,
        "for": tally.for_,
        "against": tally.against,
        "abstain": tally.abstain,
        "invalid": tally.invalid,
    }
    found = []
    for pack in packs().values():
        if pack.code == own or not pack.is_in_force(meeting.day):
            continue
        try:
            found.append((pack, ask(pack.bases[0], numbers)))
        except WrongCell:
            continue  # a rule of those present says nothing of a vote at which nobody was
    return found
