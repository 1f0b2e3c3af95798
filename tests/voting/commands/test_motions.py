"""Motions moved in the meeting: put up at once, in the order of the rules, with what follows from their decisions."""

from typing import Any
from uuid import UUID

import pytest

from agenda.models import Motion
from agenda.refusals import (
    Forbidden,
    NoMotionWords,
    NoMover,
    NoSeconder,
    NothingToAmend,
    WordsNotFound,
    WrongItemStage,
    WrongMotionStage,
)
from council.domain.ordering import VotingOrder
from council.domain.orders import StandingOrders
from kiosk import messages
from ledger.signing import ensure_key
from tests.cast import CHAIR, COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, chamber, councillor, make_chamber
from voting.models import Vote
from voting.queries import differences
from voting.refusals import ItemEnded, NothingToSettle, TextNotSettled, TextUnchanged

__all__ = ["chamber"]

pytestmark = pytest.mark.both

ANNA, BORIS, *_ = COUNCILLORS
ALL_FOR = dict.fromkeys(COUNCILLORS, "for")
ALL_AGAINST = dict.fromkeys(COUNCILLORS, "against")


@pytest.fixture
def sitting(chamber: Chamber) -> Chamber:
    """Return the chamber with its second item, which has one main motion, before everybody."""
    chamber.open()
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk, prepare=True)
    return chamber


def move(chamber: Chamber, phrase: str, old: str = "", new: str = "", **fields: Any) -> Motion:
    said = {"item": chamber.items[1].pk, "mover": str(ANNA), "phrase": phrase, "old": old, "new": new}
    motion = chamber.do(messages.MotionMove, AS_CLERK, **said | fields)
    assert isinstance(motion, Motion)
    return motion


def vote_on_what_is_prepared(chamber: Chamber, choices: dict[UUID, str]) -> Vote:
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all(choices)
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    return chamber.vote()


def stages(chamber: Chamber) -> list[tuple[str, str]]:
    rows = Motion.objects.filter(item=chamber.items[1]).order_by("position")
    return [(row.aim or row.kind, row.stage) for row in rows]


def test_a_motion_of_the_clerks_is_ready_to_be_voted_in_the_councils_language(sitting: Chamber) -> None:
    motion = move(sitting, "close_debate")
    vote = sitting.vote()
    assert (vote.motion, vote.stage, vote.text) == (
        motion,
        "prepared",
        "Разискванията по точката се прекратяват.",
    )
    kinds = [kind for kind, *_ in sitting.entries()][-3:]
    assert kinds == ["agenda.motion.moved", "voting.vote.withdrawn", "voting.vote.prepared"]
    _, actor, body = sitting.entries()[-3]
    assert (actor, body["mover"], body["kind"]) == (
        str(AS_CLERK),
        {"person": str(ANNA), "name": "Анна Ангелова"},
        "procedural",
    )
    assert differences(sitting.meeting_now()) == []


def test_an_amendment_is_decided_as_the_text_that_it_would_change(chamber: Chamber) -> None:
    rule = {"base": "total", "fraction": "1/2", "is_strict": True}
    Motion.objects.filter(pk=chamber.motions[2].pk).update(secrecy="named", majority=rule)
    chamber.open()
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk)
    amendment, procedural = move(chamber, "add", new="Ново"), move(chamber, "break")
    assert (amendment.secrecy, amendment.majority) == ("named", rule)
    assert (procedural.secrecy, procedural.majority) == ("open", None)
    assert differences(chamber.meeting_now()) == []


def test_the_order_is_that_of_the_rules_and_equals_come_as_they_arrived(sitting: Chamber) -> None:
    for phrase, new in (
        ("add", "Ново"),
        ("delete", ""),
        ("substitute", "Друго"),
        ("postpone", ""),
        ("reject", ""),
    ):
        move(sitting, phrase, old="наредбата" if phrase == "delete" else "", new=new)
    first, second = move(sitting, "break"), move(sitting, "other", new="Друг ред")
    order = []
    while (vote := sitting.vote()).stage == "prepared":
        order.append(vote.motion.aim or vote.motion.kind)
        sitting.do(messages.MotionWithdraw, AS_CLERK, motion=vote.motion_id)
    assert order == [
        first.aim,
        second.aim,
        "reject",
        "postpone",
        "substitute",
        "correction",
        "addition",
        "main",
    ]
    assert differences(sitting.meeting_now()) == []


