"""The numbers of decisions: giving the next one with a declared result, and setting from where they go on."""

from datetime import datetime
from uuid import UUID

from agenda.commands import append, require_not_adjourned, require_role
from agenda.models import Meeting
from council.domain.actors import Actor, ActorRole
from ledger.kinds import Kind
from voting.models import Decision, DecisionSeries, Vote
from voting.queries.numbers import NextDecision, last_given, next_decision, series_of
from voting.refusals import NoNumbersInPractice, NumberGiven

HIGHEST = 999_999


def number_from(*, meeting: Meeting, number: int, by: Actor, at: datetime) -> DecisionSeries:
    """Let the body's decisions go on from a number, as clerk, in the series that the meeting's results fall into.

    Refuses practice, which takes no number, a number that is given already or lies below one that is, and what is no number
    from 1 to HIGHEST.
    """
    require_role(by, meeting, ActorRole.CLERK)
    require_not_adjourned(meeting)
    if meeting.is_practice:
        raise NoNumbersInPractice
    series = _locked(meeting, series_of(meeting))
    last = last_given(meeting, series.key)
    if not last < number <= HIGHEST:
        raise NumberGiven(least=last + 1, most=HIGHEST)
    series.first = number
    series.save(update_fields=["first"])
    body = {"series": series.key, "number": number}
    append(log=meeting.log, kind=Kind.DECISIONS_NUMBERED, actor=str(by), body=body, at=at)
    return series


def give_number(vote: Vote, motion_id: UUID) -> NextDecision | None:
    """Give the decision on a motion of a vote being declared the next number of its body's series; practice gets none."""
    meeting = vote.meeting
    if meeting.is_practice:
        return None
    _locked(meeting, series_of(meeting))
    found = next_decision(meeting)
    Decision.objects.create(
        municipality_id=vote.municipality_id,
        vote=vote,
        motion_id=motion_id,
        body_id=meeting.body_id,
        series=found.series,
        number=found.number,
    )
    return found


def _locked(meeting: Meeting, key: str) -> DecisionSeries:
    """Return the series, locked until the transaction ends.

    Two meetings of one body could both take the next number: each has locked its own log only. The series is locked after
    the log, always in this order, so that neither waits for the other in a circle.
    """
    series, _ = DecisionSeries.objects.get_or_create(
        municipality_id=meeting.municipality_id, body_id=meeting.body_id, key=key
    )
    return DecisionSeries.objects.select_for_update(no_key=True).get(pk=series.pk)
