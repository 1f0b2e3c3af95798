"""Reads about the numbers of decisions: the series a meeting's results fall into, and the number that comes next."""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Max, Q

from agenda.models import Meeting
from council.domain.sittings import decision_name, series_key
from council.models import Term
from voting.models import Decision, DecisionSeries


@dataclass(frozen=True, slots=True)
class NextDecision:
    """The number that the next declared result of the body takes."""

    series: str
    number: int

    @property
    def name(self) -> str:
        """The number as it is cited."""
        return decision_name(self.series, self.number)


def series_of(meeting: Meeting, *, using: str = DEFAULT_DB_ALIAS) -> str:
    """Return the key of the series, by the day the meeting sits and its standing orders."""
    terms = Term.objects.using(using).filter(body=meeting.body_id, starts_on__lte=meeting.day)
    running = terms.filter(Q(ends_on=None) | Q(ends_on__gte=meeting.day)).order_by("-starts_on")
    return series_key(
        meeting.standing_orders.sitting.decisions,
        day=meeting.day,
        term_starts_on=running.values_list("starts_on", flat=True).first(),
    )


def next_decision(meeting: Meeting, *, using: str = DEFAULT_DB_ALIAS) -> NextDecision:
    """Return what comes next: above every number given in the series, and not below what the clerk set."""
    key = series_of(meeting, using=using)
    rows = DecisionSeries.objects.using(using).filter(body=meeting.body_id, key=key)
    first = rows.values_list("first", flat=True).first() or 1
    return NextDecision(key, max(first, last_given(meeting, key, using=using) + 1))


def last_given(meeting: Meeting, key: str, *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Return the highest number given in the series of the meeting's body, 0 where none is."""
    given = Decision.objects.using(using).filter(body=meeting.body_id, series=key)
    return int(given.aggregate(last=Max("number"))["last"] or 0)
