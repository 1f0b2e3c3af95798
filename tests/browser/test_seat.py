"""The seat page in a member's hands: sizes in millimetres, what covers what, the rest of the buttons, one's own settings."""

import itertools
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from tests.browser.people import Absentee, Demo, awake, set_up_vote, until
from tests.services import KvorumServer

pytestmark = pytest.mark.browser

PX_PER_MM = 96 / 25.4
CHOICES = ("for", "against", "abstain")
SIZES = ((1280, 800), (768, 1024), (390, 844), (320, 640))
SOUNDS = """
window.sounds = [];
window.AudioContext = class {
  state = "running"; currentTime = 0; destination = {};
  createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (next) => next }; }
  createOscillator() {
    const frequency = { value: 0 };
    return { frequency, connect: (next) => next, start: () => window.sounds.push(frequency.value), stop() {} };
  }
};
window.locks = 0;
Object.defineProperty(navigator, "wakeLock", {
  value: { request: async () => { window.locks += 1; return new EventTarget(); } },
});
"""


@pytest.fixture(scope="module")
def demo(server: KvorumServer) -> Demo:
    """Return the demo's council with two more checked in and a vote open."""
    return set_up_vote(server, "seat-1", "seat-2")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="bg-BG", viewport={"width": 1280, "height": 800})
    context.add_init_script(SOUNDS)
    yield context
    context.close()


def seat(context: BrowserContext, demo: Demo, login: str = "seat-1") -> Page:
    """Return a seat's page, in Bulgarian, on which a vote can be pressed."""
    page = context.new_page()
    page.goto(f"{demo.site(login)}/seat/")
    page.locator("[name=username]").fill(login)
    page.locator("[name=password]").fill(demo.password)
    page.locator("button.next").click()
    page.wait_for_url("**/meetings/*/seat/")
    awake(page)
    return page


def boxes(page: Page) -> list[dict[str, float]]:
    """Return where the vote's buttons are, in CSS pixels."""
    found = [page.locator(f".choice.{choice}").bounding_box() for choice in CHOICES]
    assert all(found)
    return [dict(box) for box in found if box]


def change(page: Page, name: str, value: str) -> None:
    """Press a button of the settings, which the server keeps."""
    button = page.locator(f'.profile-panel button[name="{name}"][value="{value}"]')
    if not button.is_visible():
        page.locator(".profile summary").click()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator(".profile summary").click()


def enlarge(page: Page) -> None:
    """Press A+ until the text cannot grow any more."""
    larger = page.locator('[data-step="larger"]')
    while larger.is_enabled():
        before = page.locator("html").get_attribute("data-text") or ""
        larger.click()
        expect(page.locator("html")).not_to_have_attribute("data-text", before)


@pytest.mark.parametrize("text", ["100", "200"])
def test_three_buttons_of_30_mm_stay_in_sight_on_every_screen(
    context: BrowserContext, demo: Demo, text: str
) -> None:
    page = seat(context, demo)
    if text == "200":
        enlarge(page)
        change(page, "contrast", "high")
    expect(page.locator("html")).to_have_attribute("data-text", text)
    # A text so long that it would push them out if anything could.
    page.locator(".means-text").evaluate("text => (text.textContent = 'Приема решението. '.repeat(200))")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found = boxes(page)
        for box in found:
            assert box["height"] >= 30 * PX_PER_MM - 0.5
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= height
        for one, other in itertools.pairwise(found):
            beside = other["x"] - one["x"] - one["width"]
            below = other["y"] - one["y"] - one["height"]
            assert max(beside, below) >= 10 * PX_PER_MM - 0.5
        assert page.evaluate("document.documentElement.scrollWidth") == width
        expect(page.locator("#link")).to_be_in_viewport()
        expect(page.locator(".me h1")).to_be_in_viewport()


def test_a_page_just_loaded_stands_as_drawn_until_what_is_the_seats_own_has_come(
    context: BrowserContext, demo: Demo
) -> None:
    page = seat(context, demo)
    name = page.locator(".me h1").inner_text()
    page.route_web_socket("**/*", all_but_ones_own)
    page.evaluate("localStorage.clear()")  # what it had seen before would make the link live without a frame
    page.reload()
    expect(page.locator("#link")).to_have_attribute("data-link", "live")
    assert page.locator(".me h1").inner_text() == name
    expect(page.locator(".choice.for")).to_be_visible()
    expect(page.locator(".choice.for")).to_be_disabled()


def all_but_ones_own(socket: WebSocketRoute) -> None:
    """Let a socket through, but for what only this seat is told."""
    server = socket.connect_to_server()
    server.on_message(lambda message: None if '"type":"mine"' in str(message) else socket.send(message))


def test_every_other_control_is_15_mm(context: BrowserContext, demo: Demo) -> None:
    page = seat(context, demo)
    page.locator(".profile summary").click()
    controls = page.locator(":is(button, summary, input:not([type=hidden])):not(.choice):visible")
    assert controls.count() > 8
    for control in controls.all():
        box = control.bounding_box()
        assert box
        assert box["height"] >= 15 * PX_PER_MM - 0.5, control.inner_text()


def test_a_screen_that_says_its_size_gets_its_own_millimetres(context: BrowserContext, demo: Demo) -> None:
    page = seat(context, demo)
    page.locator(".profile summary").click()
    field = page.locator("#screen-inches")
    field.fill("10")
    field.press("Tab")
    pixels = float(page.evaluate("Math.hypot(screen.width, screen.height)")) / 10 / 25.4
    page.locator(".profile summary").click()
    assert all(box["height"] >= 30 * pixels - 1 for box in boxes(page))
    page.reload()
    assert page.evaluate("document.documentElement.style.getPropertyValue('--mm')") == f"{pixels:.3f}px"


