"""Reads what can be known before a meeting: its people, terminals and displays, the server's disk, clocks and ledger."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

import redis
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from agenda.domain.stages import MeetingStage
from agenda.models import AgendaItem, Meeting, Motion
from agenda.queries import links, mandates, quorum
from council.models import Account, Municipality, Role, Seat
from kiosk.domain.readiness import Facts, Finding, Rehearsed, judge
from kiosk.models import Display, Rehearsal
from kiosk.snapshots.rehearsals import overview
from ledger.queries import copy_state
from minutes.signing.keys import has_key
from voting.queries.audits import audit_meeting, audit_register
from voting.queries.votes import is_linked

PING_SECONDS = 1.0


def readiness(meeting: Meeting, at: datetime) -> tuple[Finding, ...]:
    """Return what was found about the meeting at this moment, the worst first."""
    return judge(_facts(meeting, at))


def _facts(meeting: Meeting, at: datetime) -> Facts:
    members = {mandate.person_id: mandate.person.name for mandate in mandates(meeting)}
    accounts = set(_able().filter(person__in=members).values_list("person", flat=True))
    seats = Seat.objects.filter(hall=meeting.hall_id, person__in=members)
    seated = set(seats.values_list("person", flat=True))
    known = links(meeting)
    linked = {
        person
        for person, link in known.items()
        if is_linked(link.seen_at, at, is_connected=link.is_connected)
    }
    offices = _officers(meeting)
    copy = copy_state()
    return Facts(
        is_practice=meeting.is_practice,
        days_until=(meeting.held_on - timezone.localdate(at)).days,
        elsewhere=[str(other) for other in _open_in_hall(meeting)],
        items=AgendaItem.objects.filter(meeting=meeting).count(),
        motions=Motion.objects.filter(item__meeting=meeting, kind=Motion.Kind.MAIN).count(),
        in_office=len(members),
        statutory_number=meeting.statutory_number,
        quorum=quorum(meeting, at).needed,
        chairs=sum(kind == Role.Kind.CHAIR for _, kind, _ in offices),
        without_sign_in=[name for person, name in members.items() if person not in accounts],
        without_seat=[name for person, name in members.items() if person not in seated],
        linked=len(linked & members.keys()),
        unlinked=[name for person, name in members.items() if person not in linked],
        rehearsed=_rehearsed(meeting, at),
        displays=Display.objects.filter(hall=meeting.hall_id, revoked_at=None).count(),
        without_key=[name for person, _, name in offices if not has_key(person)],
        free_space=shutil.disk_usage(settings.VAR).free,
        database_clock_ms=_database_clock_ms(),
        is_exchange_there=_is_exchange_there(),
        faults=_faults(meeting) if meeting.stage == MeetingStage.DRAFT else None,
        copy_trouble=copy.trouble,
        copy_light=copy.light,
    )


def _able() -> QuerySet[Account]:
    return Account.objects.filter(is_active=True)


def _officers(meeting: Meeting) -> Sequence[tuple[UUID, str, str]]:
    """Return chairs and clerks of the body who can sign in: person, kind of role, name."""
    roles = Role.objects.filter(
        body=meeting.body_id,
        kind__in=[Role.Kind.CHAIR, Role.Kind.CLERK],
        person__in=_able().values("person"),
    )
    return list(roles.values_list("person", "kind", "person__name"))


def _open_in_hall(meeting: Meeting) -> Sequence[Meeting]:
    """Return the meetings that the hall is in use by; one by correspondence takes no hall."""
    others = Meeting.objects.filter(hall=meeting.hall_id, stage=MeetingStage.OPEN, archived_at=None)
    return list(others.filter(by_correspondence=False).exclude(pk=meeting.pk))


def _rehearsed(meeting: Meeting, at: datetime) -> Rehearsed | None:
    runs = Rehearsal.objects.filter(meeting__hall=meeting.hall_id).exclude(ended_at=None)
    run = runs.select_related("meeting", "started_by").order_by("-ended_at").first()
    if run is None or run.ended_at is None:
        return None
    found = overview(run.meeting, run)
    illegible = [display.name for display, check in found.displays if check and check.is_legible is False]
    days = (timezone.localdate(at) - timezone.localdate(run.ended_at)).days
    return Rehearsed(days, found.terminals, illegible)


def _database_clock_ms() -> int:
    """Return the database's clock less this process's; none of its own where the database is a file of this machine."""
    if connection.vendor == "sqlite":
        return 0
    before = timezone.now()
    told = Municipality.objects.values_list(Now(), flat=True).first() or before
    return round((cast("datetime", told) - before).total_seconds() * 1000)


def _is_exchange_there() -> bool | None:
    if not settings.REDIS_URL:
        return None
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=PING_SECONDS, socket_connect_timeout=PING_SECONDS
        ) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _faults(meeting: Meeting) -> Sequence[str]:
    register = audit_register(meeting.municipality)
    return [*register.findings.faults, *audit_meeting(meeting, register).faults]
