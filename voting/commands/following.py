"""What follows from a decision for the other motions on the item: they lapse, or wait again once it no longer stands."""

from datetime import datetime

from agenda.commands import lapse_motions, revive_motions
from agenda.domain.voting_order import lapsing
from agenda.models import Meeting, Motion
from agenda.queries import proposals
from council.domain.actors import Actor
from voting.queries import is_adopted


def follow_decision(meeting: Meeting, motion: Motion, by: Actor, at: datetime) -> None:
    """Let lapse what this motion's decision leaves nothing to vote on; what an earlier decision on it let lapse waits again.

    Without a decision that stands nothing lapses.
    """
    motion.item.meeting = meeting
    revive_motions(motion.item, motion, by, at)
    decision = is_adopted(motion)
    if decision is None:
        return
    found = proposals(motion.item)
    (decided,) = (one for one in found if one.motion == str(motion.pk))
    rules = meeting.standing_orders.voting_order
    lapse_motions(motion.item, lapsing(found, decided, rules, is_adopted=decision), motion, by, at)
