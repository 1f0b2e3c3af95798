"""The sheet of a sitting by correspondence on the server; tests/js/letters.test.js holds the screens' to the same cases."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.clocks import time_left
from kiosk.domain.letters import is_collecting, sheet, usual_end

GIVEN = json.loads((Path(__file__).parents[2] / "js" / "letters.json").read_text())
NOW = datetime(2026, 11, 22, 15, 26, tzinfo=ZoneInfo("Europe/Sofia"))


@pytest.mark.parametrize("case", GIVEN["collecting"])
def test_whether_answers_are_collected(case: dict[str, Any]) -> None:
    meeting = {"stage": case["stage"], "correspondence": {"until": case["until"]}}
    assert is_collecting(meeting, datetime.fromisoformat(case["now"])) is case["expected"]


def test_where_the_council_comes_together_none_are_collected() -> None:
    assert not is_collecting({"stage": "open", "correspondence": None}, NOW)


def test_the_sheet_has_the_items_that_are_answered_in_the_agendas_order() -> None:
    assert sheet(GIVEN["items"], GIVEN["letters"]) == GIVEN["sheet"]


@pytest.mark.parametrize(("seconds", "text"), GIVEN["left"])
def test_how_long_it_is_until_the_end(seconds: float, text: str) -> None:
    until = (NOW + timedelta(seconds=seconds)).isoformat()
    assert time_left(until, NOW, str).replace("\N{NO-BREAK SPACE}", " ") == text


@pytest.mark.parametrize(
    ("now", "least_hours", "end"),
    [
        (NOW, 0, (23, 16)),
        (NOW, 23, (23, 16)),
        (NOW, 24, (23, 17)),
        (NOW.replace(minute=0), 72, (25, 17)),
    ],
)
def test_the_usual_end_is_a_full_hour_tomorrow_or_later(
    now: datetime, least_hours: int, end: tuple[int, int]
) -> None:
    found = usual_end(now, least_hours)
    assert (found.day, found.hour, found.minute, found.tzinfo) == (*end, 0, now.tzinfo)
