"""The seat terminal when things are not as they should be: no sockets, no server, two screens, a card reader's burst."""

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from tests.browser.people import Absentee, Demo, awake, enter, heard, listen, set_up_vote
from tests.services import KvorumServer

pytestmark = pytest.mark.browser


# A burst as a card reader types it: at once, however slowly this machine's browser is told what to press.
BURST = """keys => {
  for (const key of keys) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}"""


@pytest.fixture(scope="module")
def demo(server: KvorumServer) -> Demo:
    """Return the demo's council with three more checked in and a vote open."""
    return set_up_vote(server, "seat-1", "seat-2", "seat-3")


def seat(context: BrowserContext, demo: Demo, login: str) -> Page:
    """Return a seat's page on which a vote can be pressed."""
    page = enter(context, demo, login, "seat")
    awake(page)
    return page


def says(page: Page, words: str) -> None:
    """Wait until the seat shows these words about its vote; what it hides does not count."""
    expect(page.locator(".pressed")).to_contain_text(words, use_inner_text=True)


def test_without_sockets_a_vote_goes_over_http(context: BrowserContext, demo: Demo) -> None:
    context.route_web_socket("**/ws/**", lambda socket: socket.close())
    page = seat(context, demo, "seat-1")
    expect(page.locator("#link")).to_have_text("Connected over the slower line")
    page.get_by_role("button", name="Against").click()
    says(page, "Recorded: Against")


def test_a_burst_of_keys_is_no_vote_and_a_single_key_is(context: BrowserContext, demo: Demo) -> None:
    page = seat(context, demo, "seat-2")
    page.evaluate(BURST, "1231")
    page.keyboard.press("Control+1")
    page.wait_for_timeout(500)
    says(page, "You have not voted yet.")
    page.keyboard.press("3")
    says(page, "Recorded: Abstain")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_what_happens_is_announced_once(context: BrowserContext, demo: Demo) -> None:
    page = seat(context, demo, "seat-5")
    said = page.locator("#announced")
    listen(page)
    page.get_by_role("button", name="For", exact=True).click()
    expect(said).to_have_text("Your vote is recorded: For")
    with Absentee(demo, "chair", "chair") as chair:
        vote = chair.state()["frame"]["vote"]["id"]
        chair.act("vote.hold", vote=vote, stage="open")
        expect(said).to_contain_text("The vote is on hold")
        chair.act("vote.resume", vote=vote, stage="held")
    expect(said).to_contain_text("Voting is open")
    told = [text.split(".")[0] for text in heard(page)]
    assert told == ["Your vote is recorded: For", "The vote is on hold", "Voting is open"]


def test_a_newer_screen_takes_the_seat_over(context: BrowserContext, demo: Demo) -> None:
    older = seat(context, demo, "seat-3")
    newer = context.new_page()
    newer.goto(older.url)
    expect(older.locator("#link")).to_have_text("This seat is in use on another screen.")
    expect(older.get_by_role("button", name="For", exact=True)).to_be_disabled()
    awake(newer)
    newer.get_by_role("button", name="For", exact=True).click()
    says(newer, "Recorded: For")


def test_a_press_that_waits_is_not_sent_for_who_signs_in_after(context: BrowserContext, demo: Demo) -> None:
    page, cut = context.new_page(), True

    def swallow(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda said: None if cut and "ballot.cast" in str(said) else server.send(said))

    page.route_web_socket("**/*", swallow)
    for login in ("seat-8", "seat-9"):
        page.goto(f"http://localhost:{demo.port}/seat/")
        page.get_by_label("Login").fill(login)
        page.get_by_label("Password").fill(demo.password)
        page.get_by_role("button", name="Sign in").click()
        awake(page)
        if login == "seat-8":
            page.get_by_role("button", name="For", exact=True).click()
            says(page, "Not yet recorded, trying again: For")
            context.clear_cookies()
            cut = False
    page.wait_for_timeout(1000)
    says(page, "You have not voted yet.")
    page.get_by_role("button", name="Against").click()
    says(page, "Recorded: Against")


def test_while_the_server_is_gone_nothing_can_be_pressed(
    context: BrowserContext, demo: Demo, server: KvorumServer
) -> None:
    page = seat(context, demo, "seat-6")
    server.kill()
    expect(page.locator("#link")).to_have_text("No connection. Trying again…")
    expect(page.get_by_role("button", name="For", exact=True)).to_be_disabled()
    page.keyboard.press("1")
    expect(page.locator("html")).to_have_attribute("data-stale", "")
    server.start()
    awake(page)
    says(page, "You have not voted yet.")
    page.get_by_role("button", name="For", exact=True).click()
    says(page, "Recorded: For")
