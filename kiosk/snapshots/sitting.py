"""The course of a sitting, put into frames: the break that the meeting is in."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from agenda.models import Meeting
from kiosk import messages
from minutes.messages.dates import legal_date


def pause(meeting: Meeting) -> messages.Break | None:
    """Return the break that the meeting is in, with the announced time by the municipality's clocks."""
    if meeting.paused_at is None or meeting.resumes_at is None:
        return None
    zone = ZoneInfo(meeting.municipality.time_zone)
    until, since = meeting.resumes_at.astimezone(zone), meeting.paused_at.astimezone(zone)
    is_other_day = until.date() != since.date()
    words = {"time": f"{until:%H:%M}", "date": legal_date(until.date(), translation.get_language() or "")}
    text = (
        _("The meeting continues on %(date)s at %(time)s.") % words
        if is_other_day
        else _("The meeting continues at %(time)s.") % words
    )
    return messages.Break(
        since=_moment(meeting.paused_at),
        until=_moment(meeting.resumes_at),
        is_other_day=is_other_day,
        text=text,
    )


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
