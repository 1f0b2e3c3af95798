"""Taking up an agenda item together with its vote: the chair chooses what is dealt with, and the vote is ready."""

from datetime import datetime
from uuid import UUID

from agenda.commands import activate_item
from agenda.models import AgendaItem, Meeting
from council.domain.actors import Actor
from voting.commands.course import withdraw_vote
from voting.commands.motions import put_up_first
from voting.domain.stages import VoteStage
from voting.queries import vote_under_way


def take_up_item(*, meeting: Meeting, item_id: UUID, by: Actor, at: datetime) -> AgendaItem:
    """Activate an item and prepare the vote on its first undecided motion in the order of voting, if it has one.

    A vote that was prepared and not opened is withdrawn: choosing another item is all that a wrong choice costs. Refuses as
    activate_item does.
    """
    waiting = vote_under_way(meeting)
    if waiting is not None and waiting.stage == VoteStage.PREPARED:
        withdraw_vote(meeting=meeting, vote_id=waiting.pk, stage=waiting.stage, by=by, at=at)
    item = activate_item(meeting=meeting, item_id=item_id, by=by, at=at)
    put_up_first(meeting, by, at)
    return item
