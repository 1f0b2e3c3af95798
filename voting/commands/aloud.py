"""Ballots spoken aloud, as from a dead terminal: the clerk enters one member's choice, the chair makes it the ballot."""

from datetime import datetime
from uuid import UUID

from agenda.commands import append
from agenda.models import Meeting
from agenda.queries import present_people
from agenda.refusals import NotCheckedIn, UnknownThing
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger.kinds import Kind
from voting.commands.rolls import give_in_person, is_in_person_now
from voting.commands.taking import require_offered, take
from voting.domain.choices import Choice, Standing
from voting.domain.modes import AT_TERMINALS, UNNAMED
from voting.domain.stages import VoteAct
from voting.models import Ballot, RefusedPress, RollMember, SpokenChoice, Vote
from voting.queries import represented_in
from voting.refusals import (
    BallotFixed,
    NotAloud,
    NotElectronic,
    NotEntitled,
    NothingSpoken,
    OwnEntry,
    SpokenWaits,
)

# A dead terminal may hold presses from before its member spoke, and send them once it is back. They must come too late:
# nobody presses so often in vain.
BEYOND_EARLIER_PRESSES = 1000


def enter_spoken(
    *, meeting: Meeting, vote_id: UUID, stage: str, person_id: UUID, choice: str, by: Actor, at: datetime
) -> SpokenChoice:
    """Enter, as the clerk, what a member spoke aloud in an open or held electronic vote. It is no ballot yet.

    Refuses who may not vote in it or is not in the room, a second one that would wait, what is no choice, and another mode,
    one without names too (NotAloud); where no ballot may be changed also whoever has one.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.SPEAK, (ActorRole.CLERK,))
    if vote.mode not in AT_TERMINALS:
        raise NotElectronic
    if vote.mode in UNNAMED:
        raise NotAloud
    require_offered(meeting, choice)
    person = _voter(vote, person_id)
    if SpokenChoice.objects.filter(vote=vote, person=person).exists():
        raise SpokenWaits(name=person.name)
    may_change = meeting.standing_orders.may_change_ballot
    if not may_change and Ballot.objects.filter(vote=vote, person=person).exists():
        raise BallotFixed(name=person.name)
    spoken = SpokenChoice.objects.create(
        municipality_id=vote.municipality_id,
        vote=vote,
        person=person,
        choice=Choice(choice),
        entered_by_id=by.person,
        entered_at=at,
    )
    body = {**_named(spoken), "choice": spoken.choice}
    append(log=meeting.log, kind=Kind.CHOICE_SPOKEN, actor=str(by), body=body, at=at)
    return spoken


def _voter(vote: Vote, person_id: UUID) -> Person:
    person = Person.objects.filter(pk=person_id, municipality=vote.municipality_id).first()
    if person is None:
        raise UnknownThing
    line = RollMember.objects.filter(vote=vote, person=person).first()
    if line is None or line.standing != Standing.PRESENT:
        raise NotEntitled(name=person.name)
    present = present_people(vote.meeting)
    if person_id not in present | represented_in(vote, present):
        raise NotCheckedIn(name=person.name)
    return person


def confirm_spoken(
    *, meeting: Meeting, vote_id: UUID, stage: str, person_id: UUID, choice: str, by: Actor, at: datetime
) -> Ballot:
    """Make a choice spoken aloud the member's ballot, as the chair, who was shown this person and this choice.

    A press that the member makes afterwards replaces it, if the standing orders allow a change. Refuses what does not wait,
    or not with this choice, and who entered it.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.SPEAK, (ActorRole.CHAIR,))
    spoken = _waiting(vote, person_id)
    if spoken.choice != choice:
        raise NothingSpoken
    if spoken.entered_by_id == by.person_id:
        raise OwnEntry
    given = {
        "choice": spoken.choice,
        "press": _above_own_presses(vote, person_id),
        "cast_at": at,
        "entered_by_id": spoken.entered_by_id,
        "confirmed_by_id": by.person,
    }
    own = {"municipality_id": vote.municipality_id}
    ballot, _ = Ballot.objects.update_or_create(
        vote=vote, person_id=person_id, defaults=given, create_defaults=given | own
    )
    clerk = Actor(ActorRole.CLERK, spoken.entered_by_id)
    body = {**_named(spoken), "choice": ballot.choice, "press": ballot.press, "entered_by": str(clerk)}
    spoken.delete()
    append(log=meeting.log, kind=Kind.BALLOT_SPOKEN, actor=str(by), body=body, at=at)
    give_in_person(vote, person_id)
    return ballot


def drop_spoken(
    *, meeting: Meeting, vote_id: UUID, stage: str, person_id: UUID, by: Actor, at: datetime
) -> None:
    """Drop, as chair or clerk, a choice spoken aloud that waits: misheard, or entered for the wrong member."""
    vote = take(meeting, vote_id, stage, by, VoteAct.SPEAK, (ActorRole.CHAIR, ActorRole.CLERK))
    spoken = _waiting(vote, person_id)
    body = _named(spoken)
    spoken.delete()
    append(log=meeting.log, kind=Kind.CHOICE_DROPPED, actor=str(by), body=body, at=at)


def forget_spoken(vote: Vote) -> None:
    """Let go of what waits in a vote that takes no more ballots; its own entry tells of that."""
    SpokenChoice.objects.filter(vote=vote).delete()


def _waiting(vote: Vote, person_id: UUID) -> SpokenChoice:
    spoken = SpokenChoice.objects.select_related("person").filter(vote=vote, person=person_id).first()
    if spoken is None:
        raise NothingSpoken
    return spoken


def _above_own_presses(vote: Vote, person_id: UUID) -> int:
    """Return a number far above all seen; those pressed by proxy are not seen any more once the giver has come."""
    if is_in_person_now(vote, person_id):
        RefusedPress.objects.filter(vote=vote, person=person_id).delete()
        return BEYOND_EARLIER_PRESSES
    found = [
        *Ballot.objects.filter(vote=vote, person=person_id).values_list("press", flat=True),
        *RefusedPress.objects.filter(vote=vote, person=person_id).values_list("press", flat=True),
    ]
    return max(found, default=0) + BEYOND_EARLIER_PRESSES


def _named(spoken: SpokenChoice) -> dict[str, str]:
    return {"vote": str(spoken.vote_id), "person": str(spoken.person_id), "name": spoken.person.name}
