"""Reads about votes: what is under way, who is missing, what a vote came to, whether tables and entries agree."""

from voting.queries.comparing import Decided, one_more_of, under_other_packs
from voting.queries.comparison import Difference, differences
from voting.queries.effects import effects_on, move_rulings
from voting.queries.elections import further_after, last_ballot
from voting.queries.joint import Joining, joinable_with, joined_to, joinings
from voting.queries.motions import (
    Due,
    due_amendment,
    is_adopted,
    is_text_decided,
    is_tied,
    last_decision,
    tie_before,
)
from voting.queries.numbers import NextDecision, next_decision
from voting.queries.rolls import entitled, frozen_roll
from voting.queries.votes import (
    closable_at,
    count_raised,
    count_vote,
    followed_by,
    is_final,
    is_linked,
    missing,
    positions_at_close,
    present_for,
    proposed_as,
    registered,
    registered_quorum,
    registers,
    result_of,
    roll_of,
    tally_papers,
    vote_under_way,
    window_ends_at,
)

__all__ = [
    "Decided",
    "Difference",
    "Due",
    "Joining",
    "NextDecision",
    "closable_at",
    "count_raised",
    "count_vote",
    "differences",
    "due_amendment",
    "effects_on",
    "entitled",
    "followed_by",
    "frozen_roll",
    "further_after",
    "is_adopted",
    "is_final",
    "is_linked",
    "is_text_decided",
    "is_tied",
    "joinable_with",
    "joined_to",
    "joinings",
    "last_ballot",
    "last_decision",
    "missing",
    "move_rulings",
    "next_decision",
    "one_more_of",
    "positions_at_close",
    "present_for",
    "proposed_as",
    "registered",
    "registered_quorum",
    "registers",
    "result_of",
    "roll_of",
    "tally_papers",
    "tie_before",
    "under_other_packs",
    "vote_under_way",
    "window_ends_at",
]
