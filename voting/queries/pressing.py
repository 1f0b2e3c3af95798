"""What is known of those who press, in one question; four put together by the ORM took longer than the rest of a press."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from ledger.statements import ask, identity
from voting.domain.choices import Choice, Standing
from voting.domain.presses import Ballot
from voting.models import Vote

_QUESTION = """
WITH pressing (person) AS {ids}
SELECT pressing.person, roll.standing, roll.proxy_id, ballot.choice, ballot.press, refused.press,
    spoken.choice IS NOT NULL
FROM pressing
LEFT JOIN voting_rollmember AS roll ON roll.vote_id = %s AND roll.person_id = pressing.person
LEFT JOIN voting_ballot AS ballot ON ballot.vote_id = %s AND ballot.person_id = pressing.person
LEFT JOIN voting_refusedpress AS refused ON refused.vote_id = %s AND refused.person_id = pressing.person
LEFT JOIN voting_spokenchoice AS spoken ON spoken.vote_id = %s AND spoken.person_id = pressing.person
"""


@dataclass(slots=True)
class Pressing:
    """Of those pressed for: standing and proxy on the roll, ballot held, last refused press; and who spoke aloud."""

    standings: dict[UUID, Standing] = field(default_factory=dict)
    holders: dict[UUID, UUID] = field(default_factory=dict)
    held: dict[UUID, Ballot] = field(default_factory=dict)
    seen: dict[UUID, int] = field(default_factory=dict)
    spoken: set[UUID] = field(default_factory=set)


def pressing(vote: Vote, people: Collection[UUID]) -> Pressing:
    """Return what is known of these people in the vote; nothing of who has no part in it."""
    found = Pressing()
    for told, standing, holder, choice, press, refused, has_spoken in ask(_QUESTION, people, *[vote.pk] * 4):
        person = identity(told)
        if holder is not None:
            found.holders[person] = identity(holder)
        if standing is not None:
            found.standings[person] = Standing(standing)
        if choice is not None:
            found.held[person] = Ballot(Choice(choice), press)
        if refused is not None:
            found.seen[person] = refused
        if has_spoken:
            found.spoken.add(person)
    return found
