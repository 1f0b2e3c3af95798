"""Acts on votes: the only place that changes them and appends their entries to the ledger."""

from voting.commands.adopting import adopt_agenda
from voting.commands.aloud import confirm_spoken, drop_spoken, enter_spoken
from voting.commands.answers import enter_answer, order_call
from voting.commands.ballots import CastPress, cast_ballots
from voting.commands.correcting import enter_correction
from voting.commands.corrections import confirm_annulment, propose_annulment, repeat_vote
from voting.commands.correspondence import enter_letter, object_to_correspondence, write_answer
from voting.commands.course import (
    close_vote,
    declare_vote,
    hold_vote,
    open_vote,
    prepare_vote,
    resume_vote,
    withdraw_vote,
)
from voting.commands.elections import nominate, withdraw_candidate
from voting.commands.floor import ask_for_floor, enter_guest, enter_speaker, give_floor
from voting.commands.hands import count_hands
from voting.commands.joining import close_item, join_items, pull_out
from voting.commands.members import admit_member, raise_objection, register_member, register_presence
from voting.commands.modes import fall_back
from voting.commands.motions import advance_motion, move_motion, settle_text, withdraw_motion
from voting.commands.numbering import number_from
from voting.commands.papers import count_papers
from voting.commands.pausing import adjourn_meeting, pause_meeting
from voting.commands.taking_up import take_up_item
from voting.commands.ties import draw_lot, settle_tie
from voting.commands.windows import check_in, end_window

__all__ = [
    "CastPress",
    "adjourn_meeting",
    "admit_member",
    "adopt_agenda",
    "advance_motion",
    "ask_for_floor",
    "cast_ballots",
    "check_in",
    "close_item",
    "close_vote",
    "confirm_annulment",
    "confirm_spoken",
    "count_hands",
    "count_papers",
    "declare_vote",
    "draw_lot",
    "drop_spoken",
    "end_window",
    "enter_answer",
    "enter_correction",
    "enter_guest",
    "enter_letter",
    "enter_speaker",
    "enter_spoken",
    "fall_back",
    "give_floor",
    "hold_vote",
    "join_items",
    "move_motion",
    "nominate",
    "number_from",
    "object_to_correspondence",
    "open_vote",
    "order_call",
    "pause_meeting",
    "prepare_vote",
    "propose_annulment",
    "pull_out",
    "raise_objection",
    "register_member",
    "register_presence",
    "repeat_vote",
    "resume_vote",
    "settle_text",
    "settle_tie",
    "take_up_item",
    "withdraw_candidate",
    "withdraw_motion",
    "withdraw_vote",
    "write_answer",
]
