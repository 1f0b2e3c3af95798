"""Elections as motions, and their candidates; what is counted of a ballot is in ballots.py."""

from uuid import UUID

from kiosk.messages.incoming.motions import MotionNamed
from kiosk.messages.incoming.words import Command, Number, OptionalId, Text


class ElectionEnter(Command, tag="election.enter", frozen=True, kw_only=True):
    """Clerk or chair enters that so many are to be elected to an office; `majority` is one of the usual ones by its key."""

    item: UUID
    office: Text
    places: Number = 1
    majority: Text = ""


class CandidateNominate(MotionNamed, tag="candidate.nominate", frozen=True, kw_only=True):
    """Clerk or chair enters a candidate of an election, and who nominated them."""

    name: Text
    nominator: OptionalId = ""


class CandidateWithdraw(MotionNamed, tag="candidate.withdraw", frozen=True, kw_only=True):
    """Clerk or chair enters that a candidate stands no more."""

    candidate: UUID
