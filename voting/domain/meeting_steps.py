"""What each entry about the meeting itself adds to the record being read; votes are in vote_steps.py."""

from dataclasses import replace
from datetime import datetime

from agenda.domain.aims import Aim
from council.domain.orders import read_orders
from council.domain.shares import WrongOrders
from voting.domain import bodies
from voting.domain.correspondence_steps import begin, require_writers
from voting.domain.facts import (
    Adjournment,
    ExcuseRecord,
    ItemRecord,
    Opening,
    PaperRecord,
    RecusalRecord,
    Signing,
    Stay,
)
from voting.domain.majority import Outcome
from voting.domain.motion_steps import list_motion
from voting.domain.proxy_steps import end_by_arrival, require_allowed
from voting.domain.reading import Contradiction, Reading
from voting.domain.stages import UNDER_WAY, VoteStage


def open_meeting(reading: Reading, body: bodies.MeetingOpened) -> None:
    """Open the meeting, once."""
    if reading.opening is not None:
        raise Contradiction("opened-twice", body.meeting)
    reading.opening = Opening(at=reading.at, actor=reading.actor, said=body)
    try:
        reading.orders = read_orders(body.rules.orders)
    except WrongOrders as wrong:
        raise Contradiction("impossible-rules", str(wrong)) from None
    require_allowed(reading)
    begin(reading, body)
    reading.sitting.presiding = body.chair
    for listed in body.items:
        _list(reading, listed, None)


def arrive(reading: Reading, body: bodies.MemberArrived) -> None:
    """Let somebody who was not in the room come in; not during a vote for which the rules shut the doors."""
    if body.person in reading.present:
        raise Contradiction("already-present", body.person)
    _require_door(reading, body.person)
    end_by_arrival(reading, body.person)
    reading.present[body.person] = len(reading.stays)
    reading.stays.append(
        Stay(
            person=body.person,
            name=body.name,
            arrived_at=reading.at,
            arrived_by=reading.actor,
            is_arrival_own=body.by_self,
            identified_by=body.identified_by,
        )
    )


def _require_door(reading: Reading, person: str) -> None:
    """Refuse to let somebody in during a vote that the rules shut the doors for; the clerk may let them join a held one.

    By correspondence there is no door: who answers another motion meanwhile is present from then on.
    """
    if reading.answers_until is not None:
        return
    may_join = VoteStage.HELD if reading.orders.may_join_open_vote else None
    shut = {VoteStage.OPEN, VoteStage.HELD} - {may_join}
    if not reading.orders.may_arrive_in_vote and any(vote.stage in shut for vote in reading.votes.values()):
        raise Contradiction("doors-closed", person)


def leave(reading: Reading, body: bodies.MemberMoved) -> None:
    """Let somebody who was in the room go out."""
    if body.person not in reading.present:
        raise Contradiction("not-present", body.person)
    place = reading.present.pop(body.person)
    reading.stays[place] = replace(
        reading.stays[place], left_at=reading.at, left_by=reading.actor, is_departure_own=body.by_self
    )


def activate_item(reading: Reading, body: bodies.ItemActivated) -> None:
    """Take up an item of the agenda; a finished one may be taken up again."""
    item = _item(reading, body.item)
    if item.is_off:
        raise Contradiction("item-off-the-agenda", body.item)
    reading.items[body.item] = replace(item, activated_at=(*item.activated_at, reading.at))
    reading.sitting.current = body.item
    if reading.sitting.selected == body.item:
        reading.sitting.selected = None


def finish_item(reading: Reading, body: bodies.ItemFinished) -> None:
    """Be done with an item that was taken up."""
    item = _item(reading, body.item)
    if not item.activated_at:
        raise Contradiction("item-never-active", body.item)
    reading.items[body.item] = replace(item, finished_at=reading.at)
    if reading.sitting.current == body.item:
        reading.sitting.current = None


def add_item(reading: Reading, body: bodies.ListedItem) -> None:
    """Put another item on the agenda."""
    _list(reading, body, reading.at)


def add_paper(reading: Reading, body: bodies.PaperAdded) -> None:
    """Add a paper to an item; it may stand in the place of one of the same item that nothing has replaced yet."""
    item = _item(reading, body.item)
    _know_paper(reading, body.paper)
    replaceable = {paper.listed.paper for paper in item.papers} - {
        paper.listed.replaces for paper in item.papers
    }
    if body.replaces is not None and body.replaces not in replaceable:
        raise Contradiction("replaces-no-paper", body.paper)
    papers = (*item.papers, PaperRecord(listed=body, added_at=reading.at))
    reading.items[body.item] = replace(item, papers=papers)


