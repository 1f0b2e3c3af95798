"""One whole meeting of the demo's council in a real browser: opened, voted, declared, adjourned, signed, published.

The members vote by a click, by a key, and on a page without scripts; the others over HTTP; one does not vote.
"""

import contextlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.people import Absentee, Demo, awake, enter, fetched

CLICKING, TYPING, SCRIPTLESS = "seat-1", "seat-2", "seat-3"


pytestmark = [pytest.mark.browser, pytest.mark.both]


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser profile without JavaScript."""
    context = browser.new_context(locale="en-GB", java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def absentees(demo: Demo) -> Iterator[list[Absentee]]:
    """Return everybody else of the council; the demo has checked some of them in."""
    others = set(demo.members) - {CLICKING, TYPING, SCRIPTLESS}
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(Absentee(demo, login)) for login in sorted(others)]


def test_a_meeting_from_its_opening_to_the_published_record(
    demo: Demo,
    context: BrowserContext,
    scriptless: BrowserContext,
    absentees: list[Absentee],
    tmp_path: Path,
) -> None:
    chair = enter(context, demo, "chair", "chair")
    clerk = enter(context, demo, "clerk", "clerk")
    clicking = enter(context, demo, CLICKING, "seat")
    typing = enter(context, demo, TYPING, "seat")
    plain = enter(scriptless, demo, SCRIPTLESS, "seat")
    display = context.new_page()
    display.goto(demo.site("display") + demo.display)
    members = {CLICKING: clicking, TYPING: typing, SCRIPTLESS: plain}

    for page in members.values():
        page.get_by_role("button", name="Check in").click()
        expect(page.locator("#reply")).to_have_text("Done.")
    press(chair, "Open the meeting")
    press(chair, "Go to item 1")
    expect(display.get_by_role("heading", level=1)).to_have_text(re.compile("дневния ред"))
    press(chair, "Open the vote")

    awake(clicking)
    clicking.get_by_role("button", name="For", exact=True).click()
    expect(clicking.locator(".pressed")).to_contain_text(re.compile(r"Recorded: For, \d\d:\d\d:\d\d"))
    awake(typing)
    typing.keyboard.press("2")
    expect(typing.locator(".pressed")).to_contain_text("Recorded: Against", use_inner_text=True)
    plain.get_by_role("button", name="Abstain").click()
    expect(plain.locator(".pressed")).to_contain_text("Recorded: Abstain", use_inner_text=True)

    silent, *voting = [someone for someone in absentees if someone.may_vote]
    for someone in voting:
        someone.vote("for")
    close(chair, silent.state()["mine"]["name"])
    expect(
        clicking.locator(".note", has_text="The vote is closed. The result is not declared yet.")
    ).to_be_visible()
    press(chair, "Declare the result")
    shows_the_result(display, adopted=len(voting) + 1)
    expect(clicking.get_by_text("Your position: for")).to_be_visible()
    expect(plain.get_by_text("Your position: abstained")).to_be_visible()

    press(chair, "Finish the item")
    chair.get_by_text("Adjourn the meeting…").click()
    chair.get_by_role("button", name="Adjourn", exact=True).click()
    expect(display.get_by_role("heading", name="The meeting is adjourned")).to_be_visible()
    expect(display.locator(".checkpoint-code svg")).to_be_visible()
    sign(chair, demo.pins["chair"])
    sign(clerk, demo.pins["clerk"])

    public = context.new_page()
    public.goto(chair.url.replace("chair.localhost", "localhost").replace("/chair/", "/live/"))
    link = public.get_by_role("link", name="Signed record of this meeting")
    expect(link).to_be_visible()
    document = tmp_path / "record.pdf"
    address = f"http://127.0.0.1:{demo.port}{link.get_attribute('href')}"
    document.write_bytes(fetched(address))
    report = subprocess.run(["pdfsig", document], capture_output=True, text=True, check=False).stdout
    assert report.count("Signature is Valid.") == 2, report


def press(page: Page, name: str) -> None:
    """Press the chair's next step once it can be pressed."""
    button = page.locator(".steps").get_by_role("button", name=name)
    expect(button).to_be_enabled()
    button.click()
    expect(page.locator("#reply")).to_have_text("Done.")
    expect(button).to_be_hidden()


def close(chair: Page, missing: str) -> None:
    """Close the vote, whose confirmation names the one who has not voted and nobody else."""
    chair.locator(".close summary").click()
    listed = chair.locator(".close .missing-name")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text(missing)
    expect(listed).to_contain_text("no link")
    chair.get_by_role("button", name="Close the vote").click()
    expect(chair.locator(".outcome")).to_be_visible()


def shows_the_result(display: Page, adopted: int) -> None:
    """Look for outcome, reason and numbers on the hall's display."""
    expect(display.locator(".outcome-word")).to_have_text("Adopted")
    expect(display.locator(".outcome-reason")).not_to_be_empty()
    for choice, number in (("for", adopted), ("against", 1), ("abstain", 1)):
        expect(display.locator(f".number.{choice} dd")).to_have_text(str(number))
    expect(display.locator('.place[data-position="for"]')).to_have_count(adopted)


def sign(page: Page, pin: str) -> None:
    """Sign the record, which is drawn up by itself after the adjournment."""
    field = page.get_by_label("PIN of your signature")
    expect(field).to_be_visible()
    field.fill(pin)
    page.get_by_role("button", name="Sign the record").click()
    expect(page.locator("#reply")).to_have_text("You have signed the record.")
