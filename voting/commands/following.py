"""What follows from a decision, or from its standing no more: motions lapse or wait again, a debate ends, items move."""

from datetime import datetime

from agenda.commands import lapse_motions, revive_motions, seal_item, withdraw_request
from agenda.domain.aims import Aim
from agenda.domain.voting_order import lapsing
from agenda.models import AgendaItem, Meeting, Speech
from agenda.queries import proposals
from council.domain.actors import Actor
from voting.commands.arranging import arrange_agenda
from voting.domain.effects import OF_THE_DEBATE
from voting.models import Vote
from voting.queries import effects_on, is_adopted


def follow_vote(meeting: Meeting, vote: Vote, by: Actor, at: datetime) -> None:
    """Let lapse what the decision on the vote's motion leaves nothing to vote on; what an earlier one let lapse waits again.

    Without a decision that stands nothing lapses.
    """
    motion = vote.motion
    motion.item.meeting = meeting
    revive_motions(motion.item, motion, by, at)
    if motion.aim == Aim.REORDER:
        arrange_agenda(meeting=meeting, vote=vote, by=by, at=at)
    decision = is_adopted(motion)
    if decision is None:
        return
    found = proposals(motion.item)
    (decided,) = (one for one in found if one.motion == str(motion.pk))
    rules = meeting.standing_orders.voting_order
    lapse_motions(motion.item, lapsing(found, decided, rules, is_adopted=decision), motion, by, at)
    if decision and motion.aim == Aim.CLOSED and not motion.item.is_closed:
        seal_item(meeting, motion.item, motion.text, by, at)
    if motion.aim == Aim.CLOSE_DEBATE:
        _end_waiting(meeting, motion.item, by, at)


def _end_waiting(meeting: Meeting, item: AgendaItem, by: Actor, at: datetime) -> None:
    """Withdraw what waits to be said in a closed debate, where the standing orders do not let it be heard."""
    if meeting.standing_orders.speaking.hears_waiting or effects_on(item).closes_debate is None:
        return
    waiting = Speech.objects.filter(meeting=meeting, item=item, kind__in=OF_THE_DEBATE)
    for speech in waiting.filter(withdrawn_at=None, given_at=None).order_by("number"):
        withdraw_request(meeting=meeting, request_id=speech.pk, by=by, at=at)