def test_an_adopted_amendment_flows_into_the_text_that_is_voted_next(sitting: Chamber) -> None:
    main = sitting.motions[2]
    amendment = move(sitting, "replace", "наредбата", "Наредба № 1")
    vote_on_what_is_prepared(sitting, ALL_FOR)
    with pytest.raises(TextNotSettled):
        sitting.do(messages.VotePrepare, AS_CHAIR, motion=main.pk)
    with pytest.raises(TextUnchanged):
        sitting.do(messages.MotionSettle, AS_CLERK, motion=amendment.pk, text="Приема наредбата")
    sitting.do(messages.MotionSettle, AS_CLERK, motion=amendment.pk, text="Приема Наредба № 1")
    _, _, settled = sitting.entries()[-2]
    assert (settled["before"], settled["after"]) == ("Приема наредбата", "Приема Наредба № 1")
    vote = vote_on_what_is_prepared(sitting, ALL_FOR)
    assert (vote.motion, vote.text) == (main, "Приема Наредба № 1")
    opened = next(body for kind, _, body in reversed(sitting.entries()) if kind == "voting.vote.opened")
    assert opened["text"] == "Приема Наредба № 1"
    with pytest.raises(NothingToSettle):
        sitting.do(messages.MotionSettle, AS_CLERK, motion=amendment.pk, text="x")
    assert differences(sitting.meeting_now()) == []


def test_the_text_as_corrected_is_voted_before_additions_and_again_with_one_in_it(sitting: Chamber) -> None:
    main = sitting.motions[2]
    correction = move(sitting, "replace", "наредбата", "правилника")
    addition = move(sitting, "add", new="Влиза в сила веднага.")
    vote_on_what_is_prepared(sitting, ALL_FOR)
    sitting.do(messages.MotionSettle, AS_CHAIR, motion=correction.pk, text="Приема правилника")
    assert sitting.vote().motion == main
    vote_on_what_is_prepared(sitting, ALL_FOR)
    sitting.do(messages.VotePrepare, AS_CHAIR, motion=addition.pk)
    vote_on_what_is_prepared(sitting, ALL_FOR)
    whole = "Приема правилника\nВлиза в сила веднага."
    sitting.do(messages.MotionSettle, AS_CLERK, motion=addition.pk, text=whole)
    assert (sitting.vote().motion, sitting.vote().text) == (main, whole)
    assert differences(sitting.meeting_now()) == []


def test_a_rejected_amendment_leaves_the_text_and_the_main_motion_comes_next(sitting: Chamber) -> None:
    move(sitting, "delete", "наредбата")
    vote_on_what_is_prepared(sitting, ALL_AGAINST)
    sitting.do(messages.VotePrepare, AS_CHAIR, motion=sitting.motions[2].pk)
    assert sitting.vote().text == "Приема наредбата"


@pytest.mark.parametrize("phrase", ["reject", "postpone", "take_out"])
def test_what_ends_the_item_lets_everything_else_lapse_and_its_annulment_revives_it(
    sitting: Chamber, phrase: str
) -> None:
    move(sitting, "add", new="Ново")
    ending = move(sitting, phrase)
    vote_on_what_is_prepared(sitting, ALL_FOR)
    assert stages(sitting) == [("main", "lapsed"), ("addition", "lapsed"), (phrase, "done")]
    with pytest.raises(ItemEnded):
        sitting.do(messages.VotePrepare, AS_CHAIR, motion=sitting.motions[2].pk)
    assert differences(sitting.meeting_now()) == []
    sitting.on_vote(messages.VoteAnnul, ground="Грешка")
    sitting.on_vote(messages.VoteConfirmAnnulment, AS_CLERK)
    assert stages(sitting) == [("main", "pending"), ("addition", "pending"), (phrase, "pending")]
    assert ending.pk
    assert differences(sitting.meeting_now()) == []


