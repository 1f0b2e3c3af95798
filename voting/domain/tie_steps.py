"""What each entry about a tie adds to the record being read; a lot is drawn again."""

from dataclasses import replace

from council.domain.rules import Tie
from voting.domain.facts import VoteRecord
from voting.domain.lots import WrongLot, draw, keeps
from voting.domain.majority import Settled
from voting.domain.reading import Contradiction, Reading, moved
from voting.domain.stages import VoteAct
from voting.domain.ties import LotCommitted, LotDrawn, TieRecord, TieSettled
from voting.domain.vote_steps import chosen_in

SIDES = (Settled.FOR.value, Settled.AGAINST.value)
"""The two lots of a tie."""


def settle(reading: Reading, body: TieSettled) -> None:
    """Take what the chair said to a tie, once."""
    vote = moved(reading, body.vote, VoteAct.SETTLE_TIE)
    if vote.tie is not None:
        raise Contradiction("settled-twice", body.vote)
    _require_chair(reading, vote, body)
    tie = TieRecord(tie=Tie(body.tie), at=reading.at, choice=body.choice, name=body.name)
    reading.votes[body.vote] = replace(vote, tie=tie)


def _require_chair(reading: Reading, vote: VoteRecord, body: TieSettled) -> None:
    """Refuse what somebody said who does not preside, or may not under the rule: decline, or cast after having voted."""
    presiding, person = reading.sitting.presiding, reading.actor.partition(":")[2]
    if presiding is None or presiding.person != person:
        raise Contradiction("settled-by-another", body.vote)
    is_casting = body.tie == Tie.CASTING.value
    if is_casting and body.choice is Settled.NONE and not vote.majority.may_decline:
        raise Contradiction("casting-vote-owed", body.vote)
    if is_casting and vote.majority.casts_unvoted and person in chosen_in(reading, vote):
        raise Contradiction("casting-vote-of-others", body.vote)


def commit(reading: Reading, body: LotCommitted) -> None:
    """Take the commitment to a seed, once."""
    vote = moved(reading, body.vote, VoteAct.SETTLE_TIE)
    if vote.tie is not None:
        raise Contradiction("settled-twice", body.vote)
    tie = TieRecord(tie=Tie.LOT, at=reading.at, commitment=body.commitment)
    reading.votes[body.vote] = replace(vote, tie=tie)


def draw_lot(reading: Reading, body: LotDrawn) -> None:
    """Take the lot, drawn again here: from the seed that was committed to, and with the side that it fell for."""
    vote = moved(reading, body.vote, VoteAct.SETTLE_TIE)
    if vote.tie is None or vote.tie.tie is not Tie.LOT or vote.tie.seed:
        raise Contradiction("no-lot-to-draw", body.vote)
    if not _falls_so(body, vote.tie.commitment, is_of_candidates=vote.contest is not None):
        raise Contradiction("lot-differs", body.vote)
    choice = Settled(body.choice) if body.choice else None
    tie = replace(vote.tie, at=reading.at, choice=choice, seed=body.seed, word=body.word, drawn=body.drawn)
    reading.votes[body.vote] = replace(vote, tie=tie)


def _falls_so(body: LotDrawn, committed: str, *, is_of_candidates: bool) -> bool:
    """Tell whether the lot falls as the entry says, drawn with its seed, which must be the one committed to, and word.

    Between which candidates it had to be drawn is found when the ballot is counted again.
    """
    try:
        seed = bytes.fromhex(body.seed)
        drawn = draw(seed=seed, lots=body.drawn if is_of_candidates else SIDES, word=body.word)
        told = (body.choice, body.drawn) == ((None, drawn) if is_of_candidates else (drawn[0], ()))
        return told and keeps(seed, committed)
    except (WrongLot, ValueError):
        return False
