"""Makes what screens show of a tie: the way out of it, whether that is waited for, and the lot to be drawn again."""

from council.domain.rules import Majority, Tie
from kiosk import messages
from kiosk.snapshots.loading import LoadedVote
from voting.domain.majority import Outcome


def tie(vote: LoadedVote, *, is_known: bool) -> messages.TieState | None:
    """Return the tie that a closed vote came to, if the rules know a way out of it; also a lot between candidates.

    Before the result is known only a lot that has to be drawn is told: the room is the witness of its commitment.
    """
    settled = vote.row.tie or {}
    way = vote.result["reason"].get("tie") or settled.get("tie") if vote.result else None
    if vote.result is None or way is None or (not is_known and way != Tie.LOT):
        return None
    if not is_known:
        settled = {"commitment": settled["commitment"]}
    return messages.TieState(
        way=way,
        waits=way != Tie.REVOTE and vote.result["outcome"] == Outcome.TIED,
        may_decline=Majority.from_plain(vote.row.majority).may_decline,
        name=settled.get("name", ""),
        at=settled.get("at") if "choice" in settled or "seed" in settled else None,
        commitment=settled.get("commitment", ""),
        seed=settled.get("seed", ""),
        word=settled.get("word", ""),
    )
