"""Requests to speak and speeches."""

from uuid import UUID

from kiosk.messages.incoming.words import Command, OptionalId, SpeakingKind, Text


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
