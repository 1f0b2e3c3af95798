"""Acts on a meeting: opening, adjourning, items, attendance, recusal. Each refuses, or changes and appends to the ledger.

A command gets the meeting from lock_meeting, inside the caller's transaction.
"""

from agenda.commands.attendance import check_in, check_out, note_arrival, recuse
from agenda.commands.breaks import pause_meeting, resume_meeting
from agenda.commands.closing import close_item, seal_item
from agenda.commands.drafts import add_item, change_item, move_item_by, remove_item
from agenda.commands.elections import enter_election, nominate, withdraw_candidate
from agenda.commands.entering import append
from agenda.commands.excuses import excuse, take_back_excuse
from agenda.commands.floor import (
    Wish,
    ask_for_floor,
    enter_guest,
    enter_speaker,
    leads,
    require_asker,
    withdraw_request,
)
from agenda.commands.items import (
    activate_item,
    begin_vote,
    end_vote,
    finish_item,
    join_motion,
    part_motion,
    put_back_agenda,
    put_in_order,
    release_motion,
    select_item,
    set_agenda,
    wait_again,
)
from agenda.commands.locking import (
    checked_ground,
    checked_text,
    lock_meeting,
    require_not_adjourned,
    require_open,
    require_role,
    require_together,
)
from agenda.commands.meetings import adjourn_meeting, create_meeting, open_meeting, register_checkpoint
from agenda.commands.motions import (
    MAY_ENTER,
    advance_motion,
    lapse_motions,
    move_motion,
    revive_motions,
    withdraw_motion,
)
from agenda.commands.papers import receive_paper, remove_paper, rename_paper, withdraw_paper
from agenda.commands.presiding import hand_over, take_over
from agenda.commands.proxies import enter_proxy, withdraw_proxy
from agenda.commands.quorums import check_quorum, require_quorum
from agenda.commands.sharing import offer_draft, take_back_offer, take_draft
from agenda.commands.speeches import (
    end_overdue_speech,
    end_running_speech,
    end_speech,
    extend_speech,
    give_floor,
    interrupt_speech,
    resume_speech,
)

__all__ = [
    "MAY_ENTER",
    "Wish",
    "activate_item",
    "add_item",
    "adjourn_meeting",
    "advance_motion",
    "append",
    "ask_for_floor",
    "begin_vote",
    "change_item",
    "check_in",
    "check_out",
    "check_quorum",
    "checked_ground",
    "checked_text",
    "close_item",
    "create_meeting",
    "end_overdue_speech",
    "end_running_speech",
    "end_speech",
    "end_vote",
    "enter_election",
    "enter_guest",
    "enter_proxy",
    "enter_speaker",
    "excuse",
    "extend_speech",
    "finish_item",
    "give_floor",
    "hand_over",
    "interrupt_speech",
    "join_motion",
    "lapse_motions",
    "leads",
    "lock_meeting",
    "move_item_by",
    "move_motion",
    "nominate",
    "note_arrival",
    "offer_draft",
    "open_meeting",
    "part_motion",
    "pause_meeting",
    "put_back_agenda",
    "put_in_order",
    "receive_paper",
    "recuse",
    "register_checkpoint",
    "release_motion",
    "remove_item",
    "remove_paper",
    "rename_paper",
    "require_asker",
    "require_not_adjourned",
    "require_open",
    "require_quorum",
    "require_role",
    "require_together",
    "resume_meeting",
    "resume_speech",
    "revive_motions",
    "seal_item",
    "select_item",
    "set_agenda",
    "take_back_excuse",
    "take_back_offer",
    "take_draft",
    "take_over",
    "wait_again",
    "withdraw_candidate",
    "withdraw_motion",
    "withdraw_paper",
    "withdraw_proxy",
    "withdraw_request",
]
