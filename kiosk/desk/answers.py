"""Answers and receipts: the lasting part that is stored, and the words put to it for whoever asked."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agenda import refusals as agenda_refusals
from council.refusals import Refusal
from kiosk import messages, refusals
from kiosk.desk.orders import Order, Verdict, moment
from ledger.commands import NewReceipt
from ledger.models import Receipt
from voting import refusals as voting_refusals
from voting import wording


def content_digest(order: Order) -> bytes:
    """Return a keyed digest of what a command says, so that a receipt betrays no choice."""
    key = settings.SECRET_KEY.encode()
    return hmac.digest(key, msgspec.json.encode(order.message, order="sorted"), hashlib.sha256)


def refused(refusal: Refusal, at: datetime, v: int) -> Verdict:
    """Return the verdict of a refusal; that of a press names the highest press seen, to go on above it."""
    press = refusal.detail.get("press")
    seen = press if isinstance(press, int) else None
    return Verdict(ok=False, code=refusal.code, at=moment(at), v=v, detail=refusal.detail, press=seen)


def accepted(at: datetime, v: int, vote: UUID | None = None, press: int | None = None) -> Verdict:
    """Return the verdict of a command that was done."""
    return Verdict(
        ok=True,
        code="accepted",
        at=moment(at),
        v=v,
        detail={},
        vote=str(vote) if vote else None,
        press=press,
    )


def receipt(order: Order, verdict: Verdict) -> NewReceipt:
    """Return what is kept of an answered command."""
    answer = msgspec.json.encode(verdict).decode()
    return NewReceipt(order.message.id, str(order.by), content_digest(order), answer)


def replayed(order: Order, kept: Receipt | NewReceipt) -> Verdict | None:
    """Return the verdict the same command got before, or None where the id was used for something else."""
    if kept.actor != str(order.by) or not hmac.compare_digest(bytes(kept.digest), content_digest(order)):
        return None
    return msgspec.json.decode(kept.answer, type=Verdict)


def reply(order: Order, verdict: Verdict) -> messages.Reply:
    """Put a verdict into words in the asker's language."""
    message = order.message
    is_ballot = isinstance(message, messages.BallotCast) and verdict.ok
    return messages.Reply(
        id=str(message.id),
        ok=verdict.ok,
        code=verdict.code,
        text=_text(message, verdict, order.language),
        at=verdict.at,
        v=verdict.v,
        vote=verdict.vote,
        choice=message.choice if isinstance(message, messages.BallotCast) and is_ballot else None,
        press=verdict.press,
    )


def _text(message: messages.CommandMessage, verdict: Verdict, language: str) -> str:
    if verdict.ok and isinstance(message, messages.BallotCast):
        return _recorded(message.choice, verdict.at, language)
    with translation.override(language):
        return _("Done.") if verdict.ok else refusal_words(verdict.code, verdict.detail)


@lru_cache(maxsize=64)  # a whole council pressing together is told a few sentences
def _recorded(choice: str, moment: str, language: str) -> str:
    at = timezone.localtime(datetime.fromisoformat(moment))
    with translation.override(language):
        parts = {"choice": wording.CHOICES[choice], "time": at.strftime("%H:%M:%S")}
        return _("Recorded: %(choice)s, %(time)s") % parts


def refusal_words(code: str, detail: Mapping[str, object]) -> str:
    """Return the sentence of a refusal by its stable code, in the language now active."""
    return str(REFUSALS[code].sentence) % dict(detail)


# A sentence is found by its code, so every module of refusals that a command may raise has to be loaded here.
_MODULES = (agenda_refusals, refusals, voting_refusals)


def _subclasses(kind: type[Refusal]) -> list[type[Refusal]]:
    return [kind, *(deeper for child in kind.__subclasses__() for deeper in _subclasses(child))]


REFUSALS = {kind.code: kind for kind in _subclasses(Refusal)}
