"""The quorum: checking it on demand, and what its lack lets nobody do."""

from datetime import datetime
from zoneinfo import ZoneInfo

from agenda.commands.entering import append
from agenda.commands.locking import require_not_adjourned, require_role, require_together
from agenda.domain.lacking import FIRST, SECOND, Check, Way, checked, second_call_at
from agenda.domain.quorum import Quorum
from agenda.models import Meeting
from agenda.queries import call_at, mandates, present_people, quorum, quorum_of, way_now, who_counts
from agenda.refusals import CallFirst, NoQuorum, QuorumAwaited, QuorumEnds, SecondCallAwaited
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from ledger.kinds import Kind


def check_quorum(*, meeting: Meeting, by: Actor, at: datetime) -> Check:
    """Check the quorum, as who presides or as clerk, at any time until the adjournment, and put down who is present.

    Where the standing orders know a second call, the first check that finds too few begins the wait for it. Refuses an
    adjourned meeting and one by correspondence, where the opening of a vote asks for the quorum.
    """
    require_role(by, meeting, *AT_THE_CHAIR, ActorRole.CLERK)
    require_together(meeting)
    require_not_adjourned(meeting)
    members, present = mandates(meeting), who_counts(meeting, present_people(meeting))
    there = [one for one in members if one.person_id in present]
    counted = {"present": len(there), "in_office": len(members)}
    call = call_at(meeting, at)
    found = quorum_of(meeting, **counted, call=call)
    full = quorum_of(meeting, **counted, call=FIRST).needed
    check = checked(found, full=full, call=call, last=meeting.last_check, at=at)
    meeting.quorum_check = check.to_plain()
    meeting.save(update_fields=["quorum_check"])
    body = {
        **check.to_plain(),
        "people": [{"person": str(one.person_id), "name": one.person.name} for one in there],
    }
    append(log=meeting.log, kind=Kind.QUORUM_CHECKED, actor=str(by), body=body, at=at)
    return check


def require_quorum(meeting: Meeting, *, is_said: bool, at: datetime) -> Quorum:
    """Return the quorum as it is now; refuse a missing one with what the standing orders leave.

    Only where they leave that (NoQuorum) may the chair go on by saying so (`is_said`).
    """
    found = quorum(meeting, at)
    if found.is_met:
        return found
    orders, last = meeting.standing_orders, meeting.last_check
    way = way_now(meeting, at)
    numbers: dict[str, object] = {"present": found.present, "needed": found.needed}
    if way is Way.SAY_SO:
        if is_said:
            return found
        raise NoQuorum(**numbers)
    if way is Way.END:
        raise QuorumEnds(**numbers)
    lower = quorum_of(meeting, present=found.present, in_office=len(mandates(meeting)), call=SECOND).needed
    if way is Way.CALL_FIRST:
        raise CallFirst(**numbers, minutes=orders.quorum.wait_minutes, lower=lower)
    due = second_call_at(orders.quorum, last)
    if way is Way.WAIT_FOR_SECOND_CALL and due is not None:
        clock = due.astimezone(ZoneInfo(meeting.municipality.time_zone))
        raise SecondCallAwaited(**numbers, time=f"{clock:%H:%M}", lower=lower)
    raise QuorumAwaited(**numbers)
