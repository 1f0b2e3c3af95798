"""Opening a sitting by correspondence: whether it may be held so, and until when answers can be given."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from agenda.domain.correspondence import LONGEST, may_end
from agenda.domain.secrecy import Secrecy
from agenda.models import Meeting, Motion
from agenda.refusals import (
    CorrespondenceNotAllowed,
    ItemNotByCorrespondence,
    NotByCorrespondence,
    WrongAnswersUntil,
)


def answered_until(meeting: Meeting, text: str, at: datetime) -> datetime | None:
    """Return until when answers to the meeting can be given if it is opened now; None of one that is not by correspondence.

    `text` is an ISO time, without an offset by the municipality's clocks. Refuses one in another meeting, a body whose
    standing orders allow no such sitting any more, an item that cannot be decided so, and a time that cannot be.
    """
    if not meeting.by_correspondence:
        if text:
            raise NotByCorrespondence
        return None
    rules = meeting.standing_orders.correspondence
    if not rules.is_allowed:
        raise CorrespondenceNotAllowed
    _require_plain(meeting)
    until = _parsed(text, ZoneInfo(meeting.municipality.time_zone))
    if until is None or not may_end(until, opened_at=at, least_hours=rules.least_hours):
        raise WrongAnswersUntil(hours=rules.least_hours, days=LONGEST.days)
    return until


def _require_plain(meeting: Meeting) -> None:
    """Refuse an item on which anything but draft decisions waits that may be decided by name."""
    motions = Motion.objects.filter(item__meeting=meeting).select_related("item")
    for motion in motions.order_by("item__position", "position"):
        is_plain = motion.kind == Motion.Kind.MAIN and motion.election is None
        if not is_plain or motion.secrecy == Secrecy.SECRET:
            raise ItemNotByCorrespondence(number=motion.item.number)


def _parsed(text: str, zone: ZoneInfo) -> datetime | None:
    """Return the time in UTC, in whole seconds; None of what is no time."""
    try:
        found = datetime.fromisoformat(text).replace(microsecond=0)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
