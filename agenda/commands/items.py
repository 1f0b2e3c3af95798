"""Acts on agenda items and motions. Voting moves those that are being voted; its own entries tell of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from agenda.commands.entering import append
from agenda.commands.locking import find_item, require_in_session, require_open, require_role
from agenda.commands.motions import lapse_with_item, revive_motions
from agenda.commands.speeches import end_running_speech
from agenda.domain.stages import ItemAct, ItemStage, MotionAct, MotionStage, WrongStage, next_stage
from agenda.models import AgendaItem, Meeting, Motion
from agenda.queries import awaits_agenda, current_item
from agenda.refusals import AgendaNotAdopted, VoteUnderWay, WrongItemStage, WrongMotionStage
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from ledger.kinds import Kind

# Positions are unique at every moment, so that rows which change places step aside first.
ASIDE = 10_000


def activate_item(*, meeting: Meeting, item_id: UUID, by: Actor, at: datetime) -> AgendaItem:
    """Bring an item before everybody; the one before it goes back to pending, or is done once it was voted.

    Refuses (AgendaNotAdopted) any but the first item where the standing orders have the agenda adopted before.
    """
    require_role(by, meeting, *AT_THE_CHAIR)
    require_open(meeting)
    item = find_item(meeting, item_id)
    item.meeting = meeting
    current = current_item(meeting)
    if current is not None and current.stage == ItemStage.BEING_VOTED:
        raise VoteUnderWay
    if awaits_agenda(meeting) and item != _first(meeting):
        raise AgendaNotAdopted
    end_running_speech(meeting, by, at)
    if current is not None and current != item:
        end_item(current, meeting, by, at)
    revive_motions(item, None, by, at)
    move_item(item, ItemAct.ACTIVATE)
    if meeting.selected_id == item.pk:
        _select(meeting, None)
    body = {"item": str(item.pk), "number": item.number, "title": item.title}
    append(log=meeting.log, kind=Kind.ITEM_ACTIVATED, actor=str(by), body=body, at=at)
    return item


def _first(meeting: Meeting) -> AgendaItem | None:
    return AgendaItem.objects.filter(meeting=meeting).order_by("position").first()


def finish_item(*, meeting: Meeting, item_id: UUID, by: Actor, at: datetime) -> AgendaItem:
    """End the dealing with an active item. Refuses one with a vote under way."""
    require_role(by, meeting, *AT_THE_CHAIR)
    require_open(meeting)
    item = find_item(meeting, item_id)
    if item.stage == ItemStage.BEING_VOTED:
        raise VoteUnderWay
    end_running_speech(meeting, by, at)
    end_item(item, meeting, by, at)
    append(log=meeting.log, kind=Kind.ITEM_FINISHED, actor=str(by), body={"item": str(item.pk)}, at=at)
    return item


def end_item(item: AgendaItem, meeting: Meeting, by: Actor, at: datetime) -> None:
    """End the dealing with an item: what waits on it and is no main motion lapses."""
    item.meeting = meeting
    lapse_with_item(item, by, at)
    move_item(item, ItemAct.FINISH)


def select_item(*, meeting: Meeting, item_id: UUID | None, by: Actor, at: datetime) -> Meeting:
    """Lay an item ready, as clerk, to be called next while another is active; None takes it away again.

    Refuses the item that is active or off the agenda, and a meeting that has not begun or is adjourned.
    """
    require_role(by, meeting, ActorRole.CLERK)
    require_in_session(meeting)
    item = find_item(meeting, item_id) if item_id else None
    if item is not None and (item == current_item(meeting) or item.stage == ItemStage.OFF):
        raise WrongItemStage
    _select(meeting, item)
    body = {"item": str(item.pk) if item else None}
    append(log=meeting.log, kind=Kind.ITEM_SELECTED, actor=str(by), body=body, at=at)
    return meeting


def _select(meeting: Meeting, item: AgendaItem | None) -> None:
    meeting.selected = item
    meeting.save(update_fields=["selected"])


def set_agenda(meeting: Meeting, on: Collection[UUID], vote: UUID) -> list[AgendaItem]:
    """Put these items on the agenda, by a vote, and take all others off that were not called yet; return what is on it.

    What is being voted together with another item stays on it. Only voting calls this; its own entry tells of it.
    """
    waiting = AgendaItem.objects.filter(meeting=meeting, stage__in=[ItemStage.OFF, ItemStage.PENDING])
    for item in waiting.exclude(motions__stage=MotionStage.BEING_VOTED):
        if (item.pk in on) is not (item.stage == ItemStage.PENDING):
            move_item(item, ItemAct.PUT_ON if item.pk in on else ItemAct.TAKE_OFF)
    meeting.agenda_votes = [*meeting.agenda_votes, str(vote)]
    meeting.save(update_fields=["agenda_votes"])
    rows = AgendaItem.objects.filter(meeting=meeting).exclude(stage=ItemStage.OFF)
    standing = list(rows.order_by("position"))
    if meeting.selected is not None and meeting.selected not in standing:
        _select(meeting, None)
    return standing


def put_back_agenda(meeting: Meeting, on: Collection[UUID] | None, vote: UUID) -> list[AgendaItem]:
    """Undo that a vote set the agenda: these items are on it again, or all where no other vote set it; return them.

    What was dealt with stays. Only voting calls this; its own entry tells of it.
    """
    every = AgendaItem.objects.filter(meeting=meeting).values_list("pk", flat=True)
    others = [one for one in meeting.agenda_votes if one != str(vote)]
    standing = set_agenda(meeting, frozenset(every if on is None else on), vote)
    meeting.agenda_votes = others
    meeting.save(update_fields=["agenda_votes"])
    return standing


def put_in_order(meeting: Meeting, order: Sequence[UUID]) -> list[AgendaItem]:
    """Put the items of an open meeting in this order, which holds all of them; their numbers stay. Only for voting.

    What was laid ready is so no more: the decision says what comes next.
    """
    found = AgendaItem.objects.filter(meeting=meeting).in_bulk()
    items = [found[key] for key in order]
    place_items(meeting, items)
    if meeting.selected_id is not None:
        _select(meeting, None)
    return items


def place_items(meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """Give the items of a meeting, which have to be all, their places in this order, and store their numbers."""
    AgendaItem.objects.filter(meeting=meeting).update(position=F("position") + ASIDE)
    for place, item in enumerate(items, start=1):
        item.position = place
        item.save(update_fields=["position", "number"])


def begin_vote(motion: Motion) -> None:
    """Mark a motion and its active item as being voted. Only voting calls this; its own entry tells of it."""
    move_item(motion.item, ItemAct.BEGIN_VOTE)
    _move_motion(motion, MotionAct.BEGIN_VOTE)


def end_vote(motion: Motion, act: MotionAct) -> None:
    """End the vote under way on a motion and let its item go on: decided, or released. Only voting calls this."""
    move_item(motion.item, ItemAct.END_VOTE)
    _move_motion(motion, act)


def release_motion(motion: Motion) -> None:
    """Make a decided motion undecided again, after its decision was annulled. Only voting calls this."""
    _move_motion(motion, MotionAct.RELEASE)


def join_motion(motion: Motion) -> None:
    """Mark a motion as being voted together with that of the active item; its own item stays as it is. Only for voting."""
    _move_motion(motion, MotionAct.BEGIN_VOTE)


def part_motion(motion: Motion, act: MotionAct) -> None:
    """End the vote on a motion that was joined: decided, its item is done with it; or released. Only for voting."""
    _move_motion(motion, act)
    if act is MotionAct.DECIDE:
        move_item(motion.item, ItemAct.DECIDE)


def wait_again(item: AgendaItem) -> None:
    """Have an item called that a vote decided together with another, once no decision on it stands. Only for voting."""
    if item.stage == ItemStage.DONE:
        move_item(item, ItemAct.WAIT)


def move_item(item: AgendaItem, act: ItemAct) -> None:
    """Move an item to the act's next stage; refuse (WrongItemStage) an act that does not fit."""
    try:
        item.stage = next_stage(ItemStage(item.stage), act)
    except WrongStage:
        raise WrongItemStage from None
    item.save(update_fields=["stage"])


def _move_motion(motion: Motion, act: MotionAct) -> None:
    try:
        motion.stage = next_stage(MotionStage(motion.stage), act)
    except WrongStage:
        raise WrongMotionStage from None
    motion.save(update_fields=["stage"])
