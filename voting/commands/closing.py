"""Shutting a vote: what the close writes down, whoever brings it about, the chair or the time."""

from datetime import datetime

from agenda.commands import append
from council.domain.actors import Actor
from ledger.commands import checkpoint
from ledger.kinds import Kind
from voting.commands.rolls import fix_positions
from voting.commands.ties import commit_lot
from voting.models import Vote
from voting.queries import missing, registered


def shut(vote: Vote, by: Actor, at: datetime) -> Vote:
    """Fix everybody's position in a vote whose stage is moved to its close, name who is missing, and sign a checkpoint."""
    meeting, absentees = vote.meeting, [line.person_id for line in missing(vote)]
    unreachable = fix_positions(vote, at)
    vote.closed_at, vote.presiding = at, meeting.presiding
    vote.missing = [str(person) for person in absentees]
    vote.save(update_fields=["stage", "closed_at", "presiding", "recused_present", "missing"])
    body: dict[str, object] = {
        "vote": str(vote.pk),
        "missing": vote.missing,
        "unreachable": [str(person) for person in unreachable],
        "presiding": str(vote.presiding_id) if vote.presiding_id else None,
        "recused_present": vote.recused_present,
    }
    if (found := registered(vote)) is not None:
        body["registered"] = found
    append(log=meeting.log, kind=Kind.VOTE_CLOSED, actor=str(by), body=body, at=at)
    commit_lot(vote, by, at)
    checkpoint(log=meeting.log, at=at)
    return vote
