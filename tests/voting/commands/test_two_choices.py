"""A council that votes only for or against: abstaining is refused however the vote is taken, and the record says so."""

from typing import Any

import pytest
from django.utils import translation

from council.domain.orders import StandingOrders
from kiosk import messages
from kiosk.snapshots import frame, load
from ledger.signing import ensure_key
from tests.cast import COUNCILLORS
from tests.chamber import AS_CLERK, Chamber, make_chamber
from voting.queries import differences
from voting.refusals import NoAbstaining

ANNA, BORIS, *_ = COUNCILLORS
PAPERS = {"issued": 1, "returned": 1, "valid": 1, "invalid": 0, "blank": 0, "tellers": ["Vera", "Boris"]}


@pytest.fixture
def chamber(db: None) -> Chamber:
    ensure_key()
    chamber = make_chamber(orders=StandingOrders(may_abstain=False))
    chamber.open(ANNA, BORIS)
    return chamber


def test_a_press_is_refused_and_the_entry_of_the_opening_has_the_two_choices(chamber: Chamber) -> None:
    chamber.open_vote()
    assert chamber.last()[2]["choices"] == ["for", "against"]
    with pytest.raises(NoAbstaining), translation.override("en"):
        chamber.press(ANNA, "abstain")
    chamber.press(ANNA, "for", 2)
    with pytest.raises(NoAbstaining):
        chamber.on_vote(messages.SpokenEnter, AS_CLERK, person=BORIS, choice="abstain")
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)

    found = frame(load(chamber.meeting_now().pk), "chair", "en")
    assert not found.meeting.may_abstain
    assert found.console
    assert str(found.console.aloud).startswith("For: 1, against: 0. At least")
    assert differences(chamber.meeting_now()) == []


@pytest.mark.parametrize(
    ("mode", "message", "said"),
    [
        ("roll_call", messages.AnswerEnter, {"person": ANNA, "answer": "abstain"}),
        ("hands_by_name", messages.AnswerEnter, {"person": ANNA, "answer": "abstain"}),
        ("hands", messages.HandsCount, {"in_favour": 0, "against": 0, "abstain": 1}),
        ("paper", messages.PapersCount, PAPERS | {"in_favour": 0, "against": 0, "abstain": 1}),
    ],
)
def test_no_mode_takes_it(
    chamber: Chamber, mode: str, message: type[messages.Command], said: dict[str, Any]
) -> None:
    chamber.open_vote(mode)
    with pytest.raises(NoAbstaining):
        chamber.on_vote(message, AS_CLERK, **said)
