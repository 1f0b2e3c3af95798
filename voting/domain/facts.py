"""What a meeting's record states, as frozen shapes; how entries become it is in record.py.

Ids are UUIDs as text, times aware UTC. `actor` is who wrote the entry, e.g. "clerk:<uuid>".
"""

from dataclasses import dataclass
from datetime import datetime

from agenda.domain.secrecy import Secrecy
from council.domain.orders import CallOrder
from council.domain.rules import Majority
from voting.domain.bodies import (
    DecisionsNumbered,
    JointDecision,
    ListedItem,
    ListedPaper,
    MeetingOpened,
    Quorum,
    Reason,
    RollLine,
    Tally,
    WindowSaid,
)
from voting.domain.choices import Answer, Choice, Position
from voting.domain.corrections import CorrectionRecord
from voting.domain.elections import Contest, Returned
from voting.domain.joint import JoinedItem, JoinedRecord
from voting.domain.majority import Outcome
from voting.domain.motions import Advance, MotionRecord
from voting.domain.papers import Papers
from voting.domain.proxies import ProxyRecord
from voting.domain.sitting import NO_SITTING, Sitting
from voting.domain.stages import Mode, VoteStage
from voting.domain.ties import TieRecord


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of the meeting, with everything its entry embeds: people, agenda, rules, quorum."""

    at: datetime
    actor: str
    said: MeetingOpened


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of a person in the meeting; `left_at` is None while they are in the room.

    `left_with_all` says that it ended because the meeting goes on on another day.
    """

    person: str
    name: str
    arrived_at: datetime
    arrived_by: str
    is_arrival_own: bool
    identified_by: str = ""
    left_at: datetime | None = None
    left_by: str | None = None
    is_departure_own: bool = False
    left_with_all: bool = False


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """A paper of an item; `added_at` is None for one that the item came with."""

    listed: ListedPaper
    added_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What was decided on an item: of an election whether anybody is elected; `decision` is its number, if it has one."""

    outcome: Outcome
    decision: str
    is_election: bool = False


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An agenda item and when it was dealt with; it may be taken up more than once.

    `papers` grows during the meeting; `added_at` is None for an item that the opening had. `is_off` says that it is not on
    the agenda as it was adopted. Closed to the public it is from `closed_at` on, by the vote of the number `closed_by` or by
    chair or clerk; `results` are what was decided on it, in what the public may know of a record only.
    """

    listed: ListedItem
    papers: tuple[PaperRecord, ...] = ()
    added_at: datetime | None = None
    is_off: bool = False
    activated_at: tuple[datetime, ...] = ()
    finished_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: int | None = None
    ground: str = ""
    results: tuple[ItemResult, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether it is closed to the public."""
        return self.closed_at is not None


@dataclass(frozen=True, slots=True)
class RecusalRecord:
    """A declared conflict of interest."""

    item: str
    person: str
    name: str
    ground: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExcuseRecord:
    """An absence that is excused, by its person; the ground is for nobody but the ledger and its audit."""

    person: str
    name: str
    ground: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VoteOpening:
    """The opening of a vote: its frozen roll, the quorum then, and what could be chosen."""

    at: datetime
    roll: tuple[RollLine, ...]
    quorum: Quorum
    without_quorum: bool
    window: WindowSaid | None = None
    choices: tuple[Choice, ...] = tuple(Choice)


@dataclass(frozen=True, slots=True)
class Pause:
    """The time during which a vote was held; `resumed_at` is None if it never went on."""

    held_at: datetime
    resumed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BallotRecord:
    """The last accepted press of a person, or what they spoke aloud: then it names who entered and who confirmed it."""

    person: str
    choice: Choice
    press: int
    at: datetime
    entered_by: str | None = None
    confirmed_by: str | None = None

    @property
    def is_spoken(self) -> bool:
        """Whether it was spoken aloud."""
        return self.entered_by is not None


@dataclass(frozen=True, slots=True)
class SpokenRecord:
    """A choice spoken aloud and entered by `actor`, which waits to be confirmed."""

    person: str
    choice: Choice
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class AdmissionRecord:
    """Somebody put on the roll of a held vote."""

    person: str
    name: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class RegistrationRecord:
    """Somebody who registered for a vote in which presence is established anew; `by` whom else, where another did it."""

    person: str
    name: str
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionRecord:
    """An objection between close and declaration."""

    person: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hands:
    """The numbers of a show of hands, and who entered them."""

    for_: int
    against: int
    abstain: int
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """The last answer of a person, and those it corrects, the first one first."""

    person: str
    answer: Answer
    at: datetime
    before: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """The last answer in time of a person to a motion, by correspondence; `entered_by` is the clerk who entered a letter."""

    motion: str
    person: str
    choice: Choice
    at: datetime
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class PapersRecord:
    """The tellers' count of a vote on paper, and who entered it."""

    count: Papers
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class FallBack:
    """The moment at which a vote left a mode; `set_aside` is how many ballots, or answers, had been given in it."""

    at: datetime
    left: Mode
    set_aside: int


@dataclass(frozen=True, slots=True)
class VoteClose:
    """The close; `missing` are those present without a ballot, whom the chair was shown and confirmed.

    `presiding` is who presided then, `recused_present` the votes of the recused who were there, and `registered` how many
    were present by registration, where that was asked for.
    """

    at: datetime
    missing: tuple[str, ...]
    unreachable: tuple[str, ...] = ()
    presiding: str | None = None
    recused_present: int = 0
    registered: int | None = None


@dataclass(frozen=True, slots=True)
class NamedPosition:
    """A line of the roll and what became of it."""

    line: RollLine
    position: Position

    @property
    def by_proxy(self) -> str:
        """Name of who voted for the person, or could have while they stayed away; empty for who stood for themselves."""
        is_represented = self.line.proxy is not None and self.position is not Position.ABSENT
        return self.line.proxy.name if self.line.proxy and is_represented else ""


@dataclass(frozen=True, slots=True)
class VoteResult:
    """The declared result. `named` follows the roll; in a vote without names it tells who took part, and no choice.

    `joined` are the decisions on the motions that were voted together with the vote's own.
    """

    at: datetime
    named: tuple[NamedPosition, ...]
    tally: Tally
    outcome: Outcome
    reason: Reason
    decision: str
    numbered: DecisionsNumbered | None = None
    returned: Returned | None = None
    joined: tuple[JointDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnulmentRecord:
    """An annulment: proposed by one person and in force once another has confirmed it.

    `is_late` if that, or so far the proposal, came after the record was signed.
    """

    ground: str
    proposed_at: datetime
    proposed_by: str
    confirmed_at: datetime | None = None
    confirmed_by: str | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """One vote from its preparation to its end; `mode` is the one it ended in.

    `runs_from` is since when its time runs, if it has one: when it was opened, or last began again.
    """

    vote: str
    number: int
    item: str
    item_number: str
    motion: str
    title: str
    text: str
    mode: Mode
    majority: Majority
    prepared_at: datetime
    runs_from: datetime | None = None
    stage: VoteStage = VoteStage.PREPARED
    repeats: str | None = None
    repeated_by: str | None = None
    follows_tie: str | None = None
    withdrawn_at: datetime | None = None
    secrecy: Secrecy = Secrecy.OPEN
    call_order: CallOrder = CallOrder.NAME
    contest: Contest | None = None
    joined: tuple[JoinedRecord, ...] = ()
    fallbacks: tuple[FallBack, ...] = ()
    opening: VoteOpening | None = None
    pauses: tuple[Pause, ...] = ()
    ballots: tuple[BallotRecord, ...] = ()
    spoken: tuple[SpokenRecord, ...] = ()
    admissions: tuple[AdmissionRecord, ...] = ()
    registrations: tuple[RegistrationRecord, ...] = ()
    objections: tuple[ObjectionRecord, ...] = ()
    hands: Hands | None = None
    answers: tuple[AnswerRecord, ...] = ()
    papers: PapersRecord | None = None
    close: VoteClose | None = None
    tie: TieRecord | None = None
    result: VoteResult | None = None
    annulment: AnnulmentRecord | None = None

    @property
    def offers_abstaining(self) -> bool:
        """Whether abstaining was a choice in it; of a vote never opened nobody knows better."""
        return self.opening is None or Choice.ABSTAIN in self.opening.choices

    @property
    def together(self) -> tuple[JoinedItem, ...]:
        """What is decided together with the vote's own motion."""
        return tuple(one.said for one in self.joined if one.pulled is None)

    @property
    def motions(self) -> frozenset[str]:
        """The motions that the vote decides."""
        return frozenset((self.motion, *(one.motion for one in self.together)))

    def put(self, motion: str) -> str:
        """Return the text of one of its motions as it was put to the vote."""
        return next((one.text for one in self.together if one.motion == motion), self.text)


@dataclass(frozen=True, slots=True)
class Adjournment:
    """The end of the meeting. A checkpoint of `sequence + 1` entries covers it and all before it."""

    at: datetime
    actor: str
    sequence: int
    quorum: Quorum


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature that the record was given."""

    at: datetime
    digest: str
    by: str
    capacity: str


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """Everything a meeting's entries state. Without an opening the meeting has not begun.

    `written` and `objectors` are there in a sitting by correspondence only.
    """

    opening: Opening | None = None
    stays: tuple[Stay, ...] = ()
    items: tuple[ItemRecord, ...] = ()
    motions: tuple[MotionRecord, ...] = ()
    advances: tuple[Advance, ...] = ()
    recusals: tuple[RecusalRecord, ...] = ()
    excuses: tuple[ExcuseRecord, ...] = ()
    proxies: tuple[ProxyRecord, ...] = ()
    written: tuple[WrittenRecord, ...] = ()
    objectors: tuple[ObjectionRecord, ...] = ()
    votes: tuple[VoteRecord, ...] = ()
    adjournment: Adjournment | None = None
    drafted: tuple[str, ...] = ()
    signings: tuple[Signing, ...] = ()
    corrections: tuple[CorrectionRecord, ...] = ()
    sitting: Sitting = NO_SITTING
