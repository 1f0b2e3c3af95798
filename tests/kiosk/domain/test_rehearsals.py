"""What a terminal lacks, and when a seat is done."""

from typing import Any

import pytest

from kiosk.domain.rehearsals import BUTTONS, Lack, Terminal, done, troubled

GOOD: dict[str, Any] = {
    "was_heard": True,
    "pressed": BUTTONS,
    "has_keys": True,
    "has_sound": True,
    "is_legible": True,
    "latency_ms": 40,
    "clock_offset_ms": -200,
}


def terminal(**said: Any) -> Terminal:
    return Terminal(5, "Анна", **GOOD | said)


def test_a_good_terminal_is_done_and_lacks_nothing() -> None:
    assert terminal().lacks == ()
    assert terminal().is_done


def test_one_that_was_not_heard_lacks_everything_at_once() -> None:
    assert Terminal(5, "Анна").lacks == (Lack.SILENT,)
    assert not Terminal(5, "Анна").is_done


@pytest.mark.parametrize(
    ("said", "lack", "is_done"),
    [
        ({"pressed": BUTTONS - {"abstain"}}, Lack.BUTTONS, False),
        ({"pressed": {"for"}, "buttons": BUTTONS - {"abstain"}}, Lack.BUTTONS, False),
        ({"has_sound": None}, Lack.SOUND_UNASKED, False),
        ({"has_sound": False}, Lack.SOUND, True),
        ({"has_keys": False}, Lack.KEYS, True),
        ({"is_legible": None}, Lack.LEGIBLE_UNASKED, False),
        ({"is_legible": False}, Lack.LEGIBLE, True),
        ({"latency_ms": 1001}, Lack.SLOW, True),
        ({"clock_offset_ms": -30_001}, Lack.CLOCK, True),
    ],
)
def test_each_lack(said: dict[str, Any], lack: Lack, is_done: bool) -> None:
    found = terminal(**said)
    assert found.lacks == (lack,)
    assert found.is_done is is_done
    assert troubled([found]) == ((found,) if is_done else ())
    assert done([found, terminal()]) == 1 + is_done


def test_a_terminal_without_keys_or_measurements_can_be_done() -> None:
    assert terminal(has_keys=None, latency_ms=None, clock_offset_ms=None).lacks == ()
