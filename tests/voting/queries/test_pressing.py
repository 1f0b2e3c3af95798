"""What is known of those who press: in one question, of this vote and these people only."""

import contextlib
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council.refusals import Refusal
from kiosk import messages
from kiosk.desk.desks import MOST_AT_ONCE
from tests.cast import COUNCILLORS, STRANGER
from tests.chamber import AS_CLERK, Chamber
from voting.domain.choices import Choice, Standing
from voting.domain.presses import Ballot
from voting.models import Vote
from voting.queries.pressing import Pressing, pressing

ANNA, BORIS, VASIL, GALINA, DARINA, *_ = COUNCILLORS

pytestmark = pytest.mark.both


@pytest.fixture
def vote(chamber: Chamber) -> Vote:
    """Return a second vote; in the one before it everybody pressed otherwise."""
    chamber.open(ANNA, BORIS, GALINA, DARINA)
    chamber.do(messages.Recuse, AS_CLERK, item=chamber.items[0].pk, person=BORIS, ground="g")
    chamber.open_vote()
    chamber.press_all({ANNA: "abstain", GALINA: "abstain", DARINA: "abstain"})
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    chamber.open_vote(motion=1)
    chamber.press(ANNA, "for", 4)
    chamber.press(ANNA, "against", 6)
    for refused in (BORIS, VASIL):
        with contextlib.suppress(Refusal):
            chamber.press(refused, "for", 9)
    chamber.on_vote(messages.SpokenEnter, AS_CLERK, person=DARINA, choice="for")
    return chamber.vote()


def test_it_is_all_there_after_one_question(vote: Vote) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = pressing(vote, {ANNA, BORIS, VASIL, GALINA, DARINA, STRANGER})
    assert len(asked) == 1
    assert found == Pressing(
        standings={
            ANNA: Standing.PRESENT,
            BORIS: Standing.RECUSED,
            VASIL: Standing.ABSENT,
            GALINA: Standing.PRESENT,
            DARINA: Standing.PRESENT,
        },
        held={ANNA: Ballot(Choice.AGAINST, 6)},
        seen={BORIS: 9, VASIL: 9},
        spoken={DARINA},
    )


def test_others_are_not_read(vote: Vote) -> None:
    assert pressing(vote, {GALINA}) == Pressing(standings={GALINA: Standing.PRESENT})
    assert pressing(vote, set()) == pressing(vote, {STRANGER}) == Pressing()


def test_a_whole_batch_is_asked_about_at_once(vote: Vote) -> None:
    assert pressing(vote, {uuid4() for _ in range(MOST_AT_ONCE)}) == Pressing()
