"""The rows that follow from what a record states of the course of a sitting."""

from agenda.domain.stages import MeetingStage
from voting.domain.facts import MeetingRecord


def meeting_columns(record: MeetingRecord) -> dict[str, object]:
    """Return the columns of an opened meeting that its course sets: stage and break."""
    breaks = record.sitting.breaks
    last = breaks[-1] if breaks and breaks[-1].resumed is None and record.adjournment is None else None
    stage = MeetingStage.PAUSED if last else MeetingStage.OPEN
    return {
        "stage": (MeetingStage.ADJOURNED if record.adjournment else stage).value,
        "paused_at": last.paused_at if last else None,
        "resumes_at": last.said.until if last else None,
    }
