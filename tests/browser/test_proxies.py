"""A proxy from the clerk's form to the second ballot at the holder's seat and the words on the hall's display."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Absentee, enter, press, set_up, until
from tests.services import KvorumServer

pytestmark = pytest.mark.browser

ALLOW = """
from council.domain.orders import StandingOrders
from council.domain.proxies import ProxyRules
from council.models import Body
for body in Body.objects.all():
    body.orders = StandingOrders(proxies=ProxyRules(most=1)).to_plain()
    body.save()
"""


PRESS_BOTH = """() => {
  for (const button of [".ballot .choice.abstain", ".by-proxy .choice.for"]) document.querySelector(button).click();
}"""


def says(seat: Page, line: str, words: str) -> None:
    """Wait until the seat shows these words; what it hides does not count."""
    expect(seat.locator(line)).to_contain_text(words, use_inner_text=True)


def test_a_holder_presses_for_each_of_the_two(server: KvorumServer, browser: Browser) -> None:
    server.manage("shell", "-c", ALLOW)
    demo = set_up(server)
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    clerk, seat = enter(context, demo, "clerk", "clerk"), enter(context, demo, "seat-1", "seat")
    with Absentee(demo, "seat-1") as holder, Absentee(demo, "seat-2") as giver:
        name = str(giver.state()["mine"]["name"])
        if not holder.state()["mine"]["is_checked_in"]:
            holder.act("seat.check_in")
        by = str(holder.state()["mine"]["name"])
    form = clerk.locator(".proxies details")
    form.locator("summary").click()
    form.get_by_label("Who stays away").select_option(label=name)
    form.get_by_label("Who votes for them").select_option(label=by)
    form.get_by_label("I have seen the written proxy").check()
    press(clerk, ".proxies details", "Enter the proxy")
    expect(clerk.locator(".proxies li")).to_contain_text(f"{by} votes for {name}")
    expect(seat.locator(".represents")).to_contain_text(f"You vote by proxy for {name}")
    with Absentee(demo, "chair", "chair") as chair:
        chair.bring_to_vote()
        second = seat.locator(".by-proxy")
        expect(second.locator(".whose")).to_have_text(f"By proxy, on behalf of {name}")
        expect(seat.locator("fieldset[data-rests=false]").first).to_be_enabled()
        seat.locator(".voting > .ballot .choice.against").click()
        says(seat, ".voting > .pressed", "Recorded: Against")
        says(seat, ".by-proxy .pressed", "Not voted yet.")
        # The second press comes while the first is still on its way.
        seat.evaluate(PRESS_BOTH)
        says(seat, ".voting > .pressed", "Recorded: Abstain")
        says(seat, ".by-proxy .pressed", "Recorded: For")
        expect(second.locator(".choice.for")).to_have_attribute("aria-pressed", "true")
        expect(seat.locator(".voting > .ballot .choice.for")).to_have_attribute("aria-pressed", "false")
        chair.close_vote()
        vote = chair.state()["frame"]["vote"]
        chair.act("vote.declare", vote=vote["id"], stage=vote["stage"])
    display = context.new_page()
    display.goto(demo.site("display") + demo.display)
    until(display, "document.querySelector('.by-proxy-told').getClientRects().length > 0")
    expect(display.locator(".by-proxy-told")).to_have_text(f"By proxy: {by} for {name}.")
    context.close()
