"""Motions of the active item as votes need them: entered and put up at once, withdrawn, voted first, their text settled."""

from datetime import datetime
from uuid import UUID

from agenda import commands as agenda
from agenda.commands import MAY_ENTER, append, checked_text, lapse_motions, require_open, require_role
from agenda.domain.aims import PHRASES, Aim
from agenda.domain.stages import MeetingStage, MotionStage
from agenda.domain.voting_order import lapsing
from agenda.models import Meeting, Motion
from agenda.queries import current_item, proposals, voting_order
from agenda.refusals import NoMotionWords, VoteUnderWay
from council.domain.actors import Actor
from ledger.kinds import Kind
from voting.commands.course import put_up
from voting.commands.joining import require_apart
from voting.commands.taking import take, take_away
from voting.domain.stages import VoteAct, VoteStage
from voting.models import Vote
from voting.queries import Due, due_amendment, is_text_decided, vote_under_way
from voting.refusals import NothingToSettle, TextUnchanged


def move_motion(
    *,
    meeting: Meeting,
    item_id: UUID,
    phrase: str,
    words: tuple[str, str],
    mover: UUID | None,
    seconder: UUID | None,
    by: Actor,
    at: datetime,
) -> Motion:
    """Enter a motion as agenda does, and have the vote ready on what comes first in the order of voting now.

    Refuses also (VotedTogether) to close an item that is decided together with others.
    """
    item = current_item(meeting)
    if item is not None and PHRASES[phrase].aim is Aim.CLOSED:
        require_apart(item)
    motion = agenda.move_motion(
        meeting=meeting,
        item_id=item_id,
        phrase=phrase,
        words=words,
        mover=mover,
        seconder=seconder,
        by=by,
        at=at,
    )
    put_up_first(meeting, by, at)
    return motion


def advance_motion(*, meeting: Meeting, motion_id: UUID, reason: str, by: Actor, at: datetime) -> Motion:
    """Have a motion voted first as agenda does, and the vote on it ready."""
    motion = agenda.advance_motion(meeting=meeting, motion_id=motion_id, reason=reason, by=by, at=at)
    put_up_first(meeting, by, at)
    return motion


def withdraw_motion(*, meeting: Meeting, motion_id: UUID, by: Actor, at: datetime) -> Motion:
    """Enter that a motion was withdrawn as agenda does; a vote that is only prepared on it is withdrawn first.

    With a main motion its amendments lapse. Where a vote was prepared, that on the next motion is.
    """
    require_role(by, meeting, *MAY_ENTER)
    prepared = _prepared(meeting)
    if prepared is not None and prepared.motion_id == motion_id:
        _take_away(meeting, prepared, by, at)
    motion = agenda.withdraw_motion(meeting=meeting, motion_id=motion_id, by=by, at=at)
    found, rules = proposals(motion.item), meeting.standing_orders.voting_order
    (withdrawn,) = (one for one in found if one.motion == str(motion.pk))
    lapse_motions(motion.item, lapsing(found, withdrawn, rules, is_adopted=False), motion, by, at)
    if prepared is not None:
        put_up_first(meeting, by, at)
    return motion


def settle_text(*, meeting: Meeting, motion_id: UUID, text: str, by: Actor, at: datetime) -> Motion:
    """Confirm, as clerk or chair, the main motion's text with an adopted amendment in it, and have the next vote ready.

    Also without an amendment whose adoption no longer stands. Both texts are entered; the main motion waits for a vote
    unless this very text was voted. Refuses another amendment than the one that is due, an unfit text, one that is as it
    was, and a vote under way on the main motion that is more than prepared.
    """
    require_role(by, meeting, *MAY_ENTER)
    require_open(meeting)
    item = current_item(meeting)
    due = due_amendment(item) if item else None
    if due is None or due.amendment.pk != motion_id:
        raise NothingToSettle
    main, before = due.main, due.main.text
    text = _checked(text, before, due)
    prepared = _prepared(meeting)
    if prepared is not None and prepared.motion_id == main.pk:
        _take_away(meeting, prepared, by, at)
        main.refresh_from_db()
    if main.stage == MotionStage.BEING_VOTED:
        raise VoteUnderWay
    main.text = text
    main.stage = MotionStage.DONE if is_text_decided(main) else MotionStage.PENDING
    main.save(update_fields=["text", "stage"])
    due.amendment.is_applied = due.enters
    due.amendment.save(update_fields=["is_applied"])
    body = {
        "motion": str(main.pk),
        "amendment": str(due.amendment.pk),
        "vote": str(due.vote.pk),
        "enters": due.enters,
        "before": before,
        "after": text,
    }
    append(log=meeting.log, kind=Kind.TEXT_SETTLED, actor=str(by), body=body, at=at)
    put_up_first(meeting, by, at)
    return main


def _checked(text: str, before: str, due: Due) -> str:
    text = checked_text(text)
    if not text:
        raise NoMotionWords
    if due.enters and text == before:
        raise TextUnchanged
    return text


def put_up_first(meeting: Meeting, by: Actor, at: datetime) -> None:
    """Have the vote ready on the motion of the active item that comes first; a vote that was opened is left alone.

    One that is prepared on another motion is withdrawn. Nothing is put up while the text of a main motion is not settled,
    nor a ballot of an election: the chair puts it up once nobody else is nominated.
    """
    item, under_way = current_item(meeting), vote_under_way(meeting)
    if item is None or (under_way is not None and under_way.stage != VoteStage.PREPARED):
        return
    order = voting_order(item, meeting.standing_orders.voting_order)
    first = Motion.objects.filter(pk=order[0]).first() if order else None
    if under_way is not None:
        if first is not None and under_way.motion_id == first.pk:
            return
        _take_away(meeting, under_way, by, at)
    if (
        first is not None
        and first.election is None
        and not (first.kind == Motion.Kind.MAIN and due_amendment(item))
    ):
        put_up(meeting=meeting, motion_id=first.pk, mode=None, by=by, at=at)


def put_up_anew(meeting: Meeting, by: Actor, at: datetime) -> None:
    """Withdraw a vote that is only prepared, and have it ready in the way in which the item is voted now.

    In a break nothing is put up: the chair does so afterwards.
    """
    prepared = _prepared(meeting)
    if prepared is not None and prepared.repeats_id is None:
        _take_away(meeting, prepared, by, at)
        if meeting.stage == MeetingStage.OPEN:
            put_up_first(meeting, by, at)


def _prepared(meeting: Meeting) -> Vote | None:
    vote = vote_under_way(meeting)
    return vote if vote is not None and vote.stage == VoteStage.PREPARED else None


def _take_away(meeting: Meeting, vote: Vote, by: Actor, at: datetime) -> None:
    moved = take(meeting, vote.pk, vote.stage, by, VoteAct.WITHDRAW, MAY_ENTER)
    take_away(meeting, moved, by, at)
