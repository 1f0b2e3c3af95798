"""What the minutes say about the course of the sitting around its votes: who presided, and breaks."""

from collections.abc import Mapping, Sequence

from minutes.domain.attendance import NOTHING, quorum_words
from minutes.domain.blocks import Heading, Paragraph, Plain, Sentence, Tone
from minutes.domain.people import People, by_name
from minutes.domain.phrases import Clock, Phrase, Say, Text, said
from voting.domain.bodies import Attendee, Quorum
from voting.domain.facts import MeetingRecord
from voting.domain.sitting import Break, Presidency, QuorumCheck

REASONS = {
    "recusal": Say.FOR_RECUSAL,
    "speech": Say.FOR_SPEECH,
    "absence": Say.FOR_ABSENCE,
    "return": Say.FOR_RETURN,
}


def tell_presiding(record: MeetingRecord) -> list[Paragraph]:
    """Return how the chair changed hands and who pressed on the chair's word; nothing where neither happened."""
    sitting = record.sitting
    told: list[Paragraph] = [Sentence(_change(change)) for change in sitting.changes]
    if sitting.assistants:
        names = tuple(assistant.name for assistant in sitting.assistants)
        told.append(Sentence(said(Say.PRESSED_BY, names=names)))
    return [Heading(1, Phrase(Say.PRESIDED)), *told] if told else []


def _change(change: Presidency) -> Phrase:
    at, before, after = Clock(change.at), change.said.from_.name, change.said.to.name
    if change.said.was_taken:
        return said(Say.TOOK_CHAIR, at=at, before=before, after=after)
    if not change.has_reason:
        return said(Say.HANDED_CHAIR_ONLY, at=at, before=before, after=after)
    reason = Phrase(REASONS[change.said.reason])
    return said(Say.HANDED_CHAIR, at=at, before=before, after=after, reason=reason)


def tell_stand_ins(record: MeetingRecord) -> list[Plain]:
    """Return who signs in whose place, and why; nothing where who presided at the end signs."""
    return [
        Sentence(
            said(
                Say.SIGNS_INSTEAD,
                name=one.said.to.name,
                before=one.said.from_.name,
                ground=one.said.ground,
                at=Clock(one.at),
            )
        )
        for one in record.sitting.stand_ins
    ]


def tell_breaks(record: MeetingRecord, people: People) -> list[Paragraph]:
    """Return each break with its announced end, the quorum when it went on, and whose mandates had changed by then."""
    breaks = record.sitting.breaks
    if not breaks or record.opening is None:
        return []
    told: list[Paragraph] = [Heading(1, Phrase(Say.BREAKS))]
    members = _members(record.opening.said.people)
    for one in breaks:
        told += _break(one, people)
        if one.resumed and one.resumed.said.people:
            before, members = members, _members(one.resumed.said.people)
            told += _changed(before, members)
    return told


def tell_checks(record: MeetingRecord, people: People) -> list[Paragraph]:
    """Return each check of the quorum on demand, with who was there; nothing where none was made."""
    checks = record.sitting.checks
    if not checks:
        return []
    return [
        Heading(2, Phrase(Say.QUORUM_CHECKS)),
        *(Sentence(_check(check, people)) for check in checks),
    ]


def _check(check: QuorumCheck, people: People) -> Phrase:
    found = check.said
    present = _in_order([one.name for one in found.people]) or (NOTHING,)
    return said(
        Say.QUORUM_CHECKED if found.call == 1 else Say.QUORUM_CHECKED_AT_SECOND_CALL,
        at=Clock(found.at),
        name=people.actor(check.actor),
        quorum=quorum_words(Quorum(found.present, found.needed, found.is_met)),
        names=present if check.has_names else (Phrase(Say.NAMES_CLOSED),),
    )


def _members(listed: Sequence[Attendee]) -> dict[str, str]:
    return {someone.person: someone.name for someone in listed if someone.mandate}


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[Sentence]:
    """Return whose mandates ended or began before the meeting went on on another day."""
    changes: dict[Say, list[str]] = {
        Say.MANDATES_ENDED: [name for person, name in before.items() if person not in after],
        Say.MANDATES_BEGUN: [name for person, name in after.items() if person not in before],
    }
    return [Sentence(said(say, names=_in_order(names))) for say, names in changes.items() if names]


def _break(one: Break, people: People) -> list[Sentence]:
    begun = said(
        Say.UNTIL_ANOTHER_DAY if one.said.is_other_day else Say.BREAK,
        at=Clock(one.paused_at),
        name=people.actor(one.actor),
        until=Clock(one.said.until, has_seconds=False),
    )
    if one.resumed is None:
        return [Sentence(begun), Sentence(Phrase(Say.NOT_RESUMED))]
    resumed = said(
        Say.RESUMED,
        at=Clock(one.resumed.at),
        name=people.actor(one.resumed.actor),
        quorum=quorum_words(one.resumed.said.quorum),
    )
    told = [Sentence(begun), Sentence(resumed)]
    if one.resumed.said.without_quorum:
        told.append(Sentence(Phrase(Say.WITHOUT_QUORUM), Tone.STRONG))
    return told


def _in_order(names: Sequence[str]) -> tuple[Text, ...]:
    return tuple(sorted(names, key=by_name))
