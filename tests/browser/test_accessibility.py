"""Every page for everybody: axe finds nothing, keys suffice, text to 200 %, 320 px of width and forced colours lose nothing.

The rules are those of WCAG 2.2 AA and EN 301 549, as axe tags them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Absentee, Demo, awake, enter, found, set_up
from tests.services import KvorumServer

pytestmark = pytest.mark.browser

OTHER_LOOK = """() => {
  const root = document.documentElement;
  root.dataset.look = root.dataset.look === "night" ? "paper" : "night";
  root.dataset.contrast = "high";
  return Promise.all(document.getAnimations().map((one) => one.finished));
}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549"]
SEAT = "seat-1"
# How far the page reaches beyond its right edge, in CSS pixels, with what makes it do so.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth, wide = document.documentElement.scrollWidth - width;
  const culprits = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && box.right > width + 1 && getComputedStyle(element).position !== "fixed";
  });
  return wide > 1 ? [wide, ...culprits.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))] : [];
}"""


@dataclass
class Council:
    """The demo in the middle of its meeting: the first vote declared, the second open. Who has signed in stays so."""

    demo: Demo
    meeting: UUID
    hall: str
    signed_in: dict[str, Any] = field(default_factory=dict)

    def open(self, browser: Browser, login: str, path: str, **options: Any) -> Page:
        """Return a page as this login sees it; `path` may name the meeting. "public" and "display" sign in nowhere."""
        settings = {"locale": "en-GB", "viewport": {"width": 1280, "height": 800}} | options
        if login not in {"public", "display"} and login not in self.signed_in:
            context = browser.new_context(**settings)
            enter(context, self.demo, login, "seat" if login.startswith("seat") else login)
            self.signed_in[login] = context.storage_state()
            context.close()
        page = browser.new_context(**settings, storage_state=self.signed_in.get(login)).new_page()
        page.goto(
            self.demo.site(login)
            + path.format(meeting=self.meeting, hall=self.hall, display=self.demo.display)
        )
        page.wait_for_load_state("networkidle")
        if login == SEAT:
            awake(page)
        return page


@pytest.fixture(scope="module")
def council(server: KvorumServer) -> Council:
    demo = set_up(server)
    with Absentee(demo, SEAT) as member, Absentee(demo, "chair", "chair") as chair:
        member.act("seat.check_in")
        chair.bring_to_vote()
        vote = chair.state()["frame"]["vote"]["id"]
        member.vote("for")
        missing = [entry["person"] for entry in chair.state()["frame"]["console"]["missing"]]
        chair.act("vote.close", vote=vote, stage="open", missing=missing)
        chair.act("vote.declare", vote=vote, stage="closed")
        meeting = UUID(chair.page.split("/")[2])
        chair.open_vote(1)
    with Absentee(demo, "clerk", "clerk") as clerk:
        hall = found(r'href="(/halls/[^"]+/)"', clerk.client.get("/halls/").text)
    return Council(demo, meeting, hall)


@pytest.fixture
def visit(council: Council, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a way to open pages, which are closed after the test."""
    opened: list[Page] = []

    def visit(login: str, path: str, **options: Any) -> Page:
        opened.append(council.open(browser, login, path, **options))
        return opened[-1]

    yield visit
    for page in opened:
        page.context.close()


PAGES = {
    "sign-in": ("public", "/sign-in/"),
    "meetings": ("public", "/"),
    "meeting": ("public", "/meetings/{meeting}/"),
    "live": ("public", "/meetings/{meeting}/live/"),
    "vote": ("public", "/meetings/{meeting}/votes/1/"),
    "display": ("display", "{display}"),
    "seat": (SEAT, "/meetings/{meeting}/seat/"),
    "chair": ("chair", "/meetings/{meeting}/chair/"),
    "clerk": ("clerk", "/meetings/{meeting}/clerk/"),
    "seats": ("clerk", "/meetings/{meeting}/clerk/seats/"),
    "ready": ("clerk", "/meetings/{meeting}/clerk/ready/"),
    "rehearsals": ("clerk", "/rehearsals/"),
    "halls": ("clerk", "/halls/"),
    "hall": ("clerk", "{hall}"),
}
TWO_DIMENSIONAL = {"display"}  # a picture for the room, of a fixed size: WCAG 1.4.10 leaves those out


