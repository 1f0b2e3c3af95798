"""Entering that something recorded was wrong: the correction stands beside it, and nothing that was entered changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from agenda.commands import append, checked_ground, register_checkpoint, require_role
from agenda.domain.stages import MeetingStage
from agenda.models import AgendaItem, Meeting
from agenda.queries import belongs
from agenda.refusals import NoGround, UnknownThing, VoteUnderWay, WrongMeetingStage
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger.kinds import Kind
from ledger.queries import entry_at
from voting.domain.corrections import OF_RESULTS, About, Matter, touches_result
from voting.domain.stages import UNDER_WAY
from voting.models import Correction, Vote
from voting.refusals import CorrectionIncomplete, NothingCorrected, ResultAffected

TEXTS = ("entered", "right", "why")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is corrected, and the vote that it is about, if it is about one."""

    about: About
    key: str
    named: str
    vote: Vote | None = None


def enter_correction(
    *,
    meeting: Meeting,
    subject: str,
    entry: str,
    matter: str,
    words: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Correction:
    """Enter, as clerk, what was wrong in the record, who asked for it, what is right and why; after the signing too.

    `subject` is the id of a vote, of an item, or of a person; else `entry` the number of an entry. `words` are those of
    TEXTS and `asked_by`. After the adjournment the register takes note. Refuses a draft, an unknown subject, a vote under
    way, unfit words, and (ResultAffected) what numbers or outcome of a vote rest on.
    """
    require_role(by, meeting, ActorRole.CLERK)
    if meeting.stage == MeetingStage.DRAFT:
        raise WrongMeetingStage
    if bool(entry) is bool(subject):
        raise CorrectionIncomplete
    found = _entry(meeting, entry) if entry else _thing(meeting, subject)
    said = _checked(words)
    _require_no_result(found, Matter(matter), said)
    told = {"about": found.about, "subject": found.key, "named": found.named, "matter": matter, **said}
    correction = Correction.objects.create(
        id=uuid4(),
        municipality=meeting.municipality,
        meeting=meeting,
        entered_by_id=by.person,
        entered_at=at,
        **told,
    )
    name = Person.objects.get(pk=by.person).name
    body: dict[str, object] = {"correction": str(correction.pk), "name": name, **told}
    append(log=meeting.log, kind=Kind.CORRECTION_ENTERED, actor=str(by), body=body, at=at)
    if meeting.adjourned_at is not None:
        register_checkpoint(meeting=meeting, by=by, at=at)
    return correction


def _thing(meeting: Meeting, subject: str) -> _Subject:
    """Return the vote, item or person of the meeting with this id; refuse (UnknownThing) any other."""
    meant = UUID(subject)
    vote = Vote.objects.filter(meeting=meeting, pk=meant).first()
    if vote is not None:
        return _Subject(About.VOTE, subject, str(vote.number), vote)
    item = AgendaItem.objects.filter(meeting=meeting, pk=meant).first()
    if item is not None:
        return _Subject(About.ITEM, subject, item.number)
    was_there = meeting.attendances.filter(person=meant).exists()
    if not was_there and not belongs(meeting, meant):
        raise UnknownThing
    return _Subject(About.PERSON, subject, Person.objects.get(pk=meant).name)


def _entry(meeting: Meeting, number: str) -> _Subject:
    """Return the entry of this number; refuse (UnknownThing) none, and (ResultAffected) one that makes up a result."""
    row = entry_at(meeting.log.pk, int(number))
    if row is None:
        raise UnknownThing
    if row.kind in OF_RESULTS:
        raise ResultAffected
    vote = _vote_of(meeting, row.facts)
    return _Subject(About.ENTRY, str(row.sequence), str(row.sequence), vote)


def _vote_of(meeting: Meeting, facts: Mapping[str, Any]) -> Vote | None:
    return Vote.objects.filter(meeting=meeting, pk=facts["vote"]).first() if "vote" in facts else None


def _require_no_result(found: _Subject, matter: Matter, said: Mapping[str, str]) -> None:
    if found.vote is not None and found.vote.stage in UNDER_WAY:
        raise VoteUnderWay
    papers = found.vote.papers if found.vote is not None else None
    if touches_result(
        matter,
        is_of_vote=found.vote is not None,
        issued=papers["issued"] if papers else None,
        entered=said["entered"],
        right=said["right"],
    ):
        raise ResultAffected


def _checked(words: Mapping[str, str]) -> dict[str, str]:
    """Return the words without surrounding space; refuse what is missing, unreadable or overlong, and two alike."""
    try:
        said = {name: checked_ground(words[name]) for name in TEXTS}
        said["asked_by"] = checked_ground(" ".join(words["asked_by"].split()))
    except NoGround:
        raise CorrectionIncomplete from None
    if len(said["asked_by"]) > LONGEST_NAME:
        raise CorrectionIncomplete
    if said["entered"] == said["right"]:
        raise NothingCorrected
    return said
