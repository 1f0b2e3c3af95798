"""Closing an item to the public: from then on nobody without a right learns more than that it is closed."""

from datetime import datetime
from uuid import UUID

from agenda.commands.entering import append
from agenda.commands.locking import checked_ground, find_item, require_in_session, require_role
from agenda.commands.opening import listed_item
from agenda.models import AgendaItem, Meeting
from agenda.refusals import AlreadyClosed
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from ledger.kinds import Kind


def close_item(*, meeting: Meeting, item_id: UUID, ground: str, by: Actor, at: datetime) -> AgendaItem:
    """Close an item to the public, as who presides or as clerk, on a ground such as the article that demands it.

    Nothing opens it again: what was said in closed session does not become public. Refuses a meeting that is not in session,
    an unfit ground, and an item that is closed.
    """
    require_role(by, meeting, *AT_THE_CHAIR, ActorRole.CLERK)
    require_in_session(meeting)
    item = find_item(meeting, item_id)
    if item.is_closed:
        raise AlreadyClosed
    return seal_item(meeting, item, checked_ground(ground), by, at)


def seal_item(meeting: Meeting, item: AgendaItem, ground: str, by: Actor, at: datetime) -> AgendaItem:
    """Close an item and enter it with all that is listed of it, in an entry that never leaves in exports."""
    item.is_closed = True
    item.save(update_fields=["is_closed"])
    body = {**listed_item(item), "ground": ground}
    append(log=meeting.log, kind=Kind.ITEM_CLOSED, actor=str(by), body=body, at=at)
    return item
