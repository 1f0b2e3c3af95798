"""A vote's roll: fixing what became of everybody on it at the close, and who gave a vote in person after all."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from agenda.queries import present_people
from voting.domain.choices import Position, Standing
from voting.models import RollMember, Vote
from voting.queries import given_choices, positions_at_close


def fix_positions(vote: Vote, at: datetime) -> list[UUID]:
    """Fix what became of everybody, and how many of the recused are there; return who is unreachable."""
    found, present = positions_at_close(vote, at), present_people(vote.meeting)
    lines = list(vote.roll.all())
    for line in lines:
        line.position = found[line.person_id]
    RollMember.objects.bulk_update(lines, ["position"])
    _stand_in_person(vote, lines, present)
    recused = (line for line in lines if line.standing == Standing.RECUSED)
    vote.recused_present = sum(line.weight for line in recused if line.person_id in present)
    return [person for person, position in found.items() if position is Position.UNREACHABLE]


def _stand_in_person(vote: Vote, lines: Iterable[RollMember], present: frozenset[UUID]) -> None:
    """Take the proxies from the lines of those who have come, but where the holder had voted for them before."""
    come = {line.person_id for line in lines if line.proxy_id and line.person_id in present}
    if come:
        vote.roll.filter(person__in=come - given_choices(vote).keys()).update(proxy=None)


def is_in_person_now(vote: Vote, person: UUID) -> bool:
    """Tell whether somebody has come for whom the roll still names the holder of a proxy."""
    if not vote.meeting.standing_orders.proxies.are_allowed or person not in present_people(vote.meeting):
        return False
    return vote.roll.filter(person=person).exclude(proxy=None).exists()


def give_in_person(vote: Vote, person: UUID) -> None:
    """Take the proxy from the line of somebody who has come and gives a vote: it is theirs from now on."""
    if is_in_person_now(vote, person):
        vote.roll.filter(person=person).update(proxy=None)
