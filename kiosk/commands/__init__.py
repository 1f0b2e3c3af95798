"""Acts on what the screens need beside the meeting, halls and rehearsals too; acts of the meeting are in the apps below."""

from kiosk.commands.displays import note_shown
from kiosk.commands.halls import HallChanged, HallRefused, SeatLaid, lay_out_hall
from kiosk.commands.pins import (
    CODE_DIGITS,
    CODE_LIFETIME,
    PIN_DIGITS,
    code_login,
    is_right_pin,
    make_code,
    make_pins,
    pin_login,
    take_seat,
)
from kiosk.commands.profiles import change_profile
from kiosk.commands.rehearsals import (
    archive_practice,
    end_rehearsal,
    judge_display,
    open_test_vote,
    report_display,
    report_terminal,
    start_rehearsal,
)
from kiosk.commands.throttle import ANYWHERE, FREE_FAILURES, LONGEST_WAIT, forget_failures, may_try

__all__ = [
    "ANYWHERE",
    "CODE_DIGITS",
    "CODE_LIFETIME",
    "FREE_FAILURES",
    "LONGEST_WAIT",
    "PIN_DIGITS",
    "HallChanged",
    "HallRefused",
    "SeatLaid",
    "archive_practice",
    "change_profile",
    "code_login",
    "end_rehearsal",
    "forget_failures",
    "is_right_pin",
    "judge_display",
    "lay_out_hall",
    "make_code",
    "make_pins",
    "may_try",
    "note_shown",
    "open_test_vote",
    "pin_login",
    "report_display",
    "report_terminal",
    "start_rehearsal",
    "take_seat",
]
