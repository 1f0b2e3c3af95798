"""Which modes of voting a matter allows, and what each of them knows of people; who may choose is decided elsewhere."""

from collections.abc import Mapping

from agenda.domain.secrecy import Secrecy
from voting.domain.stages import Mode, VoteStage

AT_TERMINALS = frozenset({Mode.ELECTRONIC, Mode.ELECTRONIC_UNNAMED})
"""Each person presses at a terminal."""

ENTERED = frozenset({Mode.HANDS_BY_NAME, Mode.ROLL_CALL, Mode.SIGNATURES})
"""The clerk enters each person's answer, which the whole room has heard or seen, or which that person signed."""

ANSWERED = ENTERED | {Mode.CORRESPONDENCE}
"""Each person's answer is told by name as it was entered, or as it was written before the vote was opened."""

COUNTED = frozenset({Mode.HANDS, Mode.PAPER})
"""Only numbers are entered: nobody's choice is known, nor who made one."""

UNNAMED = COUNTED | {Mode.ELECTRONIC_UNNAMED}
"""Nobody's choice is told by name, neither in the meeting nor afterwards."""

SECRET = frozenset({Mode.PAPER})
"""What each person chose is kept from everybody; ballots at the terminals are in the ledger, whose keeper could look."""

BY_NAME = (Mode.ELECTRONIC, Mode.ROLL_CALL, Mode.HANDS_BY_NAME, Mode.SIGNATURES)

ONE_BY_ONE = AT_TERMINALS | ANSWERED
"""Each person's vote comes in by itself: while it is taken it is known who has voted and who is missing."""

ALLOWED: Mapping[Secrecy, tuple[Mode, ...]] = {
    Secrecy.OPEN: (*BY_NAME, Mode.ELECTRONIC_UNNAMED, Mode.HANDS, Mode.PAPER),
    Secrecy.NAMED: BY_NAME,
    Secrecy.SECRET: (Mode.PAPER,),
}
"""The modes by which a matter may be decided, the usual one first.

Where nothing is prescribed a secret vote may still be asked for, so paper is among them (RULES.md 1, Mode). What is
prescribed by name is never counted without names (RULES.md 1, Falling back). A secret vote is one on paper, because no
other keeps what each person chose from everybody (SECURITY.md, Secret ballots).
"""


def allowed_modes(
    secrecy: Secrecy, *, may_be_unnamed: bool = True, by_correspondence: bool = False
) -> tuple[Mode, ...]:
    """Return the modes by which a matter of this secrecy may be decided, the usual one first.

    ``may_be_unnamed`` says whether it may be voted at the terminals without names, where nothing else is prescribed. In a
    meeting held by correspondence there is one mode, and in secret nothing can be decided in it.
    """
    if by_correspondence:
        return () if secrecy is Secrecy.SECRET else (Mode.CORRESPONDENCE,)
    modes = ALLOWED[secrecy]
    return modes if may_be_unnamed else tuple(mode for mode in modes if mode is not Mode.ELECTRONIC_UNNAMED)


def fallbacks(
    secrecy: Secrecy, mode: Mode, stage: VoteStage, *, may_be_unnamed: bool = True
) -> tuple[Mode, ...]:
    """Return the modes in which a vote taken in this mode may go on.

    Once it is open that leads away from the terminals, or from names at the terminals to none: what somebody pressed on
    the word that no name is told never counts in a vote by name, and back to the terminals leads only a new vote.
    """
    if mode is Mode.CORRESPONDENCE:
        return ()
    others = (other for other in allowed_modes(secrecy, may_be_unnamed=may_be_unnamed) if other is not mode)
    if stage is VoteStage.PREPARED:
        return tuple(others)
    may_press = {Mode.ELECTRONIC_UNNAMED} if mode is Mode.ELECTRONIC else set()
    return tuple(other for other in others if other not in AT_TERMINALS - may_press)
