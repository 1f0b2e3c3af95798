"""What a meeting's standing orders lay down for a certain time: when that is next, and doing it."""

from datetime import datetime

from agenda.commands import end_overdue_speech
from agenda.domain.stages import MeetingStage
from agenda.models import Meeting
from agenda.queries import speech_due_at


def due_at(meeting: Meeting) -> datetime | None:
    """Return when something happens next without anybody's press, None where nothing will."""
    return speech_due_at(meeting) if meeting.stage == MeetingStage.OPEN else None


def do_what_is_due(meeting: Meeting, at: datetime) -> None:
    """Do what is due by now; what is not due any more, because somebody was faster, is left."""
    if meeting.stage == MeetingStage.OPEN:
        end_overdue_speech(meeting=meeting, at=at)
