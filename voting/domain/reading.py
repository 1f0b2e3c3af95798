"""A meeting's record while its entries are being read: the steps change it, record.py drives them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agenda.domain.stages import WrongStage
from council.domain.orders import PLAIN
from ledger.kinds import Kind
from voting.domain.corrections import OF_RESULTS, CorrectionRecord
from voting.domain.facts import (
    Adjournment,
    AnswerRecord,
    BallotRecord,
    ExcuseRecord,
    ItemRecord,
    MeetingRecord,
    ObjectionRecord,
    Opening,
    RecusalRecord,
    Signing,
    SpokenRecord,
    Stay,
    VoteRecord,
    WrittenRecord,
)
from voting.domain.sitting import SittingSoFar
from voting.domain.stages import VoteAct, VoteStage, next_stage

if TYPE_CHECKING:
    from voting.domain.bodies import RollLine
    from voting.domain.motions import Advance, MotionRecord
    from voting.domain.proxies import ProxyRecord

# People check in while the doors are open, before the chair opens the meeting.
BEFORE_OPENING = frozenset(
    {
        Kind.MEMBER_ARRIVED,
        Kind.MEMBER_LEFT,
        Kind.MEMBER_EXCUSED,
        Kind.EXCUSE_TAKEN_BACK,
        Kind.PROXY_ENTERED,
        Kind.PROXY_WITHDRAWN,
        Kind.DECISIONS_NUMBERED,
        Kind.QUORUM_CHECKED,
        Kind.MEETING_OPENED,
    }
)
AFTER_ADJOURNMENT = frozenset(
    {
        Kind.ANNULMENT_PROPOSED,
        Kind.VOTE_ANNULLED,
        Kind.CORRECTION_ENTERED,
        Kind.RECORD_DRAFTED,
        Kind.SIGNER_REPLACED,
        Kind.RECORD_SIGNED,
    }
)

# In a break nothing is dealt with and nothing decided.
NOT_IN_A_BREAK = frozenset(
    {
        Kind.ITEM_ACTIVATED,
        Kind.ITEM_FINISHED,
        Kind.MEMBER_RECUSED,
        Kind.MOTION_MOVED,
        Kind.ELECTION_ENTERED,
        Kind.CANDIDATE_NOMINATED,
        Kind.CANDIDATE_WITHDRAWN,
        Kind.MOTION_WITHDRAWN,
        Kind.MOTION_ADVANCED,
        Kind.TEXT_SETTLED,
        Kind.FLOOR_REQUESTED,
        Kind.FLOOR_GIVEN,
        Kind.FLOOR_INTERRUPTED,
        Kind.FLOOR_RESUMED,
        Kind.FLOOR_EXTENDED,
        Kind.AGENDA_ADOPTED,
        Kind.VOTE_PREPARED,
        Kind.ITEMS_JOINED,
        Kind.ITEM_PULLED,
        Kind.VOTE_OPENED,
        Kind.BALLOT_CAST,
        Kind.VOTE_CLOSED,
        Kind.TIE_SETTLED,
        Kind.LOT_COMMITTED,
        Kind.LOT_DRAWN,
        Kind.VOTE_DECLARED,
    }
)


class Contradiction(Exception):
    """What is wrong with an entry; `about` names the person, item, vote or text concerned."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.about = about


