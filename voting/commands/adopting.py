"""Adopting the agenda of a meeting by a vote, and changing it by further ones."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from agenda.commands import append, put_back_agenda, require_open, require_role, set_agenda
from agenda.models import AgendaItem, Meeting
from agenda.refusals import UnknownThing
from council.domain.actors import AT_THE_CHAIR, Actor
from ledger.kinds import Kind
from ledger.models import Entry
from voting.commands.taking import find
from voting.domain.majority import Outcome
from voting.models import Vote
from voting.queries import last_decision
from voting.refusals import AgendaVoteUsed, NotAdopted


def adopt_agenda(
    *, meeting: Meeting, vote_id: UUID, stage: str, items: Sequence[UUID], by: Actor, at: datetime
) -> Vote:
    """Put down, as who presides, the agenda as a vote adopted it: these items, and those dealt with already.

    What is not among them and was not called yet is off the agenda. An addition or a removal later needs a vote of its own.
    Refuses a vote whose proposal was not adopted or was voted again since, or that adopted the agenda before, and an item of
    another meeting.
    """
    require_role(by, meeting, *AT_THE_CHAIR)
    require_open(meeting)
    vote = find(meeting, vote_id, stage)
    if last_decision(vote.motion) != vote or (vote.result or {})["outcome"] != Outcome.ADOPTED:
        raise NotAdopted
    if str(vote.pk) in meeting.agenda_votes:
        raise AgendaVoteUsed
    if AgendaItem.objects.filter(meeting=meeting, pk__in=items).count() != len(set(items)):
        raise UnknownThing
    standing = set_agenda(meeting, frozenset(items), vote.pk)
    body = {"vote": str(vote.pk), "number": vote.number, "items": listed(standing)}
    append(log=meeting.log, kind=Kind.AGENDA_ADOPTED, actor=str(by), body=body, at=at)
    return vote


def put_back_superseded(*, meeting: Meeting, vote: Vote, by: Actor, at: datetime) -> None:
    """Put back what earlier votes on the same motion set, once a declared one did not adopt it again."""
    if (vote.result or {})["outcome"] == Outcome.ADOPTED:
        return
    earlier = Vote.objects.filter(motion=vote.motion_id, pk__in=meeting.agenda_votes)
    for superseded in earlier.order_by("number"):
        put_back(meeting=meeting, vote=superseded, by=by, at=at)


def put_back(*, meeting: Meeting, vote: Vote, by: Actor, at: datetime) -> None:
    """Put the agenda back to what it was before a vote set it that does not stand any more.

    That is one annulled, or voted again and not adopted. A later vote that set it anew still holds.
    """
    key = str(vote.pk)
    if key not in meeting.agenda_votes:
        return
    earlier = meeting.agenda_votes[: meeting.agenda_votes.index(key)]
    holding = (
        meeting.agenda_votes[-1] if meeting.agenda_votes[-1] != key else earlier[-1] if earlier else None
    )
    on = _set_by(meeting, holding) if holding else None
    body = {"vote": key, "number": vote.number, "items": listed(put_back_agenda(meeting, on, vote.pk))}
    append(log=meeting.log, kind=Kind.AGENDA_PUT_BACK, actor=str(by), body=body, at=at)


def _set_by(meeting: Meeting, vote: str) -> list[UUID]:
    """Return what a vote put on the agenda, by its entry."""
    rows = Entry.objects.filter(log=meeting.log_id, kind=Kind.AGENDA_ADOPTED).order_by("sequence")
    entries = rows.values_list("body", flat=True)
    *_, last = (body for body in map(json.loads, entries) if body["vote"] == vote)
    return [UUID(line["item"]) for line in last["items"]]


def listed(items: Sequence[AgendaItem]) -> list[dict[str, str]]:
    """Return the items as entries list an agenda: nothing of what a closed one is about."""
    return [
        {"item": str(item.pk), "number": item.number, "title": "" if item.is_closed else item.title}
        for item in items
    ]
