"""The queue of those who ask to speak: order, ties, limits, the clock, and what a seat offers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.domain.floor import (
    Asked,
    Clock,
    Situation,
    group_time_left,
    is_exhausted,
    limit_of,
    offered,
    queue,
    tied_to,
)
from council.domain.speaking import USUAL, Bound, KindRule, Of, Per, SpeakingKind
from council.queries import packs

SERBIAN = packs()["rs"].orders.speaking
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BUDGET = replace(USUAL, group_seconds=600)


def asked(number: int, kind: str = "speech", person: str = "anna", **more: object) -> Asked:
    return Asked(request=f"r{number}", kind=kind, person=person, number=number, **more)  # type: ignore[arg-type]


def held(number: int, kind: str = "speech", person: str = "anna", **more: object) -> Asked:
    return asked(number, kind, person, is_given=True, is_ended=True, **more)


def test_the_queue_follows_the_rules_and_then_the_arrival() -> None:
    requests = [
        asked(1),
        asked(2, "leader"),
        asked(3),
        asked(4, "procedural"),
        asked(5, "reply"),
        asked(6, "procedural", is_beyond=True),
        held(7),
    ]
    assert [one.number for one in queue(requests, USUAL)] == [4, 5, 2, 1, 3, 6]


@given(st.permutations([asked(n, rule.kind) for n, rule in enumerate(SERBIAN.kinds)]))
def test_the_queue_does_not_depend_on_the_order_of_the_rows(requests: list[Asked]) -> None:
    assert [one.kind for one in queue(requests, SERBIAN)] == [rule.kind for rule in SERBIAN.kinds]


def test_a_reply_belongs_to_the_last_speech_on_the_item() -> None:
    requests = [held(1, item="a"), held(2, "leader", item="a"), held(3, "reply", item="a"), held(4, item="b")]
    found = tied_to("reply", [*requests, asked(5, item="a")], "a")
    assert found is not None
    assert found.number == 2
    assert tied_to("reply", requests, "c") is None
    assert tied_to("opposing", requests, "a") is None
    assert tied_to("speech", requests, "a") is None


@pytest.mark.parametrize(
    ("bound", "new", "others", "is_over"),
    [
        (None, asked(9, "reply"), [asked(1, "reply")] * 9, False),
        (Bound(2, Per.SPEECH, Of.ALL), asked(9, "reply", to="x"), [held(1, "reply", "boris", to="x")], False),
        (
            Bound(2, Per.SPEECH, Of.ALL),
            asked(9, "reply", to="x"),
            [held(1, "reply", "boris", to="x"), asked(2, "reply", "vera", to="x"), held(3, to="x")],
            True,
        ),
        (Bound(1, Per.SPEECH, Of.ALL), asked(9, "reply", to="x"), [held(1, "reply", to="y")], False),
        (Bound(1, Per.ITEM, Of.PERSON), asked(9, "reply", item="a"), [held(1, "reply", item="a")], True),
        (
            Bound(1, Per.ITEM, Of.PERSON),
            asked(9, "reply", item="a"),
            [held(1, "reply", "boris", item="a")],
            False,
        ),
        (Bound(1, Per.ITEM, Of.PERSON), asked(9, "reply", item="a"), [held(1, "reply", item="b")], False),
        (
            Bound(1, Per.SITTING, Of.GROUP),
            asked(9, "reply", group="g"),
            [held(1, "reply", "boris", group="g")],
            True,
        ),
        (Bound(1, Per.SITTING, Of.GROUP), asked(9, "reply", group="g"), [held(1, "reply", group="h")], False),
    ],
)
def test_what_is_exhausted(bound: Bound | None, new: Asked, others: list[Asked], is_over: bool) -> None:
    assert is_exhausted(KindRule(SpeakingKind.REPLY, 120, bound), new, others) is is_over


def test_a_vote_has_its_own_explanations() -> None:
    rule = KindRule(SpeakingKind.EXPLANATION, 120, Bound(1, Per.VOTE, Of.ALL))
    earlier = [held(1, "explanation", vote="v")]
    assert is_exhausted(rule, asked(9, "explanation", vote="v"), earlier)
    assert not is_exhausted(rule, asked(9, "explanation", vote="w"), earlier)


def test_a_group_has_what_its_debaters_left_of_its_time_on_the_item() -> None:
    five = timedelta(minutes=5)
    others = [
        held(1, "leader", group="g", item="a", spoken=five),
        held(2, "reply", group="g", item="a", spoken=five),
        held(3, group="h", item="a", spoken=five),
        held(4, group="g", item="b", spoken=five),
    ]
    new = asked(9, group="g", item="a")
    assert group_time_left(BUDGET, new, others) == five
    assert (
        group_time_left(BUDGET, new, [*others, held(5, group="g", item="a", spoken=2 * five)]) == timedelta()
    )
    for kind, group in (("reply", "g"), ("speech", "")):
        assert group_time_left(BUDGET, asked(9, kind, group=group, item="a"), others) is None
    assert group_time_left(USUAL, new, others) is None


def test_the_limit_is_that_of_the_kind_or_what_the_group_has_left() -> None:
    rule = USUAL.rule("speech")
    assert limit_of(rule, None) == 300
    assert limit_of(rule, timedelta(seconds=100)) == 100
    assert limit_of(rule, timedelta(seconds=900)) == 300
    assert limit_of(rule, timedelta()) == 1
    assert limit_of(KindRule(SpeakingKind.SPEECH), timedelta(seconds=50)) == 50
    assert limit_of(None, None) is None


def test_the_clock_stands_while_the_chair_interrupts() -> None:
    clock = Clock(AT, 300, timedelta(seconds=20))
    at = AT + timedelta(seconds=100)
    assert clock.used(at) == timedelta(seconds=80)
    assert clock.ends_at(30) == AT + timedelta(seconds=350)
    stands = replace(clock, paused_at=AT + timedelta(seconds=60))
    assert stands.used(at) == timedelta(seconds=40)
    assert stands.ends_at(30) is None
    assert replace(clock, limit=None).ends_at(30) is None


def kinds(**now: object) -> dict[str, str | None]:
    found = offered(SERBIAN, Situation(**now))  # type: ignore[arg-type]
    return {rule.kind.value: to for rule, to in found}


def test_what_a_seat_offers_is_what_makes_sense_now() -> None:
    assert kinds() == {"personal": None, "speech": None}
    assert set(kinds(has_mandate=True)) == {"breach", "procedural", "personal", "speech"}
    assert {"leader", "recess"} <= set(kinds(has_mandate=True, leads=True))
    assert kinds(debated="r1")["reply"] == "r1"
    own = {"debated": "r1", "is_own_debated": True}
    assert not {"reply", "answer"} & set(kinds(**own))
    assert kinds(**own, is_answerable=True)["answer"] == "r1"
    assert kinds(has_mandate=True, procedural="r2")["opposing"] == "r2"
    assert "opposing" not in kinds(has_mandate=True, procedural="r2", is_own_procedural=True)
    assert "explanation" in kinds(may_explain=True)
    assert kinds(waiting=frozenset({"speech"})) == {"personal": None}
