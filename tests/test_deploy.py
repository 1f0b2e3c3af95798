"""What deploy/ puts on a machine: units that systemd takes and that may do little, settings that exist, scripts."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.test_docs import settings_read

DEPLOY = Path(__file__).parent.parent / "deploy"
UNITS = ("kvorum.service", "kvorum-renew.service", "kvorum-renew.timer")
SCRIPTS = ("debian.sh", "install.sh", "kvorum")
MOST_EXPOSED = 20  # of 100, as `systemd-analyze security` counts; services it calls fine go up to 40


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    """Return the units as installed, but for programs that only an installed Kvorum has."""
    for name in UNITS:
        text = (DEPLOY / name).read_text().replace("/opt/kvorum/.venv/bin/python", "/bin/true")
        (tmp_path / name).write_text(text.replace("/opt/kvorum", str(tmp_path)))
    return [tmp_path / name for name in UNITS]


def test_systemd_finds_nothing_wrong_with_the_units(units: list[Path]) -> None:
    assert run("systemd-analyze", "verify", "--man=no", *units) == ""


def test_the_service_is_allowed_little(units: list[Path]) -> None:
    run("systemd-analyze", "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", units[0])


def test_the_service_starts_at_boot_and_again_for_ever() -> None:
    unit = (DEPLOY / "kvorum.service").read_text()
    for line in ("WantedBy=multi-user.target", "Restart=always", "StartLimitIntervalSec=0"):
        assert line in unit.splitlines()
    assert "systemctl enable --quiet kvorum.service kvorum-renew.timer" in (DEPLOY / "install.sh").read_text()


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_programs_without_slips(name: str) -> None:
    assert (DEPLOY / name).stat().st_mode & 0o111 == 0o111
    run("sh", "-n", DEPLOY / name)


def test_settings_that_are_installed_exist_and_are_found_by_shell_and_systemd_alike() -> None:
    lines = [line for line in (DEPLOY / "kvorum.env").read_text().splitlines() if line and line[:2] != "# "]
    given = [re.fullmatch(r"#?(KVORUM_\w+)=([\w./:-]+)", line) for line in lines if line != "#"]
    assert all(given)
    assert {match[1] for match in given if match} <= settings_read()


def test_the_pages_name_files_where_they_are_installed() -> None:
    unit, page = (DEPLOY / "kvorum.service").read_text(), (DEPLOY.parent / "docs/installing.md").read_text()
    for path in ("/etc/kvorum/kvorum.env", "/var/lib/kvorum"):
        assert path in unit
        assert path in page
    assert "file:///opt/kvorum/docs/installing.md" in unit
