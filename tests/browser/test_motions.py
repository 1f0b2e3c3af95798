"""Motions moved aloud: from the wish to the prepared vote by keyboard, and an adopted amendment in the text voted next."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import Absentee, Demo, enter, press

pytestmark = pytest.mark.browser

MOST_PRESSES = 8  # what anybody presses within fifteen seconds


class Keys:
    """A keyboard that counts what is pressed on it; a word typed counts as its letters."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1


def act_on_vote(someone: Absentee, kind: str, **fields: str) -> None:
    vote = someone.state()["frame"]["vote"]
    someone.act(kind, vote=vote["id"], stage=vote["stage"], **fields)


def adopt(chair: Absentee, clerk: Absentee) -> None:
    """Take the prepared vote by raised hands; it is adopted."""
    act_on_vote(chair, "vote.open")
    act_on_vote(chair, "vote.fall_back", mode="hands")
    act_on_vote(clerk, "hands.count", **{"for": "10", "against": "1", "abstain": "0"})
    act_on_vote(chair, "vote.close")
    act_on_vote(chair, "vote.declare")


def test_a_motion_is_ready_to_be_voted_and_what_is_adopted_stands_in_the_text(
    demo: Demo, context: BrowserContext
) -> None:
    with Absentee(demo, "chair", "chair") as chair, Absentee(demo, "clerk", "clerk") as clerk:
        chair.act("meeting.open")
        agenda = chair.state()["frame"]["agenda"]
        address = f"{chair.page.removesuffix('chair/')}documents/agenda/{agenda}.json"
        item = chair.client.get(address).json()["items"][5]  # one that the law does not have voted by name
        chair.act("item.activate", item=item["id"], prepare="true")
        desk, console = enter(context, demo, "clerk", "clerk"), enter(context, demo, "chair", "chair")
        desk.locator("[data-to-tab=now]").click()
        expect(desk.locator(".matter h1:visible")).to_have_text(item["title"])
        expect(desk.locator(".motion-new fieldset").first).to_be_enabled()
        desk.locator("[data-to-tab=now]").focus()

        keys = Keys(desk)
        keys.press("F2", "ArrowDown", "ArrowDown", "Tab", "Enter")
        kind = console.locator(".console-work .motion-kind")
        expect(kind).to_contain_text("Procedural motion (close the debate). Moved by")
        assert keys.presses <= MOST_PRESSES
        expect(console.locator(".steps .next:visible")).to_have_text("Open the vote")
        expect(console.locator(".motions .motion-text").nth(1)).to_have_text(item["motions"][0]["text"])
        expect(desk.locator("#reply")).to_have_text("Done.")
        adopt(chair, clerk)

        people = clerk.client.get(
            f"{clerk.page.removesuffix('clerk/')}documents/hall/{clerk.state()['frame']['hall']}.json"
        )
        mover = people.json()["places"][0]["person"]
        new = "Изпълнението се възлага на кмета."
        clerk.act("motion.move", item=item["id"], phrase="add", new=new, mover=mover)
        expect(kind).to_contain_text("Amendment (addition). Moved by")
        adopt(chair, clerk)

        whole = f"{item['motions'][0]['text']}\n{new}"
        text = desk.locator(".text-due textarea")
        expect(text).to_have_value(whole)
        expect(console.locator(".steps .next:visible")).to_have_count(0)
        press(desk, ".text-due", "Confirm the text")
        expect(text).to_be_hidden()
        expect(console.locator(".matter .means-text:visible")).to_have_text(whole)
        expect(console.locator(".steps .next:visible")).to_have_text("Open the vote")

        form = desk.locator(".motion-new")
        desk.keyboard.press("F2")
        form.locator("[name=mover]").select_option(mover)
        form.locator("[name=moved]").fill("4")
        form.locator("[name=before]").fill("2")
        press(desk, ".motion-order", "Change the order of items")
        expect(kind).to_contain_text("Procedural motion (change the order of items). Moved by")
        adopt(chair, clerk)
        expect(console.locator(".agenda-number").nth(1)).to_have_text("4")
