"""Who is there, and what a screen shows."""

from uuid import UUID

import msgspec

from kiosk.messages.incoming.words import Command, Number, Text


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


class ProxyEnter(Command, tag="proxy.enter", frozen=True):
    """The clerk enters that `holder` votes for `person`, who stays away; the written form was `shown`."""

    person: UUID
    holder: UUID
    shown: bool


class ProxyWithdraw(Command, tag="proxy.withdraw", frozen=True):
    """The clerk withdraws the proxy that `person` gave."""

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
