"""The hall's display behind its secret address: whatever meeting the hall is in, or that there is none."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from agenda.models import Meeting
from council.views import with_language_choice
from kiosk import commands
from kiosk.forms import DisplayShownForm
from kiosk.models import Display
from kiosk.permissions import Visitor
from kiosk.queries import current_meeting, display_by_secret, display_visitor
from kiosk.signing import make_token
from kiosk.snapshots import checkpoint_code, is_result_alone, stylesheet
from kiosk.views.answers import page, state_answer
from kiosk.views.visits import language_now


@require_GET
@with_language_choice
def display(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the display's page; with `?look=strip` a transparent lower third, to be laid over a stream."""
    found, visitor = _visitor(secret)
    is_strip = request.GET.get("look") == "strip"
    if visitor is None:
        addresses = {"state": f"{request.path}state"}
        content = {"display": found, "addresses": addresses, "is_strip": is_strip}
        return render(request, "kiosk/waiting.html", content)
    if is_strip:
        return page(request, visitor, request.path, template="kiosk/strip.html")
    return page(request, visitor, request.path, **_more(found, visitor))


def _more(display: Display, visitor: Visitor) -> dict[str, Any]:
    """Return what is on the display alone: how its result is laid out, and at the end the final checkpoint."""
    return {
        "is_alone": is_result_alone(display, timezone.localdate()),
        "checkpoint_code": checkpoint_code(Meeting.objects.get(pk=visitor.meeting)),
    }


@csrf_exempt  # a display has no session; its secret address is what lets it in
@require_POST
def display_shown(request: HttpRequest, secret: str) -> HttpResponse:
    """Take which version a display shows."""
    found, meeting = display_and_meeting(secret)
    form = DisplayShownForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": sorted(form.errors)}, status=400)
    commands.note_shown(meeting=meeting, display=found, at=timezone.now(), **form.cleaned_data)
    return JsonResponse({})


@require_GET
def display_sizes(_request: HttpRequest, secret: str) -> HttpResponse:
    """Return the sizes of the display's type as a stylesheet."""
    found = _display(secret)
    response = HttpResponse(stylesheet(found, timezone.localdate()), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


@require_GET
def display_state(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the state of the hall's meeting; without one the frame is null."""
    _, visitor = _visitor(secret)
    return state_answer(request, visitor) if visitor else JsonResponse({"frame": None, "mine": None})


@require_GET
def display_token(_request: HttpRequest, secret: str) -> HttpResponse:
    """Return a token for the display's socket."""
    found, meeting = display_and_meeting(secret)
    return JsonResponse({"token": make_token(display_visitor(found, meeting, language_now()))})


def display_and_meeting(secret: str) -> tuple[Display, Meeting]:
    """Return the display and the meeting its hall is in. Without one it is a 404, as an unknown secret is."""
    found = _display(secret)
    meeting = current_meeting(hall=found.hall)
    if meeting is None:
        raise Http404
    return found, meeting


def _visitor(secret: str) -> tuple[Display, Visitor | None]:
    """Return the display and who it is in the hall's meeting, if there is one."""
    found = _display(secret)
    meeting = current_meeting(hall=found.hall)
    return found, display_visitor(found, meeting, language_now()) if meeting else None


def _display(secret: str) -> Display:
    """Return the display of a secret. An unknown one and a revoked one are the same 404."""
    found = display_by_secret(secret)
    if found is None:
        raise Http404
    return found
