"""What the minutes say of the papers that were laid."""

from typing import Any

from minutes.domain.blocks import Heading, Table
from minutes.domain.phrases import Clock, Phrase, Say, said
from tests.minutes.domain.telling import FIRST, minutes, of, opened
from tests.minutes.story import Story, id_of

LAID = Heading(1, Phrase(Say.PAPERS_LAID))


def paper(title: str, *, replaces: str | None = None) -> dict[str, Any]:
    return {
        "paper": id_of(title),
        "title": title,
        "digest": f"{len(title):x}" * 64,
        "size": 4000,
        "pages": 3,
        "replaces": id_of(replaces) if replaces else None,
    }


def test_without_papers_nothing_is_said_of_them() -> None:
    assert LAID not in minutes(opened().adjourn())


def test_each_paper_has_its_pages_its_digest_and_when_it_was_laid() -> None:
    items = Story().opening()["items"]
    items[0]["papers"] = [paper("Доклад")]
    story = opened(items=items).activate(FIRST)
    story.tell("agenda.paper.added", item=id_of(FIRST), **paper("Поправка", replaces="Доклад"))
    replaced = Clock(story.at)
    late = {"item": id_of("late"), "number": "9", "title": "Спешно", "motions": []}
    story.tell("agenda.item.added", **late, papers=[paper("Справка")])
    added = Clock(story.at)
    story.tell("agenda.paper.added", item=id_of("late"), **paper("Таблица"))
    last = Clock(story.at)
    story.adjourn()
    table = next(table for table in of(story, Table) if table.columns[1].header == Phrase(Say.PAPER))
    assert table.rows == (
        ("1", "Доклад", "3", "6" * 16, Phrase(Say.LAID_WITH_AGENDA)),
        ("1", "Поправка", "3", "8" * 16, said(Say.LAID_IN_PLACE, at=replaced)),
        ("9", "Справка", "3", "7" * 16, said(Say.LAID_AT, at=added)),
        ("9", "Таблица", "3", "7" * 16, said(Say.LAID_AT, at=last)),
    )
