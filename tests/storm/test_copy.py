"""The server is killed in the middle of voting and its disk is gone: the copy brings back a council on a new machine."""

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kiosk.client import Server
from ledger.safekeeping.reading import read_folder
from tests.ledger.safekeeping.folders import rows_of
from tests.services import KvorumServer
from tests.services.databases import manage
from tests.services.waiting import wait_until
from tests.storm.chamber import Chamber
from tests.storm.facts import Backstage

pytestmark = pytest.mark.storm


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "second-disk").mkdir()
    return tmp_path / "second-disk"


@pytest.fixture
def copied(database_url: str, tmp_path: Path, copy: Path) -> Iterator[KvorumServer]:
    server = KvorumServer(database_url=database_url, var=tmp_path / "var", KVORUM_COPY=str(copy))
    server.start()
    yield server
    server.stop()


@pytest.mark.timeout(300)  # five minutes, with all that comes before
async def test_killed_while_voting_and_put_back_elsewhere(
    copied: KvorumServer, copy: Path, empty_database: str, tmp_path: Path, storm_seed: int
) -> None:
    with Backstage(copied) as backstage:
        facts = backstage.meeting(members=8, motions=2)
    await asyncio.to_thread(wait_until, lambda: list(copy.glob("*.base")), what="the first base", timeout=60)
    async with Chamber(facts, [Server(copied.url)], storm_seed) as chamber:
        await chamber.open()
        vote = await chamber.open_vote(facts.motions[0])
        await chamber.press_about(vote, 1.0)
        await asyncio.to_thread(wait_until, partial(holds_a_ballot, copy), what="a ballot in the copy")
        pressing = asyncio.create_task(chamber.press_about(vote, 5.0))
        await asyncio.sleep(0.5)
        copied.kill()
        pressing.cancel()
    entries = await asyncio.to_thread(put_back, copied, copy, empty_database, tmp_path)
    assert [row for row in entries if "voting.ballot.cast" in row]


def holds_a_ballot(copy: Path) -> bool:
    """Whether a ballot has reached the other disk; the copy follows a moment later."""
    return any(b"voting.ballot.cast" in lines.read_bytes() for lines in copy.glob("*.lines"))


def put_back(copied: KvorumServer, copy: Path, database: str, tmp_path: Path) -> list[list[object]]:
    """Restore; return the entries of the new ledger, which begin that of the server that was killed."""
    machine = tmp_path / "machine"
    told = manage("restore", str(copy), database_url=database, var=machine)
    assert "everything agrees" in told
    manage("backup", str(tmp_path / "old"), database_url=copied.database_url, var=copied.var)
    manage("backup", str(tmp_path / "new"), database_url=database, var=machine)
    old, new = (in_order(rows_of(tmp_path / which)["ledger_entry"]) for which in ("old", "new"))
    assert new == old[: len(new)]
    damage = read_folder(copy).damage
    assert damage is None or damage.is_cut
    return new


def in_order(entries: list[list[object]]) -> list[list[object]]:
    return sorted(entries, key=lambda row: int(str(row[0])))
