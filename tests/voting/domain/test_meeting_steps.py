"""Entries about a meeting that contradict those before them."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.minutes.story import CHAIR, Story, id_of
from tests.voting.domain.beginnings import ANNA, FIRST, SECOND, VENETA, fault_of, opened, with_closed_vote
from voting.domain.record import read_record


def with_early_draft() -> Story:
    return opened().tell("minutes.record.drafted", digest="d")


def with_a_vote_undeclared() -> Story:
    story, _ = with_closed_vote()
    return story.adjourn()


def item_listed_twice() -> Story:
    story = Story()
    items = story.opening()["items"]
    return story.open(items=items[:1] * 2)


def paper(name: str, **fields: Any) -> dict[str, Any]:
    return {"paper": name, "title": name, "digest": "0" * 64, "size": 9, "pages": 1} | fields


def with_paper(name: str, **fields: Any) -> Story:
    return opened().tell("agenda.paper.added", item=id_of(FIRST), **paper(name, **fields))


def item_listed_before() -> Story:
    return opened().tell("agenda.item.added", **Story().opening()["items"][0])


CONTRADICTIONS: list[tuple[str, Callable[[], Story]]] = [
    ("meeting-not-open", lambda: Story().activate(FIRST)),
    ("opened-twice", lambda: opened().open()),
    ("item-listed-twice", item_listed_twice),
    ("item-listed-twice", item_listed_before),
    (
        "paper-listed-twice",
        lambda: with_paper("p").tell("agenda.paper.added", item=id_of(SECOND), **paper("p")),
    ),
    ("replaces-no-paper", lambda: with_paper("p", replaces="q")),
    (
        "replaces-no-paper",
        lambda: (
            with_paper("p")
            .tell("agenda.paper.added", item=id_of(FIRST), **paper("q", replaces="p"))
            .tell("agenda.paper.added", item=id_of(FIRST), **paper("r", replaces="p"))
        ),
    ),
    ("meeting-adjourned", lambda: opened().adjourn().arrive(VENETA)),
    ("already-present", lambda: Story().arrive(ANNA, ANNA)),
    ("not-present", lambda: opened().tell("agenda.member.left", person="x", name="X", by_self=True)),
    ("unknown-item", lambda: opened().tell("agenda.item.finished", item="x")),
    ("item-never-active", lambda: opened().tell("agenda.item.finished", item=id_of(SECOND))),
    (
        "recused-twice",
        lambda: (
            opened()
            .tell("agenda.member.recused", item=id_of(FIRST), person="x", name="X", ground="g")
            .tell("agenda.member.recused", item=id_of(FIRST), person="x", name="X", ground="g")
        ),
    ),
    ("vote-under-way", with_a_vote_undeclared),
    ("drafted-too-early", with_early_draft),
    (
        "signed-undrafted",
        lambda: opened().adjourn().tell("minutes.record.signed", digest="d", by="x", capacity="chair"),
    ),
    (
        "signed-twice",
        lambda: (
            opened()
            .adjourn()
            .tell("minutes.record.drafted", digest="d")
            .tell("minutes.record.signed", digest="e", by=id_of(CHAIR), capacity="chair")
            .tell("minutes.record.signed", digest="f", by=id_of(CHAIR), capacity="clerk")
        ),
    ),
]


@pytest.mark.parametrize(("code", "told"), CONTRADICTIONS)
def test_an_entry_that_cannot_be_is_named(code: str, told: Callable[[], Story]) -> None:
    story = told()
    assert fault_of(story) == (story.lines[-1][0], code)


def test_items_and_papers_added_during_the_meeting_follow_those_of_the_opening() -> None:
    first = Story().opening()["items"][0] | {"papers": [paper("p")]}
    added = {"item": "late", "number": "6", "title": "Спешно", "motions": [], "rapporteur": "Кмет"}
    story = Story().open(items=[first]).tell("agenda.item.added", **added | {"papers": [paper("s")]})
    story.tell("agenda.paper.added", item=first["item"], **paper("q", replaces="p"))
    one, late = read_record(story).items
    assert [(each.listed.paper, each.added_at) for each in one.papers] == [("p", None), ("q", story.at)]
    assert (one.added_at, late.listed.title, late.listed.rapporteur) == (None, "Спешно", "Кмет")
    assert late.added_at is not None
    assert [each.listed.paper for each in late.papers] == ["s"]


def excused(story: Story, act: str, **more: str) -> Story:
    return story.tell(act, actor=story.clerk, person=id_of(ANNA), name=ANNA, **more)


def test_excuses_are_kept_until_they_are_taken_back() -> None:
    story = excused(Story(), "agenda.member.excused", ground="g")
    assert [each.name for each in read_record(story.lines).excuses] == [ANNA]
    assert fault_of(excused(story, "agenda.member.excused", ground="g"))[1] == "excused-twice"
    story.lines.pop()
    assert read_record(excused(story, "agenda.excuse.taken_back").lines).excuses == ()
    assert fault_of(excused(story, "agenda.excuse.taken_back"))[1] == "not-excused"


def test_an_item_that_is_not_before_the_meeting_any_more_may_be_finished_and_closed() -> None:
    story = opened().activate(SECOND).tell("agenda.item.finished", item=id_of(FIRST))
    bare = {"item": id_of(FIRST), "number": "1", "title": FIRST, "motions": []}
    record = read_record(story.tell("agenda.item.closed", **bare, ground="чл. 1"))
    first = record.items[0]
    assert first.finished_at is not None
    assert (first.is_closed, first.ground, len(first.listed.motions)) == (True, "чл. 1", 1)
