"""Whether what entries say of the time of an electronic vote is as the standing orders lay it down."""

from datetime import datetime, timedelta

from council.domain.actors import ActorRole
from council.domain.windows import NO_WINDOW, AtEnd
from voting.domain.bodies import WindowSaid
from voting.domain.facts import VoteRecord
from voting.domain.modes import AT_TERMINALS
from voting.domain.reading import Contradiction, Reading


def require_window(reading: Reading, vote: VoteRecord, said: WindowSaid | None) -> None:
    """Refuse to open a vote for another time than the rules of the day give it; in practice it may have none.

    A rehearsal waits for every terminal.
    """
    rules = reading.orders.window
    is_timed = vote.mode in AT_TERMINALS and rules != NO_WINDOW
    expected = WindowSaid(rules.seconds, rules.least_seconds, rules.at_end) if is_timed else None
    may_wait = said is None and reading.opening is not None and reading.opening.said.is_practice
    if said != expected and not may_wait:
        raise Contradiction("window-differs", vote.vote)


def require_in_time(reading: Reading, vote: VoteRecord) -> None:
    """Refuse a press after the end of the time."""
    ends = _after(vote, vote.opening.window.seconds) if vote.opening and vote.opening.window else None
    if ends is not None and reading.at >= ends:
        raise Contradiction("after-its-time", vote.vote)


def require_end(reading: Reading, vote: VoteRecord, does: AtEnd) -> None:
    """Refuse what the clock does before the end of the time, and a close that the rules do not give it.

    It may hold any vote, which decides nothing: where a choice spoken aloud waits, where too few have registered, and
    where it comes late, as after a restart.
    """
    if reading.actor != ActorRole.CLOCK:
        return
    window = vote.opening.window if vote.opening else None
    ends = _after(vote, window.seconds) if window else None
    if window is None or ends is None or reading.at < ends:
        raise Contradiction("before-its-end", vote.vote)
    if does is AtEnd.CLOSE and window.at_end is not AtEnd.CLOSE:
        raise Contradiction("ended-otherwise", vote.vote)


def require_least_time(reading: Reading, vote: VoteRecord) -> None:
    """Refuse the close of an electronic vote before its least time is over; a clock set back ends that time."""
    window = vote.opening.window if vote.opening and vote.mode in AT_TERMINALS else None
    since, least = runs_from(vote), _after(vote, window.least_seconds) if window else None
    if since is not None and least is not None and since <= reading.at < least:
        raise Contradiction("closed-too-early", vote.vote)


def _after(vote: VoteRecord, seconds: int) -> datetime | None:
    """Return when so many seconds of the vote are over, since its time began to run; None without any."""
    since = runs_from(vote)
    return since + timedelta(seconds=seconds) if since is not None and seconds else None


def runs_from(vote: VoteRecord) -> datetime | None:
    """Return since when the time of a vote runs that has one."""
    return vote.runs_from if vote.opening and vote.opening.window else None
