"""The course of a sitting, loaded and put into frames: who presides, the break; the floor is in floors.py."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from agenda.domain.stages import MeetingStage
from agenda.models import Meeting
from agenda.queries import PRESIDING
from council.domain.packs import Pack
from council.models import Role
from council.wording import role_words
from kiosk import messages
from minutes.messages.dates import legal_date


def load_officers(meeting: Meeting, using: str) -> list[Role]:
    """Read, inside the caller's snapshot, who may preside: the chair of the body first, then the deputies."""
    officers = Role.objects.using(using).filter(body=meeting.body_id, kind__in=PRESIDING)
    return list(officers.select_related("person").order_by("kind", "person__name"))


def presiding(meeting: Meeting) -> messages.Presiding | None:
    """Return who presides, while the meeting is in session."""
    person = meeting.presiding
    if person is None or meeting.stage == MeetingStage.ADJOURNED:
        return None
    text = _("%(name)s presides.") % {"name": person.name}
    return messages.Presiding(person=str(person.pk), name=person.name, text=text)


def officers(roles: Sequence[Role], present: frozenset[UUID], pack: Pack | None) -> list[messages.Officer]:
    """Return who may preside, the chair of the body first; `pack` names their offices."""
    return [
        messages.Officer(
            person=str(role.person_id),
            name=role.person.name,
            role=role_words(role.kind, pack),
            is_deputy=role.kind == Role.Kind.DEPUTY,
            is_present=role.person_id in present,
        )
        for role in roles
    ]


def selected(meeting: Meeting) -> messages.ItemState | None:
    """Return the item that the clerk laid ready."""
    item = meeting.selected
    return messages.ItemState(id=str(item.pk), number=item.number, title=item.title) if item else None


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
