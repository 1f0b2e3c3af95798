"""Which modes of voting a matter allows, and what each of them knows of people; who may choose is decided elsewhere."""

from collections.abc import Mapping

from agenda.domain.secrecy import Secrecy
from voting.domain.stages import Mode

AT_TERMINALS = frozenset({Mode.ELECTRONIC})
"""Each person presses at a terminal."""

ANSWERED = frozenset({Mode.HANDS_BY_NAME, Mode.ROLL_CALL, Mode.SIGNATURES})
"""The clerk enters each person's answer, which the whole room has heard or seen, or which that person signed."""

UNNAMED = frozenset({Mode.HANDS, Mode.PAPER})
"""Only numbers are entered: nobody's choice is known."""

SECRET = frozenset({Mode.PAPER})
"""What each person chose is kept from everybody."""

BY_NAME = (Mode.ELECTRONIC, Mode.ROLL_CALL, Mode.HANDS_BY_NAME, Mode.SIGNATURES)

ONE_BY_ONE = frozenset(BY_NAME)
"""Each person's vote comes in by itself: while it is taken it is known who has voted and who is missing."""

ALLOWED: Mapping[Secrecy, tuple[Mode, ...]] = {
    Secrecy.OPEN: (*BY_NAME, Mode.HANDS, Mode.PAPER),
    Secrecy.NAMED: BY_NAME,
    Secrecy.SECRET: (Mode.PAPER,),
}
"""The modes by which a matter may be decided, the usual one first.

Where nothing is prescribed a secret vote may still be asked for, so paper is among them (RULES.md 1, Mode). What is
prescribed by name is never counted without names (RULES.md 1, Falling back). A secret vote is one on paper, because no
other keeps what each person chose from everybody (SECURITY.md, Secret ballots).
"""


def allowed_modes(secrecy: Secrecy) -> tuple[Mode, ...]:
    """Return the modes by which a matter of this secrecy may be decided, the usual one first."""
    return ALLOWED[secrecy]


def fallbacks(secrecy: Secrecy, mode: Mode) -> tuple[Mode, ...]:
    """Return the modes in which a vote taken in this mode may go on.

    Falling back leads away from the terminals: back to them leads only a new vote, in which everybody presses anew.
    """
    return tuple(other for other in ALLOWED[secrecy] if other not in {mode, Mode.ELECTRONIC})
