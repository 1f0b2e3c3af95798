"""Makes what everybody sees of a vote taken by voice, by named hands or on paper while it goes on, and of its papers."""

from council.domain.orders import CallOrder
from kiosk import messages
from kiosk.snapshots.loading import Loaded, LoadedVote
from kiosk.snapshots.proxies import represented_in, voter_for
from voting.domain.calls import Called, in_order, to_call
from voting.domain.choices import Standing
from voting.domain.modes import ANSWERED
from voting.domain.stages import VoteStage

CALLING = frozenset({VoteStage.PREPARED, VoteStage.OPEN, VoteStage.HELD})


def call_list(loaded: Loaded, vote: LoadedVote) -> tuple[Called, ...]:
    """Return who may vote, in the order in which they are called."""
    people = (
        Called(person, line.name, line.seat)
        for person, line in vote.roll.items()
        if line.standing == Standing.PRESENT
    )
    language = loaded.meeting.municipality.language
    return in_order(people, CallOrder(vote.row.call_order), vote=vote.row.pk, language=language)


def call(loaded: Loaded, vote: LoadedVote) -> messages.Call | None:
    """Return who answers now and who next; who has left the room and not answered is passed over."""
    if vote.row.mode not in ANSWERED or vote.row.stage not in CALLING:
        return None
    there = loaded.present | represented_in(loaded, vote)
    here = (one for one in call_list(loaded, vote) if one.person in there)
    now, following = to_call(here, vote.answers)
    return messages.Call(
        order=vote.row.call_order,
        now=_called(loaded, vote, now),
        next=_called(loaded, vote, following),
        answered=len(vote.answers),
    )


def _called(loaded: Loaded, vote: LoadedVote, one: Called | None) -> messages.Called | None:
    if one is None:
        return None
    holder, by = voter_for(loaded, vote, one.person)
    return messages.Called(person=str(one.person), name=one.name, seat=one.seat, holder=holder, by=by)


def papers(vote: LoadedVote) -> messages.PapersState | None:
    """Return what the tellers counted beyond the numbers of the result."""
    counted = vote.row.papers
    if counted is None:
        return None
    issued, returned = counted["issued"], counted["returned"]
    return messages.PapersState(
        issued=issued, returned=returned, missing=issued - returned, tellers=", ".join(counted["tellers"])
    )
