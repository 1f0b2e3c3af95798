"""The course of a vote: prepare, withdraw, open, hold, resume, close, declare.

Each command refuses, or changes and appends to the ledger.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from agenda.commands import (
    append,
    begin_vote,
    end_running_speech,
    end_vote,
    require_open,
    require_quorum,
    require_role,
)
from agenda.domain.aims import Aim
from agenda.domain.elections import to_plain
from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import ItemStage, MotionAct
from agenda.models import Meeting, Motion
from agenda.refusals import UnknownThing, VoteUnderWay, WrongItemStage
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from council.domain.windows import NO_WINDOW
from ledger.commands import checkpoint
from ledger.kinds import Kind
from voting.commands.adopting import put_back_superseded
from voting.commands.closing import shut
from voting.commands.correspondence import enter_written, require_answers_in
from voting.commands.elections import ballot_of
from voting.commands.following import follow_vote
from voting.commands.hands import require_hands
from voting.commands.joining import decide_joined, join_again, require_apart, require_still_joined
from voting.commands.modes import checked_mode, require_decided
from voting.commands.numbering import give_number
from voting.commands.papers import require_papers
from voting.commands.taking import take, take_away, undo
from voting.commands.ties import settled_count
from voting.commands.windows import require_registered, require_time
from voting.domain.choices import choices_of
from voting.domain.majority import Outcome
from voting.domain.modes import AT_TERMINALS
from voting.domain.stages import Mode, VoteAct
from voting.models import RollMember, SpokenChoice, Vote
from voting.queries import due_amendment, effects_on, frozen_roll, missing, tie_before, vote_under_way
from voting.refusals import ItemEnded, SpokenUnconfirmed, TextNotSettled, UnconfirmedMissing


def prepare_vote(
    *,
    meeting: Meeting,
    motion_id: UUID,
    mode: str | None,
    by: Actor,
    at: datetime,
    repeats: Vote | None = None,
) -> Vote:
    """Put a motion of the active item up for a vote, under its own majority or the body's; without a mode, in the usual one.

    Refuses a meeting that is not open, an item that is not active, a vote already under way, and a mode that the matter
    does not allow.
    """
    require_role(by, meeting, *AT_THE_CHAIR)
    return put_up(meeting=meeting, motion_id=motion_id, mode=mode, by=by, at=at, repeats=repeats)


def put_up(
    *,
    meeting: Meeting,
    motion_id: UUID,
    mode: str | None,
    by: Actor,
    at: datetime,
    repeats: Vote | None = None,
) -> Vote:
    """Prepare a vote as prepare_vote does, for whoever may: a motion entered by the clerk is put up with it.

    Refuses also (TextNotSettled) a main motion while an adopted amendment is not in its text, (ItemEnded) anything on an
    item that the council postponed, took out or rejected, (ModeDecided) another mode than the council decided,
    (VotedTogether) to close an item that is decided together with others, and by correspondence (AnswersAwaited,
    ObjectedTo) anything before the answers are in or once too many object.
    """
    require_open(meeting)
    motion = _motion(meeting, motion_id)
    follows = repeats.follows_tie if repeats else tie_before(motion)
    again = repeats or follows
    require_answers_in(meeting, at, is_again=again is not None)
    mode = mode or (follows.mode if follows else None)
    wanted = _wanted_mode(motion, mode, is_repetition=again is not None)
    contest = ballot_of(motion, repeats) if motion.election else None
    begin_vote(motion)
    vote = Vote.objects.create(
        municipality=meeting.municipality,
        meeting=meeting,
        item=motion.item,
        motion=motion,
        repeats=repeats,
        follows_tie=follows,
        number=Vote.objects.filter(meeting=meeting).count() + 1,
        mode=wanted,
        secrecy=motion.secrecy,
        call_order=meeting.standing_orders.call_order,
        majority=motion.majority or meeting.standing_orders.majority.to_plain(),
        title=motion.item.title,
        text=motion.text,
        contest=to_plain(contest),
    )
    append(log=meeting.log, kind=Kind.VOTE_PREPARED, actor=str(by), body=_prepared(vote), at=at)
    join_again(vote, again, by, at)
    return vote


def _motion(meeting: Meeting, motion_id: UUID) -> Motion:
    """Return the motion, which can be put up now."""
    motion = Motion.objects.select_related("item").filter(item__meeting=meeting, pk=motion_id).first()
    if motion is None:
        raise UnknownThing
    if vote_under_way(meeting) is not None:
        raise VoteUnderWay
    if motion.item.stage != ItemStage.ACTIVE:
        raise WrongItemStage
    motion.item.meeting = meeting
    if _awaits_text(motion):
        raise TextNotSettled
    if motion.aim == Aim.CLOSED:
        require_apart(motion.item)
    ended = effects_on(motion.item).ends_item
    if ended is not None and motion.aim != ended[0]:
        raise ItemEnded(vote=ended[1])
    return motion


def _awaits_text(motion: Motion) -> bool:
    """Tell whether an amendment is still to be confirmed in the motion's text, or out of it."""
    return motion.kind == Motion.Kind.MAIN and due_amendment(motion.item) is not None


