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

__all__ = [
    "archive_practice",
    "change_profile",
    "end_rehearsal",
    "judge_display",
    "open_test_vote",
    "report_display",
    "report_terminal",
    "start_rehearsal",
]
