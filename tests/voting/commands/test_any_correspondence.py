"""Whatever is answered, by whom and when: what is declared is a plain count of the last answers in time of who may vote."""

from collections import Counter
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from council.domain.correspondence import CorrespondenceRules
from council.domain.orders import StandingOrders
from council.domain.rules import Tie
from council.models import Mandate
from council.refusals import Refusal
from kiosk import messages
from ledger.queries import verify_log
from ledger.signing import ensure_key
from tests.cast import COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor, make_chamber
from tests.correspondence import by_letter, enter, opened, prepared, time_is_over, write
from voting.models import Vote
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


# --- Votes before the time is over -------------------------------------------------------------------------------

steps = st.tuples(
    st.sampled_from([*["answer"] * 4, *["go on"] * 8, "undo", "undo", "newcomer", "object"]),
    st.sampled_from([*VOTERS, STRANGER]),
    st.sampled_from(list(PLACES)),
    st.sampled_from(["for", "against"]),
)
ONWARD = {
    "prepared": (messages.VoteOpen, {"without_quorum": True}),
    "open": (messages.VoteClose, {"missing": [*COUNCILLORS, STRANGER]}),
    "closed": (messages.VoteDeclare, {}),
}


@pytest.mark.django_db
@settings(max_examples=10)
@given(st.lists(steps, min_size=15, max_size=40))
def test_any_course_of_votes_before_the_time_is_over(course: list[tuple[str, UUID, int, str]]) -> None:
    ensure_key()
    with transaction.atomic():
        majority = replace(StandingOrders().majority, ties=(Tie.REVOTE,))
        rules = CorrespondenceRules(is_allowed=True, objections=2)
        chamber = opened(by_letter(make_chamber(), rules, majority=majority, may_arrive_in_vote=False))
        last: dict[tuple[UUID, int], str] = {}
        for motion in PLACES:
            for person, choice in zip(COUNCILLORS, (*("for", "against") * 4, "abstain"), strict=True):
                write(chamber, person, choice, motion=motion)
                last[person, motion] = choice
        taken: dict[UUID, dict[UUID, str]] = {}
        for act, person, motion, choice in course:
            if not stepped(chamber, act, person, motion, choice):
                continue
            if act == "answer":
                last[person, motion] = choice
            elif act == "go on" and (vote := chamber.vote()).stage == "open":
                of = [one.pk for one in chamber.motions].index(vote.motion_id)
                on_roll = set(vote.roll.values_list("person", flat=True))
                taken[vote.pk] = {
                    who: said for (who, what), said in last.items() if what == of and who in on_roll
                }
        for vote in Vote.objects.filter(meeting=chamber.meeting, stage="declared"):
            positions = dict(vote.roll.values_list("person", "position"))
            assert {who: positions[who] for who in taken[vote.pk]} == taken[vote.pk]
        assert differences(chamber.meeting_now()) == []
        transaction.set_rollback(True)


def stepped(chamber: Chamber, act: str, person: UUID, motion: int, choice: str) -> bool:
    """Carry a step out; tell whether it was taken."""
    vote = Vote.objects.filter(meeting=chamber.meeting).order_by("number").last()
    stage = vote.stage if vote else ""
    try:
        if act == "answer":
            write(chamber, person, choice, motion=motion)
        elif act == "object":
            chamber.do(messages.CorrespondenceObject, councillor(person))
        elif act == "newcomer":
            comes_into_office(chamber)
        elif act == "go on" and stage in ONWARD:
            kind, fields = ONWARD[stage]
            chamber.on_vote(kind, **fields)
        elif act == "go on":
            prepared(chamber, motion=motion)
        elif stage == "prepared":
            chamber.on_vote(messages.VoteWithdraw)
        else:
            chamber.on_vote(messages.VoteAnnul, AS_CHAIR, ground="g")
            chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    except (Refusal, Vote.DoesNotExist):
        return False
    return True


def comes_into_office(chamber: Chamber) -> None:
    """Let the stranger be a councillor too from now on."""
    term = Mandate.objects.filter(person=COUNCILLORS[0]).get().term
    Mandate.objects.get_or_create(
        term=term, person_id=STRANGER, municipality=chamber.municipality, starts_on=term.starts_on
    )