def test_a_repeated_vote_that_rejects_revives_what_the_first_let_lapse(sitting: Chamber) -> None:
    move(sitting, "postpone")
    vote_on_what_is_prepared(sitting, ALL_FOR)
    sitting.on_vote(messages.VoteRepeat)
    vote_on_what_is_prepared(sitting, ALL_AGAINST)
    assert stages(sitting) == [("main", "pending"), ("postpone", "done")]
    assert differences(sitting.meeting_now()) == []


def test_with_a_rejected_main_motion_its_amendments_lapse(sitting: Chamber) -> None:
    move(sitting, "add", new="Ново")
    sitting.do(messages.MotionAdvance, AS_CHAIR, motion=sitting.motions[2].pk, reason="По желание на съвета")
    vote_on_what_is_prepared(sitting, ALL_AGAINST)
    assert stages(sitting) == [("main", "done"), ("addition", "lapsed")]


def test_a_substitute_takes_the_place_of_the_text_and_ends_corrections_to_it(sitting: Chamber) -> None:
    move(sitting, "delete", "наредбата")
    substitute = move(sitting, "substitute", new="Отлага приемането до април.")
    move(sitting, "substitute", new="Трети текст.")
    vote_on_what_is_prepared(sitting, ALL_FOR)
    assert [stage for _, stage in stages(sitting)] == ["pending", "lapsed", "done", "lapsed"]
    sitting.do(messages.MotionSettle, AS_CLERK, motion=substitute.pk, text=substitute.new)
    assert sitting.vote().text == "Отлага приемането до април."
    assert differences(sitting.meeting_now()) == []


def test_an_amendment_that_falls_in_a_repeated_vote_comes_out_of_the_text_again(sitting: Chamber) -> None:
    amendment = move(sitting, "replace", "наредбата", "правилника")
    vote_on_what_is_prepared(sitting, ALL_FOR)
    adopted = sitting.vote()
    sitting.do(messages.MotionSettle, AS_CLERK, motion=amendment.pk, text="Приема правилника")
    sitting.on_vote(messages.VoteWithdraw)
    sitting.do(messages.VoteRepeat, AS_CHAIR, vote=adopted.pk, stage="declared")
    vote_on_what_is_prepared(sitting, ALL_AGAINST)
    with pytest.raises(TextNotSettled):
        sitting.do(messages.VotePrepare, AS_CHAIR, motion=sitting.motions[2].pk)
    sitting.do(messages.MotionSettle, AS_CLERK, motion=amendment.pk, text="Приема наредбата")
    assert sitting.vote().text == "Приема наредбата"
    assert differences(sitting.meeting_now()) == []


def test_a_motion_is_voted_before_its_turn_for_a_reason_that_is_entered(sitting: Chamber) -> None:
    postpone, addition = move(sitting, "postpone"), move(sitting, "add", new="Ново")
    sitting.do(messages.MotionAdvance, AS_CHAIR, motion=addition.pk, reason="По искане на вносителя")
    assert sitting.vote().motion == addition
    body = next(body for kind, _, body in sitting.entries() if kind == "agenda.motion.advanced")
    main = str(sitting.motions[2].pk)
    assert body["proposed"] == [str(postpone.pk), str(addition.pk), main]
    assert body["order"] == [str(addition.pk), str(postpone.pk), main]
    assert body["reason"] == "По искане на вносителя"
    with pytest.raises(WrongMotionStage):
        sitting.do(messages.MotionAdvance, AS_CHAIR, motion=addition.pk, reason="Отново")
    assert differences(sitting.meeting_now()) == []


