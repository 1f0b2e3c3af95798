"""Breaks of a meeting, within the day or until another one, and going on after them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agenda.commands.entering import append
from agenda.commands.locking import require_role, require_together
from agenda.commands.meetings import next_meeting_stage, register_checkpoint
from agenda.commands.opening import listed_people
from agenda.commands.quorums import require_quorum
from agenda.commands.speeches import end_running_speech
from agenda.domain.stages import MeetingAct
from agenda.models import Attendance, Meeting
from agenda.refusals import WrongTime
from council.domain.actors import AT_THE_CHAIR, Actor
from ledger.commands import checkpoint
from ledger.kinds import Kind

LONGEST = timedelta(days=366)


def pause_meeting(*, meeting: Meeting, time_of_day: str, day: str, by: Actor, at: datetime) -> Meeting:
    """Begin a break until the announced time of day, on this day or another one; sign a checkpoint.

    `time_of_day` is "HH:MM" and `day` an ISO date, empty for today, both by the municipality's clocks. Until another
    day everybody leaves, that day's mandates hold, and the register takes note of the checkpoint. Refuses a time that
    does not lie ahead and a meeting that is not open; what votes forbid is asked in voting.
    """
    require_role(by, meeting, *AT_THE_CHAIR)
    require_together(meeting)
    stage = next_meeting_stage(meeting, MeetingAct.PAUSE)
    today = at.astimezone(_zone(meeting)).date()
    until = _announced(meeting, time_of_day, day or today.isoformat(), at)
    is_other_day = until.date() != today
    end_running_speech(meeting, by, at)
    left = _all_leave(meeting, at) if is_other_day else []
    meeting.stage, meeting.paused_at, meeting.resumes_at = stage, at, until
    if is_other_day:
        meeting.sits_on, meeting.quorum_check = until.date(), None
    meeting.save(update_fields=["stage", "paused_at", "resumes_at", "sits_on", "quorum_check"])
    body: dict[str, object] = {
        "until": until.astimezone(UTC).isoformat(timespec="seconds"),
        "is_other_day": is_other_day,
        "left": left,
        "day": until.date().isoformat() if is_other_day else None,
    }
    append(log=meeting.log, kind=Kind.MEETING_PAUSED, actor=str(by), body=body, at=at)
    if is_other_day:
        register_checkpoint(meeting=meeting, by=by, at=at)
    else:
        checkpoint(log=meeting.log, at=at)
    return meeting


def _zone(meeting: Meeting) -> ZoneInfo:
    return ZoneInfo(meeting.municipality.time_zone)


def _announced(meeting: Meeting, time_of_day: str, day: str, at: datetime) -> datetime:
    try:
        until = datetime.combine(date.fromisoformat(day), time.fromisoformat(time_of_day), _zone(meeting))
    except ValueError:
        raise WrongTime from None
    if not at < until <= at + LONGEST:
        raise WrongTime
    return until


def _all_leave(meeting: Meeting, at: datetime) -> list[str]:
    """End every stay and return whose: on the other day people check in anew."""
    stays = Attendance.objects.filter(meeting=meeting, left_at=None)
    left = [str(person) for person in stays.order_by("arrived_at", "person").values_list("person", flat=True)]
    stays.update(left_at=at)
    return left


def resume_meeting(*, meeting: Meeting, without_quorum: bool, by: Actor, at: datetime) -> Meeting:
    """Go on after a break, and put down the quorum as it now is; on another day also who belongs to the meeting then.

    Whose mandate ended before that day has no vote any more, whose mandate began has one. Refuses a meeting that is in no
    break, and a missing quorum unless the chair said `without_quorum`.
    """
    require_role(by, meeting, *AT_THE_CHAIR)
    stage = next_meeting_stage(meeting, MeetingAct.RESUME)
    is_other_day = _turn_to_today(meeting, at)
    found = require_quorum(meeting, is_said=without_quorum, at=at)
    meeting.stage, meeting.paused_at, meeting.resumes_at = stage, None, None
    meeting.save(update_fields=["stage", "paused_at", "resumes_at", "sits_on"])
    body: dict[str, object] = {
        "quorum": found.to_plain(),
        "without_quorum": without_quorum and not found.is_met,
    }
    if is_other_day:
        body |= {"day": meeting.day.isoformat(), "people": listed_people(meeting)}
    append(log=meeting.log, kind=Kind.MEETING_RESUMED, actor=str(by), body=body, at=at)
    return meeting


def _turn_to_today(meeting: Meeting, at: datetime) -> bool:
    """Let the meeting sit today if it was adjourned to another day, or its break lasted into one; tell whether it was."""
    today, *days = (
        moment.astimezone(_zone(meeting)).date()
        for moment in (at, meeting.paused_at, meeting.resumes_at)
        if moment
    )
    is_other_day = any(day != today for day in days)
    if is_other_day:
        meeting.sits_on = today
    return is_other_day
