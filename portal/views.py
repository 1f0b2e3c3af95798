"""The public's pages and files: the list of meetings, a meeting's archive, its record, votes, ledger and proofs.

Drafts are not there at all. Whatever is read together is read from one snapshot of the database.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from agenda.domain.stages import IN_SESSION, MeetingStage
from agenda.models import Meeting
from council.views import with_language_choice
from ledger.domain.entries import EntryRow
from ledger.domain.proofs import consistency_proof, inclusion_proof
from ledger.domain.tree import fold, leaf_hash, push
from ledger.queries import entries, public_key_file, public_keys
from minutes.queries import published_record, record_of
from portal import export
from portal.domain.attendance import AttendanceLine, attendance_of
from portal.export import tables
from portal.queries import (
    READING,
    archive_of,
    councils,
    items_of_draft,
    only_vote,
    published_meeting,
    published_meetings,
    rooms_of,
    signed_checkpoints,
)
from portal.snapshots import (
    addendum_shown,
    adoptions_shown,
    arrangements_shown,
    corrections_shown,
    councils_shown,
    items_shown,
    vote_shown,
)

PAGE = 30


@require_safe
@with_language_choice
def home(request: HttpRequest) -> HttpResponse:
    """Return the councils and their meetings, those under way first, and their rooms to who is signed in."""
    meetings = published_meetings().using(READING)
    past = Paginator(meetings.filter(stage=MeetingStage.ADJOURNED), PAGE)
    content = {
        "councils": councils().using(READING),
        "open_meetings": meetings.filter(stage__in=IN_SESSION),
        "past": past.get_page(request.GET.get("page")),
        "rooms": rooms_of(request.user) if request.user.is_authenticated else [],
    }
    response = render(request, "portal/home.html", content)
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
@with_language_choice
def archive(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return a meeting's page: its votes with result and names, and its files."""
    with transaction.atomic(using=READING):
        found = _meeting(meeting)
        archived = archive_of(found, using=READING)
        content: dict[str, Any] = {
            "meeting": found,
            "record": archived.record,
            "items": items_shown(found, archived),
            "adoptions": adoptions_shown(found, archived),
            "arrangements": arrangements_shown(found, archived),
            "corrections": corrections_shown(found, archived),
            "late": addendum_shown(found, archived),
            "document": record_of(found.pk, using=READING),
            "checkpoint": signed_checkpoints(found.log_id, using=READING).last(),
        }
    response = render(request, "portal/meeting.html", content)
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
@with_language_choice
def draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Return how the councils that have this draft before them decided, side by side."""
    with transaction.atomic(using=READING):
        items = list(items_of_draft(draft, using=READING))
        if not items:
            raise Http404
        content = {"title": items[0].title, "councils": councils_shown(items, READING)}
    response = render(request, "portal/draft.html", content)
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def record(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return the signed record, once both have signed it."""
    found = _meeting(meeting)
    signed = published_record(meeting, using=READING)
    if signed is None:
        raise Http404
    name = f"record-{found.held_on.isoformat()}-{found.number}.pdf"
    return _file(request, lambda: bytes(signed.pdf), name, "application/pdf", tag=signed.digest)


