"""The chair's console in a real browser: an ordinary vote costs three presses, and a hasty second press does nothing."""

import contextlib

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import Absentee, Demo, enter, until

# Whether all four corners of an element are in sight and nothing lies over them.
IS_UNCOVERED = """element => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const corners = [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2]];
  return corners.every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
}"""

# Presses a step in the moment in which it appears, and keeps whether it rested then.
HASTE = """name => new MutationObserver((_, observer) => {
  const step = [...document.querySelectorAll(".steps button")].find(one => one.textContent.includes(name));
  if (!step?.getClientRects().length) return;
  observer.disconnect();
  window.restedAtOnce = step.getAttribute("aria-disabled");
  step.click();
}).observe(document, { subtree: true, attributes: true, childList: true }) && undefined"""

pytestmark = pytest.mark.browser


@pytest.fixture
def chair(context: BrowserContext, demo: Demo) -> Page:
    return enter(context, demo, "chair", "chair")


def press(page: Page, name: str) -> None:
    """Press the chair's next step, which is in sight without scrolling, once it has rested."""
    button = page.locator(".steps").get_by_role("button", name=name)
    expect(button).to_be_in_viewport(ratio=1)
    button.click()


def test_an_ordinary_vote_costs_three_presses(demo: Demo, chair: Page) -> None:
    press(chair, "Open the meeting")
    press(chair, "Go to item 1")
    expect(chair.locator(".stage-line")).to_contain_text("The vote is prepared.")

    press(chair, "Open the vote")
    with contextlib.ExitStack() as stack:
        for login in demo.members:
            member = stack.enter_context(Absentee(demo, login))
            if member.may_vote:
                member.vote("for")
    press(chair, "Close the vote")
    aloud = chair.locator(".aloud-text")
    expect(aloud).to_contain_text("The proposal is adopted.")
    assert aloud.evaluate(IS_UNCOVERED), "the sentence to read aloud lies under something"
    press(chair, "Declare the result")

    expect(chair.locator(".outcome-word")).to_have_text("Adopted")


def test_a_second_press_in_haste_meets_a_button_that_rests(chair: Page) -> None:
    press(chair, "Open the meeting")
    chair.evaluate(HASTE, "Open the vote")
    press(chair, "Go to item 1")
    opening = chair.locator(".steps").get_by_role("button", name="Open the vote")
    until(chair, "window.restedAtOnce !== undefined")
    assert chair.evaluate("window.restedAtOnce") == "true"
    chair.wait_for_timeout(300)
    expect(chair.locator(".stage-line")).to_contain_text("The vote is prepared.")
    opening.click()
    expect(chair.locator(".stage-line")).to_contain_text("The vote is open.")


# Titles of the agenda that are cut short, and the buttons among the other steps that stand further in than their row.
FAULTS_OF_ROOM = """() => {
  const titles = [...document.querySelectorAll(".console-agenda .agenda-title")];
  const [more] = [...document.querySelectorAll(".more")].filter((one) => one.getClientRects().length);
  const edge = more.getBoundingClientRect().left;
  const steps = [...more.children].filter((one) => one.offsetWidth && one.getBoundingClientRect().left - edge < 20);
  return [
    ...titles.filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.textContent),
    ...steps.filter((one) => one.getBoundingClientRect().left - edge > 1).map((one) => one.textContent.trim().slice(0, 60)),
  ];
}"""


def test_a_wide_screen_shows_titles_whole_and_buttons_in_one_line(demo: Demo, chair: Page) -> None:
    with Absentee(demo, "chair", "chair") as desk:
        desk.bring_to_vote()
    chair.set_viewport_size({"width": 1920, "height": 1080})
    expect(chair.locator(".stage-line")).to_contain_text("The vote is open.")
    assert chair.evaluate("document.querySelectorAll('.console-agenda .agenda-title').length") > 1
    assert chair.evaluate(FAULTS_OF_ROOM) == []
    lines = "one => one.getBoundingClientRect().width / parseFloat(getComputedStyle(one).fontSize)"
    assert chair.locator(".matter .means-text").evaluate(lines) <= 44
