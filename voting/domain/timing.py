"""Whether what entries say of the time of an electronic vote is as the standing orders lay it down."""

from datetime import datetime, timedelta

from council.domain.actors import ActorRole
from council.domain.orders import Presence
from council.domain.windows import NO_WINDOW, AtEnd
from voting.domain.bodies import WindowSaid
from voting.domain.facts import VoteRecord
from voting.domain.reading import Contradiction, Reading
from voting.domain.stages import Mode


def require_window(reading: Reading, vote: VoteRecord, said: WindowSaid | None) -> None:
    """Refuse to open a vote for another time than the rules of the day give it; in practice it may have none.

    A rehearsal waits for every terminal.
    """
    rules = reading.orders.window
    is_timed = vote.mode is Mode.ELECTRONIC and rules != NO_WINDOW
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
    """Refuse what the clock does before the end of the time, and what the rules do not let it do.

    It may hold any vote whose end would close it: where a choice spoken aloud waits, or where too few have registered.
    """
    if reading.actor != ActorRole.CLOCK:
        return
    window = vote.opening.window if vote.opening else None
    ends = _after(vote, window.seconds) if window else None
    if window is None or ends is None or reading.at < ends:
        raise Contradiction("before-its-end", vote.vote)
    may_hold = reading.spoken.get(vote.vote) or reading.orders.presence is Presence.REGISTRATION
    if window.at_end is not does and not (does is AtEnd.HOLD and may_hold):
        raise Contradiction("ended-otherwise", vote.vote)


def require_least_time(reading: Reading, vote: VoteRecord) -> None:
    """Refuse the close of an electronic vote before its least time is over."""
    window = vote.opening.window if vote.opening and vote.mode is Mode.ELECTRONIC else None
    least = _after(vote, window.least_seconds) if window else None
    if least is not None and reading.at < least:
        raise Contradiction("closed-too-early", vote.vote)


def _after(vote: VoteRecord, seconds: int) -> datetime | None:
    """Return when so many seconds of the vote are over, from its opening or its last resumption; None without any."""
    since = runs_from(vote)
    return since + timedelta(seconds=seconds) if since is not None and seconds else None


def runs_from(vote: VoteRecord) -> datetime | None:
    """Return since when the time of a vote runs that has one: the opening, or the last time it was resumed."""
    if vote.opening is None or vote.opening.window is None:
        return None
    return max([vote.opening.at, *(pause.resumed_at for pause in vote.pauses if pause.resumed_at)])
