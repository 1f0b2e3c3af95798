"""Items decided by one vote: each has its own decision, and anybody takes one out beforehand."""

import csv
import io
from typing import Any

import pytest

from agenda.commands import set_agenda
from agenda.models import AgendaItem, Meeting, Motion, Recusal
from agenda.refusals import AgendaNotAdopted
from council.domain.orders import StandingOrders
from council.domain.sittings import SittingRules
from council.refusals import Refusal
from kiosk import messages
from kiosk.snapshots import frame, load
from portal.export import votes_table
from portal.queries import archive_of
from tests.cast import COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, chamber, councillor
from voting.models import Decision, Vote
from voting.queries import differences, joinable_with
from voting.refusals import (
    ClosedItemAlone,
    NothingJoined,
    NotPlainItem,
    OtherRecused,
    OtherRule,
    PulledItemAlone,
    VotedTogether,
    WrongVoteStage,
)

__all__ = ["chamber"]

ANNA, BORIS, *_ = COUNCILLORS
FOR = dict.fromkeys(COUNCILLORS, "for")


@pytest.fixture
def consent(chamber: Chamber) -> Chamber:
    """Return an open meeting with a vote prepared on its second item, and three plain items after it."""
    own = {"municipality": chamber.municipality}
    for place, title in ((4, "Отчет"), (5, "Дарение")):
        chamber.items.append(
            AgendaItem.objects.create(
                meeting=chamber.meeting,
                position=place,
                number=str(place),
                title=title,
                is_consent=True,
                **own,
            )
        )
    for item in chamber.items[2:]:
        chamber.motions.append(Motion.objects.create(item=item, text=f"Приема: {item.title}", **own))
    chamber.open()
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk, prepare=True)
    return chamber


def join(chamber: Chamber, *places: int) -> Vote:
    """Join items by their places."""
    found: Vote = chamber.on_vote(messages.VoteJoin, items=[chamber.items[place - 1].pk for place in places])
    return found


def decide(chamber: Chamber) -> Vote:
    """Open, press, close and declare the vote that is prepared."""
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all(FOR)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    return chamber.vote()


def test_one_roll_and_result_and_a_numbered_decision_for_each(consent: Chamber) -> None:
    join(consent, 3, 4, 5)
    vote = decide(consent)
    assert Vote.objects.count() == 1
    numbers = dict(Decision.objects.values_list("motion__item__number", "number"))
    assert numbers == {"2": 1, "3": 2, "4": 3, "5": 4}
    stages = dict(AgendaItem.objects.values_list("number", "stage"))
    assert stages == {"1": "done", "2": "active", "3": "done", "4": "done", "5": "done"}
    assert [one["numbered"]["number"] for one in (vote.result or {})["joined"]] == [2, 3, 4]
    assert set(Motion.objects.filter(item__in=consent.items[1:]).values_list("stage", flat=True)) == {"done"}
    assert differences(consent.meeting_now()) == []


def test_joining_in_two_steps_decides_in_the_order_of_the_agenda(consent: Chamber) -> None:
    join(consent, 4, 5)
    join(consent, 3)
    vote = decide(consent)
    assert [one["numbered"]["number"] for one in (vote.result or {})["joined"]] == [2, 3, 4]
    assert differences(consent.meeting_now()) == []


def test_everybody_is_shown_what_is_voted_together(consent: Chamber) -> None:
    before = load(consent.meeting.pk)
    console = frame(before, "chair", "en").console
    assert console is not None
    assert [(one.number, one.is_consent) for one in console.joinable] == [
        ("3", False),
        ("4", True),
        ("5", True),
    ]
    join(consent, 4, 5)
    decide(consent)
    shown = frame(load(consent.meeting.pk), "public", "en").vote
    assert shown is not None
    assert [one.number for one in shown.joint] == ["4", "5"]
    assert all(one.decision for one in shown.joint)


def test_a_councillor_takes_an_item_out_and_it_is_voted_alone(consent: Chamber) -> None:
    join(consent, 3, 4)
    consent.on_vote(messages.ItemPull, councillor(ANNA), item=consent.items[2].pk)
    assert consent.last()[2]["name"] == consent.people[ANNA].name
    with pytest.raises(PulledItemAlone):
        join(consent, 3)
    vote = decide(consent)
    assert [row.number for row in vote.joined.filter(pulled_by=None)] == ["4"]
    consent.do(messages.ItemActivate, AS_CHAIR, item=consent.items[2].pk, prepare=True)
    alone = decide(consent)
    assert (alone.item.number, alone.joined.count()) == ("3", 0)
    assert differences(consent.meeting_now()) == []


def test_taking_out_the_item_that_was_called_leaves_it_alone(consent: Chamber) -> None:
    join(consent, 3, 4)
    consent.on_vote(messages.ItemPull, councillor(BORIS), item=consent.items[1].pk)
    decide(consent)
    consent.do(messages.ItemActivate, AS_CHAIR, item=consent.items[2].pk, prepare=True)
    join(consent, 4)
    decide(consent)
    votes = Vote.objects.order_by("number").values_list("item__number", "stage")
    assert list(votes) == [("2", "declared"), ("3", "declared")]
    assert differences(consent.meeting_now()) == []


