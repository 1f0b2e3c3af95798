"""Papers are added, replaced, renamed and withdrawn by the clerk; the ledger names each from the opening on."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from agenda.commands import papers as commands
from agenda.commands import receive_paper
from agenda.models import Paper
from agenda.pdf import folder_of
from agenda.refusals import (
    Forbidden,
    NoTitle,
    PaperHasScript,
    PaperKnown,
    UnknownThing,
    WrongMeetingStage,
)
from council.domain.actors import Actor, ActorRole
from kiosk import messages
from kiosk.snapshots import load
from tests import papers
from tests.cast import CLERK, COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber, councillor
from voting.queries import differences

BUDGET, ROADS = papers.pdf("Budget", pages=2), papers.pdf("Roads")


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PAPERS_DIR", tmp_path)


def receive(
    chamber: Chamber, content: bytes, name: str = "Доклад.pdf", *, item: UUID | None = None, **fields: Any
) -> Paper:
    given = {"by": AS_CLERK, "replaces": None} | fields
    return receive_paper(
        meeting=chamber.meeting_now(),
        item_id=item or chamber.items[0].pk,
        name=name,
        content=[content],
        clock=chamber.at,
        **given,
    )


def listed(chamber: Chamber) -> list[tuple[int, str]]:
    return list(Paper.objects.filter(item=chamber.items[0]).values_list("position", "title"))


def folders() -> list[str]:
    return sorted(path.parent.name for path in Path(settings.PAPERS_DIR).rglob("paper.pdf"))


def test_papers_of_a_draft_are_rows_in_the_order_in_which_they_came(chamber: Chamber) -> None:
    receive(chamber, BUDGET, "Бюджет_2027.PDF")
    paper = receive(chamber, ROADS, "C:\\docs\\Пътища.pdf")
    assert listed(chamber) == [(1, "Бюджет 2027"), (2, "Пътища")]
    assert (paper.size, paper.pages) == (len(ROADS), 1)
    assert paper.digest == hashlib.sha256(ROADS).hexdigest()
    assert chamber.entries() == []
    assert (folder_of(chamber.municipality.pk, paper.folder) / "1.webp").exists()


@pytest.mark.parametrize(("name", "title"), [("", "PDF"), ("\u202e.pdf", "PDF"), ("a\x00b.pdf", "a b")])
def test_a_name_that_cannot_stand_in_the_record_is_made_fit(name: str, title: str) -> None:
    assert commands._title_of(name) == title


def test_the_opening_names_every_paper_by_its_digest(chamber: Chamber) -> None:
    paper = receive(chamber, BUDGET)
    chamber.open()
    opening = next(body for kind, _, body in chamber.entries() if kind == "agenda.meeting.opened")
    assert opening["items"][0]["papers"] == [
        {
            "paper": str(paper.pk),
            "title": "Доклад",
            "digest": hashlib.sha256(BUDGET).hexdigest(),
            "size": len(BUDGET),
            "pages": 2,
            "replaces": None,
        }
    ]
    assert differences(chamber.meeting_now()) == []


def test_a_paper_swapped_in_the_table_is_found(chamber: Chamber) -> None:
    paper = receive(chamber, BUDGET)
    chamber.open()
    Paper.objects.filter(pk=paper.pk).update(digest="0" * 64)
    assert [(one.table, one.column) for one in differences(chamber.meeting_now())] == [("paper", "digest")]


def test_after_the_opening_a_paper_is_an_entry_and_the_replaced_one_stays(chamber: Chamber) -> None:
    old = receive(chamber, BUDGET)
    chamber.open()
    before = load(chamber.meeting.pk).agenda.version
    new = receive(chamber, ROADS, "Поправен.pdf", replaces=old.pk)
    assert chamber.last() == (
        "agenda.paper.added",
        str(AS_CLERK),
        {
            "item": str(chamber.items[0].pk),
            "paper": str(new.pk),
            "title": "Поправен",
            "digest": hashlib.sha256(ROADS).hexdigest(),
            "size": len(ROADS),
            "pages": 1,
            "replaces": str(old.pk),
        },
    )
    assert listed(chamber) == [(1, "Доклад"), (2, "Поправен")]
    assert load(chamber.meeting.pk).agenda.version != before
    assert b'"is_replaced":true' in load(chamber.meeting.pk).agenda.body
    assert differences(chamber.meeting_now()) == []
    with pytest.raises(UnknownThing):
        receive(chamber, papers.pdf("Third"), replaces=old.pk)


def test_in_a_break_papers_and_items_are_entries_too(chamber: Chamber) -> None:
    chamber.open()
    chamber.do(messages.MeetingPause, AS_CHAIR, time="23:59")
    receive(chamber, BUDGET)
    chamber.do(messages.ItemAdd, AS_CLERK, title="Спешно")
    added = [kind for kind, _, _ in chamber.entries()][-2:]
    assert added == ["agenda.paper.added", "agenda.item.added"]
    assert differences(chamber.meeting_now()) == []


def test_in_a_draft_a_replaced_paper_is_gone_and_its_successor_in_its_place(
    chamber: Chamber, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    old = receive(chamber, BUDGET)
    receive(chamber, papers.pdf("Last"), "Последен.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        new = receive(chamber, ROADS, "Поправен.pdf", replaces=old.pk)
    assert listed(chamber) == [(1, "Поправен"), (2, "Последен")]
    assert new.replaces is None
    assert old.folder not in folders()


def test_a_paper_is_renamed_and_withdrawn_with_its_files(
    chamber: Chamber, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    paper = receive(chamber, BUDGET)
    chamber.do(messages.PaperRename, AS_CLERK, paper=paper.pk, title=" Отчет ")
    assert listed(chamber) == [(1, "Отчет")]
    with pytest.raises(NoTitle):
        chamber.do(messages.PaperRename, AS_CLERK, paper=paper.pk, title=" ")
    with django_capture_on_commit_callbacks(execute=True):
        chamber.do(messages.PaperWithdraw, AS_CLERK, paper=paper.pk)
    assert listed(chamber) == []
    assert folders() == []


def test_an_item_is_removed_with_its_papers(
    chamber: Chamber, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    receive(chamber, BUDGET)
    with django_capture_on_commit_callbacks(execute=True):
        chamber.do(messages.ItemRemove, AS_CLERK, item=chamber.items[0].pk)
    assert folders() == []


def test_the_same_file_twice_is_told(chamber: Chamber) -> None:
    receive(chamber, BUDGET)
    with pytest.raises(PaperKnown, match="Доклад"):
        receive(chamber, BUDGET, "Копие.pdf")
    assert len(folders()) == 1
    assert receive(chamber, BUDGET, item=chamber.items[1].pk).position == 1


def test_what_is_refused_leaves_neither_row_nor_file(chamber: Chamber) -> None:
    with pytest.raises(PaperHasScript):
        receive(chamber, papers.HOSTILE["script"][0]())
    assert (listed(chamber), folders()) == ([], [])


def test_a_meeting_adjourned_while_the_pages_were_drawn_takes_no_paper(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    chamber.open()
    drawn = commands.take_in

    def adjourn_meanwhile(*given: Any) -> Any:
        taken = drawn(*given)
        chamber.do(messages.MeetingAdjourn, AS_CHAIR)
        return taken

    monkeypatch.setattr(commands, "take_in", adjourn_meanwhile)
    with pytest.raises(WrongMeetingStage):
        receive(chamber, BUDGET)
    assert (listed(chamber), folders()) == ([], [])


def test_once_opened_papers_are_neither_renamed_nor_withdrawn(chamber: Chamber) -> None:
    paper = receive(chamber, BUDGET)
    chamber.open()
    for kind, fields in ((messages.PaperRename, {"title": "Друго"}), (messages.PaperWithdraw, {})):
        with pytest.raises(WrongMeetingStage):
            chamber.do(kind, AS_CLERK, paper=paper.pk, **fields)


@pytest.mark.parametrize("by", [AS_CHAIR, councillor(COUNCILLORS[0])])
def test_only_the_clerk_adds_papers_and_nothing_is_drawn_for_others(chamber: Chamber, by: Any) -> None:
    with pytest.raises(Forbidden):
        receive(chamber, b"not even a PDF", by=by)


def test_nothing_of_another_municipality_is_reached(chamber: Chamber, foreign: Chamber) -> None:
    ours = receive(chamber, BUDGET)
    clerk_there = Actor(ActorRole.CLERK, foreign.people[CLERK].pk)
    with pytest.raises(UnknownThing):
        receive(chamber, ROADS, item=foreign.items[0].pk)
    with pytest.raises(UnknownThing):
        receive(chamber, ROADS, item=chamber.items[1].pk, replaces=ours.pk)
    for paper in (uuid4(), ours.pk):
        with pytest.raises(UnknownThing):
            foreign.do(messages.PaperWithdraw, clerk_there, paper=paper)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=ours.pk).update(item=foreign.items[0].pk)
