"""The floor as far as votes have to do with it: explaining one's vote, and a recess, which no vote may be under way for."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from agenda import commands as agenda
from agenda.commands import Wish
from agenda.models import Meeting, Motion, Speech
from agenda.queries import current_item
from council.domain.actors import Actor, ActorRole
from council.domain.speaking import SpeakingKind
from voting.commands.pausing import pause_meeting
from voting.domain.effects import OF_THE_DEBATE
from voting.domain.explaining import Explanation, explanation
from voting.domain.stages import VoteStage
from voting.models import RollMember, Vote
from voting.queries import effects_on
from voting.refusals import DebateClosed, NoVoteToExplain, PositionUnexplained, VoteUnexplained

REFUSALS = {
    Explanation.NONE: NoVoteToExplain,
    Explanation.NEVER: VoteUnexplained,
    Explanation.NOT_YOURS: PositionUnexplained,
}


def ask_for_floor(*, meeting: Meeting, kind: str, to: str, by: Actor, at: datetime) -> Speech:
    """Ask to speak as agenda does; an explanation of vote only right after a vote that the rules let one explain."""
    agenda.require_asker(meeting, by)
    return agenda.ask_for_floor(meeting=meeting, by=by, at=at, wish=_wish(meeting, by.person, kind, to))


def enter_speaker(
    *, meeting: Meeting, person_id: UUID, kind: str, to: str, by: Actor, at: datetime
) -> Speech:
    """Enter somebody as clerk, as agenda does; under the same rules as at a seat."""
    agenda.require_role(by, meeting, ActorRole.CLERK)
    wish = _wish(meeting, person_id, kind, to)
    return agenda.enter_speaker(meeting=meeting, person_id=person_id, by=by, at=at, wish=wish)


def enter_guest(*, meeting: Meeting, name: str, by: Actor, at: datetime) -> Speech:
    """Enter a guest who speaks, as agenda does; refused (DebateClosed) once the debate is closed."""
    agenda.require_role(by, meeting, ActorRole.CLERK)
    _require_debate(meeting, SpeakingKind.SPEECH)
    return agenda.enter_guest(meeting=meeting, name=name, by=by, at=at)


def _require_debate(meeting: Meeting, kind: str) -> None:
    item = current_item(meeting)
    vote = effects_on(item).closes_debate if item and kind in OF_THE_DEBATE else None
    if vote is not None:
        raise DebateClosed(vote=vote)


def _wish(meeting: Meeting, person_id: UUID, kind: str, to: str) -> Wish:
    _require_debate(meeting, kind)
    if kind != SpeakingKind.EXPLANATION:
        return Wish(kind=SpeakingKind(kind), to=to)
    item = current_item(meeting)
    vote = newest_vote(meeting, item.pk) if item else None
    line = RollMember.objects.filter(vote=vote, person=person_id).first() if vote else None
    found = explanation(
        mode=vote.mode if vote else "",
        is_declared=vote is not None and vote.stage == VoteStage.DECLARED,
        is_procedural=vote is not None and vote.motion.kind == Motion.Kind.PROCEDURAL,
        position=line.position if line else "",
        explained=meeting.standing_orders.speaking.explained,
    )
    if found in REFUSALS:
        raise REFUSALS[found]
    is_open_question = found is Explanation.UNKNOWN
    return Wish(SpeakingKind.EXPLANATION, vote=vote.pk if vote else None, is_open_question=is_open_question)


def newest_vote(meeting: Meeting, item: UUID) -> Vote | None:
    """Return the newest vote on the item, withdrawn ones aside."""
    votes = Vote.objects.filter(meeting=meeting, item=item).exclude(stage=VoteStage.WITHDRAWN)
    return votes.select_related("motion").order_by("-number").first()


def give_floor(*, meeting: Meeting, request_id: UUID, by: Actor, at: datetime) -> Speech:
    """Give the floor as agenda does; giving a group its recess begins the break, as long as the standing orders say.

    The break ends on the full minute, and on the same day.
    """
    speech = agenda.give_floor(meeting=meeting, request_id=request_id, by=by, at=at)
    if speech.kind == SpeakingKind.RECESS and speech.limit_seconds is not None:
        begins = at.astimezone(ZoneInfo(meeting.municipality.time_zone))
        ends = begins + timedelta(seconds=speech.limit_seconds + 59)
        time_of_day = f"{ends:%H:%M}" if ends.date() == begins.date() else "23:59"
        pause_meeting(meeting=meeting, time_of_day=time_of_day, day="", by=by, at=at)
    return speech
