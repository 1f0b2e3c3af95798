"""A vote's roll: freezing it at the opening, and fixing what became of everybody on it at the close."""

from datetime import datetime
from uuid import UUID

from agenda.models import Recusal
from agenda.queries import mandates, present_people
from council.models import Seat
from voting.domain.choices import Position, Standing
from voting.models import RollMember, Vote
from voting.queries import positions_at_close


def frozen_roll(vote: Vote) -> list[RollMember]:
    """Return a line for every mandate of the day; who is not checked in, or recused, cannot press."""
    present = present_people(vote.meeting)
    recused = frozenset(Recusal.objects.filter(item=vote.item).values_list("person", flat=True))
    seats = dict(Seat.objects.filter(hall=vote.meeting.hall).values_list("person", "number"))

    def standing(person: UUID) -> Standing:
        if person in recused:
            return Standing.RECUSED
        return Standing.PRESENT if person in present else Standing.ABSENT

    return [
        RollMember(
            municipality_id=vote.municipality_id,
            vote=vote,
            person=mandate.person,
            name=mandate.person.name,
            group=mandate.group.name if mandate.group else "",
            seat=seats.get(mandate.person_id),
            standing=standing(mandate.person_id),
        )
        for mandate in mandates(vote.meeting)
    ]


def fix_positions(vote: Vote, at: datetime) -> list[UUID]:
    """Fix what became of everybody, and how many of the recused are there; return who is unreachable."""
    found, present = positions_at_close(vote, at), present_people(vote.meeting)
    lines = list(vote.roll.all())
    for line in lines:
        line.position = found[line.person_id]
    RollMember.objects.bulk_update(lines, ["position"])
    recused = (line for line in lines if line.standing == Standing.RECUSED)
    vote.recused_present = sum(line.weight for line in recused if line.person_id in present)
    return [person for person, position in found.items() if position is Position.UNREACHABLE]
