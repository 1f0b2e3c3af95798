"""The continuous copy: everything committed is in it, a restart goes on with it, and damage is told apart from a kill."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from pytest_django.fixtures import Settings

from agenda.models import Paper
from council.models import Account, Person, Seat
from kiosk import messages
from ledger.models import Change, Copying
from ledger.refusals import CopyAhead, DamagedCopy, ForeignFolder
from ledger.safekeeping.copies import Copy
from ledger.safekeeping.folders import Folder
from ledger.safekeeping.reading import read_folder, require_whole
from tests.cast import CHAIR, COUNCILLORS, STRANGER
from tests.chamber import AS_CHAIR, Chamber
from tests.ledger.safekeeping.folders import flip, rows_of
from tests.services.databases import manage

WHOLE = dict.fromkeys(COUNCILLORS, "for")


@pytest.fixture(autouse=True)
def own_places(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING_DIR = tmp_path / "signers"
    settings.PAPERS_DIR = tmp_path / "papers"
    settings.TLS_DIR = tmp_path / "tls"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "copy").mkdir()
    return tmp_path / "copy"


@pytest.fixture
def copy(live_chamber: Chamber, folder: Path) -> Iterator[Copy]:
    """Return a copy that has its first base."""
    begun = begin(folder)
    yield begun
    begun.close()


def begin(folder: Path) -> Copy:
    copy = Copy(folder)
    while not copy.has_base:
        copy.step()
    return copy


def last_lines(folder: Path) -> Path:
    return Folder(folder).lines()[-1]


def restored(folder: Path, database: str, machine: Path, *arguments: str) -> str:
    """Put the copy back elsewhere, then have a backup made there, in `machine`/again."""
    told = manage("restore", str(folder), *arguments, database_url=database, var=machine)
    manage("backup", str(machine / "again"), database_url=database, var=machine)
    return told


def test_base_and_lines_make_up_all_that_was_committed(
    copy: Copy, live_chamber: Chamber, folder: Path, empty_database: str, tmp_path: Path
) -> None:
    live_chamber.open()
    assert copy.step()
    live_chamber.decide(WHOLE)
    live_chamber.open_vote(motion=1)
    live_chamber.press_all(WHOLE)
    assert copy.step()
    Person.objects.filter(pk=CHAIR).update(name="Мария Тодорова-Минева")  # without a log growing
    Account.objects.filter(login=str(STRANGER)).delete()
    exchange_seats()
    assert copy.step()
    told = restored(folder, empty_database, tmp_path / "machine")
    assert "everything agrees" in told
    assert "MISSING" not in told
    call_command("backup", tmp_path / "backup")
    assert rows_of(tmp_path / "machine" / "again") == rows_of(tmp_path / "backup")


def exchange_seats() -> None:
    """Let two people exchange what only one of them can have at a time."""
    (one, first), (other, second) = Seat.objects.values_list("pk", "number").order_by("number")[:2]
    with transaction.atomic():
        Seat.objects.filter(pk=one).update(number=99)
        Seat.objects.filter(pk=other).update(number=first)
        Seat.objects.filter(pk=one).update(number=second)


def test_nothing_is_noted_while_no_copy_is_kept(live_chamber: Chamber) -> None:
    live_chamber.open()
    assert not Change.objects.exists()


def test_what_is_rolled_back_is_not_copied(copy: Copy, live_chamber: Chamber) -> None:
    with transaction.atomic():
        Person.objects.filter(pk=CHAIR).update(name="никой")
        transaction.set_rollback(True)
    assert not copy.step()


def test_what_is_in_the_copy_is_forgotten_in_the_database(
    copy: Copy, live_chamber: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.safekeeping.copies.FORGET_AFTER", 3)
    live_chamber.open()
    copy.step()
    assert not Change.objects.exists()


def test_after_a_kill_the_copy_goes_on_where_it_was(live_chamber: Chamber, folder: Path) -> None:
    begin(folder).close()
    live_chamber.open()  # while nobody copies
    again = Copy(folder)
    assert again.has_base
    assert again.step()
    again.close()
    contents = read_folder(folder)
    assert len(Folder(folder).bases()) == 1
    assert contents.sizes[str(live_chamber.meeting.log_id)] == live_chamber.meeting_now().log.size


def test_a_cut_last_line_is_no_damage_and_is_written_again(live_chamber: Chamber, folder: Path) -> None:
    copy = begin(folder)
    live_chamber.open()
    copy.step()
    copy.close()
    lines = last_lines(folder)
    os.truncate(lines, lines.stat().st_size - 10)
    contents = read_folder(folder)
    assert contents.damage
    assert contents.damage.is_cut
    require_whole(contents, is_loss_accepted=False)
    Copy(folder).close()  # takes the piece away
    assert read_folder(folder).damage is None


def test_a_flipped_bit_is_refused_and_what_is_lost_can_be_told(
    copy: Copy, live_chamber: Chamber, folder: Path, empty_database: str, tmp_path: Path
) -> None:
    live_chamber.open()
    copy.step()
    before = live_chamber.meeting_now().log.size
    for number in (1, 2, 3):
        live_chamber.decide(WHOLE, motion=0) if number == 1 else live_chamber.do(
            messages.ItemActivate, AS_CHAIR, item=live_chamber.items[number - 1].pk
        )
        copy.step()
    flip(last_lines(folder), 2)
    with pytest.raises(DamagedCopy):
        require_whole(read_folder(folder), is_loss_accepted=False)
    told = restored(folder, empty_database, tmp_path / "machine", "--as-far-as-intact")
    assert f"MISSING: at least {live_chamber.meeting_now().log.size - before} entries after it" in told
    assert "everything agrees" in told


def test_a_damaged_base_is_replaced_by_the_one_before_and_all_lines_since(
    copy: Copy, live_chamber: Chamber, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.safekeeping.copies.MOST_BYTES", 0)
    live_chamber.open()
    while len(Folder(folder).bases()) < 2:
        copy.step()
    Person.objects.filter(pk=CHAIR).update(name="Мария")
    copy.step()
    newest, earlier = Folder(folder).bases()[:2]
    whole = read_folder(folder)
    flip(newest, 2)
    contents = read_folder(folder)
    assert (contents.base, contents.passed_over) == (earlier, [newest])
    assert contents.damage is None
    assert (contents.number, contents.chain) == (whole.number, whole.chain)


def test_two_bases_are_kept(
    copy: Copy, live_chamber: Chamber, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.safekeeping.copies.MOST_BYTES", 0)
    names = []
    for number in range(4):
        Person.objects.filter(pk=CHAIR).update(name=f"Мария {number}")
        before = len(set(names) | {base.name for base in Folder(folder).bases()})
        names += [base.name for base in Folder(folder).bases()]
        while len({*names, *(base.name for base in Folder(folder).bases())}) == before:
            copy.step()
    copy.step()
    assert len(Folder(folder).bases()) <= 3
    assert read_folder(folder).damage is None


def test_papers_come_with_the_rows_that_name_them(copy: Copy, live_chamber: Chamber, folder: Path) -> None:
    place = Path(settings.PAPERS_DIR) / "town" / "a"
    place.mkdir(parents=True)
    (place / "paper.pdf").write_bytes(b"%PDF")
    Paper.objects.create(
        municipality=live_chamber.municipality, item=live_chamber.items[0], position=1, title="Бюджет",
        digest="0" * 64, size=4, pages=1, folder="a",
    )  # fmt: skip
    copy.step()
    contents = read_folder(folder)
    require_whole(contents, is_loss_accepted=False)
    assert Folder(folder).document(contents.files["papers/town/a/paper.pdf"]).read_bytes() == b"%PDF"


def test_the_folder_of_another_database_is_never_written_to(copy: Copy, folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    Copying.objects.update(installation="another")
    with pytest.raises(ForeignFolder):
        Copy(folder)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_copy_that_knows_more_than_the_database_is_never_written_over(
    live_chamber: Chamber, folder: Path, tmp_path: Path, empty_database: str
) -> None:
    copy = begin(folder)
    call_command("backup", tmp_path / "earlier")
    live_chamber.open()
    copy.step()
    copy.close()
    machine = tmp_path / "machine"
    manage("restore", str(tmp_path / "earlier"), database_url=empty_database, var=machine)
    with pytest.raises(RuntimeError, match=CopyAhead.__name__):
        manage(
            "shell",
            f"--command=from pathlib import Path; from ledger.safekeeping.copies import Copy; Copy(Path('{folder}'))",
            database_url=empty_database,
            var=machine,
        )
