"""A backup put back on a new machine is what it was, and nothing is put back that is not whole or not ours."""

import stat
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from pytest_django.fixtures import Settings

from council.commands import give_arms
from council.models import Person
from ledger.models import Entry
from ledger.refusals import (
    BackupRefused,
    DamagedBackup,
    ForeignBackup,
    MissingFile,
    NoBackup,
    NotEmpty,
    UnknownFormat,
)
from ledger.safekeeping.folders import Folder
from ledger.safekeeping.formats import Head
from ledger.safekeeping.reading import read_folder
from ledger.safekeeping.restoring import restore
from tests.cast import COUNCILLORS
from tests.chamber import Chamber
from tests.ledger.safekeeping.folders import epochs_of, flip, rewrite_head, rows_of
from tests.pictured import picture_file
from tests.services.databases import manage

WHOLE = dict.fromkeys(COUNCILLORS, "for")


@pytest.fixture
def backup(live_chamber: Chamber, tmp_path: Path) -> Path:
    """Return the backup of a council that has taken a vote."""
    (tmp_path / "signers").mkdir()
    (tmp_path / "signers" / "somebody.p12").write_bytes(b"\x00\xff")
    settings.SECRET_KEY_FILE.write_text("the secret of all cookies")
    settings.PIN_PEPPER_FILE.write_bytes(b"what PINs are hashed with")
    (tmp_path / "papers" / "town").mkdir(parents=True)
    (tmp_path / "papers" / "town" / "paper.pdf").write_bytes(b"%PDF")
    give_arms(municipality=live_chamber.meeting.municipality, content=picture_file())
    live_chamber.open()
    live_chamber.decide(WHOLE)
    call_command("backup", tmp_path / "backup")
    return tmp_path / "backup"


@pytest.fixture(autouse=True)
def own_places(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING_DIR = tmp_path / "signers"
    settings.PAPERS_DIR = tmp_path / "papers"
    settings.TLS_DIR = tmp_path / "tls"
    settings.PIN_PEPPER_FILE = tmp_path / "pin-pepper"


def on_new_machine(var: Path, database: str, *arguments: str) -> str:
    return manage(*arguments, database_url=database, var=var)


def base_of(backup: Path) -> Path:
    (base,) = backup.glob("*.base")
    return base


def test_on_a_new_machine_everything_is_as_it_was(backup: Path, empty_database: str, tmp_path: Path) -> None:
    machine = tmp_path / "machine"
    told = on_new_machine(machine, empty_database, "restore", str(backup))
    assert "last entry" in told
    assert "voting.vote.declared" in told
    assert "everything agrees" in told
    assert "MISSING" not in told
    on_new_machine(machine, empty_database, "backup", str(tmp_path / "again"))
    assert rows_of(tmp_path / "again") == rows_of(backup)
    assert len(rows_of(backup)["council_arms"]) == 1
    assert not epochs_of(tmp_path / "again") & epochs_of(backup)  # by these the screens notice
    assert (machine / "signers" / "somebody.p12").read_bytes() == b"\x00\xff"
    assert (machine / "papers" / "town" / "paper.pdf").read_bytes() == b"%PDF"
    assert (machine / "secret-key").read_text() == "the secret of all cookies"
    assert (machine / "keys" / "pin-pepper").read_bytes() == b"what PINs are hashed with"
    assert (machine / "keys" / "ledger.pem").read_bytes() == Path(settings.LEDGER_KEY_FILE).read_bytes()
    assert stat.S_IMODE((machine / "keys" / "ledger.pem").stat().st_mode) == 0o600


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its files itself")
def test_what_was_put_back_is_for_its_owner_only(backup: Path, tmp_path: Path) -> None:
    there = tmp_path / "trial" / "kvorum.sqlite3"
    there.parent.mkdir(mode=0o755)
    on_new_machine(tmp_path / "trial", f"sqlite://{there}", "restore", str(backup))
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in there.parent.rglob("*") if path.is_file()
    }
    assert there.name in modes
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="goes from PostgreSQL to SQLite and back")
def test_it_goes_into_the_other_kind_of_database_and_back(
    backup: Path, empty_database: str, tmp_path: Path
) -> None:
    here, there = (tmp_path / "here", empty_database), (tmp_path / "there", f"sqlite://{tmp_path / 'other'}")
    assert "everything agrees" in on_new_machine(*there, "restore", str(backup))
    on_new_machine(*there, "backup", str(tmp_path / "from there"))
    assert "everything agrees" in on_new_machine(*here, "restore", str(tmp_path / "from there"))
    on_new_machine(*here, "backup", str(tmp_path / "from here"))
    assert rows_of(tmp_path / "from here") == rows_of(tmp_path / "from there") == rows_of(backup)


