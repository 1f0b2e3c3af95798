"""Acts on what the screens need beside the meeting, rehearsals too; acts of the meeting itself are in the apps below."""

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
    "FREE_FAILURES",
    "LONGEST_WAIT",
    "archive_practice",
    "change_profile",
    "end_rehearsal",
    "forget_failures",
    "judge_display",
    "may_try",
    "open_test_vote",
    "report_display",
    "report_terminal",
    "start_rehearsal",
]
