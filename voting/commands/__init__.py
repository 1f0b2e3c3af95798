"""Acts on votes: the only place that changes them and appends their entries to the ledger."""

from voting.commands.ballots import CastPress, cast_ballots
from voting.commands.corrections import confirm_annulment, propose_annulment, repeat_vote
from voting.commands.course import (
    close_vote,
    declare_vote,
    hold_vote,
    open_vote,
    prepare_vote,
    resume_vote,
    withdraw_vote,
)
from voting.commands.hands import count_hands, fall_back

__all__ = [
    "CastPress",
    "cast_ballots",
    "close_vote",
    "confirm_annulment",
    "count_hands",
    "declare_vote",
    "fall_back",
    "hold_vote",
    "open_vote",
    "prepare_vote",
    "propose_annulment",
    "repeat_vote",
    "resume_vote",
    "withdraw_vote",
]
