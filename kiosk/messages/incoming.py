"""What comes in: one closed union. What each message does and who may send it stands in docs/protocol.md."""

from typing import Annotated, Literal, TypeAlias
from uuid import UUID

import msgspec

from kiosk.messages.outgoing import VoteStage

Choice: TypeAlias = Literal["for", "against", "abstain"]
Answer: TypeAlias = Literal["for", "against", "abstain", "silent"]
FallBackMode: TypeAlias = Literal["hands", "hands_by_name", "roll_call", "paper"]
Mode: TypeAlias = Literal["electronic"] | FallBackMode
# Whole numbers that every language reads alike (RFC 7493 section 2.2).
Number: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Press: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
# Neither NUL, which PostgreSQL cannot store, nor half of a surrogate pair, which has no UTF-8.
Text: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[^\\x00\\ud800-\\udfff]*$")]
SpeakingKind: TypeAlias = Literal[
    "speech",
    "leader",
    "procedural",
    "opposing",
    "reply",
    "answer",
    "personal",
    "explanation",
    "breach",
    "recess",
]
Procedure: TypeAlias = Literal["", "first_reading", "second_reading", "shortened", "urgent"]
Secrecy: TypeAlias = Literal["open", "named", "secret"]
# What a form's select sends where nothing is chosen is the empty text.
OptionalId: TypeAlias = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]

Phrase: TypeAlias = Literal[
    "close_debate",
    "postpone",
    "take_out",
    "reject",
    "reorder",
    "break",
    "roll_call",
    "secret",
    "other",
    "replace",
    "delete",
    "insert",
    "add",
    "substitute",
]

