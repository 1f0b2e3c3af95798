"""A sitting by correspondence of the cast's council; no tests."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from agenda.models import Meeting
from agenda.queries import current_item
from council.domain.actors import Actor
from council.domain.correspondence import CorrespondenceRules
from council.domain.orders import StandingOrders
from kiosk import messages
from tests.chamber import AS_CHAIR, AS_CLERK, BEGINS, Chamber, councillor
from voting.models import WrittenAnswer

RULES = CorrespondenceRules(is_allowed=True, least_hours=24, objections=2)
UNTIL = BEGINS + timedelta(hours=48)


def by_letter(chamber: Chamber, rules: CorrespondenceRules = RULES, **orders: Any) -> Chamber:
    """Make the chamber's draft one of a sitting by correspondence, under these rules."""
    chamber.body.orders = StandingOrders(correspondence=rules, **orders).to_plain()
    chamber.body.save()
    Meeting.objects.filter(pk=chamber.meeting.pk).update(by_correspondence=True)
    return chamber


def opened(chamber: Chamber, until: datetime = UNTIL) -> Chamber:
    """Open the meeting for answers until then."""
    chamber.do(messages.MeetingOpen, AS_CHAIR, answers_until=until.isoformat())
    return chamber


def write(
    chamber: Chamber,
    person: UUID,
    choice: str,
    *,
    motion: int = 0,
    by: Actor | None = None,
    after: str | None = None,
) -> Any:
    """Let a councillor answer a motion at a sheet that shows the answer of that time, else the one that stands."""
    told: dict[str, Any] = {"motion": chamber.motions[motion].pk, "choice": choice}
    told["after"] = shown_at(told["motion"], person) if after is None else after
    return chamber.do(messages.AnswerWrite, by or councillor(person), **told)


def shown_at(motion: UUID, person: UUID) -> str:
    """Return when the answer that stands was given, as the sheet of its seat has it; empty without one."""
    stands = WrittenAnswer.objects.filter(motion=motion, person=person).first()
    return stands.written_at.isoformat(timespec="milliseconds") if stands else ""


def enter(chamber: Chamber, person: UUID, choice: str, *, motion: int = 0, by: Actor = AS_CLERK) -> Any:
    """Let the clerk enter a letter."""
    told = {"person": person, "motion": chamber.motions[motion].pk, "choice": choice}
    return chamber.do(messages.LetterEnter, by, **told)


def time_is_over(chamber: Chamber) -> None:
    """Let everything from now on come after the time for answers."""
    chamber.seconds = count(int((UNTIL - BEGINS).total_seconds()))


def prepared(chamber: Chamber, *, motion: int = 0, **fields: Any) -> Any:
    """Take up an item and prepare a vote on a motion of it."""
    item = chamber.motions[motion].item
    if current_item(chamber.meeting) != item:
        chamber.do(messages.ItemActivate, AS_CHAIR, item=item.pk)
    return chamber.do(messages.VotePrepare, AS_CHAIR, motion=chamber.motions[motion].pk, **fields)


def decide(chamber: Chamber, *, motion: int = 0, missing: tuple[UUID, ...] = ()) -> Any:
    """Take the vote on a motion and declare it."""
    prepared(chamber, motion=motion)
    chamber.on_vote(messages.VoteOpen)
    chamber.close(missing)
    chamber.on_vote(messages.VoteDeclare)
    return chamber.vote()
