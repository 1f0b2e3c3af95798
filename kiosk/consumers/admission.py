"""Whom a handshake brings: read from its token and cookie; whether that still holds is asked of the hub."""

from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from kiosk.hub import Hub
from kiosk.permissions import Visitor, public_visitor
from kiosk.signing import read_token

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

SIGNED_OUT, FORBIDDEN = 4401, 4403


async def nowhere(_scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Refuse the handshake at an address where there is no socket, with HTTP 403."""
    await receive()
    await send({"type": "websocket.close"})


async def admitted(scope: dict[str, Any], hub: Hub) -> Visitor | int:
    """Return the visitor of a handshake, or the close code that tells why there is none.

    A token was good when it was made; that sign-in, office or display still hold is read from the database now.
    """
    address = scope["url_route"]["kwargs"]
    meeting, audience = address["meeting"], address["audience"]
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    if audience == "public":
        is_shown = await hub.is_shown_to_public(meeting)
        return public_visitor(meeting, _language(query)) if is_shown else FORBIDDEN
    visitor = read_token(query.get("token", [""])[0], _session_key(scope))
    if visitor is None or visitor.meeting != meeting or visitor.audience != audience:
        return SIGNED_OUT
    return await hub.ended(visitor) or visitor


def _language(query: dict[str, list[str]]) -> str:
    asked = query.get("lang", [""])[0]
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _session_key(scope: dict[str, Any]) -> str:
    cookies: SimpleCookie = SimpleCookie()
    for name, value in scope.get("headers", []):
        if name == b"cookie":
            try:
                cookies.load(value.decode("latin-1"))
            except CookieError:
                return ""
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""
