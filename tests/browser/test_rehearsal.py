"""A rehearsal in real browsers: three terminals pressed, a display shown the test vote, the clerk sees it all."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import enter, set_up
from tests.conftest import StartServer

pytestmark = pytest.mark.browser


def answer(page: Page, question: str, given: str) -> None:
    group = page.get_by_role("group", name=re.compile(question))
    with page.expect_response(lambda response: response.url.endswith("/check")) as found:
        group.get_by_role("radio", name=given).check()
    assert found.value.ok


def top(page: Page, what: str) -> float:
    return float(page.locator(what).evaluate("element => element.getBoundingClientRect().top"))


def bottom(page: Page, what: str) -> float:
    return float(page.locator(what).evaluate("element => element.getBoundingClientRect().bottom"))


def press_all(page: Page) -> None:
    for place, choice in enumerate(("For", "Against", "Abstain"), start=1):
        page.get_by_role("button", name=choice, exact=True).click()
        expect(page.locator("#check-pressed")).to_have_text(f"{place} / 3")


def test_three_terminals_and_a_display_are_rehearsed(
    start_server: StartServer, context: BrowserContext
) -> None:
    demo = set_up(start_server())
    clerk = enter(context, demo, "clerk", "clerk")
    clerk.goto(demo.site("clerk") + "/rehearsals/")
    clerk.get_by_role("button", name="Start a rehearsal").first.click()
    expect(clerk.locator(".summary")).to_contain_text("0 of ")
    display = context.new_page()
    display.goto(demo.site("display") + demo.display)
    expect(display.locator(".test-picture")).to_be_visible()
    clerk.get_by_role("button", name="Open the test vote").click()
    seats = [enter(context, demo, f"seat-{number}", "seat") for number in (1, 2, 3)]
    for number, page in enumerate(seats, start=1):
        expect(page.locator(".practice-mark")).to_be_visible()
        press_all(page)
        assert bottom(page, ".ballot") <= top(page, "#terminal-check"), "the questions lie under the buttons"
        answer(page, "hear the sound", "No" if number == 2 else "Yes")
        answer(page, "read this line", "Yes")
    expect(clerk.locator(".summary")).to_contain_text("3 of ")
    expect(clerk.locator(".summary")).to_contain_text("no sound")
    expect(clerk.locator("tbody tr", has_text="Chromium")).to_have_count(3)
    expect(clerk.locator("tbody tr", has_text="1280 × 800")).to_have_count(3)
    latencies = clerk.locator("tbody tr", has_text="Chromium").locator("td:nth-child(5)")
    expect(latencies).to_have_text([re.compile(r"^\s*\d+\s*$")] * 3)
    expect(clerk.locator("section .card", has_text="1280 × 800")).to_be_visible()
    clerk.get_by_role("button", name="Yes").click()
    expect(clerk.locator("section .card")).to_contain_text("✓ legible")
    clerk.get_by_role("button", name="End the rehearsal").click()
    expect(clerk.locator(".steps")).to_contain_text("The rehearsal has ended.")
    expect(seats[0].locator("#terminal-check")).to_be_hidden()
    expect(display.locator(".test-picture")).to_be_hidden()
