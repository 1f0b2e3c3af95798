"""A sitting of the demo's council in front of a few browsers: who is there, and what chair and clerk press; no tests."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.people import Absentee, Demo, awake, enter, press
from tests.services import KvorumServer

AT_TERMINAL = "seat-1"
OTHER_RULES = """
from agenda.models import Motion
from council.models import Body, Role, Seat
from council.queries import packs
orders = packs()["{pack}"].orders.to_plain()
if orders["window"]["seconds"]:
    orders["window"]["seconds"] = {seconds}
Body.objects.update(pack="{pack}", orders=orders)
Motion.objects.update(majority=None, secrecy="open")
if {presiding}:
    Role.objects.filter(kind="chair").update(person=Seat.objects.get(number={presiding}).person)
"""


@dataclass
class Sitting:
    """Chair, clerk, a member and the display in browsers; the other members act with plain forms, by login."""

    demo: Demo
    context: BrowserContext
    chair: Page
    clerk: Page
    seat: Page
    display: Page
    others: Mapping[str, Absentee]

    def step(self, name: str) -> None:
        """Press the chair's next step."""
        press(self.chair, ".steps", name)

    def take_up(self, number: int) -> None:
        """Have the chair go to an item, whatever stands before it, with a vote prepared on it."""
        press(self.chair, ".console-agenda", f"{number} ")

    def note(self, part: str, fields: Mapping[str, str], button: str, *, page: Page | None = None) -> None:
        """Open a part of the clerk's desk, or of another page, fill in its fields by their names, and press."""
        page = page or self.clerk
        page.locator("summary:visible", has_text=part).click()
        opened = f'details[open]:has(> summary:has-text("{part}"))'
        for name, value in fields.items():
            entry = page.locator(opened).locator(f"[name={name}]")
            is_choice = entry.evaluate("one => one.tagName") == "SELECT"
            entry.select_option(label=value) if is_choice else entry.fill(value)
        press(page, opened, button)

    def vote(self, choice: str, logins: Iterable[str]) -> None:
        """Press a choice: one at the terminal, the others with forms."""
        for login in logins:
            if login == AT_TERMINAL:
                awake(self.seat)
                self.seat.locator(f".choice.{choice}").click()
                expect(self.seat.locator(".pressed")).to_have_attribute("data-press", "recorded")
            else:
                self.others[login].vote(choice)

    def by_hands(self, in_favour: int, against: int, abstain: int) -> None:
        """Have the prepared vote taken by raised hands, which the clerk counts, and close it."""
        press(self.clerk, ".fall-back", "Hands, counted")
        self.count_hands(in_favour, against, abstain)

    def count_hands(self, in_favour: int, against: int, abstain: int) -> None:
        """Open a vote that is prepared for raised hands, have the clerk count them, and close it."""
        self.step("Open the vote")
        for name, number in (("for", in_favour), ("against", against), ("abstain", abstain)):
            self.clerk.locator(f".hands input[name={name}]").fill(str(number))
        press(self.clerk, ".hands", "Enter the count")
        self.step("Close the vote")

    def close_over_missing(self) -> None:
        """Have the chair close the vote over those who have not voted."""
        self.chair.locator(".close summary").click()
        press(self.chair, ".close", "Close the vote")

    def clock_runs(self, minutes: int) -> None:
        """Look for the speaker's clock on every screen, in the two minutes before so many."""
        for page in (self.chair, self.clerk, self.seat, self.display):
            clock = page.locator(".speaker .clock").locator("visible=true")
            expect(clock).to_have_text(re.compile(rf"^[{minutes - 2}{minutes - 1}]:[0-5]\d$"))

    def declare(self, outcome: str, *said: str) -> None:
        """Have the chair declare; the display shows the outcome, and its reason says all of this."""
        self.step("Declare the result")
        expect(self.display.locator(".outcome-word")).to_have_text(outcome)
        for words in said:
            expect(self.display.locator(".outcome")).to_contain_text(words)
            expect(self.chair.locator(".outcome")).to_contain_text(words)


def lay_down(server: KvorumServer, pack: str, *, presiding: int = 0, seconds: int = 15) -> None:
    """Have the demo's council follow other rules, and who sits at a seat preside in it.

    Where a vote's time is limited it is so many `seconds`.
    """
    server.manage("shell", "-c", OTHER_RULES.format(pack=pack, presiding=presiding, seconds=seconds))


@contextlib.contextmanager
def sitting_of(
    demo: Demo, browser: Browser, present: Iterable[str], presiding: str = "chair"
) -> Iterator[Sitting]:
    """Open the pages of a sitting to which these members come, seat 1 among them; all are closed at the end."""
    with contextlib.ExitStack() as stack:
        context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
        stack.callback(context.close)
        others = {
            login: stack.enter_context(Absentee(demo, login)) for login in present if login != AT_TERMINAL
        }
        chair = enter(context, demo, presiding, "chair")
        clerk = enter(context, demo, "clerk", "clerk")
        clerk.locator("[data-to-tab=now]").click()
        seat = enter(context, demo, AT_TERMINAL, "seat")
        display = context.new_page()
        display.set_viewport_size({"width": 1920, "height": 1080})
        display.goto(demo.site("display") + demo.display)
        for page in (chair, clerk, seat):
            expect(page.locator("#link")).to_have_attribute("data-link", "live")
        yield Sitting(demo, context, chair, clerk, seat, display, others)
