"""What a client reads from the wire and the answers it gives on; connections are kept in `line`.

Written from docs/protocol.md alone: nothing of the server is imported here, so that the two can disagree.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from uuid import UUID

import msgspec

UNKNOWN = "unknown"
NOT_SENT = "not-sent"

GOING_AWAY, ABNORMAL = 1001, 1006
ENDED, FORBIDDEN, SUPERSEDED, REVOKED, RATE = 4401, 4403, 4409, 4410, 4429
# After these a client stays away: trying again cannot help, or would push out somebody who took its place.
FINAL_CODES = frozenset({ENDED, FORBIDDEN, SUPERSEDED, REVOKED})


class Head(msgspec.Struct, frozen=True):
    """The few fields by which a message is dealt with; the rest stays undecoded."""

    type: str
    epoch: str = ""
    v: int | None = None
    token: str | None = None
    heartbeat_seconds: float = 5.0


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The reply to one command; `unknown` and `not-sent` are this client's codes, the others the server's."""

    id: str | None = None
    ok: bool = False
    code: str
    text: str = ""
    at: str | None = None
    v: int | None = None
    vote: str | None = None
    choice: str | None = None
    press: int | None = None


read_head = msgspec.json.Decoder(Head).decode
read_answer = msgspec.json.Decoder(Answer).decode
read_any = msgspec.json.Decoder().decode


def write(message: dict[str, object]) -> str:
    """Return the message as one line of JSON; UUIDs become text."""
    return msgspec.json.encode(message).decode()


def heartbeat(*, epoch: str, v: int, heard: int) -> str:
    """Return the heartbeat of a screen at `v` of `epoch` that has had `heard` messages on this socket."""
    return write({"type": "heartbeat", "epoch": epoch, "v": v, "heard": heard})


@dataclass(frozen=True, slots=True)
class Server:
    """Where an installation answers: `url` is dialled, `origin` is what its pages are known by."""

    url: str
    origin: str = ""

    @property
    def listed_origin(self) -> str:
        """Return the origin to present: scheme, host and port."""
        split = urlsplit(self.origin or self.url)
        return f"{split.scheme}://{split.netloc}"

    def socket(self, meeting: UUID | str, audience: str, token: str = "") -> str:
        """Return the address of an audience's socket."""
        base = "ws" + self.url.rstrip("/").removeprefix("http")
        query = f"?token={quote(token)}" if token else ""
        return f"{base}/ws/meetings/{meeting}/{audience}{query}"
