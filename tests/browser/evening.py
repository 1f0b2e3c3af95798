"""The hall of a whole evening: screens in browser profiles of their own, and what was pressed at them; no tests."""

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.people import Demo, awake, enter, press

MAYOR = "seat-18"  # has a seat and no vote
CHOICES = ("for", "against", "abstain")


@dataclass
class Hall:
    """Who sits where, by login; `votes` are the positions by name that the record is to have, one after another."""

    demo: Demo
    browser: Browser
    stack: contextlib.ExitStack
    chair: Page = field(init=False)
    clerk: Page = field(init=False)
    display: Page = field(init=False)
    public: Page = field(init=False)
    seats: dict[str, Page] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    votes: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Switch on what stands in the hall before anybody has come."""
        self.chair = self.enter("chair", "chair")
        self.clerk = self.enter("clerk", "clerk")
        self.clerk.get_by_role("link", name="Now", exact=True).click()
        self.display = self.look(self.demo.site("display") + self.demo.display)

    def profile(self) -> BrowserContext:
        context = self.browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
        self.stack.callback(context.close)
        return context

    def enter(self, login: str, room: str) -> Page:
        """Sign in on a device of one's own."""
        page = enter(self.profile(), self.demo, login, room)
        expect(page.locator("#link")).to_have_text("Connected")
        return page

    def sit_down(self, login: str) -> None:
        """Sign in at a terminal."""
        self.seats[login] = seat = self.enter(login, "seat")
        self.names[login] = seat.locator(".me h1").inner_text()

    def look(self, address: str) -> Page:
        """Open a page that needs no sign-in."""
        page = self.profile().new_page()
        page.goto(address)
        return page

    def others(self, *logins: str) -> list[str]:
        """Return the logins of all seats but these."""
        return [login for login in self.seats if login not in logins]

    def step(self, name: str) -> None:
        """Press the chair's next step."""
        press(self.chair, ".steps", name)

    def open_vote(self, *, before: str) -> None:
        """Have the chair bring the next matter before the council by the named step, and open the vote on it."""
        self.step(before)
        self.step("Open the vote")
        self.votes.append({})

    def vote(self, choice: str, logins: Iterable[str]) -> None:
        """Press a choice at these terminals, each of which says that it is recorded."""
        for login in logins:
            seat = self.seats[login]
            awake(seat)
            seat.locator(f".choice.{choice}").click()
            expect(seat.locator(".pressed")).to_have_attribute("data-press", "recorded")
            self.note(login, choice)

    def note(self, login: str, position: str) -> None:
        """Note what the record of the newest vote is to say of somebody."""
        self.votes[-1][self.names[login]] = position

    def all_have_voted(self) -> None:
        """Look for the full number on the screens that show it, and for no direction anywhere."""
        full = str(len(self.votes[-1]))
        for page in (self.chair, self.clerk):
            expect(page.locator(".stage-line")).to_contain_text(f"{full} / {full} have voted")
        expect(self.display.locator(".board-cast")).to_contain_text(full)
        expect(self.public.locator(".cast")).to_contain_text(f"{full} / {full} have voted")
        for page in (self.display, self.public, self.chair, self.clerk):
            expect(page.locator(".place[data-position]")).to_have_count(0)

    def close_vote(self) -> None:
        """Have the chair close the vote: no result is shown in the hall or outside yet."""
        self.step("Close the vote")
        for page in (self.display, self.public):
            expect(page.get_by_text("The vote is closed. The result is not declared yet.")).to_be_visible()
            expect(page.locator(".outcome-word")).to_be_hidden()

    def declare(self, *, adopted: bool) -> None:
        """Have the chair declare the result; everybody sees it, and at each place how it voted."""
        self.step("Declare the result")
        numbers = Counter(self.votes[-1].values())
        for page in (self.display, self.public, self.chair, self.clerk, *self.seats.values()):
            expect(page.locator(".outcome-word")).to_have_text("Adopted" if adopted else "Not adopted")
            for choice in CHOICES:
                expect(page.locator(f".number.{choice} dd")).to_have_text(str(numbers[choice]))
        for page in (self.display, self.public):
            for choice in CHOICES:
                expect(page.locator(f'.place[data-position="{choice}"]')).to_have_count(numbers[choice])


@contextlib.contextmanager
def hall_of(demo: Demo, browser: Browser) -> Iterator[Hall]:
    """Open the hall with everybody at a terminal; all profiles are closed at the end."""
    with contextlib.ExitStack() as stack:
        hall = Hall(demo, browser, stack)
        for login in demo.members:
            if login != MAYOR:
                hall.sit_down(login)
        yield hall
