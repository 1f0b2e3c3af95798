"""Putting the items of a meeting in the order that a vote decided, or back once that decision stands no more."""

import json
from datetime import datetime
from uuid import UUID

from agenda.commands import append, put_in_order
from agenda.models import AgendaItem, Meeting
from council.domain.actors import Actor
from ledger.kinds import Kind
from ledger.models import Entry
from voting.commands.adopting import listed
from voting.domain.arranging import order_by
from voting.domain.majority import Outcome
from voting.models import Vote
from voting.queries import move_rulings

LISTING = (Kind.MEETING_OPENED, Kind.ITEM_ADDED, Kind.ITEM_CLOSED)


def arrange_agenda(*, meeting: Meeting, vote: Vote, by: Actor, at: datetime) -> None:
    """Put the items in the order that all decisions on it give, of which this vote was one; nothing where they have it.

    A vote on a motion that was never adopted moves nothing.
    """
    if not Vote.objects.filter(motion=vote.motion, result__outcome=Outcome.ADOPTED).exists():
        return
    order = [UUID(key) for key in order_by(_as_listed(meeting), move_rulings(meeting))]
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    if order == list(rows.values_list("pk", flat=True)):
        return
    items = put_in_order(meeting, order)
    body = {"vote": str(vote.pk), "number": vote.number, "items": listed(items)}
    append(log=meeting.log, kind=Kind.AGENDA_ARRANGED, actor=str(by), body=body, at=at)


def _as_listed(meeting: Meeting) -> list[tuple[str, str]]:
    """Return the items with their numbers in the order in which the entries list them."""
    rows = Entry.objects.filter(log=meeting.log_id, kind__in=LISTING).order_by("sequence")
    found: dict[str, str] = {}
    for kind, text in rows.values_list("kind", "body"):
        body = json.loads(text)
        for line in body["items"] if kind == Kind.MEETING_OPENED else [body]:
            found.setdefault(line["item"], line["number"])
    return list(found.items())
