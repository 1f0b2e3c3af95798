"""The thread that keeps the copy: it tells what is wrong, catches up by itself, and leaves the writing to one process."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from council.models import Person
from ledger.domain.safekeeping import Trouble
from ledger.models import Change, Copying
from ledger.queries import copy_state
from ledger.safekeeping import keeper
from ledger.safekeeping.folders import Folder
from ledger.safekeeping.keeper import Keeper, keep_copy
from ledger.safekeeping.reading import read_folder
from tests.cast import CHAIR
from tests.chamber import Chamber
from tests.services.waiting import wait_until

KEPT = {None, Trouble.SAME_DISK, Trouble.LITTLE_ROOM}


@pytest.fixture(autouse=True)
def own_places(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SIGNING_DIR = tmp_path / "signers"
    settings.PAPERS_DIR = tmp_path / "papers"
    settings.TLS_DIR = tmp_path / "tls"
    (tmp_path / "disk" / "copy").mkdir(parents=True)
    settings.COPY = str(tmp_path / "disk" / "copy")
    monkeypatch.setattr(keeper, "AGAIN_SECONDS", 0.1)
    monkeypatch.setattr(keeper, "STAND_BY_SECONDS", 0.1)
    monkeypatch.setattr(keeper, "LOOK_SECONDS", 0.1)


@pytest.fixture
def folder(settings: Settings) -> Path:
    return Path(settings.COPY)


@pytest.fixture
def start() -> Iterator[Callable[[], Keeper]]:
    """Return what starts a keeper; it ends with the test."""
    started: list[Keeper] = []

    def start() -> Keeper:
        begun = keep_copy()
        assert begun
        started.append(begun)
        return begun

    yield start
    for each in started:
        each.end()


def kept(folder: Path | None = None, chamber: Chamber | None = None) -> None:
    """Wait until the copy is kept, and until it holds the whole log of the chamber if one is given."""
    wait_until(lambda: copy_state().trouble in KEPT, what="the copy is kept")
    if folder and chamber:
        wait_until(lambda: holds(folder, chamber), what="the log is in the copy")


def holds(folder: Path, chamber: Chamber) -> bool:
    log = chamber.meeting_now().log
    return read_folder(folder).sizes.get(str(log.pk)) == log.size


def told(trouble: Trouble) -> None:
    wait_until(lambda: copy_state().trouble == trouble, what=f"{trouble} is told")


def test_what_is_committed_is_soon_in_the_copy(
    live_chamber: Chamber, folder: Path, start: Callable[[], Keeper]
) -> None:
    start()
    kept()
    live_chamber.open()
    kept(folder, live_chamber)


def test_ending_copies_what_is_left(live_chamber: Chamber, folder: Path) -> None:
    begun = keep_copy()
    assert begun
    kept()
    live_chamber.open()
    begun.end()
    assert holds(folder, live_chamber)


def test_a_disk_that_goes_away_is_told_and_caught_up_with(
    live_chamber: Chamber, folder: Path, start: Callable[[], Keeper]
) -> None:
    disk = folder.parent
    start()
    kept()
    disk.rename(disk.with_name("unplugged"))
    live_chamber.open()
    told(Trouble.NO_FOLDER)
    live_chamber.open_vote()  # voting goes on
    disk.with_name("unplugged").rename(disk)
    kept(folder, live_chamber)
    assert len(Folder(folder).bases()) == 1  # no new beginning was needed


def test_a_full_disk_is_told_and_caught_up_with(
    live_chamber: Chamber, folder: Path, start: Callable[[], Keeper], caplog: pytest.LogCaptureFixture
) -> None:
    start()
    kept()
    fill_up(Folder(folder).lines()[-1])
    live_chamber.open()
    wait_until(lambda: "not kept (no-room)" in caplog.text, what="the full disk is told")
    live_chamber.open_vote()  # voting goes on
    kept(folder, live_chamber)


def fill_up(file: Path) -> None:
    """Let the kernel answer writes to an open file with ENOSPC, until it is opened again."""
    (handle,) = [
        int(one.name) for one in Path("/proc/self/fd").iterdir() if one.exists() and one.samefile(file)
    ]
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, handle)
    os.close(full)


def test_while_the_disk_is_away_for_long_nothing_piles_up(
    live_chamber: Chamber, folder: Path, start: Callable[[], Keeper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "MOST_WAITING", 3)
    start()
    kept()
    shutil.rmtree(folder.parent)
    live_chamber.open()
    wait_until(lambda: not Copying.objects.get().is_noting, what="nothing is noted")
    wait_until(lambda: not Change.objects.exists(), what="what was noted late is forgotten too")
    folder.mkdir(parents=True)
    kept(folder, live_chamber)


def test_one_of_several_processes_writes(
    live_chamber: Chamber, folder: Path, start: Callable[[], Keeper]
) -> None:
    first, second = start(), start()
    kept()
    live_chamber.open()
    kept(folder, live_chamber)
    assert read_folder(folder).damage is None
    first.end()  # the other takes over, whichever it was
    Person.objects.filter(pk=CHAIR).update(name="Мария")
    live_chamber.open_vote()
    kept(folder, live_chamber)
    assert second.is_alive()
    assert read_folder(folder).damage is None


def test_without_a_folder_nothing_is_noted(live_chamber: Chamber, settings: Settings) -> None:
    settings.COPY = None
    Copying.objects.create(installation="ours", is_noting=True)
    assert keep_copy() is None
    live_chamber.open()
    assert not Change.objects.exists()
    assert copy_state().trouble == Trouble.NOT_SET


def test_a_folder_that_cannot_be_written_to_is_told(
    live_chamber: Chamber, folder: Path, start: Callable[[], Keeper]
) -> None:
    (folder / "lock").mkdir()
    start()
    told(Trouble.UNWRITABLE)
    (folder / "lock").rmdir()
    kept()


def test_a_folder_that_is_not_there_is_never_made(
    live_chamber: Chamber, folder: Path, start: Callable[[], Keeper]
) -> None:
    """A disk that was not mounted leaves an empty place on the first disk, where a copy would be none."""
    folder.rmdir()
    start()
    told(Trouble.NO_FOLDER)
    assert not folder.exists()
