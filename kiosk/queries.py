"""Reads for the live screens: who a visitor is, whether that still holds, how large the logs are; the hall's authority."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from django.contrib.auth.backends import BaseBackend
from django.contrib.sessions.models import Session
from django.utils import timezone

from agenda.models import Link, Meeting
from agenda.queries import PRESIDING, belongs, may_act, published
from council.domain.actors import Actor, ActorRole
from council.models import Account, Hall, Role, Seat
from council.queries import councillors_on, has_mandate
from kiosk.models import Display, Profile, SeatAccess, secret_digest
from kiosk.permissions import PERSONAL, SEAT_ONLY, Audience, Visitor
from ledger.models import Log

READING = "reading"
SIGNED_OUT, SUPERSEDED = 4401, 4409
JUST_ENDED = timedelta(hours=12)  # time to sign the record


def profile_of(person_id: UUID) -> Profile:
    """Return how the person wants their pages; the usual settings, not stored, where nothing was ever changed."""
    return Profile.objects.filter(person=person_id).first() or Profile(person_id=person_id)


def credentials_stamp(password: str) -> str:
    """Return a text that changes with the password and tells nothing about it."""
    return hashlib.sha256(b"kiosk.stamp" + password.encode()).hexdigest()[:16]


class SeatOnly(BaseBackend):
    """Who signed in by a PIN or a clerk's code: a person at a seat, with nothing to set up."""

    def get_user(self, user_id: Any) -> Account | None:
        """Return the account without its staff's rights."""
        account = Account.objects.filter(pk=user_id, is_active=True).first()
        if account:
            account.is_staff = account.is_superuser = False
        return account


def personal_visitor(
    account: Account,
    meeting: Meeting,
    audience: Audience,
    *,
    session: str,
    language: str,
    by: str = "",
    since: float = 0.0,
) -> Visitor | None:
    """Return the account's visitor in a meeting's seat, chair or clerk room, or None where it has no right to it.

    `by` and `since` say how and when (seconds of the epoch) the person signed in.
    """
    if audience not in PERSONAL or not account.is_active or account.person_id is None:
        return None
    if audience != "seat" and by in SEAT_ONLY:
        return None
    actor = Actor(_role(account.person_id, meeting, audience), account.person_id, by)
    if not may_act(actor, meeting):
        return None
    stamp = credentials_stamp(account.password)
    return Visitor(
        meeting=meeting.pk,
        audience=audience,
        actor=actor,
        language=language,
        account=account.pk,
        session=session,
        stamp=stamp,
        since=since,
    )


def _role(person_id: UUID, meeting: Meeting, audience: Audience) -> ActorRole:
    if audience == "chair":
        return _at_the_chair(person_id, meeting)
    if audience != "seat":
        return ActorRole(audience)
    if has_mandate(person_id, meeting.body_id, meeting.day):
        return ActorRole.COUNCILLOR
    return ActorRole.PARTICIPANT


def _at_the_chair(person_id: UUID, meeting: Meeting) -> ActorRole:
    """Return as what somebody opens the chair's console: as chair or deputy, else as an assistant."""
    offices = Role.objects.filter(body=meeting.body_id, person=person_id)
    is_assistant = offices.filter(kind=Role.Kind.ASSISTANT).exists()
    may_preside = offices.filter(kind__in=PRESIDING).exists()
    return ActorRole.ASSISTANT if is_assistant and not may_preside else ActorRole.CHAIR


def display_by_secret(secret: str) -> Display | None:
    """Return the display with this secret address, unless it is revoked."""
    return (
        Display.objects.select_related("hall__body")
        .filter(secret_digest=secret_digest(secret), revoked_at=None)
        .first()
    )


def display_visitor(display: Display, meeting: Meeting, language: str) -> Visitor:
    """Return the visitor that a display is in a meeting of its hall."""
    return Visitor(meeting.pk, "display", Actor(ActorRole.DISPLAY, display.pk), language, display=display.pk)