class Reading:
    """The record so far, and the entry being read.

    Ballots and answers are kept by person until the end, so that reading a vote stays linear in its presses.
    """

    def __init__(self) -> None:
        self.sequence = 0
        self.at = datetime.min.replace(tzinfo=UTC)
        self.actor = ""
        self.opening: Opening | None = None
        self.orders = PLAIN
        self.adjournment: Adjournment | None = None
        self.stays: list[Stay] = []
        self.present: dict[str, int] = {}
        self.items: dict[str, ItemRecord] = {}
        self.listed: list[str] = []
        self.papers: set[str] = set()
        self.motions: dict[str, MotionRecord] = {}
        self.advances: list[Advance] = []
        self.recusals: dict[tuple[str, str], RecusalRecord] = {}
        self.excuses: dict[str, ExcuseRecord] = {}
        self.proxies: dict[str, int] = {}
        self.proxies_given: list[ProxyRecord] = []
        self.answers_until: datetime | None = None
        self.written: dict[tuple[str, str], WrittenRecord] = {}
        self.objectors: dict[str, ObjectionRecord] = {}
        self.taken_over: dict[str, dict[str, WrittenRecord]] = {}
        self.votes: dict[str, VoteRecord] = {}
        self.numbers: set[int] = set()
        self.next_decisions: dict[str, int] = {}
        self.rolls: dict[str, dict[str, RollLine]] = {}
        self.ballots: dict[str, dict[str, BallotRecord]] = {}
        self.spoken: dict[str, dict[str, SpokenRecord]] = {}
        self.answers: dict[str, dict[str, AnswerRecord]] = {}
        self.drafted: list[str] = []
        self.signings: list[Signing] = []
        self.corrections: list[CorrectionRecord] = []
        self.of_results: set[int] = set()
        self.belonging: dict[str, frozenset[str]] = {}
        self.entry_items: dict[int, frozenset[str]] = {}
        self.sitting = SittingSoFar()

    def begin(self, *, sequence: int, kind: str, at: datetime, actor: str) -> None:
        """Turn to the next entry; refuse what cannot be before the opening or after the adjournment."""
        self.sequence, self.at, self.actor = sequence, at, actor
        if self.opening is None and kind not in BEFORE_OPENING:
            raise Contradiction("meeting-not-open", kind)
        if self.adjournment is not None and kind not in AFTER_ADJOURNMENT:
            raise Contradiction("meeting-adjourned", kind)
        if self.sitting.is_paused and kind in NOT_IN_A_BREAK:
            raise Contradiction("meeting-paused", kind)
        if kind in OF_RESULTS:
            self.of_results.add(sequence)

    def vote(self, vote: str) -> VoteRecord:
        """Return a vote as read so far; refuse one that was never prepared."""
        if vote not in self.votes:
            raise Contradiction("unknown-vote", vote)
        return self.votes[vote]

    def was_dealt_with(self, item: str) -> bool:
        """Tell whether an item was called; one that a vote on several decided waits again once that vote is annulled."""
        waits_again = any(
            vote.stage is VoteStage.ANNULLED and item in {one.said.item for one in vote.joined}
            for vote in self.votes.values()
        )
        return bool(self.items[item].activated_at) and (not waits_again or item == self.sitting.current)

    def finished(self) -> MeetingRecord:
        """Return what was read; items in the agenda's order, votes in that of their preparation."""
        votes = [
            replace(
                vote,
                ballots=tuple(self.ballots.get(vote.vote, {}).values()),
                spoken=tuple(self.spoken.get(vote.vote, {}).values()),
                answers=tuple(self.answers.get(vote.vote, {}).values()),
            )
            for vote in self.votes.values()
        ]
        return MeetingRecord(
            opening=self.opening,
            stays=tuple(self.stays),
            items=tuple(self.items.values()),
            motions=tuple(self.motions.values()),
            advances=tuple(self.advances),
            recusals=tuple(self.recusals.values()),
            excuses=tuple(self.excuses.values()),
            proxies=tuple(self.proxies_given),
            written=tuple(self.written.values()),
            objectors=tuple(self.objectors.values()),
            votes=tuple(votes),
            adjournment=self.adjournment,
            drafted=tuple(self.drafted),
            signings=tuple(self.signings),
            corrections=tuple(self.corrections),
            sitting=self.sitting.finished(),
        )


def require_offered(vote: VoteRecord, *, is_abstaining: bool) -> None:
    """Refuse that anybody abstains in a vote in which that was no choice."""
    if is_abstaining and not vote.offers_abstaining:
        raise Contradiction("abstaining-not-offered", vote.vote)


def moved(reading: Reading, vote: str, act: VoteAct) -> VoteRecord:
    """Return the vote at the act's next stage; refuse an act that its stage does not allow."""
    record = reading.vote(vote)
    return replace(record, stage=stage_after(record, act))


def stage_after(vote: VoteRecord, act: VoteAct) -> VoteStage:
    """Return the stage that the act leads to; refuse one that the vote's stage does not allow."""
    try:
        return next_stage(vote.stage, act)
    except WrongStage as wrong:
        raise Contradiction("wrong-stage", str(wrong)) from None
