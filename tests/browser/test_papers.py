"""The clerk writes the agenda and sends papers in a real browser: several at once, each told what became of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests import papers
from tests.browser.people import Demo, enter, set_up
from tests.conftest import StartServer

expect.set_options(timeout=40_000)
pytestmark = pytest.mark.browser


@pytest.fixture
def demo(start_server: StartServer) -> Demo:
    return set_up(start_server())


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(
        locale="en-GB", viewport={"width": 1280, "height": 800}, java_script_enabled=request.param
    )
    yield context
    context.close()


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def item(clerk: Page, number: int) -> Locator:
    return clerk.locator(".desk-item").nth(number - 1)


def test_papers_and_items_at_the_clerks_desk(context: BrowserContext, demo: Demo) -> None:
    clerk = enter(context, demo, "clerk", "clerk")
    second = item(clerk, 2)
    sent = [
        file("Report.pdf", papers.pdf("Report", pages=3)),
        file("Annex 1.pdf", papers.HOSTILE["script"][0]()),
        file("Annex 2.pdf", papers.pdf("Annex")),
    ]
    second.locator("input[type=file]").first.set_input_files(sent)
    second.get_by_role("button", name="Send").last.click()
    for line in (
        "Report.pdf: taken, 3 pages.",
        "Annex 1.pdf: The document contains a program",
        "taken, 1 page.",
    ):
        expect(clerk.get_by_role("status").filter(has_text=line)).to_be_visible()
    expect(second.locator(".desk-paper a")).to_have_text(["Report", "Annex 2"])

    title = second.locator("h3").inner_text().partition(" ")[2]
    second.get_by_role("button", name="Move item 2 up").click()
    expect(item(clerk, 1).locator("h3")).to_have_text(f"1 {title}")
    expect(item(clerk, 1).locator(".desk-paper")).to_have_count(2)

    item(clerk, 1).get_by_role("link", name="Report").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Report")
    expect(clerk.get_by_role("img", name="Page 3 of 3")).to_be_attached()
