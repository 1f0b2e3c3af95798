"""Where the seats of a hall stand: the list of halls, and the page that lays one out. What is typed is never lost."""

from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.domain.halls import Shape
from council.domain.placing import (
    DEEPEST,
    MOST_SEATS,
    PARTS,
    Stand,
    faults_of,
    free_spot,
    is_as_shaped,
    numbered_as_seen,
    placed_plan,
    shaped,
    stands_of,
)
from council.domain.plans import SCALE, Plan
from council.models import Hall, Role
from council.permissions import may_set_up
from council.queries import plan_of
from council.refusals import Refusal
from council.views import with_language_choice
from kiosk.commands import HallRefused, SeatLaid, lay_out_hall
from kiosk.forms import HallShapeForm, SeatPlaceForm
from kiosk.templatetags.screens import SEAT_RADIUS
from kiosk.views.visits import account_of, speak_as_wanted

FAULTS = {
    "overlaps": _("It overlaps seat %(other)s."),
    "outside": _("It stands outside the hall."),
    "same-number": _("Another seat has the number %(other)s."),
    "in-use": _("Somebody has it in a meeting that is open: its number stays, and so does the seat."),
}


@dataclass(slots=True)
class Line:
    """A seat on the page: what was typed, where it stands if that could be read, what is wrong with it."""

    seat: UUID
    name: str
    form: SeatPlaceForm
    stand: Stand | None = None
    is_gone: bool = False
    faults: list[str] = field(default_factory=list)
    transform: str = ""


@require_safe
@with_language_choice
@login_required
def halls(request: HttpRequest) -> HttpResponse:
    """Show the halls that one may lay out."""
    found = _halls_of(request).select_related("body").order_by("name")
    if not found:
        raise PermissionDenied
    return render(request, "kiosk/halls.html", {"halls": found})


