"""Whatever is answered, by whom and when: what is declared is a plain count of the last answers in time of who may vote."""

from collections import Counter
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from council.domain.correspondence import CorrespondenceRules
from council.refusals import Refusal
from kiosk import messages
from ledger.queries import verify_log
from ledger.signing import ensure_key
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, Chamber, councillor, make_chamber
from tests.correspondence import by_letter, enter, opened, prepared, time_is_over, write
from voting.queries import differences

VOTERS = COUNCILLORS[:5]
PLACES = {0: 0, 1: 0, 2: 1}
"""The item of each motion."""

said = st.tuples(
    st.sampled_from(["seat", "seat", "seat", "letter", "recuse"]),
    st.sampled_from(VOTERS),
    st.sampled_from(list(PLACES)),
    st.sampled_from(["for", "against", "abstain"]),
)


@pytest.mark.django_db
@settings(max_examples=12)
@given(st.lists(said, min_size=1, max_size=25), st.lists(said, max_size=4), st.permutations(list(PLACES)))
def test_any_answers_in_any_order(
    in_time: list[tuple[str, UUID, int, str]],
    late: list[tuple[str, UUID, int, str]],
    order: list[int],
) -> None:
    ensure_key()
    with transaction.atomic():
        chamber = opened(by_letter(make_chamber(), CorrespondenceRules(is_allowed=True)))
        last: dict[tuple[UUID, int], str] = {}
        recused: set[tuple[UUID, int]] = set()
        for way, person, motion, choice in in_time:
            if not carried_out(chamber, way, person, motion, choice):
                continue
            if way == "recuse":
                recused.add((person, PLACES[motion]))
            else:
                last[person, motion] = choice
        time_is_over(chamber)
        for way, person, motion, choice in late:
            if way != "recuse":
                assert not carried_out(chamber, way, person, motion, choice)
        for motion in order:
            declared_as_counted(chamber, motion, last, recused)
        chamber.do(messages.MeetingAdjourn, AS_CHAIR)
        assert differences(chamber.meeting_now()) == []
        assert verify_log(chamber.meeting.log_id) == []
        transaction.set_rollback(True)


def carried_out(chamber: Chamber, way: str, person: UUID, motion: int, choice: str) -> bool:
    """Carry out what somebody said; tell whether it was taken."""
    try:
        if way == "seat":
            write(chamber, person, choice, motion=motion)
        elif way == "letter":
            enter(chamber, person, choice, motion=motion)
        else:
            item = chamber.items[PLACES[motion]].pk
            chamber.do(messages.Recuse, councillor(person), item=item, person=person, ground="g")
    except Refusal:
        return False
    return True


def declared_as_counted(
    chamber: Chamber, motion: int, last: dict[tuple[UUID, int], str], recused: set[tuple[UUID, int]]
) -> None:
    """Take the vote on a motion and hold what is declared against what was said last."""
    prepared(chamber, motion=motion)
    chamber.on_vote(messages.VoteOpen, without_quorum=True)
    chamber.close(COUNCILLORS)
    chamber.on_vote(messages.VoteDeclare)
    vote = chamber.vote()
    took_part = {person for person, _ in last}
    expected = {
        person: "recused"
        if (person, PLACES[motion]) in recused
        else last.get((person, motion), "not_voting" if person in took_part else "absent")
        for person in COUNCILLORS
    }
    assert dict(vote.roll.values_list("person", "position")) == expected
    count = Counter(expected.values())
    assert vote.result is not None
    assert {name: vote.result["tally"][name] for name in ("for", "against", "abstain", "recused")} == {
        name: count[name] for name in ("for", "against", "abstain", "recused")
    }
