"""Papers of the agenda: received at the clerk's desk, read page by page, downloaded; who may read is decided here too.

A paper is found by its SHA-256 within a meeting, so that what lies at an address never changes. Unknown, foreign and not
to be seen are the same 404.
"""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from agenda.commands import receive_paper
from agenda.models import Meeting, Paper
from agenda.pdf import folder_of
from agenda.queries import is_published, paper_with
from council.refusals import Refusal
from council.views import with_language_choice
from kiosk.permissions import Visitor
from kiosk.refusals import Busy
from kiosk.views.visits import is_of_meeting, visit

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

# A file that somebody sent is shown to nobody as a page of ours, and reaches nothing if a browser shows it all the same.
ALONE = "default-src 'none'; sandbox; frame-ancestors 'none'"
FOR_EVER = "max-age=31536000, immutable"


@require_POST
@login_required
def receive(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Take the posted files in as papers of an item, each by itself, and say of each what became of it."""
    found, visitor = visit(request, meeting, "clerk")
    files = cast("list[UploadedFile[Any]]", request.FILES.getlist("papers"))
    told = [_received(request, found, visitor, file) for file in files]
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"files": told})
    level = notices.SUCCESS if all(line["ok"] for line in told) else notices.ERROR
    notices.add_message(request, level, "\n".join(f"{line['name']}: {line['text']}" for line in told))
    response = redirect("clerk", meeting)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _received(
    request: HttpRequest, meeting: Meeting, visitor: Visitor, file: "UploadedFile[Any]"
) -> dict[str, Any]:
    """Return what became of one file: taken with so many pages, or refused with the reason in words."""
    name = file.name or ""
    try:
        paper = receive_paper(
            meeting=meeting,
            item_id=_posted_id(request, "item") or UUID(int=0),
            name=name,
            content=file.chunks(),
            replaces=_posted_id(request, "replaces"),
            by=visitor.actor,
            clock=timezone.now,
        )
    except OperationalError:
        return {"name": name, "ok": False, "code": Busy.code, "text": str(Busy())}
    except Refusal as refusal:
        return {"name": name, "ok": False, "code": refusal.code, "text": str(refusal)}
    pages = ngettext("taken, %(pages)s page.", "taken, %(pages)s pages.", paper.pages)
    return {"name": name, "ok": True, "code": "accepted", "text": pages % {"pages": paper.pages}}


def _posted_id(request: HttpRequest, name: str) -> UUID | None:
    """Return an id from the form, None where there is none; refuse what is no id as one that names nothing."""
    text = request.POST.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=0)


@require_safe
@with_language_choice
def paper(request: HttpRequest, meeting: UUID, digest: str) -> HttpResponse:
    """Return a paper's pages one below the other, for screens without scripts and for the public."""
    found = _paper(request, meeting, digest)
    content = {
        "paper": found,
        "item": found.item,
        "meeting": found.item.meeting,
        "numbers": range(1, found.pages + 1),
        "is_public": _is_public(found),
    }
    response = render(request, "kiosk/paper.html", content)
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def paper_page(request: HttpRequest, meeting: UUID, digest: str, page: int) -> HttpResponse:
    """Return the image of one page."""
    found = _paper(request, meeting, digest)
    if not 1 <= page <= found.pages:
        raise Http404
    return _file(found, f"{page}.webp", "image/webp")


@require_safe
def paper_file(request: HttpRequest, meeting: UUID, digest: str) -> HttpResponse:
    """Return the paper as it came, to be kept and not to be opened here."""
    found = _paper(request, meeting, digest)
    response = _file(found, "paper.pdf", "application/pdf")
    named = content_disposition_header(as_attachment=True, filename=f"{found.title}.pdf")
    response["Content-Disposition"] = named or "attachment"
    return response


def _paper(request: HttpRequest, meeting: UUID, digest: str) -> Paper:
    """Return a paper of a meeting that the asker may see."""
    found = paper_with(meeting, digest)
    if found is None or not (_is_public(found) or is_of_meeting(request, found.item.meeting)):
        raise Http404
    return found


def _is_public(found: Paper) -> bool:
    """Tell whether anybody may see the paper: of a published meeting, and of no item that is closed."""
    return is_published(found.item.meeting_id) and not found.item.is_closed


def _keeping(found: Paper) -> str:
    """Return who may keep the paper: nobody what is of a closed item, which a seat's next person may not read."""
    if found.item.is_closed:
        return "private, no-store"
    return f"{'public' if _is_public(found) else 'private'}, {FOR_EVER}"


def _file(found: Paper, name: str, kind: str) -> HttpResponse:
    try:
        content = (folder_of(found.municipality_id, found.folder) / name).read_bytes()
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = _keeping(found)
    response["Content-Security-Policy"] = ALONE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
