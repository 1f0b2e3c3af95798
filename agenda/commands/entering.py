"""Entering an act of a meeting into its ledger; what an assistant pressed names both, and on whose word it was done."""

from collections.abc import Mapping
from datetime import datetime

from agenda.models import Meeting
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger import commands as ledger
from ledger.domain.entries import EntryRow
from ledger.kinds import Kind
from ledger.models import Log


def append(*, log: Log, kind: Kind, actor: str, body: Mapping[str, object], at: datetime) -> EntryRow:
    """Append an entry as the ledger does; an assistant's says in `on_word_of` who presided, in `pressed_by` who pressed."""
    by = Actor.parse(actor)
    if by.role is ActorRole.ASSISTANT:
        pressed_by = Person.objects.get(pk=by.person)
        body = {**body, "on_word_of": _presiding(log), "pressed_by": pressed_by.name}
    return ledger.append(log=log, kind=kind, actor=actor, body=body, at=at)


def _presiding(log: Log) -> dict[str, str]:
    """Return who presides; an assistant acts only in a meeting in which somebody does."""
    person, name = Meeting.objects.values_list("presiding", "presiding__name").get(log=log)
    return {"person": str(person), "name": name}