def _wanted_mode(motion: Motion, mode: str | None, *, is_repetition: bool) -> Mode:
    """Return the mode of a vote: of a matter of substance the one that the council decided, if the matter allows it.

    A vote that is voted again is so even where the council decided on it after the first time.
    """
    if motion.kind == Motion.Kind.PROCEDURAL:
        return checked_mode(mode, motion, motion.item.meeting)
    decided = effects_on(motion.item).mode(Secrecy(motion.secrecy))
    wanted = checked_mode(
        (decided or mode) if is_repetition else (mode or decided), motion, motion.item.meeting
    )
    require_decided(motion, wanted)
    return wanted


def _prepared(vote: Vote) -> dict[str, object]:
    body = {
        "vote": str(vote.pk),
        "number": vote.number,
        "item": str(vote.item_id),
        "item_number": vote.item.number,
        "motion": str(vote.motion_id),
        "title": vote.title,
        "text": vote.text,
        "mode": vote.mode,
        "secrecy": vote.secrecy,
        "call_order": vote.call_order,
        "majority": vote.majority,
        "repeats": str(vote.repeats_id) if vote.repeats_id else None,
        "follows_tie": str(vote.follows_tie_id) if vote.follows_tie_id else None,
    }
    return body | {"contest": vote.contest} if vote.contest else body


def withdraw_vote(*, meeting: Meeting, vote_id: UUID, stage: str, by: Actor, at: datetime) -> Vote:
    """Withdraw a vote that was prepared and not opened; its motion can be put up again."""
    return take_away(meeting, take(meeting, vote_id, stage, by, VoteAct.WITHDRAW), by, at)


def open_vote(
    *,
    meeting: Meeting,
    vote_id: UUID,
    stage: str,
    without_quorum: bool,
    has_time: bool = True,
    by: Actor,
    at: datetime,
) -> Vote:
    """Open a prepared vote: freeze its roll, note the quorum, take over what was answered in writing, sign a checkpoint.

    Without `has_time` it stays open until somebody closes it, whatever time the standing orders give it. Refuses a
    missing quorum unless the chair said `without_quorum`, an item joined to it that has to be voted alone by
    now, by correspondence what put_up refuses by then too (AnswersAwaited, ObjectedTo), and a stale or wrong stage.
    """
    require_open(meeting)
    vote = take(meeting, vote_id, stage, by, VoteAct.OPEN)
    require_still_joined(vote)
    require_answers_in(meeting, at, is_again=bool(vote.repeats_id or vote.follows_tie_id))
    found = require_quorum(meeting, is_said=without_quorum, at=at)
    has_time = has_time and is_timed(vote)
    vote.opened_at, vote.runs_from = at, at if has_time else None
    vote.save(update_fields=["stage", "opened_at", "runs_from"])
    end_running_speech(meeting, by, at)
    roll = RollMember.objects.bulk_create(frozen_roll(vote))
    body = {
        "vote": str(vote.pk),
        "text": vote.text,
        "roll": [_on_the_roll(line) for line in roll],
        "choices": [choice.value for choice in choices_of(may_abstain=meeting.standing_orders.may_abstain)],
        "window": meeting.standing_orders.window.to_plain() if has_time else None,
        "quorum": found.to_plain(),
        "without_quorum": without_quorum and not found.is_met,
    }
    append(log=meeting.log, kind=Kind.VOTE_OPENED, actor=str(by), body=body, at=at)
    enter_written(vote, by, at)
    checkpoint(log=meeting.log, at=at)
    return vote


def _on_the_roll(line: RollMember) -> dict[str, object]:
    body: dict[str, object] = {
        "person": str(line.person_id),
        "name": line.name,
        "seat": line.seat,
        "group": line.group,
        "weight": line.weight,
        "standing": line.standing,
    }
    if line.proxy is None:
        return body
    return body | {"proxy": {"person": str(line.proxy.pk), "name": line.proxy.name}}


