"""The bodies of a meeting's entries, one frozen shape per kind; reading them together is record.py's.

A body may say more than its shape asks for; it may not say less, nor say it in another type. Ids are UUIDs
as text and texts are as they stood when the entry was written.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from agenda.domain.procedures import Procedure
from agenda.domain.secrecy import Secrecy
from council.domain.orders import CallOrder
from council.domain.rules import Meaning, Tie
from council.domain.shares import Base
from voting.domain.choices import Answer, Choice, Position, Standing
from voting.domain.majority import Outcome, ReasonCode, Settled
from voting.domain.stages import Mode

MotionKind = Literal["main", "amendment", "procedural"]
# The values of agenda.domain.aims.Aim, and nothing.
AimText = Literal[
    "",
    "close_debate",
    "postpone",
    "take_out",
    "reject",
    "reorder",
    "break",
    "roll_call",
    "secret",
    "other",
    "correction",
    "addition",
    "substitute",
]


class EntryBody(Struct, frozen=True):
    """What all bodies share: they are read, never changed."""


class Named(EntryBody, frozen=True):
    """The municipality."""

    id: str
    name: str


class MeetingBody(EntryBody, frozen=True):
    """The body that meets; `statutory_number` counts all seats by law, vacant ones included."""

    id: str
    name: str
    statutory_number: int


class Officer(EntryBody, frozen=True):
    """The chair or the clerk."""

    person: str
    name: str


class Attendee(EntryBody, frozen=True):
    """Somebody who may be in the meeting; without a mandate they have the floor but never a ballot."""

    person: str
    name: str
    mandate: bool
    group: str | None = None
    group_short: str | None = None
    seat: int | None = None
    capacity: str | None = None


class PlacedSeat(EntryBody, frozen=True):
    """Where a seat stands, in parts of the plan's width (council.domain.plans.SCALE); the chair sits below."""

    number: int
    x: int
    y: int


class HallDrawn(EntryBody, frozen=True):
    """The plan of the hall as it was at the opening."""

    name: str
    height: int
    radius: int
    seats: tuple[PlacedSeat, ...]


class Proposal(EntryBody, frozen=True):
    """A motion as the agenda had it."""

    motion: str
    kind: MotionKind
    text: str
    secrecy: Secrecy = Secrecy.OPEN
    aim: AimText = ""
    mover: Officer | None = None
    seconder: Officer | None = None


class ListedPaper(EntryBody, frozen=True):
    """A paper of an item; `digest` is the SHA-256 of the file in hexadecimal, `size` its bytes."""

    paper: str
    title: str
    digest: str
    size: int
    pages: int
    replaces: str | None = None


class ListedItem(EntryBody, frozen=True):
    """An item of the agenda, as the opening has it or as it was added later: agenda.item.added."""

    item: str
    number: str
    title: str
    motions: tuple[Proposal, ...]
    rapporteur: str = ""
    procedure: Procedure = Procedure.USUAL
    papers: tuple[ListedPaper, ...] = ()


class Rules(EntryBody, frozen=True):
    """The standing orders in force, by the SHA-256 of their canonical form."""

    digest: str


class Quorum(EntryBody, frozen=True):
    """How many members were present, how many must be, and whether that is enough."""

    present: int
    needed: int
    is_met: bool


class MeetingOpened(EntryBody, frozen=True):
    """agenda.meeting.opened."""

    meeting: str
    number: int
    title: str
    held_on: date
    municipality: Named
    body: MeetingBody
    people: tuple[Attendee, ...]
    items: tuple[ListedItem, ...]
    rules: Rules
    quorum: Quorum
    chair: Officer
    without_quorum: bool = False
    clerk: Officer | None = None
    is_practice: bool = False
    hall: HallDrawn | None = None


class MemberMoved(EntryBody, frozen=True):
    """agenda.member.left; not `by_self` means the clerk recorded it."""

    person: str
    name: str
    by_self: bool


class MemberExcused(EntryBody, frozen=True):
    """agenda.member.excused; an empty ground where none was given."""

    person: str
    name: str
    ground: str


class ExcuseTakenBack(EntryBody, frozen=True):
    """agenda.excuse.taken_back."""

    person: str
    name: str


class MemberArrived(MemberMoved, frozen=True):
    """agenda.member.arrived; the person was identified by "pin", "password" or "clerk", empty where nobody noted it."""

    identified_by: str = ""


class ItemActivated(EntryBody, frozen=True):
    """agenda.item.activated."""

    item: str
    number: str
    title: str


class ItemFinished(EntryBody, frozen=True):
    """agenda.item.finished."""

    item: str


class PaperAdded(ListedPaper, frozen=True, kw_only=True):
    """agenda.paper.added: one more paper of an item, or another in the place of one it had."""

    item: str


class MemberRecused(EntryBody, frozen=True):
    """agenda.member.recused: a declared conflict of interest on one item."""

    item: str
    person: str
    name: str
    ground: str


class MeetingAdjourned(EntryBody, frozen=True):
    """agenda.meeting.adjourned."""

    quorum: Quorum


class MajorityRule(EntryBody, frozen=True, omit_defaults=True):
    """The rule of a vote as written: a base, an exact fraction such as "2/3", and all else that a Majority says."""

    base: Base
    fraction: str
    is_strict: bool
    size: int = 0
    floor: int = 0
    also: tuple[dict[str, str | int | bool], ...] = ()
    abstaining: Meaning = Meaning.NOTHING
    silence: Meaning = Meaning.NOTHING
    counts_invalid: bool = True
    ties: tuple[Tie, ...] = ()
    secret_ties: tuple[Tie, ...] = ()
    article: str = ""


