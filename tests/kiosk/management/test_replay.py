"""`manage.py replay` as a program: real terminals, a real server, exit statuses."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services import KvorumServer
from tests.services.databases import ROOT
from tests.services.server import static_files

TORONTO = ROOT / "tests" / "data" / "recorded-votes-toronto-2018-2022.csv"
HEAD = "vote,date,reference,title,official_result,official_yes,official_no,member,ballot"
FIELDS = ["votes", "matching", "ballots", "acknowledged", "ack_ms", "screen_ms", "ledger_ok"]


def replay(
    *arguments: str | Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "replay", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which replay starts its own server."""
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "static").symlink_to(static_files())
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KVORUM_")}
    return inherited | {"KVORUM_VAR": str(tmp_path / "var"), "TMPDIR": str(tmp_path)}


def test_twenty_votes_come_out_as_recorded(server: KvorumServer, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = replay(
        *(TORONTO, "--votes", "20", "--watchers", "5", "--window", "0.2"),
        *("--server", server.url, "--report", report),
        environment=server.environment,
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(report.read_text())
    assert list(figures) == FIELDS
    assert (figures["votes"], figures["matching"], figures["ledger_ok"]) == (20, 20, True)
    assert figures["ballots"] == figures["acknowledged"] == 497
    for name in ("ack_ms", "screen_ms"):
        assert 0 < figures[name]["p50"] <= figures[name]["p99"] <= figures[name]["max"]


def test_an_altered_official_total_is_a_difference(alone: dict[str, str], tmp_path: Path) -> None:
    lines = TORONTO.read_text().splitlines()
    altered = [re.sub(r",FAIL,6,20,", ",FAIL,7,20,", line) for line in lines if re.match(r"vote|[12],", line)]
    file = tmp_path / "altered.csv"
    file.write_text("\n".join(altered) + "\n")
    done = replay(file, "--window", "0", "--report", tmp_path / "report.json", environment=alone)
    assert done.returncode == 1
    assert "vote 1: " in done.stderr
    assert "('rejected', 6, 20), the record ('rejected', 7, 20)" in done.stderr
    assert json.loads((tmp_path / "report.json").read_text())["matching"] == 1
    assert not list(tmp_path.glob("kvorum-replay-*"))


def test_another_council_without_quorum_and_with_a_newcomer(server: KvorumServer, tmp_path: Path) -> None:
    rows = [
        "1,1/2/2003,,Öffnung des Marktes,PASS,1,0,Ана Боева,Yes",
        "1,1/2/2003,,Öffnung des Marktes,PASS,1,0,Ćosić Đorđe,Absent",
        "1,1/2/2003,,Öffnung des Marktes,PASS,1,0,نور,Absent",
        "2,1/2/2003,R2,,FAIL,0,0,Ана Боева,Absent",
        "2,1/2/2003,R2,,FAIL,0,0,Ćosić Đorđe,Absent",
        "2,1/2/2003,R2,,FAIL,0,0,نور,Absent",
        "3,31/1/2003,R3,Tie,FAIL,1,1,Ćosić Đorđe,Yes",
        "3,31/1/2003,R3,Tie,FAIL,1,1,李,No",
    ]
    file = tmp_path / "other.csv"
    file.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8-sig")
    done = replay(file, "--window", "0", "--server", server.url, environment=server.environment)
    assert done.returncode == 0, done.stderr
    assert "3 of 3 votes as recorded; 3 of 3 ballots acknowledged" in done.stdout


def test_a_malformed_file_is_named_with_row_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(f"{HEAD}\n1,1/2/2003,R,T,PASS,1,0,M,Aye\n")
    done = replay(file)
    assert done.returncode == 2
    assert f"{file}, row 2: ballot is 'Aye', not Yes, No or Absent" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_is_not_there_is_told_in_one_line(server: KvorumServer, tmp_path: Path) -> None:
    server.kill()
    done = replay(TORONTO, "--votes", "1", "--server", server.url, environment=server.environment)
    assert done.returncode == 1
    assert "stopped: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("wrong", [["--votes", "0"], ["--window", "-1"], ["--watchers", "x"]])
def test_wrong_options_are_refused(wrong: list[str]) -> None:
    assert replay(TORONTO, *wrong).returncode == 2
