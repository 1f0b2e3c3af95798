"""The clerk's page of the seats: sheets with PINs to hand out, a new PIN for one, letting somebody in on another device."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agenda.models import Meeting
from agenda.refusals import UnknownThing
from council.domain.actors import Actor
from council.refusals import Refusal
from kiosk.commands import CODE_DIGITS, CODE_LIFETIME, make_code, make_pins
from kiosk.models import SeatAccess
from kiosk.snapshots import Place, load, own_profile
from kiosk.views.visits import visit
from minutes.messages.dates import legal_date
from minutes.pdf.sheets import Sheet, draw_sheets


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seats(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Show the seats; on a post make sheets (`all`), one sheet (`pin`) or a code for another device (`device`)."""
    found, visitor = visit(request, meeting, "clerk")
    places = [place for place in load(meeting).plan.places if place.seat is not None or place.is_councillor]
    content = {"meeting": found, "profile": own_profile(visitor.actor.person), "places": places}
    if request.method == "POST":
        try:
            if "device" not in request.POST:
                return _sheets(found, _meant(request, places), visitor.actor)
            (place,) = _meant(request, places)
            content |= {"let_in": place, "code": _code_for(found, place, visitor.actor)}
        except Refusal as refusal:
            notices.error(request, str(refusal))
            return redirect("clerk-seats", meeting)
    content["minutes"] = CODE_LIFETIME // timedelta(minutes=1)
    made = SeatAccess.objects.filter(person__in=[place.person for place in places]).exclude(pin_hash="")
    content["pins"] = {str(person): at for person, at in made.values_list("person", "pin_made_at")}
    with timezone.override(found.municipality.time_zone):
        return render(request, "kiosk/seats.html", content)


def _meant(request: HttpRequest, places: Sequence[Place]) -> Sequence[Place]:
    """Return the places that the clerk pressed for: all of the hall, or that of one person."""
    if "all" in request.POST:
        return places
    person = request.POST.get("device") or request.POST.get("pin")
    found = [place for place in places if place.person == person]
    if not found:
        raise UnknownThing
    return found


def _code_for(meeting: Meeting, place: Place, by: Actor) -> str:
    """Return a new code as it is read aloud: seat, three digits, three digits."""
    code = make_code(meeting=meeting, person=UUID(place.person), by=by, at=timezone.now())
    seat, digits = code[:-CODE_DIGITS], code[-CODE_DIGITS:]
    return f"{seat}-{digits[:3]}-{digits[3:]}"


def _sheets(meeting: Meeting, places: Sequence[Place], by: Actor) -> HttpResponse:
    """Return sheets with new PINs; this document is the only place where they can be read."""
    people = [UUID(place.person) for place in places]
    at = timezone.now()
    pins = make_pins(meeting=meeting, people=people, by=by, at=at)
    keys = dict(SeatAccess.objects.filter(person__in=people).values_list("person", "key"))
    language, zone = meeting.municipality.language, meeting.municipality.time_zone
    with translation.override(language), timezone.override(zone):
        drawn = [
            _sheet(meeting, place, keys[person], pins[person], at)
            for place, person in zip(places, people, strict=True)
        ]
        content = draw_sheets(drawn, title=_("PINs of the seats"), language=language)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = "inline; filename=seats.pdf"
    return response


def _sheet(meeting: Meeting, place: Place, key: str, pin: str, at: datetime) -> Sheet:
    made = timezone.localtime(at)
    made_at = f"{legal_date(made.date(), meeting.municipality.language)}, {made:%H:%M}"
    return Sheet(
        council=f"{meeting.municipality.name} · {meeting.body.name} · {meeting.hall.name}",
        seat=_("Seat %(number)s") % {"number": place.seat}
        if place.seat
        else _("Without a seat of their own"),
        name=place.name,
        steps=[
            _("Scan the code with the device at your seat, or type the address below it."),
            _("Look whether your name is shown."),
            _("Type your PIN."),
        ],
        address=f"{_origin()}{reverse('seat-sign-in', args=[f'{key[:5]}-{key[5:]}'])}",
        pin_label=_("Your PIN"),
        pin=f"{pin[:3]} {pin[3:]}",
        advice=_("Keep it to yourself. If somebody else has seen it, the clerk gives you a new one."),
        made=_("Made on %(at)s. Sheets from before then open nothing any more.") % {"at": made_at},
    )


def _origin() -> str:
    """Return the origin under which devices reach this server: the first that is not this machine's own."""
    others = [origin for origin in settings.ORIGINS if not _is_here(urlsplit(origin).hostname or "")]
    return str((others or settings.ORIGINS)[0])


def _is_here(host: str) -> bool:
    return host.startswith("127.") or host == "localhost" or host.endswith(".localhost")
