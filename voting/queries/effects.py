"""Reads what adopted procedural motions bring about on an item."""

from django.db import DEFAULT_DB_ALIAS

from agenda.domain.aims import Aim
from agenda.models import AgendaItem, Meeting, Motion
from voting.domain.arranging import MoveRuling
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


def move_rulings(meeting: Meeting) -> list[MoveRuling]:
    """Return the votes that decided on motions to change the order of a meeting's items."""
    votes = Vote.objects.filter(meeting=meeting, motion__aim=Aim.REORDER, stage=VoteStage.DECLARED)
    rows = votes.values_list("motion", "number", "motion__old", "motion__new", "result__outcome")
    return [
        MoveRuling(str(motion), number, moved, before, is_adopted=outcome == Outcome.ADOPTED)
        for motion, number, moved, before, outcome in rows
        if outcome != Outcome.TIED
    ]
