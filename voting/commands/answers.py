"""A vote taken by name, by voice or by hand: the order of the call, and entering what each person answered."""

from datetime import datetime
from uuid import UUID

from agenda.commands import append
from agenda.models import Meeting
from agenda.queries import present_people
from agenda.refusals import NotCheckedIn, UnknownThing
from council.domain.actors import Actor, ActorRole
from council.domain.orders import CallOrder
from ledger.kinds import Kind
from voting.commands.rolls import give_in_person
from voting.commands.taking import require_offered, take
from voting.domain.choices import Answer, Standing
from voting.domain.modes import ENTERED
from voting.domain.stages import VoteAct
from voting.models import GivenAnswer, Vote
from voting.queries import represented_in
from voting.refusals import MayNotAnswer, NotByName, SameAnswer, SameOrder


def order_call(*, meeting: Meeting, vote_id: UUID, stage: str, order: str, by: Actor, at: datetime) -> Vote:
    """Choose in which order names are called; who has answered keeps the answer.

    Refuses a vote that is not taken by name, and the order that it has already.
    """
    vote = _by_name(meeting, vote_id, stage, by, VoteAct.ORDER_CALL)
    if vote.call_order == order:
        raise SameOrder
    vote.call_order = CallOrder(order)
    vote.save(update_fields=["call_order"])
    body = {"vote": str(vote.pk), "order": vote.call_order}
    append(log=meeting.log, kind=Kind.CALL_ORDERED, actor=str(by), body=body, at=at)
    return vote


def enter_answer(
    *, meeting: Meeting, vote_id: UUID, stage: str, person_id: UUID, answer: str, by: Actor, at: datetime
) -> GivenAnswer:
    """Enter what a person answered aloud or showed by hand; a different answer before the close corrects it.

    Refuses a vote that is not taken by name, people who may not vote in it, the answer that is entered already, an answer
    that is no choice, and one by proxy for somebody who is away while the proxy is not in force.
    """
    vote = _by_name(meeting, vote_id, stage, by, VoteAct.ENTER_ANSWER)
    require_offered(meeting, answer)
    line = vote.roll.filter(person=person_id).first()
    if line is None:
        raise UnknownThing
    if line.standing != Standing.PRESENT:
        raise MayNotAnswer(name=line.name)
    if line.proxy_id is not None:
        present = present_people(meeting)
        if person_id not in present | represented_in(vote, present):
            raise NotCheckedIn(name=line.name)
    given = GivenAnswer.objects.filter(vote=vote, person=person_id).first() or GivenAnswer(
        vote=vote, person_id=person_id, municipality_id=vote.municipality_id
    )
    if given.answer == answer:
        raise SameAnswer(name=line.name)
    given.before, given.answer, given.entered_at = given.answer, Answer(answer), at
    given.save()
    body = {"vote": str(vote.pk), "person": str(person_id), "answer": given.answer}
    append(log=meeting.log, kind=Kind.ANSWER_ENTERED, actor=str(by), body=body, at=at)
    give_in_person(vote, person_id)
    return given


def _by_name(meeting: Meeting, vote_id: UUID, stage: str, by: Actor, act: VoteAct) -> Vote:
    vote = take(meeting, vote_id, stage, by, act, (ActorRole.CLERK,))
    if vote.mode not in ENTERED:
        raise NotByName
    return vote
