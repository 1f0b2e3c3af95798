"""Reads what adopted procedural motions bring about on an item."""

from django.db import DEFAULT_DB_ALIAS

from agenda.models import AgendaItem, Motion
from voting.domain.effects import Effects, Ruling, effects
from voting.domain.majority import Outcome
from voting.domain.stages import VoteStage
from voting.models import Vote

HAVE_RESULT = (VoteStage.DECLARED, VoteStage.ANNULLED)


def effects_on(item: AgendaItem, *, using: str = DEFAULT_DB_ALIAS) -> Effects:
    """Return what holds on an item by the procedural motions that were adopted on it."""
    votes = Vote.objects.using(using).filter(
        item=item, motion__kind=Motion.Kind.PROCEDURAL, stage__in=HAVE_RESULT, declared_at__isnull=False
    )
    rows = votes.order_by("number").values_list("motion", "motion__aim", "number", "stage", "result__outcome")
    last = {
        motion: Ruling(aim, number, outcome == Outcome.ADOPTED, stands=stage == VoteStage.DECLARED)
        for motion, aim, number, stage, outcome in rows
    }
    return effects(last.values())
