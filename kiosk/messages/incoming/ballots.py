"""What is pressed, spoken, shown by hand, answered or counted on paper."""

from typing import Literal
from uuid import UUID

import msgspec

from kiosk.messages.incoming.votes import VoteCommand
from kiosk.messages.incoming.words import Answer, Choice, Command, Mode, Number, Press, Text


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


class PresenceRegister(VoteCommand, tag="presence.register", frozen=True):
    """A councillor registers for a vote in which presence is established anew."""


class PresenceEnter(VoteCommand, tag="presence.enter", frozen=True):
    """The clerk registers a member whose terminal is dead."""

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


class PapersOf(VoteCommand, frozen=True, kw_only=True):
    """What tellers count in every vote on paper, and who they are."""

    issued: Number
    returned: Number
    valid: Number
    invalid: Number
    blank: Number
    tellers: list[Text]


class PapersCount(PapersOf, tag="papers.count", frozen=True, kw_only=True):
    """The clerk enters what the tellers of a vote on paper counted."""

    in_favour: Number = msgspec.field(name="for")
    against: Number
    abstain: Number


class CandidatesCount(PapersOf, tag="candidates.count", frozen=True, kw_only=True):
    """The clerk enters what the tellers of a ballot counted: `votes` of each candidate, in the order of the paper."""

    votes: list[Number]


class BallotCast(Command, tag="ballot.cast", frozen=True):
    """A councillor presses a button; `press` rises with each press for the same person: by proxy for `person`.

    `mode` is that in which the vote was shown.
    """

    vote: UUID
    press: Press
    choice: Choice
    person: UUID | None = None
    mode: Mode = "electronic"
