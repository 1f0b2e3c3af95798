"""The course of a meeting: create, open, adjourn. Each refuses, or changes and appends to the ledger."""

from datetime import UTC, date, datetime

from agenda.commands.closing import seal_item
from agenda.commands.correspondence import answered_until
from agenda.commands.entering import append
from agenda.commands.items import end_item
from agenda.commands.locking import require_role
from agenda.commands.opening import opening_body, who_presides
from agenda.commands.proxies import require_allowed
from agenda.commands.quorums import require_quorum
from agenda.commands.speeches import end_running_speech
from agenda.domain.stages import ItemStage, MeetingAct, MeetingStage, WrongStage, next_stage
from agenda.models import AgendaItem, Meeting
from agenda.queries import current_item, quorum
from agenda.refusals import VoteUnderWay, WrongMeetingStage
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from council.models import Body, Hall
from ledger import commands as ledger
from ledger.commands import checkpoint, create_log, lock_log
from ledger.kinds import Kind
from ledger.models import Purpose


def create_meeting(
    *,
    body: Body,
    hall: Hall,
    number: int,
    title: str,
    held_on: date,
    is_practice: bool = False,
    by_correspondence: bool = False,
) -> Meeting:
    """Create a draft of a meeting with its empty ledger. Not an entry: the ledger begins with the meeting.

    Whether it is practice, and whether it is held by correspondence, is said here and never changes; practice meetings
    are numbered in a series of their own.
    """
    log = create_log(municipality_id=body.municipality_id, purpose=Purpose.MEETING)
    return Meeting.objects.create(
        municipality_id=body.municipality_id,
        body=body,
        hall=hall,
        log=log,
        number=number,
        title=title,
        held_on=held_on,
        is_practice=is_practice,
        by_correspondence=by_correspondence,
    )


def open_meeting(
    *, meeting: Meeting, without_quorum: bool, answers_until: str = "", by: Actor, at: datetime
) -> Meeting:
    """Open the meeting and put down who belongs to it, its agenda and its quorum, then sign a checkpoint.

    Who opens it presides. Refuses a meeting that is not a draft, proxies beyond what the standing orders allow now, and
    a missing quorum unless the chair said `without_quorum`. By correspondence no quorum is asked for, as nobody can be
    there yet, and `answers_until` says until when answers can be given (ISO); see answered_until for what is refused.
    """
    require_role(by, meeting, ActorRole.CHAIR)
    stage = next_meeting_stage(meeting, MeetingAct.OPEN)
    require_allowed(meeting)
    until = answered_until(meeting, answers_until, at)
    found = quorum(meeting, at) if until else require_quorum(meeting, is_said=without_quorum, at=at)
    meeting.stage, meeting.opened_at, meeting.answers_until = stage, at, until
    meeting.presiding = who_presides(meeting, by)
    orders = meeting.body.standing_orders.to_plain()
    meeting.rules = {
        "orders": orders,
        "statutory_number": meeting.body.statutory_number,
        "pack": meeting.body.pack,
    }
    meeting.save(update_fields=["stage", "opened_at", "answers_until", "rules", "presiding"])
    body = opening_body(meeting, by) | {
        "quorum": found.to_plain(),
        "without_quorum": without_quorum and not until and not found.is_met,
    }
    if until:
        body["correspondence"] = {"until": until.astimezone(UTC).isoformat(timespec="seconds")}
    append(log=meeting.log, kind=Kind.MEETING_OPENED, actor=str(by), body=body, at=at)
    for item in AgendaItem.objects.filter(meeting=meeting, is_closed=True).order_by("position"):
        seal_item(meeting, item, "", by, at)
    checkpoint(log=meeting.log, at=at)
    return meeting


def adjourn_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """End the meeting, sign its last checkpoint and note that in the municipality's register.

    Refuses a meeting that is neither open nor in a break, and one with a vote under way.
    """
    require_role(by, meeting, *AT_THE_CHAIR)
    stage = next_meeting_stage(meeting, MeetingAct.ADJOURN)
    item = current_item(meeting)
    if item is not None and item.stage == ItemStage.BEING_VOTED:
        raise VoteUnderWay
    end_running_speech(meeting, by, at)
    if item is not None:
        end_item(item, meeting, by, at)
    meeting.stage, meeting.adjourned_at = stage, at
    meeting.paused_at = meeting.resumes_at = None
    meeting.save(update_fields=["stage", "adjourned_at", "paused_at", "resumes_at"])
    body = {"quorum": quorum(meeting, at).to_plain()}
    append(log=meeting.log, kind=Kind.MEETING_ADJOURNED, actor=str(by), body=body, at=at)
    register_checkpoint(meeting=meeting, by=by, at=at)
    return meeting


def register_checkpoint(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """Sign a checkpoint of the meeting's log and note it in the register, whose own checkpoint follows.

    The register is locked after the meeting's log, always in this order. Practice is signed too and noted nowhere.
    """
    signed = checkpoint(log=meeting.log, at=at)
    if meeting.is_practice:
        return
    register_id = meeting.municipality.register_log_id
    if register_id is None:
        raise RuntimeError(f"municipality {meeting.municipality_id} was set up without its register")
    register = lock_log(register_id)
    body = {
        "meeting": str(meeting.pk),
        "log": str(meeting.log.pk),
        "size": signed.size,
        "root": bytes(signed.root).hex(),
        "note": signed.note,
    }
    ledger.append(log=register, kind=Kind.CHECKPOINT_NOTED, actor=str(by), body=body, at=at)
    checkpoint(log=register, at=at)


def next_meeting_stage(meeting: Meeting, act: MeetingAct) -> MeetingStage:
    """Return the stage that the act leads to; refuse (WrongMeetingStage) one that does not fit."""
    try:
        return next_stage(MeetingStage(meeting.stage), act)
    except WrongStage:
        raise WrongMeetingStage from None
