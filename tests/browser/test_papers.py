"""The clerk writes the agenda and sends papers in a real browser: several at once, each told what became of it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests import papers
from tests.browser.people import Absentee, Demo, awake, enter, until
from tests.browser.test_accessibility import OVERFLOW, faults

pytestmark = pytest.mark.browser


@pytest.fixture
def member(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1024, "height": 768})
    yield context
    context.close()


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
    seventh = item(clerk, 7)
    sent = [
        file("Report.pdf", papers.pdf("Report", pages=3)),
        file("Annex 1.pdf", papers.HOSTILE["script"][0]()),
        file("Annex 2.pdf", papers.pdf("Annex")),
    ]
    seventh.locator("input[type=file]").first.set_input_files(sent)
    seventh.get_by_role("button", name="Send").last.click()
    for line in (
        "Report.pdf: taken, 3 pages.",
        "Annex 1.pdf: The document contains a program",
        "taken, 1 page.",
    ):
        expect(clerk.get_by_role("status").filter(has_text=line)).to_be_visible()
    expect(seventh.locator(".desk-paper a")).to_have_text(["Report", "Annex 2"])

    title = seventh.locator("h3").inner_text().partition(" ")[2]
    seventh.get_by_role("button", name="Move item 7 up").click()
    expect(item(clerk, 6).locator("h3")).to_have_text(f"6 {title}")
    expect(item(clerk, 6).locator(".desk-paper")).to_have_count(2)

    item(clerk, 6).get_by_text("Change the item…").click()
    item(clerk, 6).get_by_label("Way of voting").select_option("secret, on paper")
    item(clerk, 6).get_by_role("button", name="Save the item").click()
    expect(item(clerk, 6).get_by_text("Way of voting: secret, on paper")).to_be_visible()

    item(clerk, 6).get_by_role("link", name="Report").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Report")
    expect(clerk.get_by_role("img", name="Page 3 of 3")).to_be_attached()


def hand_in(demo: Demo, place: int, *files: tuple[str, bytes]) -> None:
    """As the clerk, add papers to an item; places count from 0."""
    with Absentee(demo, "clerk", "clerk") as clerk:
        items = re.findall(r'name="item" value="([^"]+)"', clerk.client.get(clerk.page).text)
        own = list(dict.fromkeys(items))[place]
        sent = [("papers", (name, content, "application/pdf")) for name, content in files]
        form = {"item": own} | clerk._token(clerk.page)
        assert clerk.client.post(f"{clerk.page}papers", data=form, files=sent).status_code == 200


def test_an_opened_vote_covers_the_paper_that_is_read_and_stands_in_the_own_record(
    member: BrowserContext, demo: Demo
) -> None:
    hand_in(demo, 0, ("Report.pdf", papers.pdf("Report", pages=3)), ("Annex.pdf", papers.pdf("Annex")))
    with Absentee(demo, "seat-1") as absentee:
        absentee.act("seat.check_in")
    seat = enter(member, demo, "seat-1", "seat")
    expect(seat.locator("#link[data-link=live]")).to_be_visible()
    seat.get_by_role("link", name="Agenda and papers").click()
    seat.get_by_role("button", name="Report").click()
    expect(seat.get_by_role("heading", name="Report")).to_be_focused()
    image = seat.locator("#reader-image")
    seat.get_by_role("button", name="Next page").click()
    expect(image).to_have_attribute("src", re.compile(r"/2\.webp$"))
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1654
    seat.get_by_role("button", name="Page wider").click()
    until(seat, "(sheet => sheet.scrollWidth > sheet.clientWidth)(document.querySelector('.reader-sheet'))")
    assert len(member.pages) == 1

    with Absentee(demo, "chair", "chair") as chair:
        chair.bring_to_vote()
        awake(seat)
        for part in (".reader", ".seat-agenda", ".seat-tabs"):
            expect(seat.locator(part)).to_be_hidden()
        for choice in ("for", "against", "abstain"):
            expect(seat.locator(f".choice.{choice}")).to_be_in_viewport(ratio=1)
        seat.locator(".choice.for").click()
        expect(seat.locator('.pressed[data-press="recorded"]')).to_be_visible()
        vote = chair.state()["frame"]["vote"]["id"]
        chair.act("vote.hold", vote=vote, stage="open")
        expect(seat.locator(".reader")).to_be_hidden()
        chair.act("vote.resume", vote=vote, stage="held")
        chair.close_vote()
        expect(seat.locator(".reader")).to_be_hidden()
        chair.act("vote.declare", vote=vote, stage="closed")
    expect(seat.locator(".outcome")).to_be_visible()
    seat.get_by_role("link", name="Agenda and papers").click()
    expect(image).to_be_visible()
    expect(image).to_have_attribute("src", re.compile(r"/2\.webp$"))

    seat.get_by_role("link", name="My record").click()
    own = seat.locator(".own-votes li")
    expect(own).to_contain_text("Vote 1 · ")
    expect(own.locator(".own-choice")).to_have_text(re.compile(r"^\s*For\s+\d\d:\d\d:\d\d\s*$"))
    expect(seat.locator(".stays li")).to_have_text(re.compile(r"\d\d:\d\d:\d\d – still here"))


def test_a_paper_added_while_the_agenda_is_looked_at_appears(member: BrowserContext, demo: Demo) -> None:
    seat = enter(member, demo, "seat-2", "seat")
    seat.get_by_role("link", name="Agenda and papers").click()
    with Absentee(demo, "chair", "chair") as chair:
        chair.act("meeting.open")
    hand_in(demo, 1, ("Late.pdf", papers.pdf("Late", pages=2)))
    late = seat.get_by_role("button", name="Late")
    expect(late).to_be_visible()
    late.click()
    expect(seat.locator("#reader-page")).to_have_text(re.compile(r"1\s*/\s*2"))
    seat.get_by_role("button", name="Back to the agenda").click()
    expect(late).to_be_focused()


def test_agenda_reader_and_own_record_are_for_everybody(member: BrowserContext, demo: Demo) -> None:
    hand_in(demo, 0, ("Report.pdf", papers.pdf("Report", pages=3)))
    seat = enter(member, demo, "seat-1", "seat")
    expect(seat.locator("#link[data-link=live]")).to_be_visible()
    seat.get_by_role("link", name="My record").click()
    found = {"own record": strain(seat)}
    seat.get_by_role("link", name="Agenda and papers").click()
    found["agenda"] = strain(seat)
    seat.get_by_role("button", name="Report").click()
    expect(seat.locator(".reader")).to_be_visible()
    found["reader"] = strain(seat)
    clerk = enter(member, demo, "clerk", "clerk")
    found["desk"] = strain(clerk)
    clerk.locator(".desk-paper a").first.click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Report")
    found["paper"] = strain(clerk)
    assert {part: said for part, said in found.items() if said} == {}


def strain(page: Page) -> list[object]:
    """Return what axe finds, and what reaches beyond the page at 320 pixels and at text of 200 %."""
    said: list[object] = [*faults(page)]
    page.set_viewport_size({"width": 320, "height": 640})
    said += page.evaluate(OVERFLOW)
    page.set_viewport_size({"width": 1280, "height": 800})
    before = page.evaluate("document.documentElement.dataset.text ?? ''")
    page.evaluate("document.documentElement.dataset.text = '200'")
    said += page.evaluate(OVERFLOW)
    page.evaluate("before => (document.documentElement.dataset.text = before)", before)
    return said
