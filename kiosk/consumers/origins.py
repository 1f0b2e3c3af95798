"""From which pages sockets may be opened: the origins listed, each with scheme, host and port; over which links."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlparse

from channels.security.websocket import OriginValidator
from django.conf import settings

from council.views import may_be_plain
from kiosk.consumers.admission import Receive, Send, nowhere

Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


class ListedOrigins:
    """Lets handshakes through that come from exactly one origin, and a listed one, and not in the open over a network.

    The comparison is Channels'. Its own class would look at the last Origin of several only, and fail over those
    that cannot be parsed.
    """

    def __init__(self, application: Application, origins: Sequence[str]) -> None:
        """Let handshakes from these origins through to the application."""
        self._application = application
        self._listed = OriginValidator(application, origins)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Refuse all others with HTTP 403."""
        origins = [value for name, value in scope.get("headers", []) if name == b"origin"]
        if len(origins) == 1 and self._is_listed(origins[0].decode("latin-1")) and _is_private(scope):
            await self._application(scope, receive, send)
        else:
            await nowhere(scope, receive, send)

    def _is_listed(self, origin: str) -> bool:
        try:
            return bool(self._listed.valid_origin(urlparse(origin)))
        except ValueError:
            return False


def _is_private(scope: dict[str, Any]) -> bool:
    """Tell whether nobody on the network can read along; daphne tells a socket's scheme by its port only."""
    _, port = scope.get("server") or ("", None)
    if scope.get("scheme") == "wss" or (port and port == settings.HTTPS_PORT):
        return True
    address, _ = scope.get("client") or ("", None)
    return not settings.HTTPS_PORT and may_be_plain(address)