def faults(page: Page) -> list[str]:
    """Return what axe finds wrong, each with the places."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(visit: Callable[..., Page], name: str) -> None:
    """Axe finds nothing, in the other look neither; 320 pixels and text of 200 % need no scrolling to the side."""
    page = visit(*PAGES[name])
    found: dict[str, object] = {"axe": faults(page)}
    if name not in TWO_DIMENSIONAL:
        page.set_viewport_size({"width": 320, "height": 640})
        found["320 pixels"] = page.evaluate(OVERFLOW)
        page.set_viewport_size({"width": 1280, "height": 800})
        page.evaluate("document.documentElement.dataset.text = '200'")
        found["text of 200 %"] = page.evaluate(OVERFLOW)
        page.evaluate("document.documentElement.dataset.text = '100'")
    page.emulate_media(contrast="more")
    page.evaluate(OTHER_LOOK)
    found["axe in the other look"] = faults(page)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("name", "ground"), [("live", "#ffffff"), ("display", "#000000"), ("seat", "#0e1319")]
)
def test_contrast_follows_the_device_where_nobody_chose(
    visit: Callable[..., Page], name: str, ground: str
) -> None:
    page = visit(*PAGES[name], contrast="more")
    look = "getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()"
    assert page.evaluate(look) == ground
    page.emulate_media(contrast="no-preference")
    assert page.evaluate(look) in {"#f4f2ed", "#0e1319"}


def test_what_stands_apart_by_its_ground_has_a_line_where_contrast_is_high(
    visit: Callable[..., Page],
) -> None:
    page = visit(*PAGES["live"], contrast="more")
    for part in (".outcome", ".number.for", ".number.against"):
        expect(page.locator(part).first).to_have_css("outline-width", "2px")
        expect(page.locator(part).first).to_have_css("outline-style", "solid")
    page.emulate_media(contrast="no-preference")
    expect(page.locator(".outcome").first).to_have_css("outline-style", "none")


def test_a_button_that_warns_can_be_read_in_either_look(visit: Callable[..., Page]) -> None:
    page = visit(*PAGES["seats"])
    page.locator("details:has(.danger) > summary").click()
    expect(page.locator(".danger")).to_be_visible()
    assert faults(page) == []
    page.evaluate(OTHER_LOOK)
    assert faults(page) == []


@pytest.mark.parametrize("name", ["seat", "chair", "clerk", "live"])
def test_forced_colours_leave_every_button_an_edge(visit: Callable[..., Page], name: str) -> None:
    page = visit(*PAGES[name], forced_colors="active")
    edgeless = page.evaluate("""() => [...document.querySelectorAll("button, summary, .next")].filter((control) => {
      const style = getComputedStyle(control);
      const isShown = control.getClientRects().length && style.visibility !== "hidden";
      const isLine = control.matches("summary") || style.textDecorationLine.includes("underline");
      return isShown && !isLine && (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) === 0);
    }).map((control) => control.outerHTML.slice(0, 120))""")
    assert edgeless == []


def test_a_vote_needs_no_more_than_a_keyboard(visit: Callable[..., Page]) -> None:
    page = visit(*PAGES["seat"])
    assert page.evaluate("document.activeElement.tagName") == "BODY", "focus moves onto nothing by itself"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.choice.against')"):
            break
    assert page.evaluate("document.activeElement.matches('.choice.against:focus-visible')")
    page.keyboard.press("Enter")
    expect(page.locator(".pressed")).to_contain_text("Recorded: Against", use_inner_text=True)


def test_the_chair_needs_no_more_than_a_keyboard(visit: Callable[..., Page]) -> None:
    page = visit(*PAGES["chair"])
    steps = page.locator(".steps")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.steps summary.next')"):
            break
    page.keyboard.press("Enter")
    expect(steps.get_by_text("These members are present and have not voted:")).to_be_visible()
    page.keyboard.press("Escape")
    expect(steps.get_by_text("Close the vote…")).to_be_visible()
