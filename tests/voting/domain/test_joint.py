"""Which items may be decided by one vote."""

from dataclasses import replace
from typing import Any

import pytest

from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import ItemStage
from voting.domain.joint import Joinable, JointFault, joint_fault

LEAD = Joinable(
    stage=ItemStage.BEING_VOTED,
    is_plain=True,
    is_closed=False,
    was_pulled=False,
    majority={"base": "present"},
    secrecy=Secrecy.OPEN,
)
OTHER = replace(LEAD, stage=ItemStage.PENDING)


def test_items_of_one_kind_are_voted_together() -> None:
    assert joint_fault(LEAD, OTHER) is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"is_closed": True}, JointFault.CLOSED),
        ({"was_pulled": True}, JointFault.PULLED),
        ({"is_plain": False}, JointFault.NOT_PLAIN),
        ({"majority": {"base": "total"}}, JointFault.OTHER_RULE),
        ({"secrecy": Secrecy.NAMED}, JointFault.OTHER_RULE),
        ({"recused": frozenset({1})}, JointFault.OTHER_RECUSED),
    ],
)
def test_what_differs_in_either_is_voted_alone(change: dict[str, Any], fault: JointFault) -> None:
    assert joint_fault(LEAD, replace(OTHER, **change)) is fault
    assert joint_fault(replace(LEAD, **change), OTHER) is fault


@pytest.mark.parametrize("stage", [ItemStage.OFF, ItemStage.ACTIVE, ItemStage.DONE])
def test_an_item_that_was_called_or_is_off_the_agenda_is_not_joined(stage: ItemStage) -> None:
    assert joint_fault(LEAD, replace(OTHER, stage=stage)) is JointFault.NOT_PLAIN


def test_one_that_was_decided_may_be_decided_again_if_it_is_on_the_agenda() -> None:
    assert joint_fault(LEAD, replace(OTHER, stage=ItemStage.DONE), is_again=True) is None
    assert joint_fault(LEAD, OTHER, is_again=True) is None
    off = replace(OTHER, stage=ItemStage.OFF)
    assert joint_fault(LEAD, off, is_again=True) is JointFault.NOT_PLAIN
