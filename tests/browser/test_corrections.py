"""The clerk enters a correction in a real browser, is told the way where a result is meant, and the public reads it."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import Demo, enter, press

pytestmark = pytest.mark.browser


def fill_in(clerk: Page, matter: str) -> None:
    form = clerk.locator("[data-corrections] form")
    form.get_by_label("What is corrected").select_option(index=1)
    form.get_by_label("What about it is wrong").select_option(matter)
    form.get_by_label("Who asked for the correction").fill("Anna")
    form.get_by_label("What was entered").fill("Budgte")
    form.get_by_label("What is right").fill("Budget")
    form.get_by_label("Why", exact=True).fill("Mistyped")
    form.get_by_role("button", name="Enter the correction").click()


def test_the_clerk_enters_a_correction_and_the_public_reads_it(demo: Demo, context: BrowserContext) -> None:
    chair = enter(context, demo, "chair", "chair")
    clerk = enter(context, demo, "clerk", "clerk")
    press(chair, ".steps", re.compile("Open the meeting"))
    clerk.get_by_role("link", name="Now", exact=True).click()
    clerk.get_by_text("Enter a correction…").click()
    fill_in(clerk, "result")
    expect(clerk.locator("#reply")).to_contain_text("Annul the vote")
    expect(clerk.locator("[data-corrections] form")).to_be_visible()
    fill_in(clerk, "wording")
    expect(clerk.locator(".corrections-entered li")).to_contain_text("Mistyped")
    expect(clerk.locator("[data-corrections] form")).to_be_hidden()
    public = context.new_page()
    public.goto(chair.url.replace("/chair/", "/"))
    expect(public.locator("#correction-1")).to_contain_text("Budget")
