"""What happens around the votes, in a real browser: item laid ready, floor, handover, another day, a spare console."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.people import Demo, enter, heard, listen, press

DEPUTY, SPEAKER = "seat-2", "seat-1"

pytestmark = pytest.mark.browser


@pytest.fixture
def slovene(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="sl-SI")
    yield context
    context.close()


# What is announced after the opening, in the languages of two pages.
ANNOUNCED = {
    "en": (
        r"Speaking\. (?!Maria).+",
        r"Speaking\. Maria Guest, auditor",
        r".+ presides\.",
        r"The meeting is in a break\. The meeting continues on .+ at 10:00\.",
        r"The meeting is in progress\.",
    ),
    "sl": (
        r"Govori\. (?!Maria).+",
        r"Govori\. Maria Guest, auditor",
        r"Predseduje .+\.",
        r"Seja je prekinjena za odmor\. Seja se nadaljuje .+ 10:00\.",
        r"Seja poteka\.",
    ),
}


def test_what_happens_around_the_votes(demo: Demo, context: BrowserContext, slovene: BrowserContext) -> None:
    chair = enter(context, demo, "chair", "chair")
    clerk = enter(context, demo, "clerk", "clerk")
    seat = enter(context, demo, SPEAKER, "seat")
    deputy = enter(context, demo, DEPUTY, "chair")
    deputys_seat = context.new_page()
    deputys_seat.goto(f"{demo.site(DEPUTY)}/seat/")
    display, live, in_slovene = context.new_page(), context.new_page(), slovene.new_page()
    display.set_viewport_size({"width": 1920, "height": 1080})
    display.goto(demo.site("display") + demo.display)
    press(seat, ".me", "Check in")
    press(chair, ".steps", "Open the meeting")
    live.goto(chair.url.replace("/chair/", "/live/"))
    in_slovene.goto(live.url)
    expect(in_slovene.locator("#link")).to_have_attribute("data-link", "live")
    expect(seat.locator("#announced")).to_have_text(re.compile(r"The meeting is in progress\. .+ presides\."))
    for page in (seat, in_slovene):
        listen(page)
    clerk.get_by_text("Prepare the next item…").click()
    press(clerk, ".selected", re.compile("^2"))
    expect(chair.locator(".steps").get_by_role("button", name="Go to item 2")).to_be_visible()
    the_floor(chair, clerk, seat, display, live)
    handover(chair, deputy, deputys_seat, live)
    another_day(deputy, clerk, seat, display, live)
    for page, language in ((seat, "en"), (in_slovene, "sl")):
        expect(page.locator("#announced")).to_have_text(re.compile(ANNOUNCED[language][-1]))
        told = zip(heard(page), ANNOUNCED[language], strict=True)
        assert all(re.fullmatch(wanted, said) for said, wanted in told), heard(page)


def the_floor(chair: Page, clerk: Page, seat: Page, display: Page, live: Page) -> None:
    """Let a member ask, speak, and give way to a guest whom the clerk enters."""
    press(seat, ".floor-ask", "Ask to speak")
    expect(seat.locator(".floor-own")).to_contain_text("place in the queue: 1")
    press(chair, ".floor-queue", "Give the floor")
    expect(seat.get_by_text("You have the floor.")).to_be_visible()
    for page in (seat, chair, clerk, display, live):
        expect(page.locator(".speaker .clock").locator("visible=true")).to_have_text(
            re.compile(r"^[34]:[0-5]\d$")
        )
    press(chair, ".floor", "Interrupt")
    for page in (seat, clerk, display, live):
        words = page.locator(".clock-word").locator("visible=true")
        expect(words).to_have_text("interrupted, the clock stands")
    press(chair, ".floor", "Let the speech go on")
    press(chair, ".floor", "+ 1 min")
    expect(seat.locator(".speaker .clock")).to_have_text(re.compile(r"^[45]:[0-5]\d$"))
    seat.get_by_text("Other requests…").click()
    press(seat, ".floor-kinds", re.compile("Procedural motion"))
    expect(chair.locator(".floor-queue")).to_contain_text("Procedural motion")
    press(seat, ".floor-own", "Withdraw")
    clerk.get_by_text("Enter a speaker…").click()
    clerk.get_by_label("Guest, by name and capacity").fill("Maria Guest, auditor")
    press(clerk, "main", "Enter the guest")
    expect(live.get_by_text("Maria Guest")).to_have_count(0)
    press(chair, ".floor-queue", "Give the floor")
    expect(display.locator(".speaker").locator("visible=true")).to_contain_text("Maria Guest, auditor")
    press(chair, ".floor", "End the speech")
    expect(display.locator(".speaker").locator("visible=true")).to_have_count(0)


def handover(chair: Page, deputy: Page, deputys_seat: Page, live: Page) -> None:
    """Let the chair hand over in two presses: only who presides acts."""
    expect(deputy.locator(".steps")).to_be_hidden()
    expect(deputy.locator(".agenda-line").first).to_be_disabled()
    chair.get_by_text("Hand over the chair…").click()
    press(chair, ".officers li:not(:has(form[hidden]))", "To speak myself")
    expect(chair.get_by_text("You see the console and press nothing on it.")).to_be_visible()
    expect(chair.locator("details.break-steps").first).to_be_hidden()
    expect(deputys_seat.get_by_role("link", name="Open the chair's console")).to_be_visible()
    expect(deputy.locator(".agenda-line").first).to_be_enabled()
    expect(live.locator(".presiding")).to_contain_text("presides.")


def another_day(deputy: Page, clerk: Page, seat: Page, display: Page, live: Page) -> None:
    """Adjourn to another day and go on without a quorum, which takes the word of who presides."""
    deputy.get_by_text("Break or another day…").click()
    deputy.get_by_label("The meeting continues at").fill("10:00")
    day = datetime.now(UTC).date() + timedelta(days=2)
    deputy.get_by_label("On another day").fill(day.isoformat())
    press(deputy, ".break-steps", "Begin the break")
    for page in (display, live, seat, clerk, deputy):
        expect(page.get_by_role("heading", name="To be continued on another day")).to_be_visible()
        expect(page.locator(".break-until:visible")).to_contain_text(f"{day.day} ")
        expect(page.locator(".break-until:visible")).to_contain_text("10:00")
    expect(seat.get_by_role("button", name="Check in")).to_be_visible()
    expect(clerk.locator('.attendance [data-present="1"]')).to_have_count(0)
    expect(deputy.locator(".steps")).to_be_hidden()
    deputy.locator(".break-steps").get_by_label("There is no quorum.").check()
    press(deputy, ".break-steps", "Resume the meeting")
    expect(display.get_by_role("heading", name="To be continued on another day")).to_be_hidden()
    expect(deputy.locator(".steps")).to_be_visible()


def test_a_spare_console_goes_on_where_the_lost_one_was(
    demo: Demo, context: BrowserContext, browser: Browser
) -> None:
    lost, left_open = enter(context, demo, "chair", "chair"), context.new_page()
    press(lost, ".steps", "Open the meeting")
    press(lost, ".steps", re.compile("Go to item 1"))
    press(lost, ".steps", "Open the vote")
    left_open.goto(lost.url)
    expect(left_open.locator(".stage-line")).to_contain_text("have voted")
    lost.close()

    # Signing in and the act itself are all that a spare device needs: well within its half minute.
    device = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    spare = enter(device, demo, "chair", "chair")
    expect(spare.locator("#link")).to_have_attribute("data-link", "live")
    spare.locator(".close summary").click()
    spare.get_by_role("button", name="Close the vote").click()
    expect(spare.locator("#reply")).to_have_text("Done.")
    expect(spare.locator(".outcome")).to_be_visible()
    expect(left_open.locator(".outcome")).to_be_visible()
    expect(left_open.locator(".close summary")).to_be_hidden()
    press(left_open, ".steps", "Declare the result")
    expect(spare.locator(".stage-line")).to_contain_text("declared")
    device.close()
