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


UNDER_WAY = frozenset({VoteStage.PREPARED, VoteStage.OPEN, VoteStage.HELD, VoteStage.CLOSED})


class VoteAct(StrEnum):
    """What moves a vote on, or changes its mode or its count where it stands."""

    OPEN = "open"
    WITHDRAW = "withdraw"
    HOLD = "hold"
    RESUME = "resume"
    SPEAK = "speak"
    ADMIT = "admit"
    REGISTER = "register"
    COUNT_HANDS = "count_hands"
    ENTER_ANSWER = "enter_answer"
    ORDER_CALL = "order_call"
    COUNT_PAPERS = "count_papers"
    FALL_BACK = "fall_back"
    JOIN = "join"
    PULL_OUT = "pull_out"
    CLOSE = "close"
    OBJECT = "object"
    SETTLE_TIE = "settle_tie"
    DECLARE = "declare"
    ANNUL = "annul"


class Mode(StrEnum):
    """How a vote is taken: at the terminals, by raised hands, both by name or not, by voice, on paper, in writing before."""

    ELECTRONIC = "electronic"
    ELECTRONIC_UNNAMED = "electronic_unnamed"
    HANDS = "hands"
    HANDS_BY_NAME = "hands_by_name"
    SIGNATURES = "signatures"
    ROLL_CALL = "roll_call"
    PAPER = "paper"
    CORRESPONDENCE = "correspondence"


STAGES: Mapping[VoteStage, Mapping[VoteAct, VoteStage]] = {
    VoteStage.PREPARED: {
        VoteAct.OPEN: VoteStage.OPEN,
        VoteAct.WITHDRAW: VoteStage.WITHDRAWN,
        VoteAct.FALL_BACK: VoteStage.PREPARED,
        VoteAct.JOIN: VoteStage.PREPARED,
        VoteAct.PULL_OUT: VoteStage.PREPARED,
        VoteAct.ORDER_CALL: VoteStage.PREPARED,
    },
    VoteStage.OPEN: {
        VoteAct.HOLD: VoteStage.HELD,
        VoteAct.SPEAK: VoteStage.OPEN,
        VoteAct.REGISTER: VoteStage.OPEN,
        VoteAct.COUNT_HANDS: VoteStage.OPEN,
        VoteAct.ENTER_ANSWER: VoteStage.OPEN,
        VoteAct.ORDER_CALL: VoteStage.OPEN,
        VoteAct.COUNT_PAPERS: VoteStage.OPEN,
        VoteAct.FALL_BACK: VoteStage.OPEN,
        VoteAct.CLOSE: VoteStage.CLOSED,
        VoteAct.ANNUL: VoteStage.ANNULLED,
    },
    VoteStage.HELD: {
        VoteAct.RESUME: VoteStage.OPEN,
        VoteAct.SPEAK: VoteStage.HELD,
        VoteAct.ADMIT: VoteStage.HELD,
        VoteAct.FALL_BACK: VoteStage.HELD,
        VoteAct.ORDER_CALL: VoteStage.HELD,
        VoteAct.CLOSE: VoteStage.CLOSED,
        VoteAct.ANNUL: VoteStage.ANNULLED,
    },
    VoteStage.CLOSED: {
        VoteAct.OBJECT: VoteStage.CLOSED,
        VoteAct.SETTLE_TIE: VoteStage.CLOSED,
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
