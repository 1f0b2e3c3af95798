"""Commands over HTTP: as JSON from a script without a socket, or as a real form from a page without a script."""

from http import HTTPStatus
from uuid import UUID

from asgiref.sync import sync_to_async
from django.contrib import messages as notices
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from agenda.refusals import Forbidden
from council.refusals import Refusal
from kiosk import messages
from kiosk.desk import ask
from kiosk.forms import message_from_form
from kiosk.permissions import Audience, Visitor
from kiosk.queries import SUPERSEDED
from kiosk.refusals import UNREADABLE, ConnectionSuperseded
from kiosk.views.visits import SeatLost, visit

JSON = "application/json"


@require_POST
async def act(request: HttpRequest, meeting: UUID, audience: Audience) -> HttpResponse:
    """Hand a command to the meeting's desk and answer what became of it, refusals included."""
    is_form = request.content_type != JSON
    try:
        visitor = await sync_to_async(_visitor)(request, meeting, audience)
    except PermissionDenied as denied:
        if is_form:
            raise
        if isinstance(denied, SeatLost) and denied.code == SUPERSEDED:
            return _json(_refusal(ConnectionSuperseded(), None), HTTPStatus.CONFLICT)
        return _json(_refusal(Forbidden(), None), HTTPStatus.FORBIDDEN)
    if visitor is None:
        return redirect_to_login(_page(request))
    reply, status = await _answer(request, visitor, is_form=is_form)
    return _form_answer(request, reply) if is_form else _json(reply, status)


def _visitor(request: HttpRequest, meeting: UUID, audience: Audience) -> Visitor | None:
    if request.user.is_authenticated:
        return visit(request, meeting, audience)[1]
    if request.content_type == JSON:
        raise PermissionDenied
    return None


async def _answer(
    request: HttpRequest, visitor: Visitor, *, is_form: bool
) -> tuple[messages.Reply, HTTPStatus]:
    try:
        message = _message(request, is_form=is_form)
    except messages.Unreadable as unreadable:
        is_oversize = unreadable.code == "oversize"
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if is_oversize else HTTPStatus.BAD_REQUEST
        return _refusal(UNREADABLE[unreadable.code](), unreadable.command_id), status
    return await ask(visitor.meeting, message, visitor.actor, visitor.language), HTTPStatus.OK


def _message(request: HttpRequest, *, is_form: bool) -> messages.CommandMessage:
    if int(request.headers.get("Content-Length") or 0) > messages.LIMIT_BYTES:
        raise messages.Unreadable("oversize")
    message = message_from_form(request.POST) if is_form else messages.decode(request.body)
    if isinstance(message, messages.Heartbeat):  # it keeps a socket alive, and here is none
        raise messages.Unreadable("unknown-message")
    return message


def _refusal(refusal: Refusal, command_id: str | None) -> messages.Reply:
    at = timezone.now().isoformat(timespec="milliseconds")
    return messages.Reply(id=command_id, ok=False, code=refusal.code, text=str(refusal), at=at)


def _json(reply: messages.Reply, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(messages.encode(reply), content_type=JSON, status=status)


def _form_answer(request: HttpRequest, reply: messages.Reply) -> HttpResponse:
    """Lead back to the page, which shows the reply."""
    notices.add_message(request, notices.SUCCESS if reply.ok else notices.ERROR, reply.text)
    response = redirect(_page(request))
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _page(request: HttpRequest) -> str:
    return request.path.removesuffix("act")
