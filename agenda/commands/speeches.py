"""The floor while somebody has it: given, interrupted and resumed, extended, ended, withdrawn."""

from datetime import datetime
from uuid import UUID

from agenda.commands.entering import append
from agenda.commands.floor import waiting_speech
from agenda.commands.locking import require_open, require_role
from agenda.domain.floor import Ending, group_time_left, limit_of, queue
from agenda.models import Meeting, Speech
from agenda.queries import current_item, requests, running_speech, speech_due_at
from agenda.refusals import ClockRuns, ClockStands, NoTimeLimit, NotSpeaking
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from ledger.kinds import Kind


def give_floor(*, meeting: Meeting, request_id: UUID, by: Actor, at: datetime) -> Speech:
    """Give the floor to somebody who waits, as who presides; a speech that runs ends with it.

    The first in the queue is next by the rules; whom the chair takes instead is entered as taken out of order.
    """
    require_role(by, meeting, *AT_THE_CHAIR)
    require_open(meeting)
    speech = waiting_speech(meeting, request_id)
    end_running_speech(meeting, by, at)
    speaking, others = meeting.standing_orders.speaking, requests(meeting, at)
    waiting = queue(others, speaking)
    own = next(one for one in waiting if one.request == str(speech.pk))
    left = group_time_left(speaking, own, [one for one in others if one is not own])
    speech.given_at, speech.item = at, current_item(meeting)
    speech.limit_seconds = limit_of(speaking.rule(speech.kind), left)
    speech.save(update_fields=["given_at", "item", "limit_seconds"])
    body = {
        **_named(speech),
        "kind": speech.kind,
        "item": str(speech.item.pk) if speech.item else None,
        "limit": speech.limit_seconds,
        "is_out_of_order": waiting[0] is not own,
    }
    append(log=meeting.log, kind=Kind.FLOOR_GIVEN, actor=str(by), body=body, at=at)
    return speech


def interrupt_speech(*, meeting: Meeting, request_id: UUID, by: Actor, at: datetime) -> Speech:
    """Interrupt the speech that runs, as who presides: its clock stands. Refuses (ClockStands) one that is interrupted."""
    speech = _running(meeting, request_id, by)
    if speech.paused_at is not None:
        raise ClockStands(name=speech.name)
    speech.paused_at = at
    speech.save(update_fields=["paused_at"])
    append(log=meeting.log, kind=Kind.FLOOR_INTERRUPTED, actor=str(by), body=_named(speech), at=at)
    return speech


def resume_speech(*, meeting: Meeting, request_id: UUID, by: Actor, at: datetime) -> Speech:
    """Let an interrupted speech go on. Refuses (ClockRuns) one that is not interrupted."""
    speech = _running(meeting, request_id, by)
    if speech.paused_at is None:
        raise ClockRuns(name=speech.name)
    _let_clock_run(speech, at)
    speech.save(update_fields=["paused_at", "stood_for"])
    append(log=meeting.log, kind=Kind.FLOOR_RESUMED, actor=str(by), body=_named(speech), at=at)
    return speech


def _let_clock_run(speech: Speech, at: datetime) -> None:
    if speech.paused_at is not None:
        speech.stood_for += at - speech.paused_at
        speech.paused_at = None


def extend_speech(*, meeting: Meeting, request_id: UUID, by: Actor, at: datetime) -> Speech:
    """Extend the speech that runs by the step of the standing orders. Refuses (NoTimeLimit) one without a limit."""
    speech = _running(meeting, request_id, by)
    if speech.limit_seconds is None:
        raise NoTimeLimit
    extension = meeting.standing_orders.speaking.extension_seconds
    speech.limit_seconds += extension
    speech.save(update_fields=["limit_seconds"])
    body = {**_named(speech), "extension": extension, "limit": speech.limit_seconds}
    append(log=meeting.log, kind=Kind.FLOOR_EXTENDED, actor=str(by), body=body, at=at)
    return speech


def end_speech(
    *, meeting: Meeting, request_id: UUID, is_withdrawn: bool = False, by: Actor, at: datetime
) -> Speech:
    """End the speech that runs, or withdraw the floor from who has it, as who presides. Refuses one that has ended."""
    speech = _running(meeting, request_id, by)
    return _end(meeting, speech, Ending.WITHDRAWN if is_withdrawn else Ending.ENDED, by, at)


def end_overdue_speech(*, meeting: Meeting, at: datetime) -> Speech | None:
    """End the speech that runs once its time and its grace are over, where the standing orders say so; else do nothing."""
    speech, due = running_speech(meeting), speech_due_at(meeting)
    if speech is None or due is None or at < due:
        return None
    return _end(meeting, speech, Ending.TIME, Actor(ActorRole.CLOCK), at)


def end_running_speech(meeting: Meeting, by: Actor, at: datetime) -> None:
    """End whatever speech runs: with the next one, a break, an adjournment, another item or a vote nobody speaks on."""
    speech = running_speech(meeting)
    if speech is not None:
        _end(meeting, speech, Ending.FOLLOWED, by, at)


def _end(meeting: Meeting, speech: Speech, ending: Ending, by: Actor, at: datetime) -> Speech:
    _let_clock_run(speech, at)
    speech.ended_at, speech.ending = at, ending
    speech.save(update_fields=["paused_at", "stood_for", "ended_at", "ending"])
    body = {**_named(speech), "ending": ending.value}
    append(log=meeting.log, kind=Kind.FLOOR_ENDED, actor=str(by), body=body, at=at)
    return speech


def _running(meeting: Meeting, request_id: UUID, by: Actor) -> Speech:
    require_role(by, meeting, *AT_THE_CHAIR)
    speech = running_speech(meeting)
    if speech is None or speech.pk != request_id:
        raise NotSpeaking
    return speech


def _named(speech: Speech) -> dict[str, object]:
    return {"request": str(speech.pk), "name": speech.name}
