"""The bodies of a meeting's entries, one frozen shape per kind; reading them together is record.py's.

A body may say more than its shape asks for; it may not say less, nor say it in another type. Ids are UUIDs
as text and texts are as they stood when the entry was written.
"""

from voting.domain.bodies.attendance import (
    ExcuseTakenBack,
    MemberArrived,
    MemberExcused,
    MemberMoved,
    MemberRecused,
)
from voting.domain.bodies.ballots import (
    AnswerEntered,
    BallotCast,
    BallotSpoken,
    CallOrdered,
    ChoiceDropped,
    ChoiceSpoken,
    HandsCounted,
    PapersCounted,
)
from voting.domain.bodies.items import ItemActivated, ItemFinished, PaperAdded
from voting.domain.bodies.meetings import (
    Attendee,
    HallDrawn,
    ItemClosed,
    ListedItem,
    ListedPaper,
    ListedProposal,
    MeetingAdjourned,
    MeetingBody,
    MeetingOpened,
    Officer,
    PlacedSeat,
    Proposal,
    Rules,
)
from voting.domain.bodies.parts import AimText, EntryBody, MajorityRule, MotionKind, Named, Quorum
from voting.domain.bodies.records import RecordDrafted, RecordSigned
from voting.domain.bodies.results import (
    AnnulmentProposed,
    DecisionsNumbered,
    Reason,
    Tally,
    VoteAnnulled,
    VoteDeclared,
)
from voting.domain.bodies.votes import (
    ObjectionRaised,
    RollExtended,
    RollLine,
    VoteClosed,
    VoteFellBack,
    VoteNamed,
    VoteOpened,
    VotePrepared,
)

__all__ = [
    "AimText",
    "AnnulmentProposed",
    "AnswerEntered",
    "Attendee",
    "BallotCast",
    "BallotSpoken",
    "CallOrdered",
    "ChoiceDropped",
    "ChoiceSpoken",
    "DecisionsNumbered",
    "EntryBody",
    "ExcuseTakenBack",
    "HallDrawn",
    "HandsCounted",
    "ItemActivated",
    "ItemClosed",
    "ItemFinished",
    "ListedItem",
    "ListedPaper",
    "ListedProposal",
    "MajorityRule",
    "MeetingAdjourned",
    "MeetingBody",
    "MeetingOpened",
    "MemberArrived",
    "MemberExcused",
    "MemberMoved",
    "MemberRecused",
    "MotionKind",
    "Named",
    "ObjectionRaised",
    "Officer",
    "PaperAdded",
    "PapersCounted",
    "PlacedSeat",
    "Proposal",
    "Quorum",
    "Reason",
    "RecordDrafted",
    "RecordSigned",
    "RollExtended",
    "RollLine",
    "Rules",
    "Tally",
    "VoteAnnulled",
    "VoteClosed",
    "VoteDeclared",
    "VoteFellBack",
    "VoteNamed",
    "VoteOpened",
    "VotePrepared",
]
