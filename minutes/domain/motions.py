"""What the minutes say about motions beside their votes: moved, voted before their turn, withdrawn, lapsed, settled."""

from collections.abc import Iterator
from datetime import datetime

from agenda.domain.aims import Aim
from minutes.domain.blocks import Plain, Sentence
from minutes.domain.elections import tell_candidacies
from minutes.domain.people import People
from minutes.domain.phrases import Clock, Phrase, Say, Text, said
from voting.domain.effects import effects_in
from voting.domain.facts import MeetingRecord
from voting.domain.motions import MotionRecord, Settling

KINDS = {
    "main": Say.MOTION_MAIN,
    "amendment": Say.MOTION_AMENDMENT,
    "procedural": Say.MOTION_PROCEDURAL,
}

EFFECTS = {
    Aim.CLOSE_DEBATE: Say.DEBATE_CLOSED,
    Aim.POSTPONE: Say.ITEM_POSTPONED,
    Aim.TAKE_OUT: Say.ITEM_TAKEN_OUT,
    Aim.REJECT: Say.ITEM_REJECTED,
    Aim.ROLL_CALL: Say.BY_ROLL_CALL,
    Aim.SECRET: Say.BY_SECRET_VOTE,
}


def tell_motions(record: MeetingRecord, item: str, people: People) -> list[Plain]:
    """Return what happened to the motions on an item, in order of time."""
    motions = {motion.motion: motion for motion in record.motions}
    told = [
        *(
            one
            for motion in record.motions
            if motion.item == item
            for one in _motion(motion, motions, people)
        ),
        *(
            (advance.at, _advance(advance.said.reason, motions[advance.said.motion], advance.at))
            for advance in record.advances
            if advance.said.item == item
        ),
    ]
    told.sort(key=lambda one: one[0])
    held = effects_in(record, item).held
    return [
        *(Sentence(phrase) for _, phrase in told),
        *(Sentence(said(EFFECTS[aim], vote=vote)) for aim, vote in held.items() if aim in EFFECTS),
    ]


def mover_words(motion: MotionRecord | None) -> Text | None:
    """Return who moved and seconded a motion; None where nobody is named."""
    if motion is None or motion.mover is None:
        return None
    if motion.seconder is None:
        return motion.mover.name
    return said(Say.SECONDED_BY, mover=motion.mover.name, seconder=motion.seconder.name)


def _motion(
    motion: MotionRecord, motions: dict[str, MotionRecord], people: People
) -> Iterator[tuple[datetime, Phrase]]:
    yield from tell_candidacies(motion)
    if motion.moved_at is not None and motion.election is None:
        yield (
            motion.moved_at,
            said(
                Say.MOTION_MOVED,
                at=Clock(motion.moved_at),
                mover=mover_words(motion) or "",
                kind=Phrase(KINDS[motion.kind]),
                text=motion.text,
            ),
        )
    if motion.withdrawn_at is not None:
        yield (
            motion.withdrawn_at,
            said(Say.MOTION_WITHDRAWN, at=Clock(motion.withdrawn_at), text=motion.text),
        )
    if motion.lapse is not None:
        at, by = motion.lapse.at, motion.lapse.by
        words = said(Say.MOTION_LAPSED_WITH_ITEM, at=Clock(at), text=motion.text)
        if by is not None:
            words = said(Say.MOTION_LAPSED, at=Clock(at), text=motion.text, by=motions[by].text)
        yield at, words
    for settling in motion.settlings:
        yield settling.at, _settling(settling, people)


def _advance(reason: str, motion: MotionRecord, at: datetime) -> Phrase:
    return said(Say.MOTION_ADVANCED, at=Clock(at), text=motion.text, reason=reason)


def _settling(settling: Settling, people: People) -> Phrase:
    return said(
        Say.TEXT_SETTLED if settling.said.enters else Say.TEXT_SETTLED_BACK,
        at=Clock(settling.at),
        name=people.actor(settling.actor),
        before=settling.said.before,
        after=settling.said.after,
    )
