"""Stages of a vote: every pair of stage and act."""

from itertools import product

import pytest

from agenda.domain.stages import WrongStage
from voting.domain.stages import VoteAct, VoteStage, allowed_acts, next_stage

WAYS = {
    (VoteStage.PREPARED, VoteAct.OPEN): VoteStage.OPEN,
    (VoteStage.PREPARED, VoteAct.WITHDRAW): VoteStage.WITHDRAWN,
    (VoteStage.PREPARED, VoteAct.FALL_BACK): VoteStage.PREPARED,
    (VoteStage.PREPARED, VoteAct.JOIN): VoteStage.PREPARED,
    (VoteStage.PREPARED, VoteAct.PULL_OUT): VoteStage.PREPARED,
    (VoteStage.OPEN, VoteAct.HOLD): VoteStage.HELD,
    (VoteStage.OPEN, VoteAct.REGISTER): VoteStage.OPEN,
    (VoteStage.OPEN, VoteAct.SPEAK): VoteStage.OPEN,
    (VoteStage.HELD, VoteAct.SPEAK): VoteStage.HELD,
    (VoteStage.HELD, VoteAct.ADMIT): VoteStage.HELD,
    (VoteStage.CLOSED, VoteAct.OBJECT): VoteStage.CLOSED,
    (VoteStage.CLOSED, VoteAct.SETTLE_TIE): VoteStage.CLOSED,
    (VoteStage.OPEN, VoteAct.COUNT_HANDS): VoteStage.OPEN,
    (VoteStage.OPEN, VoteAct.FALL_BACK): VoteStage.OPEN,
    (VoteStage.OPEN, VoteAct.CLOSE): VoteStage.CLOSED,
    (VoteStage.OPEN, VoteAct.ANNUL): VoteStage.ANNULLED,
    (VoteStage.HELD, VoteAct.RESUME): VoteStage.OPEN,
    (VoteStage.HELD, VoteAct.FALL_BACK): VoteStage.HELD,
    (VoteStage.HELD, VoteAct.CLOSE): VoteStage.CLOSED,
    (VoteStage.HELD, VoteAct.ANNUL): VoteStage.ANNULLED,
    (VoteStage.PREPARED, VoteAct.ORDER_CALL): VoteStage.PREPARED,
    (VoteStage.OPEN, VoteAct.ORDER_CALL): VoteStage.OPEN,
    (VoteStage.HELD, VoteAct.ORDER_CALL): VoteStage.HELD,
    (VoteStage.OPEN, VoteAct.ENTER_ANSWER): VoteStage.OPEN,
    (VoteStage.OPEN, VoteAct.COUNT_PAPERS): VoteStage.OPEN,
    (VoteStage.CLOSED, VoteAct.DECLARE): VoteStage.DECLARED,
    (VoteStage.CLOSED, VoteAct.ANNUL): VoteStage.ANNULLED,
    (VoteStage.DECLARED, VoteAct.ANNUL): VoteStage.ANNULLED,
}


@pytest.mark.parametrize(("stage", "act"), [*product(VoteStage, VoteAct)])
def test_every_stage_and_act(stage: VoteStage, act: VoteAct) -> None:
    expected = WAYS.get((stage, act))
    assert (act in allowed_acts(stage)) == (expected is not None)
    if expected is not None:
        assert next_stage(stage, act) is expected
        return
    with pytest.raises(WrongStage, match=f"^{act} is not possible when {stage}$") as refusal:
        next_stage(stage, act)
    assert (refusal.value.stage, refusal.value.act) == (stage, act)


def test_a_closed_vote_never_opens_again() -> None:
    reached = {VoteStage.CLOSED}
    for _ in VoteStage:
        reached |= {next_stage(stage, act) for stage in reached for act in allowed_acts(stage)}
    assert reached == {VoteStage.CLOSED, VoteStage.DECLARED, VoteStage.ANNULLED}


@pytest.mark.parametrize(("stage", "act"), [("held", "resume")])
def test_stages_read_from_a_row_work_alike(stage: VoteStage, act: VoteAct) -> None:
    assert next_stage(stage, act) is VoteStage.OPEN
