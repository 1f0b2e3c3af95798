"""Breaks, as far as votes forbid them: a vote that takes ballots is closed and declared first."""

from datetime import datetime

from agenda import commands as agenda
from agenda.models import Meeting
from agenda.refusals import VoteUnderWay
from council.domain.actors import Actor
from voting.domain.stages import VoteStage
from voting.queries import vote_under_way


def pause_meeting(*, meeting: Meeting, time_of_day: str, day: str, by: Actor, at: datetime) -> Meeting:
    """Begin a break as agenda does. A vote that is only prepared waits over it; any other is refused (VoteUnderWay)."""
    vote = vote_under_way(meeting)
    if vote is not None and vote.stage != VoteStage.PREPARED:
        raise VoteUnderWay
    return agenda.pause_meeting(meeting=meeting, time_of_day=time_of_day, day=day, by=by, at=at)
