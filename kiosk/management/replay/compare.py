"""Holding what was declared against what the file says: every screen and the database. Nothing is changed here."""

from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.management.replay.recorded import RecordedVote
from voting.models import Vote


def differences(recorded: RecordedVote, shown: Mapping[str, Mapping[str, Any]], vote_id: str) -> list[str]:
    """Return a sentence for each place that says otherwise than the file.

    `shown` is the frame that each screen shows, by the screen's name; `vote_id` is the vote's in the database.
    """
    found = [_frame(recorded, frame, vote_id) for frame in shown.values()]
    places = {name: what for name, what in zip(shown, found, strict=True) if what}
    stored = _stored(Vote.objects.get(pk=vote_id))
    if stored != _official(recorded):
        places["database"] = f"{stored}"
    return [
        f"vote {recorded.number}: {place} says {what}, the record {_official(recorded)}"
        for place, what in _first_of_each(places)
    ]


Count = tuple[str, int, int]


def _official(recorded: RecordedVote) -> Count:
    return recorded.outcome, recorded.in_favour, recorded.against


def _frame(recorded: RecordedVote, frame: Mapping[str, Any], vote_id: str) -> str:
    """Return what a frame says if it is not the official result of this vote, else an empty text."""
    vote = frame.get("vote") or {}
    if vote.get("id") != vote_id or not vote.get("numbers") or not vote.get("outcome"):
        return f"nothing about it ({vote.get('stage', 'no vote')})"
    count = (vote["outcome"]["outcome"], vote["numbers"]["for"], vote["numbers"]["against"])
    return "" if count == _official(recorded) else f"{count}"


def _stored(vote: Vote) -> Count | None:
    if not vote.result:
        return None
    tally = vote.result["tally"]
    return vote.result["outcome"], tally["for"], tally["against"]


def _first_of_each(places: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield one place for each thing that is said: a wrong count is on all screens at once."""
    by_what: dict[str, list[str]] = {}
    for place, what in places.items():
        by_what.setdefault(what, []).append(place)
    for what, named in by_what.items():
        more = f" and {len(named) - 1} others" if len(named) > 1 else ""
        yield f"{named[0]}{more}", what
