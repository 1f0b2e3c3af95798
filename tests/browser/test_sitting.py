"""What happens around the votes, in a real browser: the floor, a break to another day."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.people import Demo, enter, set_up
from tests.conftest import StartServer

SPEAKER = "seat-1"

pytestmark = pytest.mark.browser


@pytest.fixture
def demo(start_server: StartServer) -> Demo:
    return set_up(start_server())


@pytest.fixture
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """Return one browser profile, in which every role has its own host."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(30_000)
    yield context
    context.close()


def press(page: Page, within: str, name: str) -> None:
    """Press a button of a part of the page, once it has rested; wait until the page says that it was carried out."""
    button = page.locator(within).get_by_role("button", name=name)
    expect(button).to_be_enabled()
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.click()
    expect(page.locator("#reply")).to_have_text("Done.")


def test_what_happens_around_the_votes(demo: Demo, profile: BrowserContext) -> None:
    expect.set_options(timeout=20_000)
    chair = enter(profile, demo, "chair", "chair")
    clerk = enter(profile, demo, "clerk", "clerk")
    seat = enter(profile, demo, SPEAKER, "seat")
    display, live = profile.new_page(), profile.new_page()
    display.set_viewport_size({"width": 1920, "height": 1080})
    display.goto(demo.site("display") + demo.display)
    press(seat, ".me", "Check in")
    press(chair, ".steps", "Open the meeting")
    live.goto(chair.url.replace("/chair/", "/live/"))
    clerk.get_by_role("link", name="Now", exact=True).click()
    the_floor(chair, clerk, seat, display, live)
    another_day(chair, clerk, seat, display, live)


def the_floor(chair: Page, clerk: Page, seat: Page, display: Page, live: Page) -> None:
    """Let a member ask, speak, and give way to a guest whom the clerk enters."""
    press(seat, ".floor-ask", "Ask to speak")
    expect(seat.get_by_text("You have asked to speak.")).to_be_visible()
    press(chair, ".floor-queue", "Give the floor")
    expect(seat.get_by_text("You have the floor.")).to_be_visible()
    for page in (seat, chair, clerk, display, live):
        expect(page.locator(".speaker .clock")).to_have_text(re.compile(r"^(?!0:0[01]$)\d+:\d\d$"))
    clerk.get_by_text("Enter a speaker…").click()
    clerk.get_by_label("Guest, by name and capacity").fill("Maria Guest, auditor")
    press(clerk, "main", "Enter the guest")
    expect(live.get_by_text("Maria Guest")).to_have_count(0)
    press(chair, ".floor-queue", "Give the floor")
    expect(display.locator(".speaker")).to_contain_text("Maria Guest, auditor")
    press(chair, ".floor", "End the speech")
    expect(display.locator(".speaker")).to_be_hidden()


def another_day(chair: Page, clerk: Page, seat: Page, display: Page, live: Page) -> None:
    """Adjourn to another day and go on without a quorum, which takes the word of who presides."""
    chair.get_by_text("Break or another day…").click()
    chair.get_by_label("The meeting continues at").fill("10:00")
    day = datetime.now(UTC).date() + timedelta(days=2)
    chair.get_by_label("On another day").fill(day.isoformat())
    press(chair, ".break-steps", "Begin the break")
    for page in (display, live, seat, clerk, chair):
        expect(page.get_by_role("heading", name="Adjourned to another day")).to_be_visible()
        expect(page.locator(".break-until:visible")).to_contain_text(f"{day.day} ")
        expect(page.locator(".break-until:visible")).to_contain_text("10:00")
    expect(seat.get_by_role("button", name="Check in")).to_be_visible()
    expect(clerk.locator('.attendance [data-present="1"]')).to_have_count(0)
    expect(chair.locator(".steps")).to_be_hidden()
    chair.locator(".break-steps").get_by_label("There is no quorum.").check()
    press(chair, ".break-steps", "Resume the meeting")
    expect(display.get_by_role("heading", name="Adjourned to another day")).to_be_hidden()
    expect(chair.locator(".steps")).to_be_visible()