def test_what_waits_lapses_with_the_item_and_comes_back_with_it(sitting: Chamber) -> None:
    move(sitting, "add", new="Ново")
    sitting.on_vote(messages.VoteWithdraw)
    sitting.do(messages.ItemFinish, AS_CHAIR, item=sitting.items[1].pk)
    assert stages(sitting) == [("main", "pending"), ("addition", "lapsed")]
    assert differences(sitting.meeting_now()) == []
    sitting.do(messages.ItemActivate, AS_CHAIR, item=sitting.items[1].pk)
    assert stages(sitting) == [("main", "pending"), ("addition", "pending")]
    sitting.do(messages.MeetingAdjourn, AS_CHAIR)
    assert stages(sitting) == [("main", "pending"), ("addition", "lapsed")]
    assert differences(sitting.meeting_now()) == []


def test_a_withdrawn_motion_is_not_voted_and_the_next_one_is_ready(sitting: Chamber) -> None:
    motion = move(sitting, "postpone")
    sitting.do(messages.MotionWithdraw, AS_CLERK, motion=motion.pk)
    assert sitting.vote().motion == sitting.motions[2]
    with pytest.raises(WrongMotionStage):
        sitting.do(messages.MotionWithdraw, AS_CLERK, motion=motion.pk)


def test_a_vote_that_is_open_is_left_alone(sitting: Chamber) -> None:
    sitting.on_vote(messages.VoteOpen)
    move(sitting, "break")
    assert (sitting.vote().motion, sitting.vote().stage) == (sitting.motions[2], "open")
    with pytest.raises(WrongMotionStage):
        sitting.do(messages.MotionWithdraw, AS_CLERK, motion=sitting.motions[2].pk)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"mover": ""}, NoMover),
        ({"mover": str(STRANGER)}, NoMover),
        ({"phrase": "other"}, NoMotionWords),
        ({"phrase": "replace", "old": "наредбата"}, NoMotionWords),
        ({"phrase": "delete", "old": "няма такова"}, WordsNotFound),
        ({"seconder": str(ANNA)}, NoSeconder),
        ({"seconder": str(CHAIR)}, NoSeconder),
    ],
)
def test_refusals(sitting: Chamber, fields: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        move(sitting, **{"phrase": "break"} | fields)


def test_a_motion_belongs_to_the_item_before_everybody(sitting: Chamber) -> None:
    with pytest.raises(WrongItemStage):
        move(sitting, "break", item=sitting.items[0].pk)
    sitting.on_vote(messages.VoteWithdraw)
    sitting.do(messages.ItemActivate, AS_CHAIR, item=sitting.items[2].pk)
    with pytest.raises(NothingToAmend):
        move(sitting, "add", new="x", item=sitting.items[2].pk)
    assert move(sitting, "break", item=sitting.items[2].pk, mover=str(CHAIR)).mover_id == CHAIR


def test_councillors_enter_no_motions_themselves(sitting: Chamber) -> None:
    for kind, fields in (
        (messages.MotionMove, {"item": sitting.items[1].pk, "phrase": "break"}),
        (messages.MotionWithdraw, {"motion": sitting.motions[2].pk}),
        (messages.MotionAdvance, {"motion": sitting.motions[2].pk, "reason": "x"}),
        (messages.MotionSettle, {"motion": sitting.motions[2].pk, "text": "x"}),
    ):
        with pytest.raises(Forbidden):
            sitting.do(kind, councillor(ANNA), **fields)


@pytest.mark.parametrize("kind", ["amendments", "procedural"])
def test_a_seconder_is_asked_for_where_the_orders_want_one(db: None, kind: str) -> None:
    ensure_key()
    rules = VotingOrder(seconds_amendments=kind == "amendments", seconds_procedural=kind == "procedural")
    chamber = make_chamber(orders=StandingOrders(voting_order=rules))
    chamber.open()
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk)
    wanting, free = ("add", "break") if kind == "amendments" else ("break", "add")
    with pytest.raises(NoSeconder):
        move(chamber, wanting, new="x")
    assert move(chamber, wanting, new="x", seconder=str(BORIS)).seconder_id == BORIS
    assert move(chamber, free, new="x").seconder is None