class VotePrepared(EntryBody, frozen=True):
    """voting.vote.prepared."""

    vote: str
    number: int
    item: str
    item_number: str
    motion: str
    title: str
    text: str
    mode: Mode
    majority: MajorityRule
    repeats: str | None = None
    call_order: CallOrder = CallOrder.NAME
    secrecy: Secrecy = Secrecy.OPEN


class RollLine(EntryBody, frozen=True):
    """One person who may vote, as the roll froze them."""

    person: str
    name: str
    standing: Standing
    group: str | None = None
    seat: int | None = None
    weight: int = 1


class VoteOpened(EntryBody, frozen=True):
    """voting.vote.opened; `text` is what was put to the vote."""

    vote: str
    roll: tuple[RollLine, ...]
    quorum: Quorum
    without_quorum: bool = False
    text: str | None = None


class VoteNamed(EntryBody, frozen=True):
    """voting.vote.withdrawn, voting.vote.held and voting.vote.resumed."""

    vote: str


class VoteFellBack(EntryBody, frozen=True):
    """voting.vote.fell_back."""

    vote: str
    mode: Mode


class BallotCast(EntryBody, frozen=True):
    """voting.ballot.cast: one accepted press; a later one of the same person replaces it."""

    vote: str
    person: str
    choice: Choice
    press: int


class ChoiceSpoken(EntryBody, frozen=True):
    """voting.choice.spoken: entered by the clerk, and no ballot until it is confirmed."""

    vote: str
    person: str
    name: str
    choice: Choice


class ChoiceDropped(EntryBody, frozen=True):
    """voting.choice.dropped."""

    vote: str
    person: str
    name: str


class BallotSpoken(EntryBody, frozen=True):
    """voting.ballot.spoken: what `entered_by`, an actor, entered and the entry's own actor confirmed."""

    vote: str
    person: str
    name: str
    choice: Choice
    press: int
    entered_by: str


class RollExtended(EntryBody, frozen=True):
    """voting.roll.extended: somebody on the roll as absent may vote from now on."""

    vote: str
    person: str
    name: str


class ObjectionRaised(EntryBody, frozen=True):
    """voting.objection.raised."""

    vote: str
    person: str
    name: str


class HandsCounted(EntryBody, frozen=True, rename={"for_": "for"}):
    """voting.hands.counted: numbers without names."""

    vote: str
    for_: int
    against: int
    abstain: int


class CallOrdered(EntryBody, frozen=True):
    """voting.call.ordered."""

    vote: str
    order: CallOrder


class AnswerEntered(EntryBody, frozen=True):
    """voting.answer.entered: what somebody answered by voice or by hand; a later one of the same person corrects it."""

    vote: str
    person: str
    answer: Answer


class PapersCounted(EntryBody, frozen=True, rename={"for_": "for"}):
    """voting.papers.counted: the tellers' numbers and names."""

    vote: str
    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int
    for_: int
    against: int
    abstain: int
    tellers: tuple[str, ...]


class VoteClosed(EntryBody, frozen=True):
    """voting.vote.closed; `missing` are those present without a ballot whom the chair saw by name.

    `unreachable` are those on the roll whose terminal was lost at the close.
    """

    vote: str
    missing: tuple[str, ...]
    unreachable: tuple[str, ...] = ()


class Tally(EntryBody, frozen=True, rename={"for_": "for"}):
    """The numbers of a vote; `invalid` and `blank` are papers that chose nothing."""

    for_: int
    against: int
    abstain: int
    not_voting: int
    recused: int
    absent: int
    unreachable: int
    invalid: int = 0
    blank: int = 0

    def by_position(self) -> dict[Position, int]:
        """Return each number by the position it counts."""
        return {
            Position.FOR: self.for_,
            Position.AGAINST: self.against,
            Position.ABSTAIN: self.abstain,
            Position.NOT_VOTING: self.not_voting,
            Position.RECUSED: self.recused,
            Position.ABSENT: self.absent,
            Position.UNREACHABLE: self.unreachable,
        }


class Reason(EntryBody, frozen=True):
    """Why a vote was adopted or rejected: what was needed of which base, and what was obtained."""

    code: ReasonCode
    base: Base
    base_size: int
    fraction: str
    is_strict: bool
    needed: int
    obtained: int
    against: int
    floor: int = 0
    as_for: int = 0
    as_against: int = 0
    left_out: int = 0
    tie: Tie | None = None
    settled: Settled | None = None


class DecisionsNumbered(EntryBody, frozen=True):
    """voting.decisions.numbered: no decision of the series that follows has a lower number."""

    series: str
    number: int


class VoteDeclared(EntryBody, frozen=True):
    """voting.vote.declared; `numbered` is the place that `decision` took in its body's series, practice takes none."""

    vote: str
    positions: dict[str, Position]
    tally: Tally
    outcome: Outcome
    reason: Reason
    decision: str
    numbered: DecisionsNumbered | None = None


class AnnulmentProposed(EntryBody, frozen=True):
    """voting.annulment.proposed."""

    vote: str
    ground: str


class VoteAnnulled(EntryBody, frozen=True):
    """voting.vote.annulled: confirmed by somebody else than who proposed it."""

    vote: str
    ground: str
    proposed_by: str


class RecordDrafted(EntryBody, frozen=True):
    """minutes.record.drafted; the digest is the SHA-256 of the document in hexadecimal."""

    digest: str


class RecordSigned(EntryBody, frozen=True):
    """minutes.record.signed."""

    digest: str
    by: str
    capacity: str
