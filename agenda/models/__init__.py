"""What is proposed and who is there: meetings, agenda items, motions, papers, attendance, recusals, links.

Tables and constraints only. From a meeting's opening on these are projections of its ledger, links excepted.
"""

from agenda.models.attendance import Attendance, Excuse, Proxy, Recusal
from agenda.models.floor import Speech
from agenda.models.items import AgendaItem, Motion, Paper
from agenda.models.links import Link
from agenda.models.meetings import Meeting

__all__ = [
    "AgendaItem",
    "Attendance",
    "Excuse",
    "Link",
    "Meeting",
    "Motion",
    "Paper",
    "Proxy",
    "Recusal",
    "Speech",
]
