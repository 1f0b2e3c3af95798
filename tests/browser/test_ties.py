"""A tie at the chair's console: voted again, then settled by lot before the eyes of the room, or by the casting vote."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.people import Absentee, enter, press, set_up
from tests.conftest import StartServer
from voting.domain.lots import draw

pytestmark = pytest.mark.browser

RULES = """
ties = {ties}
from council.models import Body
for body in Body.objects.all():
    body.pack = ""
    body.orders = {{**body.orders, "majority": {{
        "base": "for_against", "fraction": "1/2", "is_strict": True, "ties": ties}}}}
    body.save()
from agenda.models import Motion
Motion.objects.update(majority=None, secrecy="open")
"""


def end_in_a_tie(chair: Absentee, clerk: Absentee) -> None:
    """Open the vote that is prepared, by hands, and close it with three for and three against."""
    vote = chair.state()["frame"]["vote"]["id"]
    if chair.state()["frame"]["vote"]["mode"] != "hands":
        clerk.act("vote.fall_back", vote=vote, stage="prepared", mode="hands")
    chair.act("vote.open", vote=vote, stage="prepared")
    clerk.act("hands.count", vote=vote, stage="open", **{"for": "3", "against": "3", "abstain": "0"})
    chair.close_vote()


def test_a_tie_is_voted_again_and_then_drawn_by_lot(
    start_server: StartServer, browser: Browser, context: BrowserContext
) -> None:
    server = start_server()
    server.manage("shell", "-c", RULES.format(ties=["revote", "lot"]))
    demo = set_up(server)
    console = enter(context, demo, "chair", "chair")
    display = browser.new_context(locale="en-GB", viewport={"width": 1920, "height": 1080}).new_page()
    display.goto(demo.site("display") + demo.display)
    press(console, ".steps", "Open the meeting")
    press(console, ".steps", "Go to item 1")
    with Absentee(demo, "chair", "chair") as chair, Absentee(demo, "clerk", "clerk") as clerk:
        end_in_a_tie(chair, clerk)
        expect(console.get_by_text("A tie is voted a second time")).to_be_visible()
        press(console, ".steps", "Declare the result")
        expect(display.locator(".follows-tie").first).to_contain_text("1")
        expect(console.locator(".stage-line")).to_contain_text("The vote is prepared.")
        end_in_a_tie(chair, clerk)

    fixed = display.locator(".lot dd").first
    expect(fixed).to_have_text(console.locator(".lot dd").first.inner_text())
    expect(display.locator(".numbers:visible")).to_have_count(0)
    expect(console.get_by_role("button", name="Declare the result")).to_be_hidden()
    console.get_by_label("Word called out in the room").fill("seventeen")
    press(console, ".steps", "Draw the lot")
    expect(display.locator(".lot-drawn")).to_have_text(re.compile("The lot is drawn"))
    press(console, ".steps", "Declare the result")

    expect(display.locator(".outcome-decision")).to_be_visible()
    seed = bytes.fromhex(display.locator(".lot dd").nth(1).inner_text())
    drawn = draw(seed=seed, lots=["for", "against"], word="seventeen")[0]
    outcome = {"for": "Adopted", "against": "Not adopted"}[drawn]
    expect(display.locator(".outcome-word")).to_have_text(outcome)
    expect(console.locator(".outcome-reason")).to_contain_text("The lot fell")


def test_the_casting_vote_is_given_at_the_console(
    start_server: StartServer, browser: Browser, context: BrowserContext
) -> None:
    server = start_server()
    server.manage("shell", "-c", RULES.format(ties=["casting"]))
    demo = set_up(server)
    console = enter(context, demo, "chair", "chair")
    display = browser.new_context(locale="en-GB", viewport={"width": 1920, "height": 1080}).new_page()
    display.goto(demo.site("display") + demo.display)
    press(console, ".steps", "Open the meeting")
    press(console, ".steps", "Go to item 1")
    with Absentee(demo, "chair", "chair") as chair, Absentee(demo, "clerk", "clerk") as clerk:
        end_in_a_tie(chair, clerk)
    expect(console.get_by_text("A tie: the casting vote is yours.")).to_be_visible()
    expect(console.get_by_role("button", name="Declare the result")).to_be_hidden()
    expect(console.get_by_role("button", name="Leave the casting vote unused")).to_be_visible()
    press(console, ".settle", "For")
    press(console, ".steps", "Declare the result")

    expect(display.locator(".outcome-word")).to_have_text("Adopted")
    expect(display.locator(".tie p:visible").first).to_have_text(re.compile(r", \d\d:\d\d"))
    expect(console.locator(".outcome-reason")).to_contain_text("casting vote")