@require_http_methods(["GET", "POST"])
@with_language_choice
@login_required
def hall_layout(request: HttpRequest, hall: UUID) -> HttpResponse:
    """Show a hall's plan to be laid out; on POST do what was pressed, and store only when that was to save."""
    found = get_object_or_404(_halls_of(request).select_related("body"), pk=hall)
    if request.method == "GET":
        return _page(request, found, *_stored(found))
    shape_form, lines = HallShapeForm(request.POST), _posted(found, request.POST)
    if not shape_form.is_valid() or not all(line.stand or line.is_gone for line in lines):
        return _page(request, found, shape_form, lines, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    act = request.POST.get("do", "save")
    if act == "save":
        return _saved(request, found, shape_form, lines)
    return _page(request, found, *_changed(act, shape_form, lines))


def _halls_of(request: HttpRequest) -> QuerySet[Hall]:
    """Return the halls of whose bodies one is clerk, and those of the municipality that one sets up."""
    account = account_of(request)
    speak_as_wanted(account)
    if may_set_up(account, None):
        return Hall.objects.all()
    offices = Role.objects.filter(person=account.person_id, kind=Role.Kind.CLERK)
    may = Q(body__in=offices.values("body"))
    if may_set_up(account, account.municipality_id):
        may |= Q(municipality=account.municipality_id)
    return Hall.objects.filter(may)


def _stored(hall: Hall) -> tuple[HallShapeForm, list[Line]]:
    """Return the hall as it is."""
    seats = list(hall.seats.select_related("person").order_by("number"))
    plan = plan_of(hall)
    at = {stand.number: stand for stand in stands_of(plan)} if plan else {}
    lines = [_line(seat.pk, seat.person.name if seat.person else "", at[seat.number]) for seat in seats]
    radius = plan.seat_radius if plan else 0.05
    return _shape_form(shape=hall.shape, rows=hall.rows, count=len(lines) or 1, radius=radius), lines


def _shape_form(*, shape: str, rows: int | None, count: int, radius: float) -> HallShapeForm:
    form = HallShapeForm({"shape": shape, "rows": rows, "count": count, "radius": round(radius * SCALE)})
    form.full_clean()
    return form


def _posted(hall: Hall, typed: QueryDict) -> list[Line]:
    """Return the seats as they were typed, in their order on the page."""
    names = dict(hall.seats.exclude(person=None).values_list("pk", "person__name"))
    lines = []
    for text in typed.get("seats", "").split()[:MOST_SEATS]:
        try:
            seat = UUID(text)
        except ValueError:
            continue
        form = SeatPlaceForm(typed, prefix=text)
        line = Line(seat, names.get(seat, ""), form, is_gone=bool(typed.get(f"{text}-is_gone")))
        if form.is_valid():
            line.stand = Stand(form.cleaned_data["number"], form.cleaned_data["x"], form.cleaned_data["y"])
        lines.append(line)
    return lines


def _line(seat: UUID, name: str, stand: Stand, *, is_gone: bool = False) -> Line:
    prefix = str(seat)
    typed = {"number": stand.number, "x": stand.x, "y": stand.y, "is_gone": "on" if is_gone else ""}
    form = SeatPlaceForm({f"{prefix}-{name}": value for name, value in typed.items()}, prefix=prefix)
    return Line(seat, name, form, stand, is_gone)


def _plan(shape_form: HallShapeForm, lines: list[Line]) -> Plan | None:
    """Return the plan of the seats that stay and whose place could be read, in their order."""
    if not shape_form.is_valid():
        return None
    chosen = shape_form.cleaned_data
    stands = [line.stand for line in lines if line.stand and not line.is_gone]
    shape = Shape(chosen["shape"])
    if is_as_shaped(shape, chosen["rows"], stands) and stands:
        # So it will be stored and shown: with the shape's own depth.
        whole = shaped(shape, max(stand.number for stand in stands), chosen["rows"])
        at = {place.number: place for place in whole.places}
        return replace(whole, places=tuple(at[stand.number] for stand in stands))
    return placed_plan(shape, chosen["rows"], stands, chosen["radius"])


def _changed(act: str, shape_form: HallShapeForm, lines: list[Line]) -> tuple[HallShapeForm, list[Line]]:
    """Return the page after the press of a button that stores nothing; another than these three only looks."""
    plan = _plan(shape_form, lines)
    if act == "lay-out":
        return _laid_out(shape_form, lines)
    if act == "add" and len(lines) < MOST_SEATS:
        number = max((line.stand.number for line in lines if line.stand), default=0) + 1
        x, y = free_spot(plan) if plan else (PARTS // 2, PARTS // 2)
        return shape_form, [*lines, _line(uuid4(), "", Stand(number, x, y))]
    if act == "renumber" and plan:
        kept = [line for line in lines if line.stand and not line.is_gone]
        numbers = dict(zip((line.seat for line in kept), numbered_as_seen(plan), strict=True))
        anew = [_renumbered(line, numbers[line.seat]) for line in kept]
        anew.sort(key=lambda line: line.stand.number if line.stand else 0)
        return shape_form, [*anew, *(line for line in lines if line.is_gone)]
    return shape_form, lines


def _renumbered(line: Line, number: int) -> Line:
    stand = line.stand or Stand(number)
    return _line(line.seat, line.name, Stand(number, stand.x, stand.y))


def _laid_out(shape_form: HallShapeForm, lines: list[Line]) -> tuple[HallShapeForm, list[Line]]:
    """Return as many seats as were asked for where the shape has them; those beyond are marked to be removed."""
    chosen = shape_form.cleaned_data
    plan = shaped(Shape(chosen["shape"]), chosen["count"], chosen["rows"])
    stands = stands_of(plan)
    there = sorted(lines, key=lambda line: (line.is_gone, line.stand.number if line.stand else 0))
    kept = [_line(line.seat, line.name, stand) for line, stand in zip(there, stands, strict=False)]
    new = [_line(uuid4(), "", stand) for stand in stands[len(there) :]]
    beyond = [
        _line(line.seat, line.name, line.stand, is_gone=True) for line in there[len(stands) :] if line.stand
    ]
    form = _shape_form(
        shape=chosen["shape"], rows=chosen["rows"], count=chosen["count"], radius=plan.seat_radius
    )
    return form, [*kept, *new, *beyond]


def _saved(request: HttpRequest, hall: Hall, shape_form: HallShapeForm, lines: list[Line]) -> HttpResponse:
    chosen = shape_form.cleaned_data
    seats = [SeatLaid(line.seat, line.stand) for line in lines if line.stand and not line.is_gone]
    removed = frozenset(line.seat for line in lines if line.is_gone)
    try:
        lay_out_hall(
            hall=hall,
            shape=Shape(chosen["shape"]),
            rows=chosen["rows"],
            radius=chosen["radius"],
            seats=seats,
            removed=removed,
        )
    except Refusal as refusal:
        if isinstance(refusal, HallRefused):
            _tell(lines, refusal)
        notices.error(request, str(refusal))
        return _page(request, hall, shape_form, lines, status=HTTPStatus.CONFLICT)
    notices.success(request, gettext("The plan is saved. Meetings opened from now on have it."))
    response = redirect("hall-layout", hall.pk)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _tell(lines: list[Line], refusal: HallRefused) -> None:
    by_seat = {line.seat: line for line in lines}
    for seat, code, other in refusal.faults:
        by_seat[seat].faults.append(str(FAULTS[code] % {"other": other}))


def _page(
    request: HttpRequest,
    hall: Hall,
    shape_form: HallShapeForm,
    lines: list[Line],
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    plan = _plan(shape_form, lines)
    drawn = [line for line in lines if line.stand and not line.is_gone]
    scale = plan.seat_radius / SEAT_RADIUS if plan else 0
    for line, place in zip(drawn, plan.places if plan else (), strict=False):
        line.transform = f"translate({place.x} {place.y}) scale({scale:.6f})"
    if plan and status is HTTPStatus.OK:
        for fault in faults_of(plan):
            drawn[fault.index].faults.append(str(FAULTS[fault.code.value] % {"other": fault.other}))
    content: dict[str, Any] = {
        "hall": hall,
        "shape_form": shape_form,
        "lines": lines,
        "drawn": drawn if plan else [],
        "plan": plan,
        "seats": " ".join(str(line.seat) for line in lines),
        "radius": f"{plan.seat_radius:.4f}" if plan else "",
        "deepest": str(DEEPEST),
    }
    return render(request, "kiosk/hall_layout.html", content, status=status)