def recuse(reading: Reading, body: bodies.MemberRecused) -> None:
    """Note a declared conflict of interest, once for each person and item."""
    _item(reading, body.item)
    key = (body.item, body.person)
    if key in reading.recusals:
        raise Contradiction("recused-twice", body.person)
    reading.recusals[key] = RecusalRecord(
        item=body.item, person=body.person, name=body.name, ground=body.ground, at=reading.at
    )


def excuse(reading: Reading, body: bodies.MemberExcused) -> None:
    """Note that somebody's absence is excused."""
    if body.person in reading.excuses:
        raise Contradiction("excused-twice", body.person)
    reading.excuses[body.person] = ExcuseRecord(
        person=body.person, name=body.name, ground=body.ground, at=reading.at
    )


def take_back_excuse(reading: Reading, body: bodies.ExcuseTakenBack) -> None:
    """Take back that somebody's absence is excused."""
    if reading.excuses.pop(body.person, None) is None:
        raise Contradiction("not-excused", body.person)


def adjourn(reading: Reading, body: bodies.MeetingAdjourned) -> None:
    """End the meeting; no vote may be under way."""
    for vote in reading.votes.values():
        if vote.stage in UNDER_WAY:
            raise Contradiction("vote-under-way", vote.vote)
    require_writers(reading)
    reading.adjournment = Adjournment(
        at=reading.at, actor=reading.actor, sequence=reading.sequence, quorum=body.quorum
    )


def draft(reading: Reading, body: bodies.RecordDrafted) -> None:
    """Note that a document was drawn up from the entries of an adjourned meeting."""
    if reading.adjournment is None:
        raise Contradiction("drafted-too-early", body.digest)
    if reading.signings:
        raise Contradiction("drafted-after-signing", body.digest)
    reading.drafted.append(body.digest)


def sign(reading: Reading, body: bodies.RecordSigned) -> None:
    """Note that a drafted document was signed: as chair by who presided at the end or stands in; nobody signs twice."""
    if not reading.drafted:
        raise Contradiction("signed-undrafted", body.digest)
    signs = reading.sitting.finished().signs
    if body.capacity == "chair" and signs is not None and body.by != signs.person:
        raise Contradiction("signed-by-another", body.by)
    if any(body.by == earlier.by for earlier in reading.signings):
        raise Contradiction("signed-twice", body.by)
    reading.signings.append(Signing(at=reading.at, digest=body.digest, by=body.by, capacity=body.capacity))


def close_item(reading: Reading, body: bodies.ItemClosed) -> None:
    """Close an item, once; what the opening did not tell of it is told now, and a new one is listed."""
    known = reading.items.get(body.item)
    if known is None:
        _list(reading, body, reading.at)
    elif known.is_closed:
        raise Contradiction("closed-twice", body.item)
    else:
        _complete(reading, known, body)
    reading.items[body.item] = replace(
        reading.items[body.item],
        closed_at=reading.at,
        closed_by=_closing_vote(reading, body.item),
        ground=body.ground,
    )


def _closing_vote(reading: Reading, item: str) -> int | None:
    """Return the number of the vote that closed an item; None where chair or clerk did, or the draft had it closed."""
    return next(
        (
            vote.number
            for vote in reading.votes.values()
            if vote.item == item
            and reading.motions[vote.motion].aim == Aim.CLOSED
            and vote.stage is VoteStage.DECLARED
            and vote.result is not None
            and vote.result.outcome is Outcome.ADOPTED
        ),
        None,
    )


def _complete(reading: Reading, known: ItemRecord, body: bodies.ItemClosed) -> None:
    """Take from the listing what is not known yet of an item that the opening masked."""
    if known.listed.title:
        return
    for paper in body.papers:
        _know_paper(reading, paper.paper)
    for motion in body.motions:
        list_motion(reading, body.item, motion)
    papers = tuple(PaperRecord(listed=paper) for paper in body.papers)
    reading.items[body.item] = replace(known, listed=body, papers=papers)


def _list(reading: Reading, listed: bodies.ListedItem, added_at: datetime | None) -> None:
    if listed.item in reading.items:
        raise Contradiction("item-listed-twice", listed.item)
    for paper in listed.papers:
        _know_paper(reading, paper.paper)
    for motion in listed.motions:
        list_motion(reading, listed.item, motion)
    papers = tuple(PaperRecord(listed=paper) for paper in listed.papers)
    reading.listed.append(listed.item)
    reading.items[listed.item] = ItemRecord(
        listed=listed,
        papers=papers,
        added_at=added_at,
        is_off=any(one.put_back_at is None for one in reading.sitting.adoptions),
    )


def _know_paper(reading: Reading, paper: str) -> None:
    if paper in reading.papers:
        raise Contradiction("paper-listed-twice", paper)
    reading.papers.add(paper)


def _item(reading: Reading, item: str) -> ItemRecord:
    if item not in reading.items:
        raise Contradiction("unknown-item", item)
    return reading.items[item]
