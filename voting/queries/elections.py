"""Reads about elections: the last ballot of one that has a result that stands, and whether another follows it."""

import msgspec
from django.db import DEFAULT_DB_ALIAS

from agenda.domain.elections import Election
from agenda.models import Motion
from voting.domain.elections import Contest, Returned, still_standing
from voting.queries.motions import last_decision


def last_ballot(motion: Motion, *, using: str = DEFAULT_DB_ALIAS) -> tuple[Contest, Returned] | None:
    """Return the last ballot with a result that stands."""
    vote = last_decision(motion, using)
    if vote is None or vote.contest is None or vote.result is None:
        return None
    return msgspec.convert(vote.contest, Contest), msgspec.convert(vote.result["returned"], Returned)


def further_after(motion: Motion, *, using: str = DEFAULT_DB_ALIAS) -> tuple[Contest, Returned] | None:
    """Return the last ballot if its result has a further one follow it, and somebody is left to stand in that."""
    last = last_ballot(motion, using=using)
    election = msgspec.convert(motion.election, Election)
    return last if last is not None and still_standing(last[1], election) else None
