"""A vote with registration and an end, then one on several items, on the screens where there is least room for them."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Absentee, Demo, awake, set_up
from tests.pictures import acts
from tests.pictures.camera import PHONE, TABLET
from tests.pictures.scenes import OTHER_RULES
from tests.services import KvorumServer

pytestmark = pytest.mark.browser

PX_PER_MM = 96 / 25.4
LANGUAGE = "bg-BG"
MEMBERS = tuple(f"seat-{number}" for number in (1, 5, 6, 7, 8, 9, 10, 11, 12, 13))
# The lines of the listed elements that stand wholly inside their box.
WHOLLY_SEEN = """(box, lines) => {
  const inside = box.getBoundingClientRect();
  return [...box.querySelectorAll(lines)].filter(line => {
    const { left, right, top, bottom } = line.getBoundingClientRect();
    return left >= inside.left - 1 && right <= inside.right + 1 && top >= inside.top - 1 && bottom <= inside.bottom + 1;
  }).map(line => line.textContent.trim());
}"""


@pytest.fixture
def demo(server: KvorumServer) -> Demo:
    """Return the demo's council under rules that it has not by itself."""
    server.manage("shell", "-c", OTHER_RULES)
    return set_up(server)


@pytest.fixture
def pages(browser: Browser, demo: Demo) -> Iterator[dict[str, Page]]:
    """Return seat and chair as they are signed in to, and the hall's display."""
    with ExitStack() as stack:
        found = {}
        for login in ("seat-1", "chair", "display"):
            context = browser.new_context(locale=LANGUAGE)
            stack.callback(context.close)
            found[login] = context.new_page()
        yield found


def sign_in(page: Page, demo: Demo, login: str, room: str) -> None:
    page.goto(f"{demo.site(login)}/{room}/")
    page.locator("[name=username]").fill(login)
    page.locator("[name=password]").fill(demo.password)
    page.locator("button.next").click()
    page.wait_for_url(f"**/meetings/*/{room}/")


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).filter(visible=True).first.bounding_box()
    assert found, selector
    return dict(found)


def bottom(found: dict[str, float]) -> float:
    return found["y"] + found["height"]


def test_it_is_seen_whole_on_a_telephone_and_in_the_hall(demo: Demo, pages: dict[str, Page]) -> None:
    seat, display, console = pages["seat-1"], pages["display"], pages["chair"]
    with ExitStack() as stack:
        chair = stack.enter_context(Absentee(demo, "chair", "chair"))
        members = [stack.enter_context(Absentee(demo, login)) for login in MEMBERS]
        members[0].act("seat.check_in")
        acts.prepare(chair)
        resize(seat, PHONE)
        sign_in(seat, demo, "seat-1", "seat")
        sign_in(console, demo, "chair", "chair")
        the_bar_is_in_order(console)
        the_settings_show_that_there_is_more(seat)
        acts.open_vote(chair)
        awake(seat)
        the_vote_has_the_room(seat)
        resize(display, (1920, 1080))
        display.goto(demo.site("display") + demo.display)
        registered_is_told_where_it_says_more(display, members)
        acts.tie(chair, members)
        chair.close_vote()
        expect(seat.locator(".objection button")).to_be_visible()
        assert bottom(box(seat, ".objection button")) <= PHONE[1] - 12
        chair.act("vote.draw_lot", vote=acts.vote_of(chair), stage="closed", word="седемнадесет")
        chair.act("vote.declare", vote=acts.vote_of(chair), stage="closed")
        acts.finish(chair)
        acts.take_up(chair, 3)
        acts.join(chair)
        acts.open_vote(chair)
        acts.vote_all(members)
        acts.declare(chair)
        joint = [f"{one['number']}. {one['title']}" for one in chair.state()["frame"]["vote"]["joint"]]
    assert len(joint) > 2
    every_decision_is_at_the_seat(seat, joint)
    every_title_has_its_turn(display, joint)


def the_bar_is_in_order(page: Page) -> None:
    """Look that what is pressed ends where the bar ends, on one line, with nothing but space between bar and card."""
    for size in (TABLET, PHONE):
        resize(page, size)
        link, settings = box(page, ".bar .link"), box(page, ".bar .profile summary")
        text = box(page, ".bar .text-size")
        padding = 24
        assert link["x"] + link["width"] >= size[0] - padding
        assert settings["x"] + settings["width"] >= size[0] - padding
        assert abs(text["y"] + text["height"] / 2 - settings["y"] - settings["height"] / 2) < 2
        assert bottom(link) <= settings["y"]
        assert box(page, ".console-work .matter")["y"] - bottom(box(page, ".bar")) <= padding


def the_settings_show_that_there_is_more(page: Page) -> None:
    page.locator(".profile summary").click()
    panel = page.locator(".profile-panel")
    found = box(page, ".profile-panel")
    assert bottom(found) <= PHONE[1]
    assert bottom(found) >= PHONE[1] - 60
    assert (
        panel.evaluate("panel => getComputedStyle(panel).backgroundImage.split('linear-gradient').length - 1")
        == 4
    )
    page.locator(".profile summary").click()


def the_vote_has_the_room(page: Page) -> None:
    buttons = [box(page, f".choice.{choice}") for choice in ("for", "against", "abstain")]
    for button in buttons:
        assert button["height"] >= 30 * PX_PER_MM - 0.5
        assert bottom(button) <= PHONE[1]
    register = box(page, ".register button")
    assert bottom(register) <= PHONE[1]
    assert register["height"] >= 15 * PX_PER_MM - 0.5
    assert box(page, ".matter")["height"] >= PHONE[1] / 3
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def registered_is_told_where_it_says_more(page: Page, members: list[Absentee]) -> None:
    told = page.locator(".board-cast p").nth(2)
    expect(page.locator(".board-cast p").first).to_contain_text("0 / 13")
    expect(told).to_be_hidden()
    vote = members[0].state()["frame"]["vote"]["id"]
    members[0].act("presence.register", vote=vote, stage="open")
    expect(told).to_contain_text("1")
    expect(told).to_be_visible()


def every_decision_is_at_the_seat(page: Page, joint: list[str]) -> None:
    lines = page.locator(".scene .outcome ~ .joint li").filter(visible=True)
    expect(lines).to_have_count(len(joint))
    for line, title in zip(lines.all(), joint, strict=True):
        expect(line).to_contain_text(title)
        expect(line).to_contain_text("Решение № ")


def every_title_has_its_turn(page: Page, joint: list[str]) -> None:
    lines = page.locator(".board .joint")
    standing = page.locator("#joint-page")
    expect(standing).to_have_text(re.compile(r"^1 / \d$"))
    count = int((standing.text_content() or "").split(" / ")[1])
    assert count > 1
    seen: set[str] = set()
    for number in range(1, count + 1):
        expect(standing).to_have_text(f"{number} / {count}")
        seen |= set(lines.evaluate(WHOLLY_SEEN, "strong"))
    assert seen == set(joint)
