"""What follows a tie: the chair's casting vote or side, or a lot whose seed is committed to before it is drawn."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from agenda.commands import append
from agenda.models import Meeting
from agenda.refusals import NotPresiding
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from council.domain.rules import Majority, Tie
from ledger.commands import checkpoint
from ledger.kinds import Kind
from voting.commands.taking import take
from voting.domain.elections import Count
from voting.domain.lots import SEED_BYTES, WrongLot, commitment, draw
from voting.domain.majority import VOTED, Outcome, Settled
from voting.domain.stages import VoteAct
from voting.domain.tie_steps import SIDES
from voting.domain.ties import TieRecord
from voting.models import Vote
from voting.queries import count_vote
from voting.refusals import CastingVoteOfOthers, CastingVoteOwed, NoTieToSettle, TieUnsettled, WrongWord

BY_CHAIR = frozenset({Tie.CASTING, Tie.CHAIR_SIDE})
"""Ways out of a tie that wait for what the chair says."""


def commit_lot(vote: Vote, by: Actor, at: datetime) -> None:
    """Commit to the seed of the lot, where the vote that was just closed ended in a tie that a lot settles."""
    if _waits_for(vote) is not Tie.LOT:
        return
    vote.lot_seed = secrets.token_hex(SEED_BYTES)
    committed = commitment(bytes.fromhex(vote.lot_seed))
    vote.tie = TieRecord(tie=Tie.LOT, at=at, commitment=committed).to_plain()
    vote.save(update_fields=["lot_seed", "tie"])
    body = {"vote": str(vote.pk), "commitment": committed}
    append(log=vote.meeting.log, kind=Kind.LOT_COMMITTED, actor=str(by), body=body, at=at)


def settle_tie(*, meeting: Meeting, vote_id: UUID, stage: str, choice: str, by: Actor, at: datetime) -> Vote:
    """Settle a tie as who presides: for, against, or none, which leaves the casting vote unused.

    Where the side of the chair decides and the vote was without names, this says which side it was. Refuses anybody else
    (NotPresiding), in practice too, a vote that waits for no word of the chair, to decline where the standing orders
    oblige the chair, and who has voted where the casting vote is for a chair who has not.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.SETTLE_TIE, (ActorRole.CHAIR,))
    if by.person_id != meeting.presiding_id:
        raise NotPresiding(name=meeting.presiding.name if meeting.presiding else "")
    tie = _waits_for(vote)
    if tie not in BY_CHAIR:
        raise NoTieToSettle
    rule = Majority.from_plain(vote.majority)
    if tie is Tie.CASTING and choice == Settled.NONE and not rule.may_decline:
        raise CastingVoteOwed
    if tie is Tie.CASTING and rule.casts_unvoted and _has_voted(vote, by):
        raise CastingVoteOfOthers
    name = meeting.presiding.name if meeting.presiding else ""
    found = TieRecord(tie=tie, at=at, choice=Settled(choice), name=name)
    vote.tie = found.to_plain()
    vote.save(update_fields=["tie"])
    body = {"vote": str(vote.pk), "tie": tie.value, "choice": choice, "name": name}
    append(log=meeting.log, kind=Kind.TIE_SETTLED, actor=str(by), body=body, at=at)
    return vote


def _has_voted(vote: Vote, by: Actor) -> bool:
    chosen = vote.roll.filter(person=by.person_id, position__in=VOTED)
    return chosen.exists()


def draw_lot(*, meeting: Meeting, vote_id: UUID, stage: str, word: str, by: Actor, at: datetime) -> Vote:
    """Draw the lot of a tie, or of equals in an election, with a word that somebody in the room calls out; show the seed.

    The word may be left empty.
    Refuses a vote that waits for no lot, and what is no word in one line.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.SETTLE_TIE, AT_THE_CHAIR)
    if _waits_for(vote) is not Tie.LOT or vote.tie is None:
        raise NoTieToSettle
    try:
        drawn = draw(seed=bytes.fromhex(vote.lot_seed), lots=_lots(vote), word=word)
    except WrongLot:
        raise WrongWord from None
    fell = {"drawn": list(drawn)} if vote.contest else {"choice": drawn[0]}
    said = {"seed": vote.lot_seed, "word": word.strip(), **fell}
    vote.tie = {name: told for name, told in {**vote.tie, **said, "at": at.isoformat()}.items() if told}
    vote.save(update_fields=["tie"])
    body = {"vote": str(vote.pk), **said}
    append(log=meeting.log, kind=Kind.LOT_DRAWN, actor=str(by), body=body, at=at)
    checkpoint(log=meeting.log, at=at)
    return vote


def _lots(vote: Vote) -> Sequence[str]:
    """Return what the lot is drawn of: the two sides, or the candidates who are equals."""
    returned = count_vote(vote).returned
    return returned.between if returned else SIDES


def settled_count(vote: Vote) -> Count:
    """Return what a closed vote came to; refuse (TieUnsettled) a tie that waits for the chair or the lot."""
    found = count_vote(vote)
    if found.result.outcome is Outcome.TIED and found.result.reason.tie is not Tie.REVOTE:
        raise TieUnsettled
    return found


def _waits_for(vote: Vote) -> Tie | None:
    """Return what has to settle a closed vote, if it ended in a tie that is not settled."""
    found = count_vote(vote).result
    return found.reason.tie if found.outcome is Outcome.TIED else None
