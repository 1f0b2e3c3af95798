"""The course of the meeting: opening, breaks, presiding, quorum, numbers, corrections."""

from typing import Literal
from uuid import UUID

from kiosk.messages.incoming.words import (
    Command,
    Day,
    EntryNumber,
    Moment,
    Number,
    OptionalId,
    Text,
    TimeOfDay,
)


class MeetingOpen(Command, tag="meeting.open", frozen=True):
    """The chair opens the meeting; one by correspondence with the time until which answers can be given."""

    without_quorum: bool = False
    answers_until: Moment = ""


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


class DecisionsNumberFrom(Command, tag="decisions.number_from", frozen=True):
    """The clerk sets the number that the body's next decision takes."""

    number: Number


class CorrectionEnter(Command, tag="correction.enter", frozen=True, kw_only=True):
    """The clerk enters that something recorded was wrong: of a vote, item or person by `subject`, else of an `entry`."""

    subject: OptionalId = ""
    entry: EntryNumber = ""
    matter: Literal["time", "name", "wording", "figure", "result"]
    asked_by: Text
    entered: Text
    right: Text
    why: Text
