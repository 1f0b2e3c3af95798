"""Reads about who is entitled to a vote: its roll as the opening freezes it, and how many may be given a paper."""

from agenda.models import Recusal
from agenda.queries import mandates, present_people, proxies
from council.models import Seat
from voting.domain.choices import Standing
from voting.domain.roll import standing_of
from voting.models import RollMember, Vote


def frozen_roll(vote: Vote) -> list[RollMember]:
    """Return a line for every mandate of the day; who is not checked in, or recused, cannot press.

    For who is represented the holder of their proxy can, unless that one is recused or has no mandate: then nobody votes
    for them.
    """
    present = present_people(vote.meeting)
    recused = frozenset(Recusal.objects.filter(item=vote.item).values_list("person", flat=True))
    members = mandates(vote.meeting)
    able = {mandate.person_id for mandate in members} - recused
    found = proxies(vote.meeting, present)
    holders = {giver: one for giver, one in found.items() if able.issuperset((giver, one))}
    seats = dict(Seat.objects.filter(hall=vote.meeting.hall).values_list("person", "number"))

    return [
        RollMember(
            municipality_id=vote.municipality_id,
            vote=vote,
            person=mandate.person,
            name=mandate.person.name,
            group=mandate.group.name if mandate.group else "",
            seat=seats.get(mandate.person_id),
            standing=standing_of(mandate.person_id, present=present, recused=recused, represented=holders),
            proxy_id=holders.get(mandate.person_id),
        )
        for mandate in members
    ]


def entitled(vote: Vote) -> int:
    """Return how many people may vote: those present on the roll, or who would be if the vote were opened now."""
    roll = vote.roll.all() if vote.opened_at else frozen_roll(vote)
    return sum(line.standing == Standing.PRESENT for line in roll)
