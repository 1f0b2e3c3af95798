"""Elections as motions: entering one on an item, nominating candidates and letting them withdraw. Ballots are voting's.

Until the meeting opens they are ordinary rows; afterwards each act is an entry.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec

from agenda.commands.drafts import MOST_TITLE
from agenda.commands.entering import append
from agenda.commands.locking import checked_line, find_item, require_open, require_role, require_together
from agenda.commands.motions import MAY_ENTER
from agenda.domain.elections import LONGEST_NAME, MOST_CANDIDATES, MOST_PLACES, Candidate, Election, to_plain
from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import ItemStage, MeetingStage, MotionStage
from agenda.models import Meeting, Motion
from agenda.queries import belongs
from agenda.refusals import (
    AlreadyCandidate,
    NoNominator,
    TooManyCandidates,
    UnknownThing,
    WrongItemStage,
    WrongMotionStage,
    WrongPlaces,
)
from council.domain.actors import Actor
from council.models import Person
from ledger.kinds import Kind


def enter_election(
    *,
    meeting: Meeting,
    item_id: UUID,
    office: str,
    places: int,
    majority: dict[str, Any] | None,
    by: Actor,
    at: datetime,
) -> Motion:
    """Enter, as clerk or chair, that so many are to be elected to an office, on an item that is not done with.

    It is decided in secret, on paper; `majority` None is that of the standing orders. Refuses an unfit line and a number of
    places that cannot be.
    """
    _require(meeting, by)
    item = find_item(meeting, item_id)
    if item.stage == ItemStage.DONE:
        raise WrongItemStage
    if not 1 <= places <= MOST_PLACES:
        raise WrongPlaces(most=MOST_PLACES)
    last = item.motions.order_by("-position").first()
    motion = Motion.objects.create(
        municipality_id=meeting.municipality_id,
        item=item,
        position=last.position + 1 if last else 1,
        text=checked_line(office, MOST_TITLE),
        majority=majority,
        secrecy=Secrecy.SECRET,
        election=to_plain(Election(places)),
    )
    body = {
        "motion": str(motion.pk),
        "item": str(item.pk),
        "kind": motion.kind,
        "text": motion.text,
        "secrecy": motion.secrecy,
        "election": motion.election,
    }
    _append(meeting, Kind.ELECTION_ENTERED, body, by, at)
    return motion


def nominate(
    *, meeting: Meeting, motion_id: UUID, name: str, nominator: UUID | None, by: Actor, at: datetime
) -> Motion:
    """Enter, as clerk or chair, a candidate and who nominated them, somebody of the meeting.

    Refuses a missing nominator where the rules want one, a name that stands already or cannot be, and too many candidates.
    """
    motion, election = find_election(meeting, motion_id, by)
    name = checked_line(name, LONGEST_NAME)
    if election.stands(name):
        raise AlreadyCandidate(name=name)
    if len(election.candidates) >= MOST_CANDIDATES:
        raise TooManyCandidates(most=MOST_CANDIDATES)
    is_needed = meeting.standing_orders.elections.needs_nominator
    if (nominator is None and is_needed) or (nominator is not None and not _may_nominate(meeting, nominator)):
        raise NoNominator
    known = Person.objects.filter(municipality=meeting.municipality_id, name=name)[:2]
    candidate = Candidate(
        candidate=str(uuid4()),
        name=name,
        person=str(known[0].pk) if len(known) == 1 else None,
        nominator=Person.objects.get(pk=nominator).name if nominator else "",
    )
    _keep(motion, Election(election.places, (*election.candidates, candidate)))
    body = {"motion": str(motion.pk), **to_plain(candidate)}
    _append(meeting, Kind.CANDIDATE_NOMINATED, body, by, at)
    return motion


def withdraw_candidate(
    *, meeting: Meeting, motion_id: UUID, candidate_id: UUID, by: Actor, at: datetime
) -> Motion:
    """Enter, as clerk or chair, that a candidate stands no more."""
    motion, election = find_election(meeting, motion_id, by)
    gone = election.find(str(candidate_id))
    if gone is None:
        raise UnknownThing
    _keep(motion, Election(election.places, tuple(one for one in election.candidates if one is not gone)))
    body = {"motion": str(motion.pk), "candidate": gone.candidate, "name": gone.name}
    _append(meeting, Kind.CANDIDATE_WITHDRAWN, body, by, at)
    return motion


def find_election(meeting: Meeting, motion_id: UUID, by: Actor) -> tuple[Motion, Election]:
    """Return an election whose candidates can be entered now. Refuses one that was withdrawn, lapsed or is being voted."""
    _require(meeting, by)
    motion = Motion.objects.select_related("item").filter(item__meeting=meeting, pk=motion_id).first()
    if motion is None or motion.election is None:
        raise UnknownThing
    if motion.stage not in {MotionStage.PENDING, MotionStage.DONE}:
        raise WrongMotionStage
    return motion, msgspec.convert(motion.election, Election)


def _may_nominate(meeting: Meeting, person: UUID) -> bool:
    return belongs(meeting, person) or person == meeting.presiding_id


def _require(meeting: Meeting, by: Actor) -> None:
    require_role(by, meeting, *MAY_ENTER)
    require_together(meeting)
    if meeting.stage != MeetingStage.DRAFT:
        require_open(meeting)


def _keep(motion: Motion, election: Election) -> None:
    motion.election = to_plain(election)
    motion.save(update_fields=["election"])


def _append(meeting: Meeting, kind: Kind, body: Mapping[str, object], by: Actor, at: datetime) -> None:
    if meeting.stage != MeetingStage.DRAFT:
        append(log=meeting.log, kind=kind, actor=str(by), body=body, at=at)
