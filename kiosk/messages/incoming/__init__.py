"""What comes in: one closed union. What each message does and who may send it stands in docs/protocol.md."""

from typing import TypeAlias

from kiosk.messages.incoming.agenda import (
    DraftOffer,
    DraftTake,
    DraftTakeBack,
    ItemActivate,
    ItemAdd,
    ItemChange,
    ItemClose,
    ItemFinish,
    ItemMove,
    ItemRemove,
    ItemSelect,
    ItemUnselect,
    PaperRename,
    PaperWithdraw,
)
from kiosk.messages.incoming.ballots import (
    AnswerEnter,
    BallotCast,
    CallOrder,
    CandidatesCount,
    HandsCount,
    PapersCount,
    PresenceEnter,
    PresenceRegister,
    RollAdmit,
    SpokenConfirm,
    SpokenDrop,
    SpokenEnter,
    VoteObject,
)
from kiosk.messages.incoming.correspondence import AnswerWrite, CorrespondenceObject, LetterEnter
from kiosk.messages.incoming.elections import CandidateNominate, CandidateWithdraw, ElectionEnter
from kiosk.messages.incoming.floor import (
    FloorAsk,
    FloorEnd,
    FloorEnter,
    FloorEnterGuest,
    FloorExtend,
    FloorGive,
    FloorInterrupt,
    FloorResume,
    FloorWithdraw,
)
from kiosk.messages.incoming.motions import MotionAdvance, MotionMove, MotionSettle, MotionWithdraw
from kiosk.messages.incoming.presence import (
    AttendanceCheckIn,
    AttendanceCheckOut,
    AttendanceExcuse,
    AttendanceUnexcuse,
    Heartbeat,
    ProxyEnter,
    ProxyWithdraw,
    Recuse,
    SeatCheckIn,
    SeatCheckOut,
)
from kiosk.messages.incoming.sittings import (
    CorrectionEnter,
    DecisionsNumberFrom,
    MeetingAdjourn,
    MeetingHandOver,
    MeetingOpen,
    MeetingPause,
    MeetingResume,
    MeetingTakeOver,
    QuorumCheck,
)
from kiosk.messages.incoming.votes import (
    AgendaAdopt,
    ItemPull,
    VoteAnnul,
    VoteClose,
    VoteConfirmAnnulment,
    VoteDeclare,
    VoteDrawLot,
    VoteFallBack,
    VoteHold,
    VoteJoin,
    VoteOpen,
    VotePrepare,
    VoteRepeat,
    VoteResume,
    VoteSettleTie,
    VoteWithdraw,
)

CommandMessage: TypeAlias = (
    MeetingOpen | MeetingAdjourn | ItemActivate | ItemFinish | ItemClose | ItemAdd | ItemChange | ItemMove | ItemRemove
    | DraftOffer | DraftTakeBack | DraftTake
    | PaperRename | PaperWithdraw | VotePrepare | VoteWithdraw | VoteOpen | VoteHold | VoteResume
    | VoteFallBack | VoteClose | VoteDeclare | VoteRepeat | VoteAnnul | VoteConfirmAnnulment | HandsCount
    | VoteSettleTie | VoteDrawLot | VoteJoin | ItemPull
    | SpokenEnter | SpokenConfirm | SpokenDrop | RollAdmit | VoteObject | PresenceRegister | PresenceEnter
    | MeetingPause | MeetingResume | MeetingHandOver | MeetingTakeOver
    | ItemSelect | ItemUnselect | FloorAsk | FloorEnter | FloorEnterGuest | FloorWithdraw | FloorGive | FloorEnd
    | MotionMove | MotionWithdraw | MotionAdvance | MotionSettle
    | FloorInterrupt | FloorResume | FloorExtend
    | CallOrder | AnswerEnter | PapersCount | CorrectionEnter
    | ElectionEnter | CandidateNominate | CandidateWithdraw | CandidatesCount
    | DecisionsNumberFrom | QuorumCheck | AgendaAdopt | AttendanceExcuse | AttendanceUnexcuse
    | BallotCast | SeatCheckIn | SeatCheckOut | AttendanceCheckIn | AttendanceCheckOut | Recuse
    | ProxyEnter | ProxyWithdraw
    | AnswerWrite | LetterEnter | CorrespondenceObject
)  # fmt: skip

Incoming: TypeAlias = CommandMessage | Heartbeat
