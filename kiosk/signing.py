"""Tokens for the handshake of a socket: signed, bound to meeting, audience and person, short-lived."""

import hashlib
import hmac
from dataclasses import replace
from uuid import UUID

from django.core import signing

from council.domain.actors import Actor
from kiosk.permissions import Visitor

# A socket hands its holder a new token well before this; a page fetches one when it has been away longer.
LIFETIME_SECONDS = 600
SALT = "kiosk.socket"


def make_token(visitor: Visitor) -> str:
    """Return a token that lets this visitor connect within LIFETIME_SECONDS."""
    claims = {
        "m": visitor.meeting.hex,
        "a": visitor.audience,
        "r": str(visitor.actor),
        "l": visitor.language,
        "c": visitor.account.hex if visitor.account else "",
        "s": _digest(visitor.session),
        "p": visitor.stamp,
        "d": visitor.display.hex if visitor.display else "",
        "i": visitor.actor.identified_by,
        "t": visitor.since,
    }
    return signing.dumps(claims, salt=SALT)


def _digest(session: str) -> str:
    return hashlib.sha256(b"kiosk.session" + session.encode()).hexdigest()[:32] if session else ""


def read_token(token: str, session: str) -> Visitor | None:
    """Return the visitor a token was made for, or None when it is forged, too old, or of another session.

    `session` is the session key of the cookie that came with the token: a token that leaked out of an address
    is worth nothing without it.
    """
    try:
        claims = signing.loads(token, salt=SALT, max_age=LIFETIME_SECONDS)
    except signing.BadSignature:
        return None
    if claims["s"] and not hmac.compare_digest(claims["s"], _digest(session)):
        return None
    return Visitor(
        meeting=UUID(claims["m"]),
        audience=claims["a"],
        actor=replace(Actor.parse(claims["r"]), identified_by=claims["i"]),
        language=claims["l"],
        account=UUID(claims["c"]) if claims["c"] else None,
        session=session if claims["s"] else "",
        stamp=claims["p"],
        display=UUID(claims["d"]) if claims["d"] else None,
        since=claims["t"],
    )
