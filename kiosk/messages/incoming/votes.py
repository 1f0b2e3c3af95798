"""A vote from its preparation to its annulment."""

from typing import Literal
from uuid import UUID

from kiosk.messages.incoming.words import Command, Mode, Text
from kiosk.messages.outgoing.votes import VoteStage


class VotePrepare(Command, tag="vote.prepare", frozen=True):
    """The chair puts a motion of the active item up for a vote; without a mode, in the usual one of such a matter."""

    motion: UUID
    mode: Mode | None = None


class VoteCommand(Command, frozen=True):
    """An act on a vote; `stage` is the stage the sender was shown, and a stale one is refused."""

    vote: UUID
    stage: VoteStage


class VoteOpen(VoteCommand, tag="vote.open", frozen=True):
    """The chair opens the vote; the roll is frozen."""

    without_quorum: bool = False


class VoteWithdraw(VoteCommand, tag="vote.withdraw", frozen=True):
    """The chair withdraws a prepared vote."""


class VoteJoin(VoteCommand, tag="vote.join", frozen=True):
    """The chair has other items decided by the prepared vote too."""

    items: list[UUID]


class ItemPull(VoteCommand, tag="item.pull", frozen=True):
    """A councillor, the chair or the clerk takes an item out of a prepared vote on several."""

    item: UUID


class VoteHold(VoteCommand, tag="vote.hold", frozen=True):
    """The chair holds an open vote: no presses are taken."""


class VoteResume(VoteCommand, tag="vote.resume", frozen=True):
    """The chair resumes a held vote."""


class VoteFallBack(VoteCommand, tag="vote.fall_back", frozen=True):
    """The chair has the vote go on in another mode, which the matter allows."""

    mode: Mode = "hands"


class VoteClose(VoteCommand, tag="vote.close", frozen=True):
    """The chair closes the vote; `missing` are the people shown as present without a ballot."""

    missing: list[UUID] = []


class VoteDeclare(VoteCommand, tag="vote.declare", frozen=True):
    """The chair declares the result."""


class VoteSettleTie(VoteCommand, tag="vote.settle_tie", frozen=True):
    """The chair settles a tie: with the casting vote, or by saying which side the chair took; "none" leaves it unused."""

    choice: Literal["for", "against", "none"]


class VoteDrawLot(VoteCommand, tag="vote.draw_lot", frozen=True):
    """The chair has the lot of a tie drawn, with a word that somebody in the room calls out."""

    word: Text = ""


class AgendaAdopt(VoteCommand, tag="agenda.adopt", frozen=True):
    """The chair puts down the agenda as the vote adopted it: these items."""

    items: list[UUID]


class VoteRepeat(VoteCommand, tag="vote.repeat", frozen=True):
    """The chair has a declared or annulled vote taken again, as a new vote."""


class VoteAnnul(VoteCommand, tag="vote.annul", frozen=True):
    """Chair or clerk proposes to annul a vote, with a ground and, if they like, details of it."""

    ground: Text
    details: Text = ""


class VoteConfirmAnnulment(VoteCommand, tag="vote.confirm_annulment", frozen=True):
    """The other of the two confirms it."""
