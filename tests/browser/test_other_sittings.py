"""Short sittings under other rules: the Serbian with timed votes; the Slovene with two buttons and a mayor without one."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import awake, press, set_up
from tests.browser.sittings import AT_TERMINAL, Sitting, lay_down, sitting_of
from tests.conftest import StartServer

PRESENT = (AT_TERMINAL, "seat-5", "seat-6")
MAYOR = 18
KEY_GATE = 160
"""Milliseconds after which a key pressed alone has certainly pressed its button: twice the burst of keys.js."""

pytestmark = pytest.mark.browser


@pytest.fixture
def serbian(start_server: StartServer, browser: Browser) -> Iterator[Sitting]:
    server = start_server()
    lay_down(server, "rs", seconds=30)  # twice the pack's: a slow machine presses three buttons in that time
    with sitting_of(set_up(server), browser, PRESENT) as sitting:
        yield sitting


@pytest.fixture
def slovene(start_server: StartServer, browser: Browser) -> Iterator[Sitting]:
    server = start_server()
    lay_down(server, "si", presiding=MAYOR)
    with sitting_of(set_up(server), browser, PRESENT, presiding=f"seat-{MAYOR}") as sitting:
        yield sitting


def begin(sitting: Sitting) -> None:
    """Open the meeting, in which the quorum's rule was not read in its source, and take up an item."""
    press(sitting.seat, ".me", "Check in")
    sitting.step("Open the meeting")
    expect(sitting.display.locator(".board-foot")).to_contain_text(
        "Quorum: 13 present, 9 needed. (unverified)"
    )
    sitting.take_up(6)


def test_a_sitting_under_the_serbian_rules(serbian: Sitting) -> None:
    begin(serbian)
    serbian.seat.get_by_text("Other requests…").click()
    press(serbian.seat, ".floor-kinds", "Breach of the rules of procedure")
    press(serbian.chair, ".floor-queue", "Give the floor")
    serbian.clock_runs(2)
    press(serbian.chair, ".floor", "End the speech")
    serbian.step("Open the vote")
    for page in (serbian.chair, serbian.seat, serbian.display):
        expect(page.locator(".window .clock").locator("visible=true")).to_have_text(
            re.compile(r"^0:[0-3]\d$")
        )
    serbian.vote("for", PRESENT)
    expect(serbian.seat.get_by_text("The chair is holding the vote.")).to_be_visible()
    with pytest.raises(AssertionError, match="the chair is holding the vote"):
        serbian.others["seat-6"].vote("for")
    serbian.close_over_missing()
    needed = "At least 7 votes for are needed (those present: 13). 3 voted for."
    serbian.declare("Not adopted", needed, "(Пословник Народне скупштине, чл. 126)")


def test_a_mayor_presides_over_a_slovene_sitting_without_a_vote(slovene: Sitting) -> None:
    begin(slovene)
    slovene.step("Open the vote")
    mayors_seat = slovene.context.new_page()
    mayors_seat.goto(f"{slovene.demo.site(f'seat-{MAYOR}')}/seat/")
    expect(mayors_seat.locator("#link")).to_have_attribute("data-link", "live")
    expect(mayors_seat.locator(".ballot")).to_be_hidden()
    has_two_full_buttons(slovene)
    with pytest.raises(AssertionError, match="votes only for or against"):
        slovene.others["seat-6"].vote("abstain")
    slovene.vote("for", PRESENT[1:2])
    slovene.vote("against", PRESENT[2:])
    slovene.close_over_missing()
    slovene.declare("Not adopted", "(ZLS, 35. člen, prvi odstavek)")
    expect(slovene.display.locator(".others")).to_contain_text("10")
    expect(slovene.display.locator(".number:visible")).to_have_count(2)


def has_two_full_buttons(sitting: Sitting) -> None:
    """Look at the buttons of the seat; press the third key, which does nothing, and the second, which votes against."""
    seat = sitting.seat
    awake(seat)
    buttons = seat.locator(".choice:visible")
    expect(buttons).to_have_count(2)
    sides = [box for button in buttons.all() if (box := button.bounding_box())]
    assert [side["width"] > 500 and side["height"] > 150 for side in sides] == [True, True]
    for key, press_stage in (("3", "none"), ("2", "recorded")):
        seat.keyboard.press(key)
        seat.wait_for_timeout(KEY_GATE)
        expect(seat.locator(".pressed")).to_have_attribute("data-press", press_stage)