def is_timed(vote: Vote) -> bool:
    """Tell whether the standing orders give an electronic vote a time."""
    return vote.mode in AT_TERMINALS and vote.meeting.standing_orders.window != NO_WINDOW


def hold_vote(*, meeting: Meeting, vote_id: UUID, stage: str, by: Actor, at: datetime) -> Vote:
    """Hold an open vote, as chair or, when somebody is at the door, as clerk; ballots already cast stay.

    Presses are refused until the chair resumes it.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.HOLD, (*AT_THE_CHAIR, ActorRole.CLERK))
    vote.save(update_fields=["stage"])
    append(log=meeting.log, kind=Kind.VOTE_HELD, actor=str(by), body={"vote": str(vote.pk)}, at=at)
    return vote


def resume_vote(*, meeting: Meeting, vote_id: UUID, stage: str, by: Actor, at: datetime) -> Vote:
    """Resume a held vote; where it has a time, the whole of it begins again."""
    vote = take(meeting, vote_id, stage, by, VoteAct.RESUME)
    vote.runs_from = at if vote.runs_from else None
    vote.save(update_fields=["stage", "runs_from"])
    append(log=meeting.log, kind=Kind.VOTE_RESUMED, actor=str(by), body={"vote": str(vote.pk)}, at=at)
    return vote


def close_vote(
    *,
    meeting: Meeting,
    vote_id: UUID,
    stage: str,
    confirmed: Sequence[UUID],
    without_quorum: bool = False,
    by: Actor,
    at: datetime,
) -> Vote:
    """Close an open or held vote: fix everybody's position, then sign a checkpoint before any count is shown.

    `confirmed` are the people the chair was shown as present without a ballot or a spoken vote. Refuses when one is
    missing who was not among them, when hands or papers were not counted, a choice spoken aloud that waits, before the
    least time is over (WindowRunning), unless `without_quorum` when too few have registered, and a stale or wrong stage.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.CLOSE)
    require_time(vote, at)
    if not without_quorum:
        require_registered(vote, at)
    if SpokenChoice.objects.filter(vote=vote).exists():
        raise SpokenUnconfirmed
    if vote.mode == Mode.HANDS:
        require_hands(vote)
    elif vote.mode == Mode.PAPER:
        require_papers(vote)
    unseen = {line.person_id for line in missing(vote)} - set(confirmed)
    if unseen:
        raise UnconfirmedMissing(count=len(unseen))
    return shut(vote, by, at)


def declare_vote(*, meeting: Meeting, vote_id: UUID, stage: str, by: Actor, at: datetime) -> Vote:
    """Declare the result of a closed vote: tally, outcome, reason and the decision's number; sign a checkpoint.

    A rejected proposal is a decision too, and has its number in the body's series. A tie that has to be voted again is
    none: the second vote is prepared at once, or once the motion's text is settled. Refuses (TieUnsettled) one that waits
    for the chair or the lot.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.DECLARE)
    count = settled_count(vote)
    is_tied = count.result.outcome is Outcome.TIED
    # A ballot that another one follows decides nothing yet.
    is_last = count.returned is None or count.returned.way is None
    numbered = give_number(vote, vote.motion_id) if is_last and not is_tied else None
    joined = [] if is_tied else decide_joined(vote)
    vote.result = count.to_plain() | {"decision": numbered.name if numbered else ""}
    vote.result |= {"joined": joined} if joined else {}
    vote.declared_at = at
    vote.save(update_fields=["stage", "result", "declared_at"])
    if is_tied:
        undo(vote, was_under_way=True)
    else:
        end_vote(vote.motion, MotionAct.DECIDE)
    positions = dict(vote.roll.values_list("person", "position"))
    body = {
        "vote": str(vote.pk),
        "positions": {str(person): position for person, position in positions.items()},
        **vote.result,
        "numbered": {"series": numbered.series, "number": numbered.number} if numbered else None,
    }
    append(log=meeting.log, kind=Kind.VOTE_DECLARED, actor=str(by), body=body, at=at)
    if is_tied and not _awaits_text(vote.motion):
        put_up(meeting=meeting, motion_id=vote.motion_id, mode=vote.mode, by=by, at=at)
    elif not is_tied:
        put_back_superseded(meeting=meeting, vote=vote, by=by, at=at)
        follow_vote(meeting, vote, by, at)
    checkpoint(log=meeting.log, at=at)
    return vote
