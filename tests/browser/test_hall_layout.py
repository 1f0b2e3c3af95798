"""A hall is laid out in a real browser: by mouse, by keys alone, on a phone, and without any script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.people import Demo, enter, set_up
from tests.browser.test_accessibility import faults
from tests.services import KvorumServer

pytestmark = pytest.mark.browser

ANGELINA = "Ангелина Борисова Странджева"


@pytest.fixture(scope="module")
def demo(server: KvorumServer) -> Demo:
    return set_up(server)


@pytest.fixture
def page(browser: Browser, demo: Demo) -> Iterator[Page]:
    yield from laid_out(browser, demo)


def laid_out(browser: Browser, demo: Demo, **options: object) -> Iterator[Page]:
    """Yield the clerk's page of the demo's hall, reached from the desk."""
    context = browser.new_context(locale="en-GB", **options)  # type: ignore[arg-type]
    page = enter(context, demo, "clerk", "clerk")
    page.goto(demo.site("clerk") + "/halls/")
    page.get_by_role("link", name="Голяма зала").click()
    expect(page.get_by_role("heading", name="Голяма зала")).to_be_visible()
    page.wait_for_load_state()
    yield page
    context.close()


def across(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=f"{name} Across")


def test_a_seat_is_dragged_and_its_numbers_follow(page: Page) -> None:
    seat = page.locator(".place").first
    before = int(across(page, ANGELINA).input_value())
    box = seat.locator("circle").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    width = page.locator(".layout svg").evaluate("svg => svg.getScreenCTM().a")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + width / 5, y - 30, steps=4)
    page.mouse.up()
    assert int(across(page, ANGELINA).input_value()) == pytest.approx(before + 200, abs=3)
    moved = seat.locator("circle").bounding_box()
    assert moved
    assert moved["x"] + moved["width"] / 2 - x == pytest.approx(width / 5, abs=3)
    expect(page.locator("#layout-said")).to_contain_text("Seat 1:")


def test_with_keys_alone_a_seat_is_moved_collides_goes_back_and_is_saved(page: Page) -> None:
    seat = page.locator(".place").first
    start = int(across(page, ANGELINA).input_value())
    said = page.locator("#layout-said")
    while not seat.evaluate("seat => seat === document.activeElement"):
        page.keyboard.press("Tab")
    assert seat.locator("circle").evaluate("seat => parseFloat(getComputedStyle(seat).strokeWidth)") > 4
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(across(page, ANGELINA)).to_have_value(str(start + 11))
    expect(said).to_contain_text(f"Seat 1: {start + 11} across")
    for _ in range(14):
        page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("It overlaps seat 8.")
    expect(page.locator(".place[data-wrong]")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(across(page, ANGELINA)).to_have_value(str(start))
    expect(page.locator(".place[data-wrong]")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Save the plan").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("The plan is saved.")
    expect(across(page, ANGELINA)).to_have_value(str(start + 10))


def test_what_overlaps_is_not_saved_and_stays_typed(page: Page) -> None:
    across(page, ANGELINA).fill("238")
    page.get_by_role("textbox", name=f"{ANGELINA} Down").fill("348")
    expect(page.locator(".place[data-wrong]")).to_have_count(2)
    page.get_by_role("button", name="Save the plan").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved.")
    expect(across(page, ANGELINA)).to_have_value("238")
    expect(page.locator(".layout-wrong", has_text="It overlaps seat 2.")).to_be_visible()
    assert faults(page) == []


def test_the_plan_is_drawn_as_on_the_display(page: Page, browser: Browser, demo: Demo) -> None:
    display = browser.new_context().new_page()
    display.goto(demo.site("display") + demo.display)
    places = (
        "all => all.map(one => one.getAttribute('transform').match(/[\\d.]+/g).map(n => +(+n).toFixed(3)))"
    )
    expect(display.locator(".board-plan [data-place]")).to_have_count(18)
    shown = display.locator(".board-plan [data-place]").evaluate_all(places)
    here = page.locator(".place").evaluate_all(places)
    assert len(here) == 18
    assert [part for seat in here for part in seat] == pytest.approx(
        [part for seat in shown for part in seat], abs=0.002
    )
    display.context.close()


def test_on_a_phone_a_seat_is_dragged_with_a_finger_and_nothing_sticks_out(
    browser: Browser, demo: Demo
) -> None:
    for page in laid_out(browser, demo, viewport={"width": 390, "height": 844}, has_touch=True):
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        seat = page.locator(".place").first
        seat.scroll_into_view_if_needed()
        before = int(across(page, ANGELINA).input_value())
        box = seat.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        finger = page.context.new_cdp_session(page)
        for kind, at in (("touchStart", x), ("touchMove", x + 30), ("touchMove", x + 60), ("touchEnd", None)):
            points = [{"x": at, "y": y}] if at else []
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        expect(page.locator("#layout-said")).to_contain_text("Seat 1:")
        scale = page.locator(".layout svg").evaluate("svg => svg.getScreenCTM().a")
        moved = round(60 / scale * 1000)
        assert int(across(page, ANGELINA).input_value()) == pytest.approx(before + moved, abs=4)


def test_without_a_script_the_table_and_its_buttons_do_it_all(browser: Browser, demo: Demo) -> None:
    for page in laid_out(browser, demo, java_script_enabled=False):
        down = page.get_by_role("textbox", name=f"{ANGELINA} Down")
        down.fill("470")
        page.get_by_role("button", name="Show on the plan").click()
        expect(page.locator(".place").first).to_have_attribute("transform", re.compile(r" 0\.47\)"))
        page.get_by_role("button", name="Save the plan").click()
        expect(page.get_by_role("status").first).to_contain_text("The plan is saved.")
        expect(down).to_have_value("470")
