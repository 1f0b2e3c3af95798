"""What the public may know of a record: of closed items only that they are closed and, if the rules say so, the results."""

from dataclasses import replace

from msgspec import structs

from council.domain.sittings import SittingRules
from voting.domain.bodies import ListedItem
from voting.domain.corrections import CorrectionRecord
from voting.domain.facts import ItemRecord, ItemResult, MeetingRecord, VoteRecord, VoteResult
from voting.domain.majority import Outcome
from voting.domain.sitting import Adoption, Sitting
from voting.domain.stages import VoteStage


def public_record(record: MeetingRecord) -> MeetingRecord:
    """Return the record without anything of its closed items but that they are closed, when, how, and what may be told."""
    closed = frozenset(item.listed.item for item in record.items if item.is_closed)
    if not closed:
        return record
    hidden = frozenset(motion.motion for motion in record.motions if motion.item in closed)
    return replace(
        record,
        opening=replace(record.opening, said=structs.replace(record.opening.said, items=()))
        if record.opening
        else None,
        items=tuple(_masked(item, record) if item.is_closed else item for item in record.items),
        motions=tuple(motion for motion in record.motions if motion.item not in closed),
        written=tuple(one for one in record.written if one.motion not in hidden),
        advances=tuple(advance for advance in record.advances if advance.said.item not in closed),
        recusals=tuple(recusal for recusal in record.recusals if recusal.item not in closed),
        votes=tuple(_vote(vote, closed) for vote in record.votes if vote.item not in closed),
        corrections=tuple(made for made in record.corrections if not _is_hidden(made, record, closed)),
        sitting=_sitting(record, closed),
    )


def closed_record(record: MeetingRecord) -> MeetingRecord:
    """Return the record with its closed items only, for those who may know of them."""
    closed = frozenset(item.listed.item for item in record.items if item.is_closed)
    spoken = _spoken_on_closed(record, closed)
    speeches = tuple(
        replace(speech, item=spoken.get(speech.request, speech.item)) for speech in record.sitting.speeches
    )
    return replace(
        record,
        items=tuple(item for item in record.items if item.is_closed),
        votes=tuple(vote for vote in record.votes if vote.item in closed),
        corrections=tuple(made for made in record.corrections if _is_hidden(made, record, closed)),
        sitting=replace(
            record.sitting,
            speeches=speeches,
            assistants=(),
            changes=tuple(one for one in record.sitting.changes if one.item in closed),
            checks=tuple(one for one in record.sitting.checks if one.item in closed),
        ),
    )


def _masked(item: ItemRecord, record: MeetingRecord) -> ItemRecord:
    bare = ListedItem(item=item.listed.item, number=item.listed.number, title="", motions=())
    # The motion to close it was moved and voted before everybody; a ground that chair or clerk gave was not.
    ground = item.ground if item.closed_by else ""
    return replace(item, listed=bare, papers=(), ground=ground, results=_results(item, record))


def _vote(vote: VoteRecord, closed: frozenset[str]) -> VoteRecord:
    """Return the vote without an item that was decided by it and closed since."""
    hidden = {one.said.motion for one in vote.joined if one.said.item in closed}
    if not hidden:
        return vote
    joined = tuple(one for one in vote.joined if one.said.motion not in hidden)
    told = (
        replace(vote.result, joined=tuple(one for one in vote.result.joined if one.motion not in hidden))
        if vote.result
        else None
    )
    return replace(vote, joined=joined, result=told)


def _results(item: ItemRecord, record: MeetingRecord) -> tuple[ItemResult, ...]:
    """Return the decisions on main motions that stand, once the item is not dealt with any more, if the rules publish them.

    Of several votes on a motion the last one stands: a repetition, the second vote after a tie, or a further ballot.
    """
    plain = record.opening.said.rules.orders.get("sitting", {}) if record.opening else {}
    is_current = record.adjournment is None and record.sitting.current == item.listed.item
    if is_current or not SittingRules.from_plain(plain).publishes_closed:
        return ()
    mains = {
        motion.motion
        for motion in record.motions
        if motion.kind == "main" and motion.item == item.listed.item
    }
    standing = {
        motion: _result(vote, vote.result, motion)
        for vote in record.votes
        for motion in vote.motions & mains
        if vote.result is not None and vote.stage is VoteStage.DECLARED
    }
    return tuple(result for result in standing.values() if result.outcome is not Outcome.TIED)


def _result(vote: VoteRecord, result: VoteResult, motion: str) -> ItemResult:
    has_elected = vote.contest is not None and bool(vote.contest.elected)
    outcome = Outcome.ADOPTED if has_elected else result.outcome
    decision = next((one.decision for one in result.joined if one.motion == motion), result.decision)
    return ItemResult(outcome, decision, is_election=vote.contest is not None)


def _is_hidden(made: CorrectionRecord, record: MeetingRecord, closed: frozenset[str]) -> bool:
    hidden = closed | {vote.vote for vote in record.votes if vote.item in closed}
    return made.said.subject in hidden or not closed.isdisjoint(made.items)


def _spoken_on_closed(record: MeetingRecord, closed: frozenset[str]) -> dict[str, str]:
    """Return the speeches on closed items, each with its item; also what replies to one, or explains a vote on one.

    A request outlives its item, so that such a speech may be held while another item is before the meeting.
    """
    votes = {vote.vote: vote.item for vote in record.votes}
    found: dict[str, str] = {}
    for speech in record.sitting.speeches:  # A speech stands after the one that it is tied to.
        items = (speech.item, votes.get(speech.vote or ""), found.get(speech.to or ""))
        item = next((item for item in items if item in closed), None)
        if item is not None:
            found[speech.request] = item
    return found


def _sitting(record: MeetingRecord, closed: frozenset[str]) -> Sitting:
    sitting, hidden = record.sitting, _spoken_on_closed(record, closed)
    return replace(
        sitting,
        speeches=tuple(speech for speech in sitting.speeches if speech.request not in hidden),
        adoptions=tuple(_adoption(adoption, closed) for adoption in sitting.adoptions),
        changes=tuple(replace(one, has_reason=one.item not in closed) for one in sitting.changes),
        checks=tuple(
            replace(one, said=structs.replace(one.said, people=()), has_names=False)
            if one.item in closed
            else one
            for one in sitting.checks
        ),
        check=None,
    )


def _adoption(adoption: Adoption, closed: frozenset[str]) -> Adoption:
    on = tuple(
        structs.replace(line, title="") if line.item in closed else line for line in adoption.said.items
    )
    return replace(adoption, said=structs.replace(adoption.said, items=on))