@require_safe
@with_language_choice
def addendum(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return what was entered after the record was signed; where nothing was there is no such page."""
    with transaction.atomic(using=READING):
        found = _meeting(meeting)
        document = published_record(meeting, using=READING)
        late = addendum_shown(found, archive_of(found, using=READING))
    if document is None or not late.count:
        raise Http404
    response = render(request, "portal/addendum.html", {"meeting": found, "document": document, "late": late})
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def votes(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return the declared votes as a table."""
    with transaction.atomic(using=READING):
        found = _meeting(meeting)
        name = f"votes-{found.held_on.isoformat()}-{found.number}.csv"
        content = lambda: export.votes_table(archive_of(found, using=READING))  # noqa: E731 -- made only if asked
        return _file(request, content, name, "text/csv; charset=utf-8", tag=_state(found))


@require_safe
@with_language_choice
def vote(request: HttpRequest, meeting: UUID, number: int) -> HttpResponse:
    """Return the lasting page of a declared vote; a vote without a result has none, as if it did not exist."""
    with transaction.atomic(using=READING):
        found = _meeting(meeting)
        shown = vote_shown(found, archive_of(found, using=READING), number)
    if shown is None:
        raise Http404
    response = render(request, "portal/vote.html", {"meeting": found, "shown": shown})
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def vote_table(request: HttpRequest, meeting: UUID, number: int) -> HttpResponse:
    """Return one declared vote as a table."""
    with transaction.atomic(using=READING):
        found = _meeting(meeting)
        archived = only_vote(archive_of(found, using=READING), number)
        if not archived.votes:
            raise Http404
        name = f"vote-{found.held_on.isoformat()}-{found.number}-{number}.csv"
        content = lambda: export.votes_table(archived)  # noqa: E731 -- made only if asked
        return _file(request, content, name, "text/csv; charset=utf-8", tag=_state(found))


@require_safe
def attendance_csv(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return who was there, when, and how many votes they missed, as text."""
    return _attendance(request, meeting, tables.attendance_csv, "csv", "text/csv; charset=utf-8")


@require_safe
def attendance_xlsx(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return the same as a workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _attendance(request, meeting, tables.attendance_xlsx, "xlsx", kind)


def _attendance(
    request: HttpRequest,
    meeting: UUID,
    write: Callable[[Sequence[AttendanceLine], ZoneInfo], bytes],
    ending: str,
    kind: str,
) -> HttpResponse:
    with transaction.atomic(using=READING):
        found = _meeting(meeting)
        name = f"attendance-{found.held_on.isoformat()}-{found.number}.{ending}"

        def content() -> bytes:
            record = archive_of(found, using=READING).record
            until = found.adjourned_at or datetime.fromisoformat(_entries(found)[-1].at)
            return write(attendance_of(record, until), ZoneInfo(found.municipality.time_zone))

        return _file(request, content, name, kind, tag=_state(found))


@require_safe
def ledger(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return every leaf of the meeting's log, opened where that may be known."""
    with transaction.atomic(using=READING):
        found = _meeting(meeting)
        content = lambda: export.ledger_lines(_entries(found))  # noqa: E731 -- made only if asked
        return _file(request, content, "ledger.jsonl", "application/jsonl", tag=_state(found))


@require_safe
def checkpoints(_request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return the signed checkpoints of the meeting's log, and the keys to verify them."""
    with transaction.atomic(using=READING):
        log = _meeting(meeting).log
        signed = list(signed_checkpoints(log.pk, using=READING))
    content = export.checkpoint_list(origin=log.origin, public_keys=public_keys(), checkpoints=signed)
    return HttpResponse(content, content_type="application/json")


@require_safe
def inclusion(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return the proof that `entry` is in the log of `size`; without a size, in the log as it is."""
    with transaction.atomic(using=READING):
        found = _meeting(meeting)
        size = _number(request, "size", found.log.size)
        number = _number(request, "entry", None)
        if size is None or number is None or not number < size <= found.log.size:
            return JsonResponse({"error": "out-of-range"}, status=400)
        rows = _entries(found)[:size]
    hashes = _hashes(rows)
    proof = inclusion_proof(hashes, number)
    content = export.inclusion(entry=rows[number], size=size, root=_root(hashes), proof=proof)
    return HttpResponse(content, content_type="application/json")


@require_safe
def consistency(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Return the proof that the log of size `new` (as it is, if none is given) only added to that of size `old`."""
    with transaction.atomic(using=READING):
        found = _meeting(meeting)
        old, new = _number(request, "old", None), _number(request, "new", found.log.size)
        if old is None or new is None or not 0 < old <= new <= found.log.size:
            return JsonResponse({"error": "out-of-range"}, status=400)
        hashes = _hashes(_entries(found)[:new])
    roots = _root(hashes[:old]), _root(hashes)
    content = export.consistency(old=old, new=new, roots=roots, proof=consistency_proof(hashes, old))
    return HttpResponse(content, content_type="application/json")


@require_safe
def ledger_key(_request: HttpRequest) -> HttpResponse:
    """Return the public keys that checkpoints are signed with."""
    path = public_key_file()
    if not path.exists():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="application/x-pem-file")


def _meeting(meeting_id: UUID) -> Meeting:
    """Return a meeting that was opened; a draft and an unknown id are the same 404."""
    found = published_meeting(meeting_id, using=READING)
    if found is None:
        raise Http404
    return found


def _entries(meeting: Meeting) -> list[EntryRow]:
    return list(entries(meeting.log_id, using=READING))


def _hashes(rows: list[EntryRow]) -> list[bytes]:
    return [leaf_hash(row.leaf) for row in rows]


def _root(hashes: list[bytes]) -> bytes:
    nodes: list[bytes] = []
    for size, digest in enumerate(hashes):
        push(nodes, size, digest)
    return fold(nodes)


def _number(request: HttpRequest, name: str, otherwise: int | None) -> int | None:
    """Return a whole number from the address, `otherwise` where it is not given, None where it is none."""
    text = request.GET.get(name)
    if text is None:
        return otherwise
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def _state(meeting: Meeting) -> str:
    return f"{meeting.log.epoch}-{meeting.log.size}"


def _file(
    request: HttpRequest, content: Callable[[], bytes], name: str, kind: str, *, tag: str
) -> HttpResponse:
    """Return a download, made only if the asker does not have this state of it."""
    etag = f'"{tag}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(content(), content_type=kind)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    return response
