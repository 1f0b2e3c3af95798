"""Reads about a sitting by correspondence: who has answered how many motions, and what; the latter for their giver only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from agenda.domain.correspondence import are_all_in
from agenda.domain.stages import MotionStage
from agenda.models import Meeting, Motion, Recusal
from council.queries import mandates_on
from voting.models import CorrespondenceObjection, WrittenAnswer

GONE = (MotionStage.WITHDRAWN, MotionStage.LAPSED)


@dataclass(frozen=True, slots=True)
class Writer:
    """A councillor in office, how many motions they have answered, and of how many; never how."""

    person: UUID
    name: str
    written: int
    of: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to answer."""
        return self.written >= self.of


def to_answer(meeting: Meeting, *, using: str = DEFAULT_DB_ALIAS) -> list[Motion]:
    """Return the motions that are answered in writing, with their items, in the order of the agenda."""
    motions = Motion.objects.using(using).filter(item__meeting=meeting).exclude(stage__in=GONE)
    return list(motions.select_related("item").order_by("item__position", "position"))


def writers(meeting: Meeting, *, using: str = DEFAULT_DB_ALIAS) -> list[Writer]:
    """Return every councillor in office, by name; nobody answers on items that they are recused on."""
    awaited, written = _awaited(meeting, using), _written(meeting, using)
    names = {one.person_id: one.person.name for one in mandates_on(meeting.body, meeting.day).using(using)}
    return [
        Writer(person, names[person], len(written[person] & motions), len(motions))
        for person, motions in awaited.items()
    ]


def are_answers_in(meeting: Meeting, at: datetime, *, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Tell whether the time for answers is over, or everybody in office has answered every motion."""
    if meeting.answers_until is None or at >= meeting.answers_until:
        return meeting.answers_until is not None
    return are_all_in(_awaited(meeting, using), _written(meeting, using))


def _awaited(meeting: Meeting, using: str) -> dict[UUID, set[UUID]]:
    """Return by councillor the motions that they are to answer."""
    rows = Recusal.objects.using(using).filter(item__meeting=meeting)
    recused = frozenset(rows.values_list("person", "item"))
    motions = to_answer(meeting, using=using)
    return {
        one.person_id: {motion.pk for motion in motions if (one.person_id, motion.item_id) not in recused}
        for one in mandates_on(meeting.body, meeting.day).using(using)
    }


def _written(meeting: Meeting, using: str) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = WrittenAnswer.objects.using(using).filter(meeting=meeting)
    for person, motion in rows.values_list("person", "motion"):
        found[person].add(motion)
    return found


def own_answers(
    meeting: Meeting, person: UUID, *, using: str = DEFAULT_DB_ALIAS
) -> dict[UUID, WrittenAnswer]:
    """Return what a person has answered, by motion: for that person's own screen, and nobody else's."""
    rows = WrittenAnswer.objects.using(using).filter(meeting=meeting, person=person)
    return {row.motion_id: row for row in rows}


def objections_to_correspondence(
    meeting: Meeting, *, using: str = DEFAULT_DB_ALIAS
) -> list[CorrespondenceObjection]:
    """Return who objects to deciding by correspondence, in the order in which they said it."""
    rows = CorrespondenceObjection.objects.using(using).filter(meeting=meeting)
    return list(rows.select_related("person"))
