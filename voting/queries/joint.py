"""Reads about items that are decided together: what is joined to a vote, and what could be."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import DEFAULT_DB_ALIAS

from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import ItemStage, MotionStage
from agenda.models import AgendaItem, Motion, Recusal
from agenda.queries import awaits_agenda
from voting.domain.joint import Joinable, JointFault, joint_fault
from voting.models import JoinedMotion, Vote
from voting.queries.effects import effects_on
from voting.queries.motions import LIVES, due_amendment

WAITING = (MotionStage.PENDING, MotionStage.BEING_VOTED)


@dataclass(frozen=True, slots=True)
class Joining:
    """What may be decided with a vote: an item's draft decision, if it has one, and why it may not, if it may not."""

    item: AgendaItem
    motion: Motion | None
    fault: JointFault | None


def joined_to(vote: Vote, *, using: str = DEFAULT_DB_ALIAS) -> list[JoinedMotion]:
    """Return what a vote decides together with its own motion, in the order of the agenda."""
    rows = JoinedMotion.objects.using(using).filter(vote=vote, pulled_by=None)
    return list(rows.select_related("motion__item", "item").order_by("item__position"))


def joinings(
    vote: Vote, items: Sequence[AgendaItem], *, is_again: bool = False, using: str = DEFAULT_DB_ALIAS
) -> list[Joining]:
    """Return of each of the items whether it may be decided with a vote; `is_again` where an earlier one decided it."""
    every = [vote.item, *items]
    motions, recused = defaultdict(list), defaultdict(set)
    for motion in Motion.objects.using(using).filter(item__in=every).order_by("position"):
        motions[motion.item_id].append(motion)
    for key, person in Recusal.objects.using(using).filter(item__in=every).values_list("item", "person"):
        recused[key].add(person)
    rows = JoinedMotion.objects.using(using).filter(item__in=every, pulled_by__isnull=False)
    pulled = frozenset(rows.values_list("item", flat=True))
    says = {}
    for item in every:
        item.meeting = vote.meeting
        found = _says(item, motions[item.pk], using)
        says[item.pk] = replace(found, was_pulled=item.pk in pulled, recused=frozenset(recused[item.pk]))
    lead = says[vote.item_id]
    return [
        Joining(item, _draft(motions[item.pk]), joint_fault(lead, says[item.pk], is_again=is_again))
        for item in items
    ]


def _says(item: AgendaItem, motions: Sequence[Motion], using: str) -> Joinable:
    main = _draft(motions)
    return Joinable(
        stage=ItemStage(item.stage),
        is_plain=main is not None and _is_plain(item, main, motions, using),
        is_closed=item.is_closed,
        majority=(main.majority if main else None) or item.meeting.standing_orders.majority.to_plain(),
        secrecy=Secrecy(main.secrecy) if main else Secrecy.OPEN,
    )


def _draft(motions: Sequence[Motion]) -> Motion | None:
    """Return the draft decision among the motions on an item."""
    mains = (one for one in motions if one.kind == Motion.Kind.MAIN and one.election is None)
    return next(mains, None)


def _is_plain(item: AgendaItem, main: Motion, motions: Sequence[Motion], using: str) -> bool:
    """Tell whether nothing but its draft decision waits on an item, in its final text, and nothing was decided of how."""
    others = [one for one in motions if one != main]
    if main.stage not in LIVES or any(one.stage in WAITING for one in others):
        return False
    if not others:
        return True
    found = effects_on(item, using=using)
    return found.way is None and found.ends_item is None and due_amendment(item, using=using) is None


def joinable_with(vote: Vote, *, using: str = DEFAULT_DB_ALIAS) -> list[AgendaItem]:
    """Return the items that may be decided by a prepared vote too, and are not yet, in the order of the agenda.

    None until the agenda is adopted, where the standing orders have that done first.
    """
    if awaits_agenda(vote.meeting):
        return []
    known = [one.item_id for one in joined_to(vote, using=using)]
    rows = AgendaItem.objects.using(using).filter(meeting=vote.meeting_id, stage=ItemStage.PENDING)
    items = list(rows.exclude(pk__in=known).order_by("position"))
    return [one.item for one in joinings(vote, items, using=using) if one.fault is None]
