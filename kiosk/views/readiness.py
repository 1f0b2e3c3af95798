"""Whether a meeting is ready: the page that chair and clerk look at before it begins."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from council.views import with_language_choice
from kiosk.domain.readiness import overall
from kiosk.permissions import Audience
from kiosk.snapshots.readiness import readiness
from kiosk.views.visits import visit
from ledger.domain.safekeeping import Light


@require_safe
@with_language_choice
@login_required
def ready(request: HttpRequest, meeting: UUID, audience: Audience) -> HttpResponse:
    """Show what was found about the meeting a moment ago, in green, amber and red, with what is to be done."""
    found, _ = visit(request, meeting, audience)
    now = timezone.now()
    findings = readiness(found, now)
    content = {
        "meeting": found,
        "audience": audience,
        "whole": overall(findings),
        "lights": [(light, [one for one in findings if one.light is light]) for light in Light],
        "looked_at": now,
    }
    with timezone.override(found.municipality.time_zone):
        response = render(request, "kiosk/ready.html", content)
    response["Cache-Control"] = "no-store"
    return response