def test_a_checkpoint_held_elsewhere_proves_what_is_missing(
    backup: Path, empty_database: str, live_chamber: Chamber, tmp_path: Path
) -> None:
    before = Entry.objects.filter(log=live_chamber.meeting.log_id).count()
    live_chamber.decide(WHOLE, motion=1)
    newest = live_chamber.meeting.log.checkpoints.latest("size")
    seen = tmp_path / "seen-on-the-display.txt"
    seen.write_text(newest.note)
    told = on_new_machine(
        tmp_path / "machine", empty_database, "restore", str(backup), "--checkpoint", str(seen)
    )
    assert f"MISSING: at least {newest.size - before} entries after it" in told


def test_files_are_for_their_owner_only(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in backup.rglob("*")}
    assert {mode for path, mode in found.items() if path.is_file()} == {0o600}
    assert {mode for path, mode in found.items() if path.is_dir()} == {0o700}


def test_keys_can_be_left_out(live_chamber: Chamber, tmp_path: Path) -> None:
    call_command("backup", tmp_path / "without", without_keys=True)
    assert [path.suffix for path in (tmp_path / "without").iterdir()] == [".base"]
    assert read_folder(tmp_path / "without").head.keys is None


def test_a_backup_never_goes_where_something_is(backup: Path) -> None:
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", backup)


def refused(backup: Path) -> BackupRefused:
    """Return why the backup is not put back, and see that it was not."""
    people = set(Person.objects.values_list("pk", flat=True))
    with pytest.raises(BackupRefused) as raised:
        restore(read_folder(backup))
    assert set(Person.objects.values_list("pk", flat=True)) == people
    assert "%(" not in str(raised.value)
    return raised.value


def test_a_database_with_something_in_it_is_never_overwritten(backup: Path) -> None:
    assert isinstance(refused(backup), NotEmpty)


def test_other_keys_are_never_overwritten(backup: Path, empty_database: str, tmp_path: Path) -> None:
    (tmp_path / "machine" / "keys").mkdir(parents=True)
    (tmp_path / "machine" / "keys" / "ledger.pem").write_text("of another council")
    with pytest.raises(RuntimeError, match="not-empty"):
        on_new_machine(tmp_path / "machine", empty_database, "restore", str(backup))
    assert (tmp_path / "machine" / "keys" / "ledger.pem").read_text() == "of another council"


def test_a_backup_of_another_site_is_refused(backup: Path, settings: Settings) -> None:
    settings.SITE = "elsewhere.example"
    assert isinstance(refused(backup), ForeignBackup)


@pytest.mark.parametrize("line", [1, 2, -1])
def test_a_flipped_bit_in_a_base_is_noticed(backup: Path, line: int) -> None:
    count = len(base_of(backup).read_bytes().splitlines())
    flip(base_of(backup), line % (count + 1))
    assert isinstance(refused(backup), DamagedBackup)


def test_half_a_base_is_refused(backup: Path) -> None:
    base = base_of(backup)
    lines = base.read_bytes().splitlines(keepends=True)
    base.write_bytes(b"".join(lines[:-1]))
    assert isinstance(refused(backup), DamagedBackup)


def test_spoilt_keys_are_refused(backup: Path, settings: Settings) -> None:
    (keys,) = backup.glob("*.keys")
    flip(keys, 1)
    head = read_folder(backup).head
    with pytest.raises(MissingFile):
        Folder(backup).keys(head.number, head.keys)


CHANGES: dict[str, Callable[[Head], Head]] = {
    "format": lambda head: msgspec.structs.replace(head, format=2),
    "migration": lambda head: msgspec.structs.replace(
        head, migrations=[*head.migrations, ("ledger", "0999_from_the_future")]
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_a_newer_release_wrote_is_refused(backup: Path, what: str) -> None:
    rewrite_head(base_of(backup), CHANGES[what])
    assert isinstance(refused(backup), UnknownFormat)


def test_a_folder_without_a_base_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoBackup):
        read_folder(tmp_path / "nowhere")


def test_a_spoilt_document_is_refused(backup: Path) -> None:
    (document,) = (backup / "files").iterdir()
    flip(document, 1)
    assert isinstance(refused(backup), MissingFile)