def current_meeting(*, hall: Hall | None = None, person_id: UUID | None = None) -> Meeting | None:
    """Return the meeting that a hall or a person is in.

    That is the open one, else one in a break that goes on by the end of today, else one due
    today or earlier, else one that has just ended, else the next, else the last. One that is open for days by
    correspondence takes neither hall nor people from a meeting of today, nor from the last words of one that has just ended.
    """
    meetings = Meeting.objects.filter(archived_at=None).select_related("body", "hall", "municipality")
    if hall is not None:
        meetings = meetings.filter(hall=hall)
    now = timezone.now()
    drafts, ended = (
        meetings.filter(stage="draft"),
        meetings.filter(stage="adjourned").order_by("-adjourned_at"),
    )
    end_of_day = timezone.localtime(now).replace(hour=23, minute=59, second=59)
    paused = meetings.filter(stage="paused").order_by("is_practice", "resumes_at")
    opened = meetings.filter(stage="open").order_by("is_practice", "-opened_at")
    by_letter = opened.filter(by_correspondence=True)
    due = drafts.filter(held_on__lte=timezone.localdate(now)).order_by("-held_on", "number")
    just_ended = ended.filter(adjourned_at__gte=now - JUST_ENDED)
    in_order: tuple[Iterable[Meeting], ...] = (
        opened.filter(by_correspondence=False),
        paused.filter(resumes_at__lte=end_of_day),
        due.filter(held_on=timezone.localdate(now), by_correspondence=False),
        *((just_ended, by_letter) if by_letter.exists() else ()),
        due,
        just_ended,
        paused,
        drafts.order_by("held_on", "number"),
        ended,
    )
    for some in in_order:
        for meeting in some:
            if person_id is None or concerns(meeting, person_id):
                return meeting
    return None


def concerns(meeting: Meeting, person_id: UUID) -> bool:
    """Tell whether the person has a mandate, a seat or an office in the meeting."""
    return belongs(meeting, person_id) or meeting.body.roles.filter(person=person_id).exists()


def log_of(meeting_id: UUID) -> UUID:
    """Return the log of a meeting."""
    return Meeting.objects.using(READING).values_list("log_id", flat=True).get(pk=meeting_id)


def stored_versions(meetings: Collection[UUID]) -> dict[UUID, tuple[str, int]]:
    """Return the epoch and version of each of the meetings that there is."""
    rows = Meeting.objects.using(READING).filter(pk__in=meetings)
    return {pk: (epoch, size) for pk, epoch, size in rows.values_list("pk", "log__epoch", "log__size")}


def are_public(meetings: Collection[UUID]) -> dict[UUID, bool]:
    """Tell of each of the meetings that there is whether anybody may watch it: it is neither a draft nor practice."""
    found = Meeting.objects.using(READING).filter(pk__in=meetings)
    public = set(published(found).values_list("pk", flat=True))
    return {pk: pk in public for pk in found.values_list("pk", flat=True)}


def log_sizes(logs: Collection[UUID]) -> dict[UUID, int]:
    """Return the size of each log."""
    return dict(Log.objects.using(READING).filter(pk__in=logs).values_list("pk", "size"))


def fences(meeting_id: UUID) -> dict[UUID, int]:
    """Return the newest fence of each person of a meeting."""
    return dict(Link.objects.using(READING).filter(meeting=meeting_id).values_list("person", "fence"))


def ended(visitors: Iterable[Visitor], now: datetime) -> dict[Visitor, int]:
    """Return the visitors who may not stay, with the close code to tell them.

    4401: the sign-in has ended, or stands for somebody else now; or a person at a seat has become a councillor, or is none
    any more, and is let in again as what they are; or the PIN that let them in was replaced. 4403: office, mandate or seat
    are gone, or the meeting itself. 4409: another device was let in at the seat. 4410: the display was revoked.
    """
    visitors = set(visitors)
    out = _without_right(visitors) | seats_lost(visitors)
    out |= dict.fromkeys(_signed_out(visitors, now), SIGNED_OUT)
    return out | dict.fromkeys(_revoked(visitors), 4410)


