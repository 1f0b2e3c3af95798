"""What answers a message or a connection."""

import msgspec


class Reply(msgspec.Struct, tag="reply", frozen=True, kw_only=True):
    """The answer to one message. `code` is stable; `text` is in the asker's language; `v` the log's size."""

    id: str | None
    ok: bool
    code: str
    text: str
    at: str | None = None
    v: int | None = None
    vote: str | None = None
    choice: str | None = None
    press: int | None = None


class Hello(msgspec.Struct, tag="hello", frozen=True, kw_only=True):
    """The first message on a socket. `token` is for the next connection; `now` the server's clock."""

    epoch: str
    v: int
    now: str
    audience: str
    token: str
    heartbeat_seconds: int


class Pulse(msgspec.Struct, tag="pulse", frozen=True, kw_only=True):
    """The answer to a heartbeat."""

    epoch: str
    v: int
    now: str
    token: str | None = None
