"""How much one HTTP request may hold: what is larger is answered before anything of it is stored.

Daphne keeps a whole body, on the disk too, before the application hears of the request; so this stands in daphne.
"""

from typing import Any

import msgspec
from daphne import http_protocol
from django.conf import settings
from twisted.internet import reactor

from kiosk.refusals import RequestTooLarge

MEGABYTE = 1024 * 1024
# Closed at once, a client that still sends would meet a broken connection and never read why.
LINGER_SECONDS = 2


class LimitedRequest(http_protocol.WebRequest):  # type: ignore[misc]  # daphne has no types
    """A request that takes in no more than the limit, whether its length is told beforehand or not."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Begin with nothing taken."""
        super().__init__(*arguments, **named)
        self.taken = 0
        self.is_refused = False

    def gotLength(self, length: int | None) -> None:  # noqa: N802 -- Twisted names it
        """Refuse a length above the limit as soon as it is told."""
        if length is not None and length > most_bytes():
            self._refuse_body()
            length = 0
        super().gotLength(length)

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802 -- Twisted names it
        """Keep what comes, up to the limit."""
        self.taken += len(data)
        if not self.is_refused and self.taken > most_bytes():
            self._refuse_body()
        if not self.is_refused:
            super().handleContentChunk(data)

    def requestReceived(self, command: bytes, path: bytes, version: bytes) -> None:  # noqa: N802 -- Twisted names it
        """Hand the request on, unless it was answered already."""
        if self.is_refused:
            self.channel.loseConnection()
        else:
            super().requestReceived(command, path, version)

    def _refuse_body(self) -> None:
        self.is_refused = True
        refusal = RequestTooLarge(megabytes=settings.REQUEST_MEGABYTES)
        body = msgspec.json.encode({"code": refusal.code, "text": str(refusal)})
        head = (
            "HTTP/1.1 413 Content Too Large\r\nContent-Type: application/json\r\nConnection: close\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self.channel.transport.write(head.encode() + body)
        reactor.callLater(LINGER_SECONDS, self.channel.loseConnection)


def most_bytes() -> int:
    """Return the largest body that is taken."""
    return settings.REQUEST_MEGABYTES * MEGABYTE


def limit_requests() -> None:
    """Have daphne make its requests of this kind; it offers no setting for that."""
    http_protocol.WebRequest = LimitedRequest
