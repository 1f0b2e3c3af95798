"""Makes what screens show at each place of the hall: one character for a place, in the order of the hall document."""

from uuid import UUID

from kiosk.snapshots.loading import Loaded, LoadedVote
from voting.domain.choices import (
    ANSWERS,
    CODES,
    EMPTY_CODE,
    SPOKEN_CODE,
    VOTED_CODE,
    Answer,
    Position,
    Standing,
)
from voting.domain.roll import standing_of

MAY_VOTE = CODES[Position.NOT_VOTING]


def voted(loaded: Loaded, vote: LoadedVote) -> str:
    """Return who has voted and who may; before the opening who could, absent members and those without a vote apart."""
    if vote.row.opened_at is None:
        return _due(loaded, vote)
    return "".join(_voted(person, vote) for person in loaded.plan.by_person)


def _due(loaded: Loaded, vote: LoadedVote) -> str:
    """Return it as the roll would be if the vote were opened now.

    By correspondence that would tell who has answered: there everybody with a vote looks the same.
    """
    # Who votes for somebody by proxy, must be able to vote themselves.
    represented = {one.giver for one in loaded.proxies if one.is_in_force and one.holder not in vote.recused}

    def code(person: UUID) -> str:
        if not loaded.plan.by_person[person].is_councillor:
            return EMPTY_CODE
        if loaded.letters is not None:
            return MAY_VOTE
        standing = standing_of(person, present=loaded.present, recused=vote.recused, represented=represented)
        return MAY_VOTE if standing is Standing.PRESENT else CODES[Position(standing)]

    return "".join(map(code, loaded.plan.by_person))


def _voted(person: UUID, vote: LoadedVote) -> str:
    line = vote.roll.get(person)
    if line is None:
        return EMPTY_CODE
    if person in vote.voted:
        return VOTED_CODE
    return CODES[Position(line.standing)] if line.standing != Standing.PRESENT else MAY_VOTE


def positions(loaded: Loaded, vote: LoadedVote) -> str:
    """Return what became of each place; before the close of a vote by voice or by named hands, what was answered so far."""
    return "".join(_position(person, vote) for person in loaded.plan.by_person)


def _position(person: UUID, vote: LoadedVote) -> str:
    line = vote.roll.get(person)
    if line is None:
        return EMPTY_CODE
    if line.position:
        return CODES[Position(line.position)]
    if person in vote.answers:
        return CODES[ANSWERS[Answer(vote.answers[person])]]
    return EMPTY_CODE if line.standing == Standing.PRESENT else CODES[Position(line.standing)]


def spoken(loaded: Loaded, vote: LoadedVote) -> str:
    """Return who has spoken their choice aloud."""
    return "".join(SPOKEN_CODE if person in vote.spoken else EMPTY_CODE for person in loaded.plan.by_person)
