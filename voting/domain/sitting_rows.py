"""The rows that follow from what a record states of the course of a sitting, and of corrections."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from agenda.domain.lacking import Check
from agenda.domain.stages import MeetingStage
from voting.domain.facts import MeetingRecord
from voting.domain.sitting import Break


def meeting_columns(record: MeetingRecord) -> dict[str, object]:
    """Return the columns of an opened meeting that its course sets: stage, break, who presides, what lies ready."""
    breaks = record.sitting.breaks
    last = breaks[-1] if breaks and breaks[-1].resumed is None and record.adjournment is None else None
    stage = MeetingStage.PAUSED if last else MeetingStage.OPEN
    return {
        "stage": (MeetingStage.ADJOURNED if record.adjournment else stage).value,
        "by_correspondence": _answers_until(record) is not None,
        "answers_until": _answers_until(record),
        "presiding": record.sitting.presiding.person if record.sitting.presiding else None,
        "selected": record.sitting.selected,
        "paused_at": last.paused_at if last else None,
        "resumes_at": last.said.until if last else None,
        "sits_on": _sits_on(breaks),
        "quorum_check": quorum_check(record),
        "agenda_votes": [one.said.vote for one in record.sitting.adoptions if one.put_back_at is None],
    }


def _answers_until(record: MeetingRecord) -> datetime | None:
    said = record.opening.said.correspondence if record.opening else None
    return said.until if said else None


def written_answers(record: MeetingRecord) -> dict[tuple[str, ...], dict[str, object]]:
    """Return what was answered in writing, by motion and person."""
    return {
        (one.motion, one.person): {
            "choice": one.choice.value,
            "written_at": one.at,
            "entered_by": one.entered_by,
        }
        for one in record.written
    }


def proxies(record: MeetingRecord) -> dict[tuple[str, ...], dict[str, object]]:
    """Return the rows of the proxies, each by giver, holder and the time it was entered."""
    return {(one.giver, one.holder, str(one.at)): {"ended_at": one.ended_at} for one in record.proxies}


def quorum_check(record: MeetingRecord) -> dict[str, object] | None:
    """Return the last check of the quorum on the day the meeting sits, as its row keeps it."""
    said = record.sitting.check
    if said is None:
        return None
    return Check(said.at, said.present, said.needed, said.is_met, said.call, said.lacking_since).to_plain()


def _sits_on(breaks: Sequence[Break]) -> date | None:
    """Return the day that the meeting was last adjourned to, or went on; None of one that kept to its day."""
    days = [day for one in breaks for day in (one.said.day, one.resumed and one.resumed.said.day) if day]
    return days[-1] if days else None


def speeches(record: MeetingRecord) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return the requests to speak by their ids."""
    return {
        (speech.request,): {
            "number": number,
            "kind": speech.kind.value,
            "person": speech.person,
            "name": speech.name,
            "group": speech.group,
            "item": speech.item,
            "to": speech.to,
            "vote": speech.vote,
            "is_beyond": speech.is_beyond,
            "asked_at": speech.asked_at,
            "withdrawn_at": speech.withdrawn_at,
            "given_at": speech.given_at,
            "limit_seconds": speech.limit,
            "paused_at": speech.paused_at,
            "stood_for": speech.stood_for,
            "ended_at": speech.ended_at,
            "ending": speech.ending.value if speech.ending else "",
        }
        for number, speech in enumerate(record.sitting.speeches, start=1)
    }


def corrections(record: MeetingRecord) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return the corrections by their ids."""
    return {
        (made.said.correction,): {
            "about": made.said.about.value,
            "subject": made.said.subject,
            "named": made.said.named,
            "matter": made.said.matter.value,
            "asked_by": made.said.asked_by,
            "entered": made.said.entered,
            "right": made.said.right,
            "why": made.said.why,
            "entered_by": made.actor.partition(":")[2],
            "entered_at": made.at,
        }
        for made in record.corrections
    }
