"""Makes what screens show of a sitting by correspondence: to chair and clerk who has answered, to a seat its own answers.

A choice is read for the people of the seats alone that it is shown at.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agenda.domain.stages import MeetingStage
from agenda.models import Meeting, Motion, Recusal
from kiosk import messages
from kiosk.snapshots.documents import HallPlan
from minutes.messages.dates import legal_date
from voting.models import CorrespondenceObjection, Vote, WrittenAnswer
from voting.queries import Writer, objections_to_correspondence, to_answer, writers

BEGINNING = 160
"""So many characters of a motion's text tell the clerk which of an item's motions it is."""


@dataclass(frozen=True, slots=True)
class LoadedLetters:
    """The motions to be answered, who has answered how many, who objected; of the asked-for people the own answers too.

    `recused` are pairs of one of them and an item. While they `are_sealed` only chair and clerk know how many have answered.
    """

    motions: list[Motion]
    writers: list[Writer]
    objections: list[CorrespondenceObjection]
    recused: frozenset[tuple[UUID, UUID]]
    own: Mapping[UUID, Mapping[UUID, WrittenAnswer]]
    are_sealed: bool


def load_letters(meeting: Meeting, own: Collection[UUID], using: str) -> LoadedLetters | None:
    """Read, inside the caller's snapshot, how far the answers are; None where the council comes together."""
    if not meeting.by_correspondence:
        return None
    motions = to_answer(meeting, using=using)
    opened = Vote.objects.using(using).filter(meeting=meeting, opened_at__isnull=False)
    return LoadedLetters(
        motions=motions,
        writers=writers(meeting, using=using),
        objections=objections_to_correspondence(meeting, using=using),
        recused=_recused(meeting, own, using) if own else frozenset(),
        own=_own(meeting, own, using) if own else {},
        are_sealed=meeting.stage != MeetingStage.ADJOURNED and not opened.exists(),
    )


def _recused(meeting: Meeting, people: Collection[UUID], using: str) -> frozenset[tuple[UUID, UUID]]:
    rows = Recusal.objects.using(using).filter(item__meeting=meeting, person__in=people)
    return frozenset(rows.values_list("person", "item"))


def _own(meeting: Meeting, people: Collection[UUID], using: str) -> dict[UUID, dict[UUID, WrittenAnswer]]:
    found: dict[UUID, dict[UUID, WrittenAnswer]] = {}
    for answer in WrittenAnswer.objects.using(using).filter(meeting=meeting, person__in=people):
        found.setdefault(answer.person_id, {})[answer.motion_id] = answer
    return found


def correspondence(meeting: Meeting, letters: LoadedLetters | None) -> messages.Correspondence | None:
    """Return until when answers are collected, in words; None where the council comes together."""
    if letters is None:
        return None
    most = meeting.standing_orders.correspondence.objections
    return messages.Correspondence(
        until=meeting.answers_until.isoformat(timespec="milliseconds") if meeting.answers_until else None,
        text=_until_words(meeting),
        objections=most,
        is_ended=0 < most <= len(letters.objections),
    )


def _until_words(meeting: Meeting) -> str:
    if meeting.answers_until is None:
        return _("The council decides by correspondence: each councillor answers in writing.")
    at = meeting.answers_until.astimezone(ZoneInfo(meeting.municipality.time_zone))
    words = {"date": legal_date(at.date(), translation.get_language() or ""), "time": f"{at:%H:%M}"}
    return _("Answers are collected until %(date)s, %(time)s.") % words


def letters(letters: LoadedLetters | None, plan: HallPlan) -> messages.Letters | None:
    """Return who has answered how many motions; None where the council comes together."""
    if letters is None:
        return None
    missing_first = sorted(letters.writers, key=lambda writer: writer.is_done)
    done = sum(writer.is_done for writer in letters.writers)
    return messages.Letters(
        motions=[_due(motion) for motion in letters.motions],
        answerers=[_answerer(writer, plan) for writer in missing_first],
        done=done,
        of=len(letters.writers),
        is_complete=done == len(letters.writers),
        objected=[
            messages.Objector(name=one.person.name, at=one.objected_at.isoformat(timespec="milliseconds"))
            for one in letters.objections
        ],
    )


def _due(motion: Motion) -> messages.DueMotion:
    return messages.DueMotion(
        motion=str(motion.pk),
        number=motion.item.number,
        title=motion.item.title,
        text=Truncator(motion.text).chars(BEGINNING),
    )


def _answerer(writer: Writer, plan: HallPlan) -> messages.Answerer:
    place = plan.by_person.get(writer.person)
    return messages.Answerer(
        person=str(writer.person),
        name=writer.name,
        seat=place.seat if place else None,
        written=writer.written,
        of=writer.of,
        is_done=writer.is_done,
    )


def own_letters(letters: LoadedLetters | None, person: UUID) -> messages.OwnLetters | None:
    """Return what the person of a seat answers; None for who has no vote, and where the council comes together."""
    if letters is None or all(writer.person != person for writer in letters.writers):
        return None
    written = letters.own.get(person, {})
    return messages.OwnLetters(
        letters=[
            _own_letter(motion, written.get(motion.pk))
            for motion in letters.motions
            if (person, motion.item_id) not in letters.recused
        ],
        has_objected=any(one.person_id == person for one in letters.objections),
    )


def _own_letter(motion: Motion, answer: WrittenAnswer | None) -> messages.OwnLetter:
    if answer is None:
        return messages.OwnLetter(motion=str(motion.pk))
    return messages.OwnLetter(
        motion=str(motion.pk),
        choice=answer.choice,
        written_at=answer.written_at.isoformat(timespec="milliseconds"),
        is_entered=answer.entered_by_id is not None,
    )
