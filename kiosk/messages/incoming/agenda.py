"""Items of the agenda with their papers."""

from typing import Literal
from uuid import UUID

from kiosk.messages.incoming.words import Command, OptionalId, Procedure, Secrecy, Text


class ItemSelect(Command, tag="item.select", frozen=True):
    """The clerk lays an item ready to be called next."""

    item: UUID


class ItemUnselect(Command, tag="item.unselect", frozen=True):
    """The clerk takes it away again."""


class ItemActivate(Command, tag="item.activate", frozen=True):
    """The chair brings an agenda item before everybody; with `prepare` also the vote on its first undecided motion."""

    item: UUID
    prepare: bool = False


class ItemClose(Command, tag="item.close", frozen=True):
    """Chair or clerk closes an item to the public, on a ground."""

    item: UUID
    ground: Text


class ItemFinish(Command, tag="item.finish", frozen=True):
    """The chair is done with the active item."""

    item: UUID


class ItemFields(Command, frozen=True, kw_only=True):
    """What the clerk says of an item; `text` is its draft decision, `majority` one of the usual ones by its key.

    Without `secrecy`, `procedure`, `closed` (to the public) or `consent` (on the consent list) it stays as it was.
    """

    title: Text
    text: Text = ""
    majority: Text = ""
    secrecy: Secrecy | None = None
    rapporteur: OptionalId = ""
    procedure: Procedure | None = None
    closed: Literal["yes", "no"] | None = None
    consent: Literal["yes", "no"] | None = None


class ItemAdd(ItemFields, tag="item.add", frozen=True):
    """The clerk puts an item at the end of the agenda."""


class ItemChange(ItemFields, tag="item.change", frozen=True, kw_only=True):
    """The clerk changes an item of a draft."""

    item: UUID


class ItemMove(Command, tag="item.move", frozen=True):
    """The clerk moves an item of a draft one place up or down."""

    item: UUID
    to: Literal["up", "down"]


class ItemRemove(Command, tag="item.remove", frozen=True):
    """The clerk takes an item off a draft, with its papers."""

    item: UUID


class DraftOffer(Command, tag="draft.offer", frozen=True):
    """The clerk lets other councils take an item of a draft over by a key."""

    item: UUID


class DraftTakeBack(Command, tag="draft.take_back", frozen=True):
    """The clerk lets no other council take an item over any more."""

    item: UUID


class DraftTake(Command, tag="draft.take", frozen=True):
    """The clerk puts a draft that another council offers on the agenda of a draft, by its key."""

    key: UUID


class PaperRename(Command, tag="paper.rename", frozen=True):
    """The clerk gives a paper of a draft another title."""

    paper: UUID
    title: Text


class PaperWithdraw(Command, tag="paper.withdraw", frozen=True):
    """The clerk takes a paper of a draft back."""

    paper: UUID
