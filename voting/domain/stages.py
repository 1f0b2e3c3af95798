"""Which act leads a vote from which stage to which, and its modes; who may act is decided elsewhere."""

from collections.abc import Mapping
from enum import StrEnum

from agenda.domain.stages import WrongStage


class VoteStage(StrEnum):
    """How far a vote is."""

    PREPARED = "prepared"
    OPEN = "open"
    HELD = "held"
    CLOSED = "closed"
    DECLARED = "declared"
    ANNULLED = "annulled"
    WITHDRAWN = "withdrawn"


class VoteAct(StrEnum):
    """What moves a vote on, or changes its mode or its count where it stands."""

    OPEN = "open"
    WITHDRAW = "withdraw"
    HOLD = "hold"
    RESUME = "resume"
    SPEAK = "speak"
    ADMIT = "admit"
    COUNT_HANDS = "count_hands"
    FALL_BACK = "fall_back"
    CLOSE = "close"
    OBJECT = "object"
    DECLARE = "declare"
    ANNUL = "annul"


class Mode(StrEnum):
    """How a vote is taken."""

    ELECTRONIC = "electronic"
    HANDS = "hands"


STAGES: Mapping[VoteStage, Mapping[VoteAct, VoteStage]] = {
    VoteStage.PREPARED: {
        VoteAct.OPEN: VoteStage.OPEN,
        VoteAct.WITHDRAW: VoteStage.WITHDRAWN,
        VoteAct.FALL_BACK: VoteStage.PREPARED,
    },
    VoteStage.OPEN: {
        VoteAct.HOLD: VoteStage.HELD,
        VoteAct.SPEAK: VoteStage.OPEN,
        VoteAct.COUNT_HANDS: VoteStage.OPEN,
        VoteAct.FALL_BACK: VoteStage.OPEN,
        VoteAct.CLOSE: VoteStage.CLOSED,
        VoteAct.ANNUL: VoteStage.ANNULLED,
    },
    VoteStage.HELD: {
        VoteAct.RESUME: VoteStage.OPEN,
        VoteAct.SPEAK: VoteStage.HELD,
        VoteAct.ADMIT: VoteStage.HELD,
        VoteAct.FALL_BACK: VoteStage.HELD,
        VoteAct.CLOSE: VoteStage.CLOSED,
        VoteAct.ANNUL: VoteStage.ANNULLED,
    },
    VoteStage.CLOSED: {
        VoteAct.OBJECT: VoteStage.CLOSED,
        VoteAct.DECLARE: VoteStage.DECLARED,
        VoteAct.ANNUL: VoteStage.ANNULLED,
    },
    VoteStage.DECLARED: {VoteAct.ANNUL: VoteStage.ANNULLED},
    VoteStage.ANNULLED: {},
    VoteStage.WITHDRAWN: {},
}


def next_stage(stage: VoteStage, act: VoteAct) -> VoteStage:
    """Return the stage that the act leads to; raises WrongStage where the table has no such way."""
    following = STAGES[stage].get(act)
    if following is None:
        raise WrongStage(stage, act)
    return following


def allowed_acts(stage: VoteStage) -> frozenset[VoteAct]:
    """Return the acts that this stage allows."""
    return frozenset(STAGES[stage])
