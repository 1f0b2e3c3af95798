"""What a vote may be put together from: a matter before the meeting, the vote it repeats, the tie it follows, its ballot."""

import dataclasses

from msgspec.structs import replace

from council.domain.elections import PaperOrder
from voting.domain import bodies
from voting.domain.elections import Contest, Returned, ballot_due
from voting.domain.facts import VoteRecord
from voting.domain.majority import Outcome
from voting.domain.reading import Contradiction, Reading
from voting.domain.stages import UNDER_WAY, Mode, VoteStage

GONE = frozenset({VoteStage.WITHDRAWN, VoteStage.ANNULLED})


def require_matter(reading: Reading, body: bodies.VotePrepared) -> None:
    """Refuse a motion of another item, a second vote while one is under way, and a ballot that is not the election's."""
    motion = reading.motions.get(body.motion)
    if motion is None or motion.item != body.item:
        raise Contradiction("other-motion", body.motion)
    if any(vote.stage in UNDER_WAY for vote in reading.votes.values()):
        raise Contradiction("vote-under-way", body.vote)
    if (motion.election is None) is not (body.contest is None):
        raise Contradiction("no-election", body.motion)
    if body.contest is not None:
        _require_contest(reading, body, body.contest)


def require_tie(reading: Reading, body: bodies.VotePrepared) -> None:
    """Refuse a vote that does not follow the tie of the same motion's last vote where that has to be voted again."""
    expected = _tie_before(reading, body.motion)
    if body.repeats is not None:
        expected = reading.vote(body.repeats).follows_tie
    if body.follows_tie != expected:
        raise Contradiction("follows-no-tie", body.follows_tie or body.vote)


def _tie_before(reading: Reading, motion: str) -> str | None:
    votes = [vote for vote in reading.votes.values() if vote.motion == motion and vote.stage not in GONE]
    last = votes[-1].result if votes else None
    return votes[-1].vote if last is not None and last.outcome is Outcome.TIED else None


def require_first_repetition(reading: Reading, repeated: str, motion: str) -> VoteRecord:
    """Return the vote to be repeated; refuse one of another motion, one that is repeated already, and a final result."""
    vote = reading.vote(repeated)
    if vote.motion != motion:
        raise Contradiction("repeats-another-motion", repeated)
    if vote.repeated_by is not None:
        raise Contradiction("repeated-twice", repeated)
    if vote.stage not in {VoteStage.DECLARED, VoteStage.ANNULLED}:
        raise Contradiction("repeated-too-early", repeated)
    tied = vote
    while tied.follows_tie is not None:
        tied = reading.vote(tied.follows_tie)
    first = reading.votes.get(tied.repeats or "")
    if first is not None and vote.stage is first.stage is VoteStage.DECLARED:
        raise Contradiction("final-result-repeated", repeated)
    return vote


def _require_contest(reading: Reading, body: bodies.VotePrepared, contest: Contest) -> None:
    """Refuse another ballot than is due: of others, for other places, or one that does not follow the last.

    In which order candidates stand on the paper is not told: that of names is the council's language's.
    """
    election = reading.motions[body.motion].election
    if election is None or body.mode is not Mode.PAPER:
        raise Contradiction("no-election", body.motion)
    repeated = reading.vote(body.repeats).contest if body.repeats is not None else None
    due = ballot_due(
        election,
        dataclasses.replace(reading.orders.elections, order=PaperOrder.NOMINATION),
        language="",
        last=_last_ballot(reading, body.motion),
        repeated=repeated,
    )
    if due is None or not contest.candidates or _in_any_order(due) != _in_any_order(contest):
        raise Contradiction("other-candidates", body.vote)


def _last_ballot(reading: Reading, motion: str) -> tuple[Contest, Returned] | None:
    """Return the last ballot of an election with a result that stands."""
    stands = [
        (vote.contest, vote.result.returned)
        for vote in reading.votes.values()
        if vote.motion == motion and vote.stage is VoteStage.DECLARED and vote.result
    ]
    contest, returned = stands[-1] if stands else (None, None)
    return (contest, returned) if contest is not None and returned is not None else None


def _in_any_order(contest: Contest) -> Contest:
    return replace(contest, candidates=tuple(sorted(contest.candidates, key=lambda one: one.candidate)))


def require_returned(vote: VoteRecord, returned: Returned | None) -> None:
    """Refuse somebody elected who did not stand, and a ballot with candidates that says nothing of them."""
    if vote.contest is None and returned is None:
        return
    standing = {one.candidate for one in vote.contest.candidates} if vote.contest else set()
    if returned is None or not standing.issuperset((*returned.elected, *returned.standing)):
        raise Contradiction("other-candidates", vote.vote)
