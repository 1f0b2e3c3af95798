"""What entries about items voted together add to the record being read."""

from dataclasses import replace

from voting.domain.bodies import JointDecision
from voting.domain.facts import VoteRecord
from voting.domain.joint import ItemPulled, ItemsJoined, JoinedItem, JoinedRecord
from voting.domain.numbering_steps import take_number
from voting.domain.reading import Contradiction, Reading, moved
from voting.domain.stages import UNDER_WAY, VoteAct


def join(reading: Reading, body: ItemsJoined) -> None:
    """Join items to a prepared vote: each with its own motion, none twice, none that was taken out of the vote.

    They stand in the order of the agenda, whichever was joined first.
    """
    vote = moved(reading, body.vote, VoteAct.JOIN)
    for said in body.items:
        _require_joinable(reading, vote, said)
        vote = replace(vote, joined=(*vote.joined, JoinedRecord(said)))
    places = list(reading.items)
    joined = sorted(vote.joined, key=lambda one: places.index(one.said.item))
    reading.votes[body.vote] = replace(vote, joined=tuple(joined))


def pull_out(reading: Reading, body: ItemPulled) -> None:
    """Take an item out of a vote before it is opened; taking out the vote's own leaves that alone in it."""
    vote = moved(reading, body.vote, VoteAct.PULL_OUT)
    if not vote.together or body.motion not in {vote.motion, *(one.motion for one in vote.together)}:
        raise Contradiction("not-in-the-vote", body.motion)
    if body.motion == vote.motion:
        own = JoinedItem(vote.motion, vote.item, vote.item_number, vote.title, vote.text)
        gone = tuple(one for one in vote.joined if one.pulled)
        joined = (*gone, JoinedRecord(own, body, reading.at))
    else:
        joined = tuple(
            replace(one, pulled=body, pulled_at=reading.at) if one.said.motion == body.motion else one
            for one in vote.joined
        )
    reading.votes[body.vote] = replace(vote, joined=joined)


def require_same_recused(reading: Reading, vote: VoteRecord) -> None:
    """Refuse to open a vote with an item on which others are recused than on the vote's own: there is one roll."""
    recused: dict[str, set[str]] = {}
    for item, person in reading.recusals:
        recused.setdefault(item, set()).add(person)
    for one in vote.together:
        if recused.get(one.item) != recused.get(vote.item):
            raise Contradiction("others-recused", one.item)


def decide_together(reading: Reading, vote: VoteRecord, decided: tuple[JointDecision, ...]) -> None:
    """Take the decisions on what was joined: one for each of it."""
    # An item listed while the meeting ran may stand elsewhere on the agenda than in the entries.
    if sorted(one.motion for one in decided) != sorted(one.motion for one in vote.together):
        raise Contradiction("decides-other-items", vote.vote)
    for one in decided:
        take_number(reading, one.motion, one.decision, one.numbered)


def _require_joinable(reading: Reading, vote: VoteRecord, said: JoinedItem) -> None:
    motion, item = reading.motions.get(said.motion), reading.items.get(said.item)
    if motion is None or item is None or motion.item != said.item or motion.kind != "main" or motion.election:
        raise Contradiction("unknown-motion", said.motion)
    known = {vote.motion, *(one.said.motion for one in vote.joined)}
    is_voted = any(
        said.motion == other.motion for other in reading.votes.values() if other.stage in UNDER_WAY
    )
    if said.motion in known or is_voted or item.is_closed or motion.text != said.text:
        raise Contradiction("cannot-be-joined", said.motion)
    if motion.secrecy is not vote.secrecy or vote.contest is not None:
        raise Contradiction("another-way-of-voting", said.motion)
