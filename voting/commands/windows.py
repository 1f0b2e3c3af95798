"""The time of an electronic vote: what its end does without anybody's press, and who may come in while it runs."""

from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db.models import Q

from agenda import commands as agenda
from agenda.commands import append
from agenda.models import Attendance, Meeting
from agenda.queries import present_people, who_counts
from council.domain.actors import Actor, ActorRole
from council.domain.windows import AtEnd
from ledger.kinds import Kind
from voting.commands.closing import shut
from voting.domain.choices import Standing
from voting.domain.stages import VoteStage
from voting.models import SpokenChoice, Vote
from voting.queries import closable_at, registered_quorum, vote_under_way, window_ends_at
from voting.refusals import DoorClosedInVote, TooFewRegistered, WindowRunning

LATE = timedelta(seconds=3)  # a process that lives ends a vote within this time of its end


def end_window(*, meeting: Meeting, at: datetime) -> Vote | None:
    """Hold or close, as the standing orders say, the open vote whose time is over by now; else do nothing.

    A vote in which a choice spoken aloud waits for the chair is held, one for which too few have registered, and one
    whose end comes late: nobody is cut off by a restart, or by a clock that is set right.
    """
    if not meeting.standing_orders.window.seconds:
        return None
    vote = vote_under_way(meeting)
    if vote is None:
        return None
    vote.meeting = meeting
    due, by = window_ends_at(vote), Actor(ActorRole.CLOCK)
    if due is None or at < due:
        return None
    quorum = registered_quorum(vote, at)
    is_waited_for = SpokenChoice.objects.filter(vote=vote).exists() or (quorum and not quorum.is_met)
    is_late = at > due + LATE
    if meeting.standing_orders.window.at_end is AtEnd.CLOSE and not is_waited_for and not is_late:
        vote.stage = VoteStage.CLOSED
        return shut(vote, by, at)
    vote.stage = VoteStage.HELD
    vote.save(update_fields=["stage"])
    append(log=meeting.log, kind=Kind.VOTE_HELD, actor=str(by), body={"vote": str(vote.pk)}, at=at)
    return vote


def require_time(vote: Vote, at: datetime) -> None:
    """Refuse to close a vote before its least time is over; a clock set back ends that time."""
    since = closable_at(vote)
    if since is not None and vote.runs_from is not None and vote.runs_from <= at < since:
        raise WindowRunning(seconds=ceil((since - at).total_seconds()))


def require_registered(vote: Vote, at: datetime) -> None:
    """Refuse (TooFewRegistered) to close a vote for which fewer are present by registration than a quorum.

    Where there was no quorum at the opening either, the chair has said then that the vote is taken all the same.
    """
    quorum = registered_quorum(vote, at)
    if quorum and not quorum.is_met and _were_there(vote) >= quorum.needed:
        raise TooFewRegistered(present=quorum.present, needed=quorum.needed)


def _were_there(vote: Vote) -> int:
    """Count who was present at the opening and counts for a quorum, those recused as far as they still are."""
    recused = Q(standing=Standing.RECUSED, person__in=present_people(vote.meeting))
    present = Q(standing=Standing.PRESENT)
    if not vote.meeting.standing_orders.proxies.counts_for_quorum:
        present &= Q(proxy=None)
    there = frozenset(vote.roll.filter(present | recused).values_list("person", flat=True))
    return len(there & who_counts(vote.meeting, there))


def check_in(*, meeting: Meeting, person_id: UUID, by: Actor, at: datetime) -> Attendance | None:
    """Check somebody in as agenda does; not while a vote is open or held, where the standing orders keep the doors shut."""
    if not meeting.standing_orders.may_arrive_in_vote:
        vote = vote_under_way(meeting)
        if vote is not None and vote.stage in {VoteStage.OPEN, VoteStage.HELD}:
            raise DoorClosedInVote
    return agenda.check_in(meeting=meeting, person_id=person_id, by=by, at=at)