def test_an_opened_vote_covers_everything_sounds_once_and_lets_its_buttons_rest(
    context: BrowserContext, demo: Demo
) -> None:
    page = seat(context, demo)
    page.locator(".me h1").click()
    with Absentee(demo, "chair", "chair") as chair:
        vote = chair.state()["frame"]["vote"]["id"]
        chair.act("vote.hold", vote=vote, stage="open")
        expect(page.locator(".choice.for")).to_be_hidden()
        page.evaluate("""() => {
            const reader = document.createElement("section");
            reader.id = "reader";
            reader.textContent = "Докладна записка";
            document.querySelector("main.seat").append(reader);
            document.querySelector(".profile").open = true;
            window.sounds = [];
            new MutationObserver((_, observer) => {
                if (document.querySelector(".choice.for").closest("[hidden]")) return;
                observer.disconnect();
                document.querySelector(".choice.for").click();
                window.isFreshAtOnce = document.documentElement.hasAttribute("data-fresh");
                window.saidAtOnce = document.querySelector("fieldset[data-rests]").dataset.rests;
            }).observe(document, { subtree: true, attributes: true });
        }""")
        chair.act("vote.resume", vote=vote, stage="held")
    expect(page.locator(".choice.for")).to_be_visible()
    expect(page.locator("#reader")).to_be_hidden()
    expect(page.locator(".profile-panel")).to_be_hidden()
    awake(page)
    assert page.evaluate("window.isFreshAtOnce")
    assert page.evaluate("window.saidAtOnce") == "true"
    expect(page.locator(".pressed")).to_contain_text("Още не сте гласували.", use_inner_text=True)
    until(page, "window.sounds.length >= 2")
    assert page.evaluate("window.sounds") == [659, 880]
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    sounds = []
    for choice in CHOICES:
        page.evaluate("window.sounds = []")
        page.locator(f".choice.{choice}").click()
        expect(page.locator(f'.ballot[data-chosen="{choice}"]')).to_be_visible()
        expect(page.locator('.pressed[data-press="recorded"]')).to_be_visible()
        until(page, "window.sounds.length > 0")
        sounds.append(page.evaluate("window.sounds"))
    assert sounds == [[880]] * 3


def test_sound_and_keys_can_be_switched_off(context: BrowserContext, demo: Demo) -> None:
    page = seat(context, demo, "seat-2")
    change(page, "keys", "off")
    change(page, "sound", "off")
    page.keyboard.press("1")
    page.wait_for_timeout(400)
    expect(page.locator(".pressed")).to_contain_text("Още не сте гласували.", use_inner_text=True)
    page.evaluate("window.sounds = []")
    page.locator(".choice.against").click()
    expect(page.locator('.pressed[data-press="recorded"]')).to_be_visible()
    assert page.evaluate("window.sounds") == []
    change(page, "keys", "on")
    page.keyboard.press("3")
    expect(page.locator('.ballot[data-chosen="abstain"]')).to_be_visible()


def test_the_screen_stays_on_and_going_back_leads_nowhere(context: BrowserContext, demo: Demo) -> None:
    page = seat(context, demo)
    here = page.url
    until(page, "window.locks === 1")
    page.locator(".me h1").click()
    page.evaluate("history.back()")
    page.wait_for_timeout(300)
    page.evaluate("history.back()")
    page.wait_for_timeout(300)
    assert page.url == here
    assert page.evaluate("getComputedStyle(document.body).overscrollBehaviorY") == "none"


def test_settings_follow_the_person_and_leave_with_them(
    browser: Browser, context: BrowserContext, demo: Demo
) -> None:
    page = seat(context, demo, "seat-2")
    colours = page.locator(".profile-panel button[name=look][aria-pressed=true]")
    expect(colours).to_have_attribute("value", "night")  # which a seat comes with
    enlarge(page)
    change(page, "contrast", "high")
    expect(colours).to_have_attribute("value", "night")
    page.locator(".profile summary").click()
    with page.expect_navigation():
        page.locator('button[name="language"][value="en"]').click()
    root = page.locator("html")
    expect(root).to_have_attribute("lang", "en")
    other = browser.new_context(locale="bg-BG", java_script_enabled=False)
    elsewhere = other.new_page()
    elsewhere.goto(f"{demo.site('seat-2')}/seat/")
    elsewhere.locator("[name=username]").fill("seat-2")
    elsewhere.locator("[name=password]").fill(demo.password)
    elsewhere.locator("button.next").click()
    for name, value in (("lang", "en"), ("data-text", "200"), ("data-contrast", "high")):
        expect(elsewhere.locator("html")).to_have_attribute(name, value)
    # Without a script too the settings are a form.
    elsewhere.locator('[data-step="smaller"]').click()
    expect(elsewhere.locator("html")).to_have_attribute("data-text", "175")
    elsewhere.locator(".profile summary").click()
    elsewhere.get_by_role("button", name="Sign out").click()
    expect(elsewhere.locator("html")).to_have_attribute("lang", "bg")
    assert elsewhere.locator("html").get_attribute("data-text") is None
    elsewhere.goto(f"{demo.site('seat-2')}/seat/")
    elsewhere.locator("[name=username]").fill("seat-3")
    elsewhere.locator("[name=password]").fill(demo.password)
    elsewhere.locator("button.next").click()
    expect(elsewhere.locator("html")).to_have_attribute("data-text", "100")
    expect(elsewhere.locator("html")).to_have_attribute("data-contrast", "normal")
    other.close()
