"""Makes the clock of an open vote that has a time: the screens count it down by the server's time."""

from kiosk import messages
from voting.models import Vote
from voting.queries import window_ends_at


def vote_clock(vote: Vote) -> messages.VoteClock | None:
    """Return the clock; None where the chair alone ends the vote, and while it is held."""
    window = vote.meeting.standing_orders.window
    if vote.runs_from is None or window_ends_at(vote) is None:
        return None
    return messages.VoteClock(
        limit=window.seconds,
        runs_from=vote.runs_from.isoformat(timespec="milliseconds"),
        at_end=window.at_end.value,
    )