def test_once_open_nothing_is_joined_or_taken_out(consent: Chamber) -> None:
    join(consent, 3)
    consent.on_vote(messages.VoteOpen)
    with pytest.raises(WrongVoteStage):
        consent.on_vote(messages.ItemPull, councillor(ANNA), item=consent.items[2].pk)
    with pytest.raises(WrongVoteStage):
        join(consent, 4)


def _other_majority(chamber: Chamber) -> None:
    majority = {"base": "total", "fraction": "1/2", "is_strict": True}
    Motion.objects.filter(item=chamber.items[2]).update(majority=majority)


def _named(chamber: Chamber) -> None:
    Motion.objects.filter(item=chamber.items[2]).update(secrecy="named")


def _closed(chamber: Chamber) -> None:
    AgendaItem.objects.filter(pk=chamber.items[2].pk).update(is_closed=True)


def _recused(chamber: Chamber) -> None:
    own = {"municipality": chamber.municipality, "person": chamber.people[ANNA]}
    Recusal.objects.create(item=chamber.items[2], ground="роднина", **own)


def _two_motions(chamber: Chamber) -> None:
    own = {"municipality": chamber.municipality, "kind": "amendment"}
    Motion.objects.create(item=chamber.items[2], position=2, text="Допълва", **own)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (_other_majority, OtherRule),
        (_named, OtherRule),
        (_closed, ClosedItemAlone),
        (_recused, OtherRecused),
        (_two_motions, NotPlainItem),
    ],
)
def test_an_item_of_another_kind_is_voted_alone(
    consent: Chamber, change: Any, refusal: type[Refusal]
) -> None:
    change(consent)
    with pytest.raises(refusal, match=r"^Item 3|item 3"):
        join(consent, 3, 4)
    assert not consent.vote().joined.exists()


def test_what_changed_since_is_refused_at_the_opening(consent: Chamber) -> None:
    join(consent, 3)
    consent.do(messages.Recuse, AS_CLERK, item=consent.items[2].pk, person=ANNA, ground="роднина")
    with pytest.raises(OtherRecused):
        consent.on_vote(messages.VoteOpen)
    consent.on_vote(messages.ItemPull, AS_CLERK, item=consent.items[2].pk)
    consent.on_vote(messages.VoteOpen)


def annul(chamber: Chamber) -> None:
    chamber.on_vote(messages.VoteAnnul, ground="грешка")
    chamber.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)


def _taken_out_of_a_repetition(chamber: Chamber) -> None:
    chamber.on_vote(messages.VoteRepeat)
    chamber.on_vote(messages.ItemPull, councillor(ANNA), item=chamber.items[2].pk)
    chamber.on_vote(messages.VoteWithdraw)


@pytest.mark.parametrize(
    "change", [_taken_out_of_a_repetition, _recused, _closed, _named, _other_majority, _two_motions]
)
def test_what_is_voted_alone_by_now_is_left_out_of_a_repetition(consent: Chamber, change: Any) -> None:
    join(consent, 3, 4)
    vote = decide(consent)
    annul(consent)
    change(consent)
    consent.do(messages.VoteRepeat, AS_CHAIR, vote=vote.pk, stage="annulled")
    assert [row.number for row in consent.vote().joined.all()] == ["4"]


def test_who_is_recused_on_an_item_after_the_tie_does_not_vote_on_it(consent: Chamber) -> None:
    tied = {"base": "for_against", "fraction": "1/2", "is_strict": True, "ties": ["revote"]}
    consent.on_vote(messages.VoteWithdraw)
    Motion.objects.filter(item__in=consent.items[1:]).update(majority=tied)
    consent.do(messages.VotePrepare, AS_CHAIR, motion=consent.motions[2].pk)
    join(consent, 3, 4)
    consent.on_vote(messages.VoteOpen)
    consent.press_all({ANNA: "for", BORIS: "against"})
    consent.close()
    consent.on_vote(messages.VoteDeclare)
    assert [row.number for row in consent.vote().joined.all()] == ["3", "4"]
    consent.do(messages.Recuse, AS_CLERK, item=consent.items[2].pk, person=ANNA, ground="роднина")
    with pytest.raises(OtherRecused):
        consent.on_vote(messages.VoteOpen)
    consent.on_vote(messages.ItemPull, AS_CLERK, item=consent.items[2].pk)
    decide(consent)
    assert set(Decision.objects.values_list("motion__item__number", flat=True)) == {"2", "4"}


def test_what_could_be_joined_is_read_in_few_queries(
    consent: Chamber, django_assert_max_num_queries: Any
) -> None:
    vote = consent.vote()
    vote.meeting = consent.meeting_now()
    with django_assert_max_num_queries(6):
        assert len(joinable_with(vote)) == 3


def move_to_close(chamber: Chamber) -> None:
    people = {"mover": str(ANNA), "seconder": str(BORIS)}
    item = chamber.items[1].pk
    chamber.do(messages.MotionMove, AS_CLERK, item=item, phrase="closed", old="", new="чл. 28", **people)


