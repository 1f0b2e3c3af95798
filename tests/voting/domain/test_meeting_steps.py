"""Entries about a meeting that contradict those before them."""

from collections.abc import Callable

import pytest

from tests.minutes.story import Story, id_of
from tests.voting.domain.beginnings import ANNA, FIRST, SECOND, VENETA, fault_of, opened, with_closed_vote


def with_early_draft() -> Story:
    return opened().tell("minutes.record.drafted", digest="d")


def with_a_vote_undeclared() -> Story:
    story, _ = with_closed_vote()
    return story.adjourn()


def item_listed_twice() -> Story:
    story = Story()
    items = story.opening()["items"]
    return story.open(items=items[:1] * 2)


CONTRADICTIONS: list[tuple[str, Callable[[], Story]]] = [
    ("meeting-not-open", lambda: Story().activate(FIRST)),
    ("opened-twice", lambda: opened().open()),
    ("item-listed-twice", item_listed_twice),
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
            .tell("minutes.record.signed", digest="e", by="x", capacity="chair")
            .tell("minutes.record.signed", digest="f", by="x", capacity="clerk")
        ),
    ),
]


@pytest.mark.parametrize(("code", "told"), CONTRADICTIONS)
def test_an_entry_that_cannot_be_is_named(code: str, told: Callable[[], Story]) -> None:
    story = told()
    assert fault_of(story) == (story.lines[-1][0], code)
