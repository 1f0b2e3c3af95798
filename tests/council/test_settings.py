"""The settings of a first start: what a folder made for secrets lets others see."""

import os
import subprocess
import sys
from pathlib import Path


def test_the_folder_of_a_first_start_is_for_its_owner_only(tmp_path: Path) -> None:
    var = tmp_path / "not yet there"
    told = {name: value for name, value in os.environ.items() if not name.startswith("KVORUM_")}
    subprocess.run(
        [sys.executable, "-c", "import council.settings"],
        env=told | {"KVORUM_VAR": str(var)},
        umask=0o022,
        check=True,
    )
    assert var.stat().st_mode & 0o777 == 0o700
    assert (var / "secret-key").stat().st_mode & 0o777 == 0o600
