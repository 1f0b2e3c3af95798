"""The rows that follow from what a record states of motions and of what became of them."""

from typing import Any

from agenda.domain.elections import to_plain
from agenda.domain.stages import MotionStage
from agenda.domain.voting_order import advanced_after
from voting.domain.facts import MeetingRecord, VoteRecord
from voting.domain.majority import Outcome
from voting.domain.motions import MotionRecord
from voting.domain.stages import UNDER_WAY, VoteStage


def motions(record: MeetingRecord) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return the motions by their ids."""
    return {(motion.motion,): _motion(motion, record) for motion in record.motions}


def _motion(motion: MotionRecord, record: MeetingRecord) -> dict[str, Any]:
    columns = {
        "kind": motion.kind,
        "text": motion.text,
        "secrecy": motion.secrecy.value,
        "phrase": motion.phrase,
        "old": motion.old,
        "new": motion.new,
        "is_applied": motion.is_applied,
        "lapsed_by": motion.lapse.by if motion.lapse else None,
        "stage": _stage(motion, record).value,
        "election": to_plain(motion.election),
    }
    if motion.moved_at is None:  # older openings say neither who moved a motion nor what it is for
        return columns
    return columns | {
        "aim": motion.aim,
        "mover": motion.mover.person if motion.mover else None,
        "seconder": motion.seconder.person if motion.seconder else None,
    }


def advanced(record: MeetingRecord) -> dict[str, list[str]]:
    """Return, by item, the motions that were voted before their turn, the last one so advanced first."""
    found: dict[str, list[str]] = {}
    for advance in record.advances:
        found[advance.said.item] = advanced_after(advance.said.motion, found.get(advance.said.item, []))
    return found


def _stage(motion: MotionRecord, record: MeetingRecord) -> MotionStage:
    """Return how far a motion is: decided is only the text that was voted."""
    if motion.withdrawn_at is not None:
        return MotionStage.WITHDRAWN
    if motion.lapse is not None:
        return MotionStage.LAPSED
    votes = [vote for vote in record.votes if motion.motion in vote.motions]
    if any(vote.stage in UNDER_WAY for vote in votes):
        return MotionStage.BEING_VOTED
    is_decided = any(_decides(vote) and vote.put(motion.motion) == motion.text for vote in votes)
    return MotionStage.DONE if is_decided else MotionStage.PENDING


def _decides(vote: VoteRecord) -> bool:
    """Tell whether a result stands that is no tie to be voted again."""
    is_tied = vote.result is not None and vote.result.outcome is Outcome.TIED
    return vote.stage is VoteStage.DECLARED and not is_tied
