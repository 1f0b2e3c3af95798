"""Rehearsals: the clerk's pages and report, and what terminals and displays report back."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agenda.models import Meeting
from council.domain.actors import Actor, ActorRole
from council.models import Hall, Role
from council.refusals import Refusal
from council.views import with_language_choice
from kiosk import commands
from kiosk.domain.devices import device_family
from kiosk.forms import DisplayCheckForm, TerminalCheckForm
from kiosk.models import Rehearsal
from kiosk.snapshots.rehearsals import Overview, overview
from kiosk.views.displays import display_and_meeting
from kiosk.views.visits import account_of, speak_as_wanted, visit
from minutes.domain.rehearsal import DisplayTold, RehearsalTold, TerminalTold, compose_rehearsal
from minutes.messages import Words
from minutes.pdf import draw
from voting.models import Vote


@require_http_methods(["GET", "POST"])
@with_language_choice
@login_required
def rehearsals(request: HttpRequest) -> HttpResponse:
    """Show the halls of whose body one is clerk, with their rehearsals; start one in the hall that was posted."""
    account = account_of(request)
    speak_as_wanted(account)
    person = account.person_id
    bodies = Role.objects.filter(person=person, kind=Role.Kind.CLERK).values_list("body", flat=True)
    halls = Hall.objects.filter(body__in=bodies).select_related("body", "municipality").order_by("name")
    if person is None or not halls:
        raise PermissionDenied
    if request.method == "POST":
        return _start(request, get_object_or_404(halls, pk=_uuid(request.POST.get("hall", ""))), person)
    past = Rehearsal.objects.filter(meeting__hall__in=halls, meeting__archived_at=None)
    content = {"halls": halls, "rehearsals": past.select_related("meeting__hall")[:20]}
    return render(request, "kiosk/rehearsals.html", content)


def _start(request: HttpRequest, hall: Hall, person: UUID) -> HttpResponse:
    try:
        by = Actor(ActorRole.CLERK, person)
        started = commands.start_rehearsal(hall=hall, by=by, at=timezone.now())
    except Refusal as refusal:
        notices.error(request, str(refusal))
        return redirect("rehearsals")
    return redirect("rehearsal", started.meeting_id)


@require_http_methods(["GET", "POST"])
@with_language_choice
@login_required
def rehearsal(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Show the clerk how far the rehearsal is; take the next step that was posted."""
    found, visitor = visit(request, meeting, "clerk")
    run = get_object_or_404(Rehearsal, meeting=found)
    if request.method == "POST":
        return _step(request, found, visitor.actor)
    content = {
        "run": run,
        "meeting": found,
        "overview": overview(found, run),
        "vote": Vote.objects.filter(meeting=found).order_by("number").last(),
    }
    with timezone.override(found.municipality.time_zone):
        response = render(request, "kiosk/rehearsal.html", content)
    response["Cache-Control"] = "no-store"
    return response


def _step(request: HttpRequest, meeting: Meeting, by: Actor) -> HttpResponse:
    given: dict[str, Any] = {"meeting": meeting, "by": by}
    try:
        match request.POST.get("step"):
            case "vote":
                commands.open_test_vote(**given, at=timezone.now())
            case "end":
                commands.end_rehearsal(**given, at=timezone.now())
            case "archive":
                commands.archive_practice(**given, at=timezone.now())
                return redirect("rehearsals")
            case "display":
                is_legible = request.POST.get("is_legible") == "true"
                display = _uuid(request.POST.get("display", ""))
                commands.judge_display(**given, display_id=display, is_legible=is_legible)
    except Refusal as refusal:
        notices.error(request, str(refusal))
    return redirect("rehearsal", meeting.pk)


@require_POST
@login_required
def check_terminal(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Take what a terminal reports; answer with the server's clock, a page without a script with the page."""
    found, visitor = visit(request, meeting, "seat")
    form = TerminalCheckForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": sorted(form.errors)}, status=400)
    device = device_family(request.headers.get("User-Agent", ""))
    try:
        commands.report_terminal(
            meeting=found, by=visitor.actor, device=device, said=form.cleaned_data, at=timezone.now()
        )
    except Refusal as refusal:
        return JsonResponse({"code": refusal.code, "text": str(refusal)}, status=409)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"now": timezone.now().isoformat(timespec="milliseconds")})
    return redirect("seat", meeting)


@csrf_exempt  # a display has no session; its secret address is what lets it in
@require_POST
def check_display(request: HttpRequest, secret: str) -> HttpResponse:
    """Take what a display reports."""
    display, meeting = display_and_meeting(secret)
    form = DisplayCheckForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": sorted(form.errors)}, status=400)
    try:
        commands.report_display(meeting=meeting, display=display, at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        return JsonResponse({"code": refusal.code, "text": str(refusal)}, status=409)
    return JsonResponse({})


@require_GET
@login_required
def rehearsal_report(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return the report as PDF, as it would be printed now."""
    found, _ = visit(request, meeting, "clerk")
    run = get_object_or_404(Rehearsal.objects.select_related("started_by"), meeting=found)
    told = _told(found, overview(found, run))
    municipality = found.municipality
    words = Words(language=municipality.language, zone=municipality.time_zone, day=found.held_on)
    pdf = draw(compose_rehearsal(told), words=words, made_at=run.ended_at or timezone.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"rehearsal-{found.held_on.isoformat()}-{found.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _told(meeting: Meeting, found: Overview) -> RehearsalTold:
    return RehearsalTold(
        municipality=meeting.municipality.name,
        body=meeting.body.name,
        hall=meeting.hall.name,
        held_on=meeting.held_on,
        started_at=found.rehearsal.started_at,
        ended_at=found.rehearsal.ended_at,
        by=found.rehearsal.started_by.name,
        done=found.done,
        terminals=tuple(
            TerminalTold(
                seat=line.seat,
                name=line.name,
                device=line.device,
                has_buttons=line.has_buttons,
                has_keys=line.has_keys,
                has_sound=line.has_sound,
                is_legible=line.is_legible,
                latency_ms=line.latency_ms,
                screen=_screen(line.width, line.height),
            )
            for line in found.terminals
        ),
        displays=tuple(
            DisplayTold(
                name=display.name,
                v=check.v if check else None,
                screen=_screen(check.width, check.height) if check else "",
                is_legible=check.is_legible if check else None,
            )
            for display, check in found.displays
        ),
    )


def _screen(width: int | None, height: int | None) -> str:
    return f"{width} × {height}" if width and height else ""


def _uuid(text: str) -> UUID:
    """Return the id that was posted; 404 for what is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
