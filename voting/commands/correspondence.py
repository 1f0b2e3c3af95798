"""A sitting by correspondence: answering motions in writing, objecting to it, and what a vote takes over."""

from datetime import datetime
from uuid import UUID

from agenda.commands import append, note_arrival, require_open, require_role
from agenda.domain.stages import MotionStage
from agenda.models import Meeting, Motion, Recusal
from agenda.queries import mandate_of, present_people
from agenda.refusals import NotByCorrespondence, UnknownThing, WrongMotionStage
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger.kinds import Kind
from voting.commands.taking import require_offered
from voting.domain.choices import Choice, Standing
from voting.domain.stages import Mode
from voting.models import CorrespondenceObjection, GivenAnswer, Vote, WrittenAnswer
from voting.queries import are_answers_in, objections_to_correspondence
from voting.refusals import (
    AlreadyObjected,
    AnsweredAtSeat,
    AnswersAwaited,
    AnswersOver,
    NotEntitled,
    ObjectedTo,
    ObjectionsUnknown,
    RecusedFromItem,
    SameAnswer,
    StaleAnswer,
)


def write_answer(
    *, meeting: Meeting, motion_id: UUID, choice: str, after: str = "", by: Actor, at: datetime
) -> WrittenAnswer:
    """Answer a motion in writing, as a councillor; a later answer replaces it.

    Whoever gives a first answer takes part, and is noted as present. `after` is the time of the answer that it replaces, to
    the millisecond, or empty. Refuses a meeting that is not held by correspondence or not open, an answer after the time is
    over, a motion that does not wait for its vote any more, a choice that is none, who is recused on the item, the same
    answer again, and where another stands than the one that it replaces.
    """
    require_role(by, meeting, ActorRole.COUNCILLOR)
    motion = _waiting(meeting, motion_id, at)
    if Recusal.objects.filter(item=motion.item, person=by.person_id).exists():
        raise RecusedFromItem
    # A press that was long on its way from one screen would undo what was pressed at another since; so it says what it saw.
    stands = WrittenAnswer.objects.filter(motion=motion, person=by.person_id).first()
    if after != (stands.written_at.isoformat(timespec="milliseconds") if stands else ""):
        raise StaleAnswer
    return _write(meeting, motion, Person.objects.get(pk=by.person), choice, by, at)


def enter_letter(
    *, meeting: Meeting, person_id: UUID, motion_id: UUID, choice: str, by: Actor, at: datetime
) -> WrittenAnswer:
    """Enter, as clerk, what a councillor answered in a letter that came in; refuses as write_answer does.

    It replaces an earlier letter, but nothing that was answered at a seat: that is refused whatever it was, so that nobody
    learns of it by trying.
    """
    require_role(by, meeting, ActorRole.CLERK)
    motion = _waiting(meeting, motion_id, at)
    mandate = mandate_of(meeting, person_id)
    if mandate is None:
        raise UnknownThing
    if Recusal.objects.filter(item=motion.item, person=person_id).exists():
        raise NotEntitled(name=mandate.person.name)
    if WrittenAnswer.objects.filter(motion=motion, person=person_id, entered_by=None).exists():
        raise AnsweredAtSeat(name=mandate.person.name)
    return _write(meeting, motion, mandate.person, choice, by, at)


def object_to_correspondence(*, meeting: Meeting, by: Actor, at: datetime) -> CorrespondenceObjection:
    """Object, as a councillor, to deciding by correspondence; enough objections, and no vote is prepared any more.

    Refuses as write_answer does, where the standing orders let nobody object, and a second objection.
    """
    require_role(by, meeting, ActorRole.COUNCILLOR)
    _require_answering(meeting, at)
    if not meeting.standing_orders.correspondence.objections:
        raise ObjectionsUnknown
    person = Person.objects.get(pk=by.person)
    if CorrespondenceObjection.objects.filter(meeting=meeting, person=person).exists():
        raise AlreadyObjected
    objection = CorrespondenceObjection.objects.create(
        municipality_id=meeting.municipality_id, meeting=meeting, person=person, objected_at=at
    )
    body = {"person": str(person.pk), "name": person.name}
    append(log=meeting.log, kind=Kind.CORRESPONDENCE_OBJECTED, actor=str(by), body=body, at=at)
    return objection


def _require_answering(meeting: Meeting, at: datetime) -> None:
    if not meeting.by_correspondence:
        raise NotByCorrespondence
    require_open(meeting)
    if meeting.answers_until is None or at >= meeting.answers_until:
        raise AnswersOver


def _waiting(meeting: Meeting, motion_id: UUID, at: datetime) -> Motion:
    _require_answering(meeting, at)
    motion = Motion.objects.select_related("item").filter(item__meeting=meeting, pk=motion_id).first()
    if motion is None:
        raise UnknownThing
    if motion.stage != MotionStage.PENDING:
        raise WrongMotionStage
    return motion


def _write(
    meeting: Meeting, motion: Motion, person: Person, choice: str, by: Actor, at: datetime
) -> WrittenAnswer:
    require_offered(meeting, choice)
    entered_by = by.person if by.role is ActorRole.CLERK else None
    given = WrittenAnswer.objects.filter(motion=motion, person=person).first() or WrittenAnswer(
        municipality_id=meeting.municipality_id, meeting=meeting, motion=motion, person=person
    )
    if given.choice == choice and given.entered_by_id == entered_by:
        raise SameAnswer(name=person.name)
    if person.pk not in present_people(meeting):
        note_arrival(meeting=meeting, person=person, by=by, at=at)
    given.choice, given.written_at, given.entered_by_id = Choice(choice), at, entered_by
    given.save()
    body = {"motion": str(motion.pk), "person": str(person.pk), "choice": given.choice}
    append(log=meeting.log, kind=Kind.ANSWER_WRITTEN, actor=str(by), body=body, at=at)
    return given


def require_answers_in(meeting: Meeting, at: datetime, *, is_again: bool) -> None:
    """Refuse, by correspondence, to prepare or open a vote before the answers are in, or once too many object.

    What is voted again (`is_again`) waits for neither. Between preparing and opening a member may come into office, and
    councillors may object: that is why it is asked both times.
    """
    if not meeting.by_correspondence or is_again:
        return
    limit, count = (
        meeting.standing_orders.correspondence.objections,
        len(objections_to_correspondence(meeting)),
    )
    if limit and count >= limit:
        raise ObjectedTo(count=count)
    if not are_answers_in(meeting, at):
        raise AnswersAwaited


def enter_written(vote: Vote, by: Actor, at: datetime) -> None:
    """Enter, in a vote by correspondence that is being opened, what those who may vote have answered; by name."""
    if vote.mode != Mode.CORRESPONDENCE:
        return
    may_vote = vote.roll.filter(standing=Standing.PRESENT).values("person")
    written = WrittenAnswer.objects.filter(motion=vote.motion_id, person__in=may_vote)
    for one in written.order_by("person__name", "person"):
        GivenAnswer.objects.create(
            municipality_id=vote.municipality_id,
            vote=vote,
            person_id=one.person_id,
            answer=one.choice,
            entered_at=at,
        )
        body = {"vote": str(vote.pk), "person": str(one.person_id), "answer": one.choice}
        append(log=vote.meeting.log, kind=Kind.ANSWER_ENTERED, actor=str(by), body=body, at=at)