# The number of an entry in digits, or nothing, as a form posts a field left empty.
EntryNumber: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9]{0,9}$")]
TimeOfDay: TypeAlias = Annotated[str, msgspec.Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
# An ISO date, or nothing, as a form posts a field left empty.
Day: TypeAlias = Annotated[str, msgspec.Meta(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]


class Command(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Anything that may change a meeting; `id` makes it answerable once."""

    id: UUID


class MeetingOpen(Command, tag="meeting.open", frozen=True):
    """The chair opens the meeting."""

    without_quorum: bool = False


class MeetingAdjourn(Command, tag="meeting.adjourn", frozen=True):
    """The chair adjourns the meeting."""


class MeetingPause(Command, tag="meeting.pause", frozen=True):
    """The chair announces a break until a time of day, on another `day` if one is given; by the hall's clocks."""

    time: TimeOfDay
    day: Day = ""


class MeetingResume(Command, tag="meeting.resume", frozen=True):
    """The chair goes on after a break."""

    without_quorum: bool = False


class QuorumCheck(Command, tag="quorum.check", frozen=True):
    """Chair or clerk checks the quorum, and the record says who was there."""


class MeetingHandOver(Command, tag="meeting.hand_over", frozen=True):
    """Who presides hands the chair to a deputy, or back."""

    person: UUID
    reason: Literal["recusal", "speech", "absence", "return"]


class MeetingTakeOver(Command, tag="meeting.take_over", frozen=True):
    """Chair or deputy takes the chair from somebody who is not there; `presiding` is who was shown to preside."""

    presiding: UUID


class ItemSelect(Command, tag="item.select", frozen=True):
    """The clerk lays an item ready to be called next."""

    item: UUID


class ItemUnselect(Command, tag="item.unselect", frozen=True):
    """The clerk takes it away again."""


class FloorWish(Command, frozen=True, kw_only=True):
    """For what somebody asks to speak; `to` is the speech that was shown to be replied to, or nothing."""

    kind: SpeakingKind = "speech"
    to: OptionalId = ""


class FloorAsk(FloorWish, tag="floor.ask", frozen=True):
    """A person at a seat asks to speak."""


class FloorEnter(FloorWish, tag="floor.enter", frozen=True):
    """The clerk enters a person of the meeting who asks to speak without a terminal."""

    person: UUID


class FloorEnterGuest(Command, tag="floor.enter_guest", frozen=True):
    """The clerk enters somebody else who asks to speak, by name."""

    name: Text


class FloorWithdraw(Command, tag="floor.withdraw", frozen=True):
    """A request to speak is withdrawn: at a seat one's own, by chair and clerk anybody's."""

    request: UUID


class FloorGive(Command, tag="floor.give", frozen=True):
    """The chair gives the floor to somebody who waits."""

    request: UUID


class FloorInterrupt(Command, tag="floor.interrupt", frozen=True):
    """The chair interrupts the speech: its clock stands."""

    request: UUID


class FloorResume(Command, tag="floor.resume", frozen=True):
    """The chair lets an interrupted speech go on."""

    request: UUID


class FloorExtend(Command, tag="floor.extend", frozen=True):
    """The chair extends the time of the speech by the step of the standing orders."""

    request: UUID


class FloorEnd(Command, tag="floor.end", frozen=True):
    """The chair ends the speech, or withdraws the floor from who has it."""

    request: UUID
    withdraw: bool = False


class ItemActivate(Command, tag="item.activate", frozen=True):
    """The chair brings an agenda item before everybody; with `prepare` also the vote on its first undecided motion."""

    item: UUID
    prepare: bool = False


class ItemFinish(Command, tag="item.finish", frozen=True):
    """The chair is done with the active item."""

    item: UUID


class ItemFields(Command, frozen=True, kw_only=True):
    """What the clerk says of an item; `text` is its draft decision, `majority` one of the usual ones by its key.

    Without `secrecy` or `procedure` it stays as it was.
    """

    title: Text
    text: Text = ""
    majority: Text = ""
    secrecy: Secrecy | None = None
    rapporteur: OptionalId = ""
    procedure: Procedure | None = None


class ItemAdd(ItemFields, tag="item.add", frozen=True):
    """The clerk puts an item at the end of the agenda."""


class ItemChange(ItemFields, tag="item.change", frozen=True, kw_only=True):
    """The clerk changes an item of a draft."""

    item: UUID


class ItemMove(Command, tag="item.move", frozen=True):
    """The clerk moves an item of a draft one place up or down."""

    item: UUID
    to: Literal["up", "down"]


class ItemRemove(Command, tag="item.remove", frozen=True):
    """The clerk takes an item off a draft, with its papers."""

    item: UUID


class MotionMove(Command, tag="motion.move", frozen=True, kw_only=True):
    """Clerk or chair enters a motion on the active item in a stock phrase; `old` and `new` are the words it takes."""

    item: UUID
    phrase: Phrase
    old: Text = ""
    new: Text = ""
    mover: OptionalId = ""
    seconder: OptionalId = ""


class MotionNamed(Command, frozen=True, kw_only=True):
    """An act on a motion."""

    motion: UUID


class MotionWithdraw(MotionNamed, tag="motion.withdraw", frozen=True):
    """Clerk or chair enters that the mover withdraws it."""


class MotionAdvance(MotionNamed, tag="motion.advance", frozen=True, kw_only=True):
    """Clerk or chair has it voted before the others, for a reason."""

    reason: Text


class MotionSettle(MotionNamed, tag="motion.settle", frozen=True, kw_only=True):
    """Clerk or chair confirms the main motion's text with this adopted amendment in it, or without one that fell."""

    text: Text


class PaperRename(Command, tag="paper.rename", frozen=True):
    """The clerk gives a paper of a draft another title."""

    paper: UUID
    title: Text


class PaperWithdraw(Command, tag="paper.withdraw", frozen=True):
    """The clerk takes a paper of a draft back."""

    paper: UUID


class DecisionsNumberFrom(Command, tag="decisions.number_from", frozen=True):
    """The clerk sets the number that the body's next decision takes."""

    number: Number


class VotePrepare(Command, tag="vote.prepare", frozen=True):
    """The chair puts a motion of the active item up for a vote; without a mode, in the usual one of such a matter."""

    motion: UUID
    mode: Mode | None = None


class VoteCommand(Command, frozen=True):
    """An act on a vote; `stage` is the stage the sender was shown, and a stale one is refused."""

    vote: UUID
    stage: VoteStage


class VoteOpen(VoteCommand, tag="vote.open", frozen=True):
    """The chair opens the vote; the roll is frozen."""

    without_quorum: bool = False


class VoteWithdraw(VoteCommand, tag="vote.withdraw", frozen=True):
    """The chair withdraws a prepared vote."""


class VoteHold(VoteCommand, tag="vote.hold", frozen=True):
    """The chair holds an open vote: no presses are taken."""


class VoteResume(VoteCommand, tag="vote.resume", frozen=True):
    """The chair resumes a held vote."""


class VoteFallBack(VoteCommand, tag="vote.fall_back", frozen=True):
    """The chair has the vote go on in another mode, which the matter allows."""

    mode: FallBackMode = "hands"


class VoteClose(VoteCommand, tag="vote.close", frozen=True):
    """The chair closes the vote; `missing` are the people shown as present without a ballot."""

    missing: list[UUID] = []


class VoteDeclare(VoteCommand, tag="vote.declare", frozen=True):
    """The chair declares the result."""


class AgendaAdopt(VoteCommand, tag="agenda.adopt", frozen=True):
    """The chair puts down the agenda as the vote adopted it: these items."""

    items: list[UUID]


class VoteRepeat(VoteCommand, tag="vote.repeat", frozen=True):
    """The chair has a declared or annulled vote taken again, as a new vote."""


class VoteAnnul(VoteCommand, tag="vote.annul", frozen=True):
    """Chair or clerk proposes to annul a vote, with a ground and, if they like, details of it."""

    ground: Text
    details: Text = ""


class VoteConfirmAnnulment(VoteCommand, tag="vote.confirm_annulment", frozen=True):
    """The other of the two confirms it."""


class CorrectionEnter(Command, tag="correction.enter", frozen=True, kw_only=True):
    """The clerk enters that something recorded was wrong: of a vote, item or person by `subject`, else of an `entry`."""

    subject: OptionalId = ""
    entry: EntryNumber = ""
    matter: Literal["time", "name", "wording", "figure", "result"]
    asked_by: Text
    entered: Text
    right: Text
    why: Text


class HandsCount(VoteCommand, tag="hands.count", frozen=True):
    """The clerk enters the numbers of a show of hands."""

    in_favour: Number = msgspec.field(name="for")
    against: Number
    abstain: Number


class SpokenCommand(VoteCommand, frozen=True):
    """An act on a choice that a member spoke aloud."""

    person: UUID


class SpokenEnter(SpokenCommand, tag="spoken.enter", frozen=True):
    """The clerk enters a choice that a member spoke aloud."""

    choice: Choice


class SpokenConfirm(SpokenCommand, tag="spoken.confirm", frozen=True):
    """The chair makes it the member's ballot; `choice` is the one the chair was shown."""

    choice: Choice


class SpokenDrop(SpokenCommand, tag="spoken.drop", frozen=True):
    """Chair or clerk drops it."""


class RollAdmit(VoteCommand, tag="roll.admit", frozen=True):
    """The clerk checks in somebody at the door of a held vote and puts them on its roll."""

    person: UUID


class VoteObject(VoteCommand, tag="vote.object", frozen=True):
    """A councillor objects to a vote that is closed and not yet declared."""


class CallOrder(VoteCommand, tag="call.order", frozen=True):
    """The clerk chooses in which order names are called."""

    order: Literal["name", "seat", "drawn"]


class AnswerEnter(VoteCommand, tag="answer.enter", frozen=True):
    """The clerk enters what somebody answered aloud or showed by hand."""

    person: UUID
    answer: Answer


class PapersCount(VoteCommand, tag="papers.count", frozen=True):
    """The clerk enters what the tellers of a vote on paper counted, and who they are."""

    issued: Number
    returned: Number
    valid: Number
    invalid: Number
    blank: Number
    in_favour: Number = msgspec.field(name="for")
    against: Number
    abstain: Number
    tellers: list[Text]


class BallotCast(Command, tag="ballot.cast", frozen=True):
    """A councillor presses a button; `press` rises with each press of the seat."""

    vote: UUID
    press: Press
    choice: Choice


class SeatCheckIn(Command, tag="seat.check_in", frozen=True):
    """A person checks in at the seat."""


class SeatCheckOut(Command, tag="seat.check_out", frozen=True):
    """A person checks out at the seat."""


class AttendanceCheckIn(Command, tag="attendance.check_in", frozen=True):
    """The clerk notes an arrival."""

    person: UUID


class AttendanceCheckOut(Command, tag="attendance.check_out", frozen=True):
    """The clerk notes a departure."""

    person: UUID


class AttendanceExcuse(Command, tag="attendance.excuse", frozen=True):
    """The clerk notes that a councillor's absence is excused."""

    person: UUID
    ground: Text = ""


class AttendanceUnexcuse(Command, tag="attendance.unexcuse", frozen=True):
    """The clerk takes that back."""

    person: UUID


class Recuse(Command, tag="item.recuse", frozen=True):
    """A councillor, or the clerk for one, declares a conflict of interest in the item."""

    item: UUID
    person: UUID
    ground: Text


class Heartbeat(msgspec.Struct, tag="heartbeat", forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What the screen shows: state version `v` of `epoch`, and how many messages it has `heard`."""

    epoch: str
    v: Number
    heard: Number


CommandMessage: TypeAlias = (
    MeetingOpen | MeetingAdjourn | ItemActivate | ItemFinish | ItemAdd | ItemChange | ItemMove | ItemRemove
    | PaperRename | PaperWithdraw | VotePrepare | VoteWithdraw | VoteOpen | VoteHold | VoteResume
    | VoteFallBack | VoteClose | VoteDeclare | VoteRepeat | VoteAnnul | VoteConfirmAnnulment | HandsCount
    | SpokenEnter | SpokenConfirm | SpokenDrop | RollAdmit | VoteObject
    | MeetingPause | MeetingResume | MeetingHandOver | MeetingTakeOver
    | ItemSelect | ItemUnselect | FloorAsk | FloorEnter | FloorEnterGuest | FloorWithdraw | FloorGive | FloorEnd
    | MotionMove | MotionWithdraw | MotionAdvance | MotionSettle
    | FloorInterrupt | FloorResume | FloorExtend
    | CallOrder | AnswerEnter | PapersCount | CorrectionEnter
    | DecisionsNumberFrom | QuorumCheck | AgendaAdopt | AttendanceExcuse | AttendanceUnexcuse
    | BallotCast | SeatCheckIn | SeatCheckOut | AttendanceCheckIn | AttendanceCheckOut | Recuse
)  # fmt: skip
Incoming: TypeAlias = CommandMessage | Heartbeat
