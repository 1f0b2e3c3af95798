"""What a meeting's standing orders lay down for a certain time: when that is next, and doing it."""

from datetime import datetime

from agenda.commands import end_overdue_speech
from agenda.domain.stages import MeetingStage
from agenda.models import Meeting
from agenda.queries import speech_due_at
from voting.commands import end_window
from voting.queries import vote_under_way, window_ends_at


def due_at(meeting: Meeting, at: datetime) -> datetime | None:
    """Return when something happens next without anybody's press, None where nothing will.

    The time for answers in writing ends by itself too, though nothing is done at its end.
    """
    if meeting.stage != MeetingStage.OPEN:
        return None
    answers = meeting.answers_until if meeting.answers_until and at < meeting.answers_until else None
    return min(filter(None, (speech_due_at(meeting), _vote_due_at(meeting), answers)), default=None)


def _vote_due_at(meeting: Meeting) -> datetime | None:
    """Return when the time of the open vote is over."""
    vote = vote_under_way(meeting) if meeting.standing_orders.window.seconds else None
    if vote is None:
        return None
    vote.meeting = meeting
    return window_ends_at(vote)


def do_what_is_due(meeting: Meeting, at: datetime) -> None:
    """Do what is due by now; what is not due any more, because somebody was faster, is left."""
    if meeting.stage == MeetingStage.OPEN:
        end_overdue_speech(meeting=meeting, at=at)


def end_votes_due(meeting: Meeting, at: datetime) -> None:
    """End the time of a vote that is over by now: no press of later counts, however many keep the desk busy."""
    if meeting.stage == MeetingStage.OPEN:
        end_window(meeting=meeting, at=at)
