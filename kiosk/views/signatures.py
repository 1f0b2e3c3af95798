"""Signing the record after the adjournment, chair first and clerk second, and the ways to the document."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from agenda.models import Meeting
from council.refusals import Refusal
from council.views import asker
from kiosk.commands import forget_failures, may_try
from kiosk.forms import PinForm, throttled_words
from kiosk.permissions import Audience, Visitor
from kiosk.views.visits import visit
from minutes.commands import draft_record, draw_annex, sign_record, stand_in
from minutes.domain.stages import SIGNS_NEXT, Capacity, RecordStage
from minutes.models import Record
from minutes.queries import is_outdated, record_of, signs_as_chair
from minutes.refusals import WrongPin
from voting.domain.bodies import Officer

STAGES: Mapping[RecordStage, Any] = {
    RecordStage.DRAFTED: gettext_lazy("The record is ready. The chair signs first."),
    RecordStage.CHAIR_SIGNED: gettext_lazy("The chair has signed. The clerk signs next."),
    RecordStage.SIGNED: gettext_lazy("Both have signed. The record is published."),
}
OUTDATED = gettext_lazy("Something was entered since the record was drawn up. It has to be drawn up again.")
PRACTICE_SIGNED = gettext_lazy("Both have signed. A practice meeting's record is not published.")


def record_address(meeting: Meeting) -> str:
    """Return the public address of the signed record, empty until both have signed and always for practice."""
    record = record_of(meeting.pk)
    is_public = record is not None and record.stage == RecordStage.SIGNED and not meeting.is_practice
    return reverse("record", args=[meeting.pk]) if is_public else ""


def signing(meeting: Meeting, audience: Audience, person: UUID | None) -> dict[str, Any]:
    """Return what this person can do with the record now, as chair or as clerk."""
    return {**_signing(meeting, audience, person), "annex": _annex(meeting, audience)}


def _annex(meeting: Meeting, audience: Audience) -> str:
    """Return the address of the closed annex, empty where no item is closed."""
    is_any_closed = meeting.items.filter(is_closed=True).exists()
    return reverse(f"{audience}-annex", args=[meeting.pk]) if is_any_closed else ""


def _signing(meeting: Meeting, audience: Audience, person: UUID | None) -> dict[str, Any]:
    record = record_of(meeting.pk)
    if record is None:
        return {"stage": "", "may_draft": True, "text": _("The record has not been drawn up yet.")}
    if is_outdated(record, meeting.log_id):
        return {"stage": "outdated", "may_draft": True, "text": OUTDATED}
    stage = RecordStage(record.stage)
    if stage == RecordStage.DRAFTED and audience == "chair" and (other := _other_signer(meeting, person)):
        return {"stage": f"{stage} {other.person}", "text": STAGES[stage], "other_signer": other.name}
    return {
        "stage": stage,
        "text": PRACTICE_SIGNED if meeting.is_practice and stage == RecordStage.SIGNED else STAGES[stage],
        "may_sign": SIGNS_NEXT.get(stage) == Capacity(audience),
        "address": reverse(f"{audience}-record", args=[meeting.pk]),
        "form": PinForm(),
    }


def _other_signer(meeting: Meeting, person: UUID | None) -> Officer | None:
    """Return who signs as chair where that is somebody else."""
    signer = signs_as_chair(meeting)
    return None if signer is None or signer.person == str(person) else signer


@require_GET
@login_required
def draft(request: HttpRequest, meeting: UUID, audience: Audience) -> HttpResponse:
    """Return the record as it is, for those who sign it."""
    visit(request, meeting, audience)
    record = Record.objects.filter(meeting=meeting).first()
    if record is None:
        raise Http404
    response = HttpResponse(bytes(record.pdf), content_type="application/pdf")
    response["Content-Disposition"] = "inline; filename=record.pdf"
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@login_required
def annex(request: HttpRequest, meeting: UUID, audience: Audience) -> HttpResponse:
    """Return the closed annex of the record, for chair and clerk alone."""
    found, _visitor = visit(request, meeting, audience)
    pdf = draw_annex(found) if found.adjourned_at else None
    if pdf is None:
        raise Http404
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = "inline; filename=annex.pdf"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def sign(request: HttpRequest, meeting: UUID, audience: Audience) -> HttpResponse:
    """Draw up the record, stand in on the ground posted, or sign with the PIN posted; lead back to the page, which tells."""
    found, visitor = visit(request, meeting, audience)
    try:
        text = _draft_or_sign(request, found, visitor)
    except Refusal as refusal:
        notices.error(request, str(refusal))
    else:
        notices.success(request, text)
    return redirect(audience, meeting)


def _draft_or_sign(request: HttpRequest, meeting: Meeting, visitor: Visitor) -> str:
    at = timezone.now()
    if "ground" in request.POST:
        stand_in(meeting=meeting, ground=request.POST["ground"], by=visitor.actor, at=at)
        draft_record(meeting=meeting, at=at)
        return _("It is entered, and the record has been drawn up with it. You sign as chair.")
    if "pin" not in request.POST:
        draft_record(meeting=meeting, at=at)
        return _("The record has been drawn up.")
    # Whoever sits down at an office's open console must not find its PIN by trying.
    attempt: dict[str, Any] = {"whom": f"pin:{visitor.account}", "addresses": [asker(request)]}
    if not may_try(**attempt, at=at):
        raise TooManyPins
    try:
        sign_record(meeting=meeting, by=visitor.actor, pin=_pin(request), at=at)
    except WrongPin:
        raise
    except Refusal:
        forget_failures(**attempt)  # it was not the PIN
        raise
    forget_failures(**attempt)
    return _("You have signed the record.")


def _pin(request: HttpRequest) -> str:
    """Return the PIN that was posted; what the form would not take (NUL, thousands of characters) opens no key."""
    form = PinForm(request.POST)
    if not form.is_valid():
        raise WrongPin
    return str(form.cleaned_data["pin"])


class TooManyPins(Refusal):
    """The PIN was wrong too often."""

    code = "too-many-pins"

    def __str__(self) -> str:
        """Return the throttle's own sentence."""
        return throttled_words()
