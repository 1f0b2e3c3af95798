"""The rooms of a meeting (seat, chair, clerk), the public's live page, and the documents that frames name."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from agenda.models import Meeting
from agenda.queries import coming, published
from council.views import with_language_choice
from kiosk.permissions import Audience, public_visitor
from kiosk.queries import current_meeting
from kiosk.signing import make_token
from kiosk.snapshots import Loaded, desk_agenda, desk_corrections, load, own_record, stock_phrases
from kiosk.views.answers import document_answer, page, state_answer
from kiosk.views.signatures import record_address, signing
from kiosk.views.visits import account_of, is_of_meeting, language_now, visit


@require_GET
@login_required
def my_room(request: HttpRequest, audience: Audience) -> HttpResponse:
    """Lead a person to the meeting they are in, or say that there is none."""
    person = account_of(request).person_id
    meeting = current_meeting(person_id=person) if person else None
    if meeting is None:
        return render(request, "kiosk/no_meeting.html", status=200)
    return redirect(audience, meeting.pk)


@require_GET
@with_language_choice
@login_required
def room(request: HttpRequest, meeting: UUID, audience: Audience) -> HttpResponse:
    """Return the page of a seat, the chair or the clerk."""
    found, visitor = visit(request, meeting, audience)
    more: dict[str, Any] = {"record_address": record_address(found)}
    person = visitor.actor.person_id
    if audience == "seat":
        more["own_record"] = own_record(meeting, person) if person else None
    else:
        more["signing"] = signing(found, audience, person)
        more["phrases"] = stock_phrases(found)
    if audience == "clerk":
        more["desk"] = desk_agenda(found)
        more["corrections"] = desk_corrections(found)
    return page(request, visitor, request.path, **more)


@require_GET
def room_state(request: HttpRequest, meeting: UUID, audience: Audience) -> HttpResponse:
    """Return the state of a room, for screens that cannot have a socket."""
    return state_answer(request, visit(_signed_in(request), meeting, audience)[1])


@require_GET
def room_token(request: HttpRequest, meeting: UUID, audience: Audience) -> HttpResponse:
    """Return a token for the room's socket."""
    return JsonResponse({"token": make_token(visit(_signed_in(request), meeting, audience)[1])})


def _signed_in(request: HttpRequest) -> HttpRequest:
    """Refuse those not signed in with a 403: a script has no use for the sign-in page."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request


@require_GET
@with_language_choice
def live(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return the public's page of a meeting, of one not opened yet with nothing but what, when and where it is.

    Practice is nobody's: it answers as an unknown meeting does.
    """
    related = ("body", "hall", "municipality")
    if draft := coming(Meeting.objects.select_related(*related)).filter(pk=meeting).first():
        response = render(request, "kiosk/not_opened.html", {"meeting": draft})
        response["Cache-Control"] = "private, no-cache"
        return response
    found = get_object_or_404(published(Meeting.objects.all()), pk=meeting)
    visitor = public_visitor(meeting, language_now())
    return page(request, visitor, request.path, record_address=record_address(found))


@require_GET
def live_state(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return the public state of a meeting."""
    get_object_or_404(published(Meeting.objects.all()), pk=meeting)
    return state_answer(request, public_visitor(meeting, language_now()))


@require_GET
def agenda(request: HttpRequest, meeting: UUID, version: str) -> HttpResponse:
    """Return this version of the agenda: the public's to anybody, the whole one to the people of the meeting."""
    loaded = _loaded(meeting)
    if version == loaded.public_agenda.version:
        return document_answer(loaded.public_agenda, version)
    if not is_of_meeting(request, loaded.meeting):
        raise Http404
    response = document_answer(loaded.agenda, version)
    response["Cache-Control"] = "private, no-cache"
    return response


@require_GET
def hall(_request: HttpRequest, meeting: UUID, version: str) -> HttpResponse:
    """Return this version of the hall's plan."""
    return document_answer(_loaded(meeting).plan.document, version)


def _loaded(meeting: UUID) -> Loaded:
    try:
        return load(meeting)
    except Meeting.DoesNotExist:
        raise Http404 from None
