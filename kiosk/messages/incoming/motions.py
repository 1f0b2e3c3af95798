"""Motions moved in the meeting."""

from uuid import UUID

from kiosk.messages.incoming.words import Command, OptionalId, Phrase, Text


class MotionMove(Command, tag="motion.move", frozen=True, kw_only=True):
    """Clerk or chair enters a motion on the active item in a stock phrase; `old` and `new` are the words it takes.

    For a change of the order `moved` and `before` are the numbers of the item and of the one it comes before: none, last.
    """

    item: UUID
    phrase: Phrase
    old: Text = ""
    new: Text = ""
    moved: Text = ""
    before: Text = ""
    mover: OptionalId = ""
    seconder: OptionalId = ""


class MotionNamed(Command, frozen=True, kw_only=True):
    """An act on a motion."""

    motion: UUID


class MotionWithdraw(MotionNamed, tag="motion.withdraw", frozen=True):
    """Clerk or chair enters that the mover withdraws it."""


class MotionAdvance(MotionNamed, tag="motion.advance", frozen=True, kw_only=True):
    """Clerk or chair has it voted before the others, for a reason."""

    reason: Text


class MotionSettle(MotionNamed, tag="motion.settle", frozen=True, kw_only=True):
    """Clerk or chair confirms the main motion's text with this adopted amendment in it, or without one that fell."""

    text: Text
