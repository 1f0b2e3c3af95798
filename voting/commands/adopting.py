"""Adopting the agenda of a meeting by a vote, and changing it by further ones."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from agenda.commands import append, require_open, require_role, set_agenda
from agenda.models import AgendaItem, Meeting
from agenda.refusals import UnknownThing
from council.domain.actors import AT_THE_CHAIR, Actor
from ledger.kinds import Kind
from voting.commands.taking import find
from voting.domain.majority import Outcome
from voting.domain.stages import VoteStage
from voting.models import Vote
from voting.refusals import AgendaVoteUsed, NotAdopted


def adopt_agenda(
    *, meeting: Meeting, vote_id: UUID, stage: str, items: Sequence[UUID], by: Actor, at: datetime
) -> Vote:
    """Put down, as who presides, the agenda as a vote adopted it: these items, and those dealt with already.

    What is not among them and was not called yet is off the agenda. An addition or a removal later needs a vote of its own.
    Refuses a vote whose proposal was not adopted, or that adopted the agenda before, and an item of another meeting.
    """
    require_role(by, meeting, *AT_THE_CHAIR)
    require_open(meeting)
    vote = find(meeting, vote_id, stage)
    if vote.stage != VoteStage.DECLARED or (vote.result or {})["outcome"] != Outcome.ADOPTED:
        raise NotAdopted
    if str(vote.pk) in meeting.agenda_votes:
        raise AgendaVoteUsed
    if AgendaItem.objects.filter(meeting=meeting, pk__in=items).count() != len(set(items)):
        raise UnknownThing
    standing = set_agenda(meeting, frozenset(items), vote.pk)
    body = {
        "vote": str(vote.pk),
        "number": vote.number,
        "items": [
            {"item": str(item.pk), "number": item.number, "title": "" if item.is_closed else item.title}
            for item in standing
        ],
    }
    append(log=meeting.log, kind=Kind.AGENDA_ADOPTED, actor=str(by), body=body, at=at)
    return vote
