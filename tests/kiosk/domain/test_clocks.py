"""The clock of a speech on the server; tests/js/clock.test.js holds the screens' to the same cases."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.clocks import clock_text, phase, span

BEGAN = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
GIVEN = json.loads((Path(__file__).parents[2] / "js" / "clocks.json").read_text())


@pytest.mark.parametrize("case", GIVEN["cases"])
def test_how_the_clock_reads(case: dict[str, Any]) -> None:
    paused_at = case["paused_at"]
    speaker = {
        "limit": case["limit"],
        "runs_from": BEGAN.isoformat(),
        "paused_at": (BEGAN + timedelta(seconds=paused_at)).isoformat() if paused_at else None,
        "warning": GIVEN["warning"],
        "grace": GIVEN["grace"],
    }
    now = BEGAN + timedelta(seconds=case["after"])
    assert (clock_text(speaker, now), phase(speaker, now)) == (case["clock"], case["phase"])


@pytest.mark.parametrize(("seconds", "text"), GIVEN["spans"])
def test_how_a_limit_reads(seconds: int, text: str) -> None:
    assert span(seconds) == text
