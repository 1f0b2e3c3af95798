"""What is needed for a quorum now, and what may follow where it is lacking: waiting, a second call, the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from agenda.domain.quorum import Quorum
from council.domain.rules import QuorumRule
from council.domain.sittings import SittingRules

FIRST, SECOND = 1, 2


class Way(StrEnum):
    """What the standing orders leave where a quorum is lacking."""

    SAY_SO = "say_so"
    WAIT = "wait"
    CALL_FIRST = "call_first"
    WAIT_FOR_SECOND_CALL = "wait_for_second_call"
    END = "end"


@dataclass(frozen=True, slots=True)
class Check:
    """A quorum that was checked on demand; `lacking_since` is the check from which on it has been lacking.

    That stays where it is met at a second call, whose lower quorum then holds on, until one finds as many as the first call
    needs.
    """

    at: datetime
    present: int
    needed: int
    is_met: bool
    call: int
    lacking_since: datetime | None

    def to_plain(self) -> dict[str, object]:
        """Return the check as its entry states it and the meeting's row keeps it."""
        since = self.lacking_since
        return {
            "at": self.at.isoformat(timespec="microseconds"),
            "present": self.present,
            "needed": self.needed,
            "is_met": self.is_met,
            "call": self.call,
            "lacking_since": since.isoformat(timespec="microseconds") if since else None,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Read what ``to_plain`` wrote."""
        since = plain["lacking_since"]
        moments = {
            "at": datetime.fromisoformat(plain["at"]),
            "lacking_since": datetime.fromisoformat(since) if since else None,
        }
        return cls(**{**plain, **moments})


def second_call_at(rule: QuorumRule, last: Check | None) -> datetime | None:
    """Return when a second call is, or was, due; None where none follows from the last check."""
    if rule.second_call is None or last is None or last.lacking_since is None:
        return None
    return last.lacking_since + timedelta(minutes=rule.wait_minutes)


def call_now(rule: QuorumRule, last: Check | None, at: datetime) -> int:
    """Return which call this is: the second from its time on, else the first."""
    due = second_call_at(rule, last)
    return SECOND if due is not None and at >= due else FIRST


def way_on(rules: SittingRules, rule: QuorumRule, last: Check | None, at: datetime) -> Way:
    """Return what may follow where a quorum is lacking now; a second call, where there is one, goes before all else."""
    due = second_call_at(rule, last)
    if rule.second_call is not None and due is None:
        return Way.CALL_FIRST
    if due is not None and at < due:
        return Way.WAIT_FOR_SECOND_CALL
    return Way(rules.lacking.value)


def checked(found: Quorum, *, full: int, call: int, last: Check | None, at: datetime) -> Check:
    """Return the check that this finding makes; `full` is how many a first call needs, in people."""
    since = None if found.present >= full else (last.lacking_since if last else None) or at
    return Check(at, found.present, found.needed, found.is_met, call, since)
