"""Who asks for which meeting's page, and in which language; what a page shows is decided in the modules beside."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone, translation

from agenda.models import Meeting
from council.models import Account
from kiosk.permissions import Audience, Visitor
from kiosk.queries import concerns, personal_visitor, profile_of, seats_lost

IDENTIFIED_BY, SIGNED_IN_AT = "identified_by", "signed_in_at"


class SeatLost(PermissionDenied):
    """The device may no longer speak for the seat; `code` is the close code that its socket gets."""

    def __init__(self, code: int) -> None:
        """Keep why: SUPERSEDED by another device, or SIGNED_OUT because the PIN was replaced."""
        super().__init__(code)
        self.code = code


def let_in(request: HttpRequest, account: Account, *, by: str, backend: str | None = None) -> None:
    """Sign the account in on this device; whoever was signed in before leaves nothing behind."""
    login(request, account, backend=backend)
    request.session[IDENTIFIED_BY] = by
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()


def account_of(request: HttpRequest) -> Account:
    """Return the account of a request that has been signed in."""
    return cast("Account", request.user)


def visit(request: HttpRequest, meeting_id: UUID, audience: Audience) -> tuple[Meeting, Visitor]:
    """Return the meeting and who the signed-in person is in its room.

    A meeting that is unknown and one of another municipality are the same 404; a room of one's own municipality
    without the right to it is a 403. So is a seat whose device lost it (SeatLost).
    """
    account = account_of(request)
    meetings = Meeting.objects.select_related("body", "hall", "municipality")
    meeting = meetings.filter(pk=meeting_id, municipality=account.municipality_id).first()
    if meeting is None:
        raise Http404
    speak_as_wanted(account)
    visitor = personal_visitor(
        account,
        meeting,
        audience,
        session=request.session.session_key or "",
        language=language_now(),
        by=request.session.get(IDENTIFIED_BY, ""),
        since=request.session.get(SIGNED_IN_AT, 0.0),
    )
    if visitor is None:
        raise PermissionDenied
    if code := seats_lost([visitor]).get(visitor):
        raise SeatLost(code)
    return meeting, visitor


def speak_as_wanted(account: Account) -> None:
    """Answer in the language that the person has chosen for their pages, whatever device they ask from."""
    if account.person_id and (language := profile_of(account.person_id).language):
        translation.activate(language)


def language_now() -> str:
    """Return the code of the language that the answer is written in."""
    return translation.get_language() or settings.LANGUAGE_CODE


def is_of_meeting(request: HttpRequest, meeting: Meeting) -> bool:
    """Tell whether the asker is one of the people of the meeting, who see what the public does not."""
    if not request.user.is_authenticated:
        return False
    account = account_of(request)
    is_own = account.municipality_id == meeting.municipality_id
    return is_own and account.person_id is not None and concerns(meeting, account.person_id)
