"""Who asks for which meeting's page, and in which language; what a page shows is decided in the modules beside."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import translation

from agenda.models import Meeting
from council.models import Account
from kiosk.permissions import Audience, Visitor
from kiosk.queries import personal_visitor, profile_of


def account_of(request: HttpRequest) -> Account:
    """Return the account of a request that has been signed in."""
    return cast("Account", request.user)


def visit(request: HttpRequest, meeting_id: UUID, audience: Audience) -> tuple[Meeting, Visitor]:
    """Return the meeting and who the signed-in person is in its room.

    A meeting that is unknown and one of another municipality are the same 404; a room of one's own municipality
    without the right to it is a 403.
    """
    account = account_of(request)
    meetings = Meeting.objects.select_related("body", "hall", "municipality")
    meeting = meetings.filter(pk=meeting_id, municipality=account.municipality_id).first()
    if meeting is None:
        raise Http404
    speak_as_wanted(account)
    session = request.session.session_key or ""
    visitor = personal_visitor(account, meeting, audience, session=session, language=language_now())
    if visitor is None:
        raise PermissionDenied
    return meeting, visitor


def speak_as_wanted(account: Account) -> None:
    """Answer in the language that the person has chosen for their pages, whatever device they ask from."""
    if account.person_id and (language := profile_of(account.person_id).language):
        translation.activate(language)


def language_now() -> str:
    """Return the code of the language that the answer is written in."""
    return translation.get_language() or settings.LANGUAGE_CODE
