"""Items decided together by one vote, in frames: what it decides besides its own, and what could be joined to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from kiosk import messages
from kiosk.queries import READING
from voting.domain.stages import VoteStage
from voting.models import JoinedMotion, Vote
from voting.queries import joinable_with, joined_to


def load_joined(vote: Vote) -> tuple[JoinedMotion, ...]:
    """Read what a vote decides besides its own motion; nothing of an item that was closed since."""
    return tuple(row for row in joined_to(vote, using=READING) if not row.item.is_closed)


def load_joinable(vote: Vote) -> list[messages.JoinableItem]:
    """Read what may be joined to a vote: to one that is prepared, and neither a repetition nor a ballot of an election."""
    is_first = vote.repeats_id is None and vote.follows_tie_id is None
    if vote.stage != VoteStage.PREPARED or not is_first or vote.contest:
        return []
    return [
        messages.JoinableItem(
            id=str(item.pk), number=item.number, title=item.title, is_consent=item.is_consent
        )
        for item in joinable_with(vote, using=READING)
    ]


def joint_items(rows: Sequence[JoinedMotion], result: Mapping[str, Any] | None) -> list[messages.JointItem]:
    """Return what a vote decides besides its own motion, with the decisions once there is a declared `result`."""
    decisions = {one["motion"]: one["decision"] for one in (result or {}).get("joined", ())}
    return [
        messages.JointItem(
            item=str(row.item_id),
            number=row.number,
            title=row.title,
            text=row.text,
            decision=decisions.get(str(row.motion_id), ""),
        )
        for row in rows
    ]
