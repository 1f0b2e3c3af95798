"""Which act leads a meeting, item or motion from which stage to which; who may act is decided elsewhere."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, overload


class WrongStage(Exception):
    """An act that the present stage does not allow; carries both."""

    def __init__(self, stage: StrEnum, act: StrEnum) -> None:
        """Keep the stage and the act that does not fit it."""
        super().__init__(f"{act} is not possible when {stage}")
        self.stage = stage
        self.act = act


class MeetingStage(StrEnum):
    """How far a meeting is."""

    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    ADJOURNED = "adjourned"


IN_SESSION = frozenset({MeetingStage.OPEN, MeetingStage.PAUSED})
"""Between the opening and the adjournment, breaks included."""


class MeetingAct(StrEnum):
    """What moves a meeting on."""

    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    ADJOURN = "adjourn"


class ItemStage(StrEnum):
    """How far an agenda item is; `off` is one that a vote took off the agenda, or that no vote has put on it yet."""

    OFF = "off"
    PENDING = "pending"
    ACTIVE = "active"
    BEING_VOTED = "being_voted"
    DONE = "done"


class ItemAct(StrEnum):
    """What moves an agenda item on; voting puts it on the adopted agenda or off it, and begins and ends the vote.

    Decided is an item without being called, together with another one; it waits again once no decision on it stands.
    """

    PUT_ON = "put_on"
    TAKE_OFF = "take_off"
    ACTIVATE = "activate"
    BEGIN_VOTE = "begin_vote"
    END_VOTE = "end_vote"
    DECIDE = "decide"
    WAIT = "wait"
    FINISH = "finish"


class MotionStage(StrEnum):
    """How far a motion is; withdrawn by its mover, or lapsed with a decision or the end of its item."""

    PENDING = "pending"
    BEING_VOTED = "being_voted"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class MotionAct(StrEnum):
    """What moves a motion on; voting sets those of a vote."""

    BEGIN_VOTE = "begin_vote"
    DECIDE = "decide"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    REVIVE = "revive"


MEETING: Mapping[MeetingStage, Mapping[MeetingAct, MeetingStage]] = {
    MeetingStage.DRAFT: {MeetingAct.OPEN: MeetingStage.OPEN},
    MeetingStage.OPEN: {
        MeetingAct.PAUSE: MeetingStage.PAUSED,
        MeetingAct.ADJOURN: MeetingStage.ADJOURNED,
    },
    MeetingStage.PAUSED: {MeetingAct.RESUME: MeetingStage.OPEN, MeetingAct.ADJOURN: MeetingStage.ADJOURNED},
    MeetingStage.ADJOURNED: {},
}

# A finished item may be taken up again: a result challenged later in the meeting is voted anew.
ITEM: Mapping[ItemStage, Mapping[ItemAct, ItemStage]] = {
    ItemStage.OFF: {ItemAct.PUT_ON: ItemStage.PENDING},
    ItemStage.PENDING: {
        ItemAct.ACTIVATE: ItemStage.ACTIVE,
        ItemAct.TAKE_OFF: ItemStage.OFF,
        ItemAct.DECIDE: ItemStage.DONE,
    },
    ItemStage.ACTIVE: {ItemAct.BEGIN_VOTE: ItemStage.BEING_VOTED, ItemAct.FINISH: ItemStage.DONE},
    ItemStage.BEING_VOTED: {ItemAct.END_VOTE: ItemStage.ACTIVE},
    ItemStage.DONE: {
        ItemAct.ACTIVATE: ItemStage.ACTIVE,
        ItemAct.DECIDE: ItemStage.DONE,
        ItemAct.WAIT: ItemStage.PENDING,
    },
}

# Release is what an annulment does: the motion is undecided again.
# A decided motion may be voted again, as a new vote. Revive is for what a decision let lapse that no longer stands, or an
# item that is taken up again.
MOTION: Mapping[MotionStage, Mapping[MotionAct, MotionStage]] = {
    MotionStage.PENDING: {
        MotionAct.BEGIN_VOTE: MotionStage.BEING_VOTED,
        MotionAct.WITHDRAW: MotionStage.WITHDRAWN,
        MotionAct.LAPSE: MotionStage.LAPSED,
    },
    MotionStage.BEING_VOTED: {MotionAct.DECIDE: MotionStage.DONE, MotionAct.RELEASE: MotionStage.PENDING},
    MotionStage.DONE: {MotionAct.BEGIN_VOTE: MotionStage.BEING_VOTED, MotionAct.RELEASE: MotionStage.PENDING},
    MotionStage.WITHDRAWN: {},
    MotionStage.LAPSED: {MotionAct.REVIVE: MotionStage.PENDING},
}


@overload
def next_stage(stage: MeetingStage, act: MeetingAct) -> MeetingStage: ...
@overload
def next_stage(stage: ItemStage, act: ItemAct) -> ItemStage: ...
@overload
def next_stage(stage: MotionStage, act: MotionAct) -> MotionStage: ...
def next_stage(stage: StrEnum, act: StrEnum) -> StrEnum:
    """Return the stage that the act leads to; raises WrongStage where the table has no such way."""
    following = _acts(stage).get(act)
    if following is None:
        raise WrongStage(stage, act)
    return following


def allowed_acts(stage: MeetingStage | ItemStage | MotionStage) -> frozenset[StrEnum]:
    """Return the acts that this stage allows."""
    return frozenset(_acts(stage))


def _acts(stage: StrEnum) -> Mapping[StrEnum, StrEnum]:
    tables: dict[type[StrEnum], Mapping[Any, Mapping[Any, StrEnum]]] = {
        MeetingStage: MEETING,
        ItemStage: ITEM,
        MotionStage: MOTION,
    }
    return tables[type(stage)][stage]