def close(chamber: Chamber, place: int) -> None:
    chamber.do(messages.ItemClose, AS_CLERK, item=chamber.items[place - 1].pk, ground="чл. 28")


def test_what_is_decided_together_is_not_closed_to_the_public(consent: Chamber) -> None:
    join(consent, 3)
    consent.on_vote(messages.VoteOpen)
    for place in (2, 3):
        with pytest.raises(VotedTogether):
            close(consent, place)
    with pytest.raises(VotedTogether):
        move_to_close(consent)
    close(consent, 4)
    consent.on_vote(messages.VoteAnnul, ground="грешка")
    consent.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    close(consent, 3)
    assert differences(consent.meeting_now()) == []


def test_a_motion_to_close_is_not_voted_again_once_its_item_is_decided_with_others(consent: Chamber) -> None:
    move_to_close(consent)
    rejected = consent.vote()
    consent.on_vote(messages.VoteOpen)
    consent.press_all(dict.fromkeys(COUNCILLORS, "against"))
    consent.close()
    consent.on_vote(messages.VoteDeclare)
    consent.do(messages.VotePrepare, AS_CHAIR, motion=consent.motions[2].pk)
    join(consent, 3)
    decide(consent)
    with pytest.raises(VotedTogether):
        consent.do(messages.VoteRepeat, AS_CHAIR, vote=rejected.pk, stage="declared")


def test_nothing_is_joined_before_the_agenda_is_adopted(consent: Chamber) -> None:
    orders = StandingOrders(sitting=SittingRules(agenda_first=True)).to_plain()
    rules = consent.meeting_now().rules
    Meeting.objects.update(rules={**(rules or {}), "orders": orders})
    vote = consent.vote()
    vote.meeting = consent.meeting_now()
    assert joinable_with(vote) == []
    with pytest.raises(AgendaNotAdopted):
        join(consent, 3)


def test_an_item_being_voted_stays_on_the_agenda_that_is_put_down(consent: Chamber) -> None:
    join(consent, 3)
    consent.on_vote(messages.VoteOpen)
    standing = set_agenda(consent.meeting_now(), frozenset(), consent.vote().pk)
    assert [item.number for item in standing] == ["1", "2", "3"]


def test_withdrawn_while_it_is_repeated_the_items_wait_again(consent: Chamber) -> None:
    join(consent, 3, 4)
    vote = decide(consent)
    consent.on_vote(messages.VoteRepeat)
    consent.do(messages.VoteAnnul, AS_CHAIR, vote=vote.pk, stage="declared", ground="грешка")
    consent.do(messages.VoteConfirmAnnulment, AS_CLERK, vote=vote.pk, stage="declared")
    assert differences(consent.meeting_now()) == []
    consent.on_vote(messages.VoteWithdraw)
    assert set(stages(consent)) == {"pending"}
    assert differences(consent.meeting_now()) == []


def stages(chamber: Chamber) -> list[str]:
    rows = AgendaItem.objects.filter(pk__in=[item.pk for item in chamber.items[2:4]])
    return list(rows.values_list("stage", flat=True))


def test_joining_nothing_is_refused(consent: Chamber) -> None:
    with pytest.raises(NothingJoined):
        join(consent)
    with pytest.raises(Refusal):
        consent.on_vote(messages.ItemPull, councillor(ANNA), item=consent.items[2].pk)
    join(consent, 3)
    with pytest.raises(Refusal):
        consent.on_vote(messages.ItemPull, councillor(STRANGER), item=consent.items[2].pk)


def test_another_item_called_lets_go_of_what_was_joined(consent: Chamber) -> None:
    join(consent, 3)
    consent.do(messages.ItemActivate, AS_CHAIR, item=consent.items[2].pk, prepare=True)
    assert consent.vote().item == consent.items[2]
    assert differences(consent.meeting_now()) == []


def test_annulled_all_wait_again_and_are_repeated_together(consent: Chamber) -> None:
    join(consent, 3, 4)
    decide(consent)
    consent.on_vote(messages.VoteAnnul, ground="грешка")
    consent.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    assert set(Motion.objects.filter(item__in=consent.items[2:4]).values_list("stage", flat=True)) == {
        "pending"
    }
    assert set(stages(consent)) == {"pending"}
    assert differences(consent.meeting_now()) == []
    consent.on_vote(messages.VoteRepeat)
    assert [row.number for row in consent.vote().joined.all()] == ["3", "4"]
    decide(consent)
    assert differences(consent.meeting_now()) == []


def test_the_table_tells_which_items_were_decided_together(consent: Chamber) -> None:
    join(consent, 3, 4)
    decide(consent)
    table = csv.DictReader(io.StringIO(votes_table(archive_of(consent.meeting_now())).decode("utf-8-sig")))
    rows = {(row["item"], row["together_with"], row["decision"]) for row in table}
    assert len(rows) == 3
    assert {(item, together) for item, together, _ in rows} == {("2", "3; 4"), ("3", "2; 4"), ("4", "2; 3")}
    assert len({decision for *_, decision in rows}) == 3
