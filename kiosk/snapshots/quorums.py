"""Makes what every screen says of the quorum: how many are there, what may be done where it lacks, the last check."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.domain.lacking import Check, Way, second_call_at
from agenda.models import Meeting
from agenda.queries import quorum_provenance, way_now
from council.wording import provenance_words
from kiosk import messages
from kiosk.snapshots.loading import Loaded

WAYS: dict[Way, Promise] = {
    Way.WAIT: gettext_lazy("Wait until more have come, take a break, or adjourn the meeting."),
    Way.CALL_FIRST: gettext_lazy(
        "Check the quorum, so that the record has it; %(minutes)s minutes later, at the second call, "
        "%(lower)s are enough."
    ),
    Way.WAIT_FOR_SECOND_CALL: gettext_lazy("At the second call, at %(time)s, %(lower)s are enough."),
    Way.END: gettext_lazy("By the standing orders the meeting cannot go on: adjourn it."),
}


def quorum_state(loaded: Loaded) -> messages.Quorum:
    """Return the quorum as it is now, in the language now active, as chair and clerk know it."""
    found, meeting = loaded.quorum, loaded.meeting
    words = {"present": found.present, "needed": found.needed}
    way, last = way_now(meeting, timezone.now()), meeting.last_check
    return messages.Quorum(
        present=found.present,
        needed=found.needed,
        is_met=found.is_met,
        text=_("Quorum: %(present)s present, %(needed)s needed.") % words
        if found.is_met
        else _("No quorum: %(present)s present, %(needed)s needed.") % words,
        article=provenance_words(quorum_provenance(meeting)),
        may_say_so=way is Way.SAY_SO,
        way=None if found.is_met or way is Way.SAY_SO else _way_words(loaded, way),
        checked=_checked_words(meeting, last) if last else None,
    )


def quorum_told(loaded: Loaded) -> messages.Quorum:
    """Return it as everybody else may know it: by correspondence only how many are needed, until the first vote is open."""
    found = quorum_state(loaded)
    if loaded.letters is None or not loaded.letters.are_sealed:
        return found
    text = _("Needed for a quorum: %(needed)s.") % {"needed": found.needed}
    return messages.Quorum(present=None, needed=found.needed, is_met=False, text=text, article=found.article)


def _way_words(loaded: Loaded, way: Way) -> str:
    meeting, rule = loaded.meeting, loaded.meeting.standing_orders.quorum
    due = second_call_at(rule, meeting.last_check)
    return str(WAYS[way]) % {
        "minutes": rule.wait_minutes,
        "lower": loaded.second_call_needs,
        "time": _clock(meeting, due) if due else "",
    }


def _checked_words(meeting: Meeting, check: Check) -> str:
    told = {"time": _clock(meeting, check.at), "present": check.present, "needed": check.needed}
    if check.is_met:
        return _("Checked at %(time)s: %(present)s present, %(needed)s needed.") % told
    return _("Checked at %(time)s: only %(present)s present, %(needed)s needed.") % told


def _clock(meeting: Meeting, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(meeting.municipality.time_zone)):%H:%M}"
