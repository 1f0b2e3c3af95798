"""Several items decided by one vote: joining them to a prepared one, taking one out again, and their decisions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from agenda import commands as agenda
from agenda.commands import append, join_motion, part_motion, require_together
from agenda.domain.stages import MotionAct
from agenda.models import AgendaItem, Meeting, Motion
from agenda.queries import awaits_agenda
from agenda.refusals import AgendaNotAdopted, UnknownThing
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from council.models import Person
from ledger.kinds import Kind
from voting.commands.numbering import give_number
from voting.commands.taking import part, take
from voting.domain.stages import VoteAct, VoteStage
from voting.models import JoinedMotion, Vote
from voting.queries import Joining, joined_to, joinings, last_decision
from voting.refusals import BY_JOINT_FAULT, NothingJoined, VotedTogether

MAY_PULL = (*AT_THE_CHAIR, ActorRole.CLERK, ActorRole.COUNCILLOR)


def join_items(
    *, meeting: Meeting, vote_id: UUID, stage: str, items: Sequence[UUID], by: Actor, at: datetime
) -> Vote:
    """Have other items decided by a prepared vote, as who presides: one roll, one result, a decision for each.

    Refuses (saying which and why) an item that has to be voted alone, a choice of none, and (AgendaNotAdopted) any where
    the standing orders have the agenda adopted first.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.JOIN)
    require_together(meeting)
    if awaits_agenda(meeting):
        raise AgendaNotAdopted
    known = {one.item_id for one in joined_to(vote)}
    rows = AgendaItem.objects.filter(meeting=meeting, pk__in=items)
    if len(rows) != len(set(items)):
        raise UnknownThing
    found = [item for item in rows.order_by("position") if item.pk not in known]
    if not found:
        raise NothingJoined
    _join(vote, _allowed(joinings(vote, found)), by, at)
    return vote


def join_again(vote: Vote, earlier: Vote | None, by: Actor, at: datetime) -> None:
    """Join what an earlier vote decided together, to the vote that repeats it or follows its tie.

    What has to be voted alone by now is left out, as what was decided otherwise since.
    """
    items = [row.item for row in joined_to(earlier)] if earlier else []
    motions = [
        one.motion
        for one in joinings(vote, items, is_again=True)
        if one.motion is not None and one.fault is None and last_decision(one.motion) in {None, earlier}
    ]
    if motions:
        _join(vote, motions, by, at)


def _join(vote: Vote, motions: Sequence[Motion], by: Actor, at: datetime) -> None:
    rows = []
    for motion in motions:
        join_motion(motion)
        item = motion.item
        rows.append(
            JoinedMotion(
                municipality_id=vote.municipality_id,
                vote=vote,
                motion=motion,
                item=item,
                number=item.number,
                title=item.title,
                text=motion.text,
            )
        )
    JoinedMotion.objects.bulk_create(rows)
    body = {"vote": str(vote.pk), "items": [_plain(row) for row in rows]}
    append(log=vote.meeting.log, kind=Kind.ITEMS_JOINED, actor=str(by), body=body, at=at)


def _plain(row: JoinedMotion) -> dict[str, str]:
    return {
        "motion": str(row.motion_id),
        "item": str(row.item_id),
        "number": row.number,
        "title": row.title,
        "text": row.text,
    }


def pull_out(
    *, meeting: Meeting, vote_id: UUID, stage: str, item_id: UUID, by: Actor, at: datetime
) -> JoinedMotion:
    """Take an item out of a vote that is not opened yet, as any councillor, chair or clerk: it is then dealt with alone.

    Where it is the item before everybody, that is voted alone now, and the others wait. Refuses an item that the vote
    does not decide together with others.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.PULL_OUT, MAY_PULL)
    rows = {row.item_id: row for row in joined_to(vote)}
    if not rows or item_id not in {vote.item_id, *rows}:
        raise UnknownThing
    if item_id == vote.item_id:
        for row in rows.values():
            part(row, was_under_way=True)
            row.delete()
        own = {"motion": vote.motion, "item": vote.item, "number": vote.item.number}
        pulled = JoinedMotion(vote=vote, municipality_id=vote.municipality_id, **own)
        pulled.title, pulled.text = vote.title, vote.text
    else:
        pulled = rows[item_id]
        part(pulled, was_under_way=True)
    person = Person.objects.get(pk=by.person)
    pulled.pulled_by = person
    pulled.save()
    body = {"vote": str(vote.pk), "motion": str(pulled.motion_id), "item": str(pulled.item_id)}
    body |= {"number": pulled.number, "person": str(person.pk), "name": person.name}
    append(log=meeting.log, kind=Kind.ITEM_PULLED, actor=str(by), body=body, at=at)
    return pulled


def require_still_joined(vote: Vote) -> None:
    """Refuse to open a vote with an item that has to be voted alone by now: closed since, or somebody is recused on it."""
    is_again = vote.repeats_id is not None or vote.follows_tie_id is not None
    _allowed(joinings(vote, [row.item for row in joined_to(vote)], is_again=is_again))


def close_item(*, meeting: Meeting, item_id: UUID, ground: str, by: Actor, at: datetime) -> AgendaItem:
    """Close an item to the public as agenda does; refuses also (VotedTogether) one that is decided together with others."""
    item = AgendaItem.objects.filter(meeting=meeting, pk=item_id).first()
    if item is not None:
        require_apart(item)
    return agenda.close_item(meeting=meeting, item_id=item_id, ground=ground, by=by, at=at)


def require_apart(item: AgendaItem) -> None:
    """Refuse to close an item that a vote decides together with others: the others' roll and result would go with it."""
    rows = JoinedMotion.objects.filter(Q(item=item) | Q(vote__item=item), pulled_by=None)
    if rows.exclude(vote__stage__in=[VoteStage.WITHDRAWN, VoteStage.ANNULLED]).exists():
        raise VotedTogether(number=item.number)


def _allowed(found: Sequence[Joining]) -> list[Motion]:
    """Return the draft decisions of items that may be decided with a vote; refuse the first that may not."""
    for one in found:
        if one.fault is not None:
            raise BY_JOINT_FAULT[one.fault](number=one.item.number)
    return [one.motion for one in found if one.motion is not None]


def decide_joined(vote: Vote) -> list[dict[str, Any]]:
    """Make what was joined to a vote that is being declared decided, and return the decision on each."""
    found = []
    for row in joined_to(vote):
        part_motion(row.motion, MotionAct.DECIDE)
        numbered = give_number(vote, row.motion_id)
        told = {"series": numbered.series, "number": numbered.number} if numbered else None
        decision = numbered.name if numbered else ""
        found.append({"motion": str(row.motion_id), "decision": decision, "numbered": told})
    return found
