"""Reads about items that are decided together: what is joined to a vote, and what could be."""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import ItemStage, MotionStage
from agenda.models import AgendaItem, Motion, Recusal
from agenda.queries import main_motion
from voting.domain.joint import Joinable, joint_fault
from voting.models import JoinedMotion, Vote
from voting.queries.effects import effects_on
from voting.queries.motions import due_amendment

WAITING = (MotionStage.PENDING, MotionStage.BEING_VOTED)


@dataclass(frozen=True, slots=True)
class Joining:
    """What may be joined of an item: its main motion, and what decides whether it may."""

    motion: Motion
    says: Joinable


def joined_to(vote: Vote, *, using: str = DEFAULT_DB_ALIAS) -> list[JoinedMotion]:
    """Return what a vote decides together with its own motion, in the order of the agenda."""
    rows = JoinedMotion.objects.using(using).filter(vote=vote, pulled_by=None)
    return list(rows.select_related("motion__item", "item").order_by("item__position"))


def joinable_of(item: AgendaItem, *, using: str = DEFAULT_DB_ALIAS) -> Joining:
    """Return what decides whether an item may be voted together with another."""
    motions = list(Motion.objects.using(using).filter(item=item, stage__in=WAITING))
    main = main_motion(item, using=using)
    is_plain = main is not None and motions == [main] and main.election is None
    orders = item.meeting.standing_orders
    recused = Recusal.objects.using(using).filter(item=item).values_list("person", flat=True)
    says = Joinable(
        stage=ItemStage(item.stage),
        is_plain=is_plain and due_amendment(item, using=using) is None and not _is_ruled(item, using),
        is_closed=item.is_closed,
        was_pulled=JoinedMotion.objects.using(using).filter(item=item, pulled_by__isnull=False).exists(),
        majority=(main.majority if main else None) or orders.majority.to_plain(),
        secrecy=Secrecy(main.secrecy) if main else Secrecy.OPEN,
        recused=frozenset(recused),
    )
    return Joining(main or Motion(), says)


def _is_ruled(item: AgendaItem, using: str) -> bool:
    """Tell whether the council decided how the item is voted, or to end it."""
    found = effects_on(item, using=using)
    return found.way is not None or found.ends_item is not None


def joinable_with(vote: Vote, *, using: str = DEFAULT_DB_ALIAS) -> list[AgendaItem]:
    """Return the items that may be decided by a prepared vote too, and are not yet, in the order of the agenda."""
    known = {one.item_id for one in joined_to(vote, using=using)}
    lead = joinable_of(vote.item, using=using).says
    rows = AgendaItem.objects.using(using).filter(meeting=vote.meeting_id, stage=ItemStage.PENDING)
    found = []
    for item in rows.order_by("position"):
        item.meeting = vote.meeting
        if item.pk not in known and joint_fault(lead, joinable_of(item, using=using).says) is None:
            found.append(item)
    return found
