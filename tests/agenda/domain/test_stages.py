"""Stages of meetings, items and motions: every pair of stage and act."""

from enum import StrEnum
from itertools import product

import pytest

from agenda.domain.stages import (
    ItemAct,
    ItemStage,
    MeetingAct,
    MeetingStage,
    MotionAct,
    MotionStage,
    WrongStage,
    allowed_acts,
    next_stage,
)

WAYS = {
    (MeetingStage.DRAFT, MeetingAct.OPEN): MeetingStage.OPEN,
    (MeetingStage.OPEN, MeetingAct.PAUSE): MeetingStage.PAUSED,
    (MeetingStage.OPEN, MeetingAct.ADJOURN): MeetingStage.ADJOURNED,
    (MeetingStage.PAUSED, MeetingAct.RESUME): MeetingStage.OPEN,
    (MeetingStage.PAUSED, MeetingAct.ADJOURN): MeetingStage.ADJOURNED,
    (ItemStage.OFF, ItemAct.PUT_ON): ItemStage.PENDING,
    (ItemStage.PENDING, ItemAct.TAKE_OFF): ItemStage.OFF,
    (ItemStage.PENDING, ItemAct.ACTIVATE): ItemStage.ACTIVE,
    (ItemStage.DONE, ItemAct.ACTIVATE): ItemStage.ACTIVE,
    (ItemStage.PENDING, ItemAct.DECIDE): ItemStage.DONE,
    (ItemStage.DONE, ItemAct.DECIDE): ItemStage.DONE,
    (ItemStage.DONE, ItemAct.WAIT): ItemStage.PENDING,
    (ItemStage.ACTIVE, ItemAct.BEGIN_VOTE): ItemStage.BEING_VOTED,
    (ItemStage.BEING_VOTED, ItemAct.END_VOTE): ItemStage.ACTIVE,
    (ItemStage.ACTIVE, ItemAct.FINISH): ItemStage.DONE,
    (MotionStage.PENDING, MotionAct.BEGIN_VOTE): MotionStage.BEING_VOTED,
    (MotionStage.DONE, MotionAct.BEGIN_VOTE): MotionStage.BEING_VOTED,
    (MotionStage.BEING_VOTED, MotionAct.DECIDE): MotionStage.DONE,
    (MotionStage.BEING_VOTED, MotionAct.RELEASE): MotionStage.PENDING,
    (MotionStage.DONE, MotionAct.RELEASE): MotionStage.PENDING,
    (MotionStage.PENDING, MotionAct.WITHDRAW): MotionStage.WITHDRAWN,
    (MotionStage.PENDING, MotionAct.LAPSE): MotionStage.LAPSED,
    (MotionStage.LAPSED, MotionAct.REVIVE): MotionStage.PENDING,
}
PAIRS = [
    *product(MeetingStage, MeetingAct),
    *product(ItemStage, ItemAct),
    *product(MotionStage, MotionAct),
]


def way(stage: StrEnum, act: StrEnum) -> StrEnum | None:
    # Members of different stages are equal as texts, so that the type belongs to the key.
    found = {(type(before), before, act): after for (before, act), after in WAYS.items()}
    return found.get((type(stage), stage, act))


@pytest.mark.parametrize(("stage", "act"), PAIRS)
def test_every_stage_and_act(stage: MeetingStage, act: MeetingAct) -> None:
    expected = way(stage, act)
    assert (act in allowed_acts(stage)) == (expected is not None)
    if expected is not None:
        assert next_stage(stage, act) is expected
        return
    with pytest.raises(WrongStage, match=f"^{act} is not possible when {stage}$") as refusal:
        next_stage(stage, act)
    assert (refusal.value.stage, refusal.value.act) == (stage, act)


def test_nothing_follows_adjournment() -> None:
    assert allowed_acts(MeetingStage.ADJOURNED) == frozenset()
