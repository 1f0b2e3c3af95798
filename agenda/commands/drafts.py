"""The clerk's acts on the agenda: items with rapporteur and draft decision, added, changed, moved, removed.

Until the meeting opens they are ordinary rows. Afterwards an item can only be added, and that is an entry.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from agenda.commands.closing import seal_item
from agenda.commands.entering import append
from agenda.commands.items import place_items
from agenda.commands.locking import (
    checked_line,
    checked_text,
    find_item,
    require_draft,
    require_not_adjourned,
    require_role,
    require_together,
)
from agenda.commands.opening import listed_item
from agenda.commands.papers import remove_paper
from agenda.domain.procedures import Procedure
from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import ItemStage, MeetingStage
from agenda.models import AgendaItem, Meeting, Motion
from agenda.queries import main_motion
from agenda.refusals import UnknownThing
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger.kinds import Kind

MOST_TITLE = 1000  # characters


def add_item(  # noqa: PLR0913 -- one for each field of the form
    *,
    meeting: Meeting,
    title: str,
    text: str,
    majority: dict[str, Any] | None,
    secrecy: Secrecy | None,
    rapporteur: UUID | None,
    procedure: Procedure | None,
    is_closed: bool | None = None,
    is_consent: bool | None = None,
    by: Actor,
    at: datetime,
) -> AgendaItem:
    """Put an item at the end of the agenda; `text`, if any, is its draft decision, the main motion.

    `majority` and `secrecy` are the motion's; None is that of the standing orders, and as the chair decides.
    In an open meeting it is an entry; once the agenda is adopted the item waits for a vote of its own to be put on it.
    Refuses an adjourned one, an open one by correspondence, texts that are empty, too long or hold what cannot be
    seen, and a rapporteur of another municipality.
    """
    require_role(by, meeting, ActorRole.CLERK)
    require_not_adjourned(meeting)
    if meeting.stage != MeetingStage.DRAFT:
        require_together(meeting)
    title, text, person = _checked(meeting, title, text, rapporteur)
    last = AgendaItem.objects.filter(meeting=meeting).order_by("-position").first()
    item = AgendaItem.objects.create(
        municipality=meeting.municipality,
        meeting=meeting,
        position=last.position + 1 if last else 1,
        number=number_after(meeting),
        title=title,
        rapporteur=person,
        stage=ItemStage.OFF if meeting.agenda_votes else ItemStage.PENDING,
        procedure=procedure or Procedure.USUAL,
        is_closed=bool(is_closed),
        is_consent=bool(is_consent),
    )
    _set_motion(item, text, majority, secrecy)
    if meeting.stage != MeetingStage.DRAFT and item.is_closed:
        seal_item(meeting, item, "", by, at)
    elif meeting.stage != MeetingStage.DRAFT:
        append(log=meeting.log, kind=Kind.ITEM_ADDED, actor=str(by), body=listed_item(item), at=at)
    return item


def change_item(  # noqa: PLR0913 -- one for each field of the form
    *,
    meeting: Meeting,
    item_id: UUID,
    title: str,
    text: str,
    majority: dict[str, Any] | None,
    secrecy: Secrecy | None,
    rapporteur: UUID | None,
    procedure: Procedure | None,
    is_closed: bool | None = None,
    is_consent: bool | None = None,
    by: Actor,
) -> AgendaItem:
    """Change an item of a draft; an empty text takes its draft decision away.

    A secrecy, procedure, closure or place on the consent list of None leaves it as it was. Refuses as add_item, and once
    opened.
    """
    item = _of_draft(meeting, item_id, by)
    item.title, text, item.rapporteur = _checked(meeting, title, text, rapporteur)
    if procedure is not None:
        item.procedure = procedure
    if is_closed is not None:
        item.is_closed = is_closed
    if is_consent is not None:
        item.is_consent = is_consent
    item.save(update_fields=["title", "rapporteur", "procedure", "is_closed", "is_consent"])
    _set_motion(item, text, majority, secrecy)
    return item


def move_item_by(*, meeting: Meeting, item_id: UUID, steps: int, by: Actor) -> AgendaItem:
    """Move an item of a draft so many places down the agenda, or up if negative; it stops at the ends."""
    item = _of_draft(meeting, item_id, by)
    items = list(AgendaItem.objects.filter(meeting=meeting).order_by("position"))
    place = items.index(item)
    items.insert(max(0, min(len(items) - 1, place + steps)), items.pop(place))
    _put_in_order(meeting, items)
    return item


def remove_item(*, meeting: Meeting, item_id: UUID, by: Actor) -> None:
    """Take an item off a draft, with its motions and papers."""
    item = _of_draft(meeting, item_id, by)
    for paper in item.papers.all():
        remove_paper(paper)
    item.motions.all().delete()
    item.delete()
    _put_in_order(meeting, list(AgendaItem.objects.filter(meeting=meeting).order_by("position")))


def _of_draft(meeting: Meeting, item_id: UUID, by: Actor) -> AgendaItem:
    require_role(by, meeting, ActorRole.CLERK)
    require_draft(meeting)
    return find_item(meeting, item_id)


def _checked(
    meeting: Meeting, title: str, text: str, rapporteur: UUID | None
) -> tuple[str, str, Person | None]:
    person = None
    if rapporteur is not None:
        person = Person.objects.filter(municipality=meeting.municipality, pk=rapporteur).first()
        if person is None:
            raise UnknownThing
    return checked_line(title, MOST_TITLE), checked_text(text), person


def _set_motion(
    item: AgendaItem, text: str, majority: dict[str, Any] | None, secrecy: Secrecy | None
) -> None:
    motion = main_motion(item)
    if not text:
        if motion is not None:
            motion.delete()
        return
    if motion is None:
        last = item.motions.order_by("-position").first()
        place = last.position + 1 if last else 1
        motion = Motion(item=item, municipality_id=item.municipality_id, position=place)
    motion.text, motion.majority, motion.secrecy = text, majority, secrecy or motion.secrecy
    motion.save()


def _put_in_order(meeting: Meeting, items: list[AgendaItem]) -> None:
    """Give the items these places; plain numbers follow the places, numbers of the clerk's own stay."""
    is_plain = all(item.number.isdigit() for item in items)
    for place, item in enumerate(items, start=1):
        item.number = str(place) if is_plain else item.number
    place_items(meeting, items)


def number_after(meeting: Meeting) -> str:
    """Return a number above all plain ones."""
    numbers = AgendaItem.objects.filter(meeting=meeting).values_list("number", flat=True)
    return str(max((int(number) for number in numbers if number.isdecimal()), default=0) + 1)
