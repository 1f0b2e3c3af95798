"""The hall's display as the hall sees it: how high its letters are for the farthest viewer, what fits, what takes turns."""

import itertools
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from kiosk.domain.legibility import capital_height
from tests.browser.people import Absentee, Demo, set_up
from tests.services import KvorumServer

pytestmark = pytest.mark.browser

SIZES = ((1920, 1080), (3840, 2160), (1080, 1920))
# The height of a capital H of an element's type, in CSS pixels.
CAPITAL = """element => {
  const style = getComputedStyle(element);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return pen.measureText("H").actualBoundingBoxAscent;
}"""
OVERFLOWING = """elements => elements.filter(element => {
  const box = element.getBoundingClientRect();
  return box.left < 0 || box.top < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1
    || element.scrollWidth > element.clientWidth + 1;
}).map(element => element.className)"""


@pytest.fixture(scope="module")
def demo(server: KvorumServer) -> Demo:
    """Return the demo's council with a vote declared."""
    demo = set_up(server)
    with Absentee(demo, "chair", "chair") as chair:
        chair.bring_to_vote()
        for login in ("seat-5", "seat-6", "seat-7"):
            with Absentee(demo, login) as member:
                member.vote("for" if login != "seat-7" else "against")
        frame = chair.state()["frame"]
        missing = [absence["person"] for absence in frame["console"]["missing"]]
        chair.act("vote.close", vote=frame["vote"]["id"], stage="open", missing=missing)
        chair.act("vote.declare", vote=frame["vote"]["id"], stage="closed")
    return demo


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="bg-BG")
    yield context.new_page()
    context.close()


def hang(server: KvorumServer, *, height: int, farthest: int) -> None:
    """Say how high every display's picture is, in cm, and how far its farthest viewer sits, in m."""
    change = f"Display.objects.update(screen_height={height}, farthest={farthest})"
    server.manage("shell", "-c", f"from kiosk.models import Display; {change}")


def show(page: Page, demo: Demo, size: tuple[int, int]) -> None:
    """Open the display on a screen of this size, when its pages have begun to turn."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(demo.site("display") + demo.display)
    expect(page.locator("[data-turns]")).to_have_attribute("data-shows", "plan")


def capital_of(page: Page, selector: str, height: int) -> float:
    """Return how high a capital is on the screen, in mm, whose picture is so many cm high."""
    pixels = page.locator(selector).first.evaluate(CAPITAL)
    return float(pixels) / float(page.evaluate("innerHeight")) * height * 10


@pytest.mark.parametrize(
    ("size", "height", "farthest"),
    [((1920, 1080), 100, 8), ((3840, 2160), 150, 12), ((1080, 1920), 160, 7), ((1920, 1080), 300, 12)],
)
def test_outcome_and_numbers_are_legible_from_the_farthest_seat(
    server: KvorumServer, demo: Demo, page: Page, size: tuple[int, int], height: int, farthest: int
) -> None:
    hang(server, height=height, farthest=farthest)
    show(page, demo, size)
    for selector in (".outcome-word", ".number dd"):
        assert capital_of(page, selector, height) >= capital_height(farthest * 1000)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("word", "number"), [("Не се приема", "17"), ("Није усвојено", "17")])
def test_no_result_leaves_the_screen(
    server: KvorumServer, demo: Demo, page: Page, size: tuple[int, int], word: str, number: str
) -> None:
    hang(server, height=100, farthest=8)
    show(page, demo, size)
    page.locator(".outcome-word [data-blank]").evaluate("(blank, word) => (blank.textContent = word)", word)
    for blank in page.locator(".number dd [data-blank]").all():
        blank.evaluate("(blank, number) => (blank.textContent = number)", number)
    parts = page.locator(
        ".outcome, .outcome-word, .outcome-reason, .number, .number dd, .board-plan, .board-foot"
    )
    assert parts.evaluate_all(OVERFLOWING) == []


def test_a_screen_too_small_for_both_gives_the_result_the_screen_in_its_turn(
    server: KvorumServer, demo: Demo, page: Page
) -> None:
    hang(server, height=100, farthest=10)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(demo.site("display") + demo.display)
    turning = page.locator("[data-turns]")
    expect(turning).to_have_attribute("data-shows", "result")
    assert capital_of(page, ".number dd", 100) >= capital_height(10_000)
    expect(page.locator(".board-facts")).to_be_visible()
    expect(page.locator(".board-plan")).to_be_hidden()
    expect(turning).to_have_attribute("data-shows", "plan")
    expect(page.locator(".board-facts")).to_be_hidden()


def test_plan_and_names_take_turns_of_eight_seconds_and_every_name_has_its_page(
    server: KvorumServer, demo: Demo, page: Page
) -> None:
    hang(server, height=100, farthest=8)
    page.add_init_script("""
      window.turns = [];
      const every = window.setInterval;
      window.setInterval = (act, wait) => every(() => { window.beganAt = performance.now(); act(); }, wait);
      const note = () => {
        const page = document.getElementById("board-page")?.textContent;
        if (page && page !== window.turns.at(-1)?.page) window.turns.push({ page, at: window.beganAt });
      };
      new MutationObserver(note).observe(document, { subtree: true, childList: true });
    """)
    show(page, demo, (1920, 1080))
    seen: set[str] = set()
    expect(page.locator("#board-page")).to_have_text(re.compile("^1 / "))
    pages = int(str(page.locator("#board-page").text_content()).split(" / ")[1])
    for number in range(2, pages + 1):
        expect(page.locator("#board-page")).to_have_text(f"{number} / {pages}")
        seen |= set(
            page.locator(".board-names").evaluate("""box => {
          const inside = box.getBoundingClientRect();
          return [...box.querySelectorAll("li")].filter(line => {
            const { left, right, bottom } = line.getBoundingClientRect();
            return left >= inside.left - 1 && right <= inside.right + 1 && bottom <= inside.bottom + 1;
          }).map(line => line.textContent);
        }""")
        )
    assert len(seen) == page.locator(".board-names li").count()
    times = [turn["at"] for turn in page.evaluate("window.turns")]
    assert len(times) >= pages
    # Begun a moment before it was shown, on a machine that has other things to do.
    assert all(after - before >= 8000 - 250 for before, after in itertools.pairwise(times))


def test_over_a_stream_only_the_lower_third_covers_anything(demo: Demo, page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{demo.site('display')}{demo.display}?look=strip")
    strip = page.locator(".strip")
    expect(strip.locator(".strip-outcome")).to_be_visible()
    box = strip.bounding_box()
    assert box
    assert box["y"] > 1080 * 2 / 3 - 1
    picture = Image.open(BytesIO(page.screenshot(omit_background=True))).getchannel("A")
    assert picture.crop((0, 0, 1920, 720)).getextrema() == (0, 0)
    assert picture.getpixel((int(box["x"] + box["width"] / 2), int(box["y"] + box["height"] / 2))) == 255
