"""Breaks and the end of a meeting, as far as votes forbid them: one that takes ballots is closed and declared first."""

from datetime import datetime

from agenda import commands as agenda
from agenda.models import Meeting
from agenda.refusals import VoteUnderWay
from council.domain.actors import Actor
from voting.commands.course import withdraw_vote
from voting.domain.stages import VoteStage
from voting.queries import vote_under_way


def pause_meeting(*, meeting: Meeting, time_of_day: str, day: str, by: Actor, at: datetime) -> Meeting:
    """Begin a break as agenda does. A vote that is only prepared waits over it; any other is refused (VoteUnderWay)."""
    vote = vote_under_way(meeting)
    if vote is not None and vote.stage != VoteStage.PREPARED:
        raise VoteUnderWay
    return agenda.pause_meeting(meeting=meeting, time_of_day=time_of_day, day=day, by=by, at=at)


def adjourn_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """End the meeting as agenda does. A vote that is only prepared is withdrawn with it: nobody has voted in it."""
    vote = vote_under_way(meeting)
    if vote is not None and vote.stage == VoteStage.PREPARED:
        withdraw_vote(meeting=meeting, vote_id=vote.pk, stage=vote.stage, by=by, at=at)
    return agenda.adjourn_meeting(meeting=meeting, by=by, at=at)