def _signed_out(visitors: Collection[Visitor], now: datetime) -> list[Visitor]:
    people = [visitor for visitor in visitors if visitor.account]
    sessions = Session.objects.using(READING).filter(expire_date__gt=now)
    living = set(
        sessions.filter(session_key__in={visitor.session for visitor in people}).values_list(
            "session_key", flat=True
        )
    )
    accounts = Account.objects.using(READING).filter(is_active=True)
    rows = accounts.filter(pk__in={visitor.account for visitor in people})
    holders = {
        (pk, person, credentials_stamp(password))
        for pk, person, password in rows.values_list("pk", "person", "password")
    }
    return [
        visitor
        for visitor in people
        if visitor.session not in living
        or (visitor.account, visitor.actor.person_id, visitor.stamp) not in holders
    ]


def seats_lost(visitors: Collection[Visitor]) -> dict[Visitor, int]:
    """Return the visitors whose seat another device has taken over (4409) or whose PIN was replaced (4401)."""
    people = {visitor.actor.person_id for visitor in visitors if visitor.audience == "seat"}
    rows = SeatAccess.objects.using(READING).filter(person__in=people)
    changes = {person: moments for person, *moments in rows.values_list("person", "moved_at", "pin_made_at")}
    found = {}
    for visitor in visitors:
        if visitor.audience != "seat":
            continue
        moved_at, pin_made_at = changes.get(visitor.actor.person, (None, None))
        if moved_at and visitor.since < moved_at.timestamp():
            found[visitor] = SUPERSEDED
        elif pin_made_at and visitor.actor.identified_by == "pin" and visitor.since < pin_made_at.timestamp():
            found[visitor] = SIGNED_OUT
    return found


def _without_right(visitors: Collection[Visitor]) -> dict[Visitor, int]:
    meetings = list(
        Meeting.objects.using(READING).select_related("body").filter(pk__in={v.meeting for v in visitors})
    )
    there = {meeting.pk for meeting in meetings}
    found = {visitor: 4403 for visitor in visitors if visitor.meeting not in there}  # a draft can be deleted
    for meeting in meetings:
        people = {v for v in visitors if v.meeting == meeting.pk and v.audience in PERSONAL}
        rights = _rights(meeting, {visitor.actor.person_id for visitor in people})
        for visitor in people:
            role = rights.get((visitor.actor.person_id, visitor.audience))
            if role is not visitor.actor.role:
                found[visitor] = SIGNED_OUT if role else 4403
    return found


def _rights(
    meeting: Meeting, people: Collection[UUID | None]
) -> dict[tuple[UUID | None, Audience], ActorRole]:
    """Return in which rooms of the meeting the people may be, and as what."""
    seats = Seat.objects.using(READING).filter(hall=meeting.hall_id, person__in=people)
    councillors = councillors_on(meeting.body, meeting.day, using=READING).filter(person__in=people)
    offices = Role.objects.using(READING).filter(body=meeting.body_id, person__in=people)
    rights: dict[tuple[UUID | None, Audience], ActorRole] = {}
    rights |= {(person, "seat"): ActorRole.PARTICIPANT for person in seats.values_list("person", flat=True)}
    rights |= {(person, "seat"): ActorRole.COUNCILLOR for person in councillors}
    for person, kind in offices.values_list("person", "kind"):
        if kind == Role.Kind.CLERK:
            rights[person, "clerk"] = ActorRole.CLERK
        elif kind in PRESIDING:
            rights[person, "chair"] = ActorRole.CHAIR
        elif kind == Role.Kind.ASSISTANT and meeting.standing_orders.assistant_may_press:
            rights.setdefault((person, "chair"), ActorRole.ASSISTANT)
    return rights


def _revoked(visitors: Collection[Visitor]) -> list[Visitor]:
    displays = {visitor.display for visitor in visitors if visitor.display}
    shown = Display.objects.using(READING).filter(pk__in=displays, revoked_at=None)
    living = set(shown.values_list("pk", flat=True))
    return [visitor for visitor in visitors if visitor.display and visitor.display not in living]


def hall_authority(directory: Path) -> x509.Certificate | None:
    """Return the hall's own authority, which is in `directory`, if the server's certificate there was issued by it."""
    authority, server = directory / "authority.pem", directory / "server.pem"
    if not (authority.exists() and server.exists()):
        return None
    issuer = x509.load_pem_x509_certificate(authority.read_bytes())
    try:
        x509.load_pem_x509_certificate(server.read_bytes()).verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return None
    return issuer
