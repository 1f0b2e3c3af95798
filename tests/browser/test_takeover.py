"""Another device takes a seat over with the clerk's help: how many presses it costs, what stays, what the old one says."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.people import Demo, awake, enter, set_up_vote
from tests.conftest import StartServer

pytestmark = pytest.mark.browser

VIEW = {"width": 768, "height": 1024}


@pytest.fixture
def demo(start_server: StartServer) -> Demo:
    """Return the demo's council with a member checked in and a vote open."""
    return set_up_vote(start_server(), "seat-1")


class Hand:
    """Presses, and counts how often."""

    def __init__(self) -> None:
        self.presses = 0

    def press(self, button: Locator) -> None:
        self.presses += 1
        button.click()


def recorded(page: Page, words: str) -> None:
    """Wait until the seat's page says that this choice is recorded."""
    expect(page.locator('.pressed[data-press="recorded"]')).to_contain_text(f"Recorded: {words}")


def sit_down(context: BrowserContext, demo: Demo, code: str, hand: Hand) -> Page:
    """Let somebody in at a device that shows the sign-in page."""
    device = context.new_page()
    device.goto(f"http://localhost:{demo.port}/sign-in/")
    hand.press(device.get_by_role("link", name="I have a code from the clerk"))
    for digit in code.replace("-", ""):
        hand.press(device.get_by_role("button", name=digit, exact=True))
    hand.press(device.get_by_role("button", name="Sign in"))
    return device


def code_of_clerk(clerk: Page, name: str, hand: Hand) -> str:
    """Return the code that the clerk, at the desk, reads aloud."""
    hand.press(clerk.get_by_role("link", name="Seats and PINs"))
    hand.press(clerk.get_by_role("button", name=f"Let {name} in on another device"))
    return clerk.locator(".code-digits").inner_text()


def test_a_takeover_costs_few_presses_and_no_ballot(browser: Browser, demo: Demo) -> None:
    old = enter(browser.new_context(locale="en-GB", viewport=VIEW), demo, "seat-1", "seat")
    clerk = enter(browser.new_context(locale="en-GB"), demo, "clerk", "clerk")
    awake(old)
    old.locator(".choice.for").click()
    recorded(old, "For")
    clerks, members = Hand(), Hand()

    code = code_of_clerk(clerk, old.locator(".me h1").inner_text(), clerks)
    new = sit_down(browser.new_context(locale="en-GB", viewport=VIEW), demo, code, members)
    recorded(new, "For")
    assert clerks.presses == 2
    assert members.presses <= 10, "two, and a code of a seat and six digits"

    moved = old.get_by_role("alert").filter(has_text="Your seat is in use on another device")
    expect(moved).to_contain_text("A ballot that was recorded stays as it is.")
    expect(moved).to_contain_text("Recorded: For", use_inner_text=True)
    expect(old.locator(".choice.for")).to_be_disabled()
    old.keyboard.press("3")

    awake(new)
    new.locator(".choice.against").click()
    recorded(new, "Against")
    moved.get_by_role("link", name="Come back to this device").click()
    expect(old.locator("h1")).to_have_text("Your seat is in use on another device")
    new.reload()
    recorded(new, "Against")


def test_without_a_script_the_old_device_says_so_and_the_new_one_votes(browser: Browser, demo: Demo) -> None:
    plain = {"locale": "en-GB", "viewport": VIEW, "java_script_enabled": False}
    old = enter(browser.new_context(**plain), demo, "seat-1", "seat")
    clerk = enter(browser.new_context(**plain), demo, "clerk", "clerk")
    code = code_of_clerk(clerk, old.locator(".me h1").inner_text(), Hand())
    new = sit_down(browser.new_context(**plain), demo, code, Hand())
    new.locator(".choice.for").click()
    expect(new.locator(".pressed")).to_contain_text("Recorded: For", use_inner_text=True)
    expect(old.locator("h1")).to_have_text("Your seat is in use on another device")
    new.reload()
    expect(new.locator(".pressed")).to_contain_text("Recorded: For", use_inner_text=True)
