"""A sitting by correspondence: answers on telephones and in a letter; and one that objections end."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, WebSocketRoute, expect

from tests.browser.people import Absentee, Demo, enter, press, set_up
from tests.conftest import StartServer
from tests.services import KvorumServer

pytestmark = pytest.mark.browser

SOFIA = ZoneInfo("Europe/Sofia")
PHONE = {"width": 390, "height": 844}
ALLOW = """
from dataclasses import replace
from council.domain.correspondence import CorrespondenceRules
from council.models import Body
for body in Body.objects.all():
    rules = CorrespondenceRules(is_allowed=True, least_hours=1, objections=2)
    body.orders = replace(body.standing_orders, correspondence=rules).to_plain()
    body.save()
"""
ITEMS = ("Ремонт на училището", "Такса за паркиране")
DRAFTS = (
    "Общинският съвет приема ремонта на училището.",
    "Общинският съвет определя такса от 1 евро на час.",
)
FIRST, CHANGING, CUT_OFF, BY_LETTER = "seat-1", "seat-2", "seat-3", "seat-13"


@dataclass
class Line:
    """What a telephone sends; while it `is_cut` no answer leaves, and its press stays unanswered."""

    is_cut: bool = False
    swallowed: list[str] = field(default_factory=list)

    def through(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def send(message: str | bytes) -> None:
            if self.is_cut and "answer.write" in str(message):
                self.swallowed.append(str(message))
            else:
                server.send(message)

        socket.on_message(send)


@dataclass
class Sitting:
    """The council at home: chair, clerk and display on large screens, three councillors on telephones."""

    demo: Demo
    server: KvorumServer
    browser: Browser
    context: BrowserContext
    clerk: Page
    meeting: str
    line: Line = field(default_factory=Line)
    names: dict[str, str] = field(default_factory=dict)

    def page_of(self, login: str, room: str, **options: object) -> Page:
        """Return somebody's page of the meeting in a room."""
        context = self.browser.new_context(**{"locale": "en-GB", "viewport": PHONE} | options)  # type: ignore[arg-type]  # any option
        page = context.new_page()
        if login == CUT_OFF:
            page.route_web_socket("**/*", self.line.through)
        page.goto(f"{self.demo.site(login)}/sign-in/")
        page.get_by_label("Login").fill(login)
        page.get_by_label("Password").fill(self.demo.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda address: "sign-in" not in address)
        page.goto(f"{self.demo.site(login)}/meetings/{self.meeting}/{room}/")
        expect(page.locator("#link")).to_have_attribute("data-link", "live")
        return page

    def name_of(self, login: str) -> str:
        """Return what somebody at a seat is called."""
        if login not in self.names:
            with Absentee(self.demo, login) as member:
                self.names[login] = str(member.state()["mine"]["name"])
        return self.names[login]

    def time_passes(self) -> None:
        """Start the server again at a time when the answers have to be there."""
        self.server.kill()
        seconds = str(int(timedelta(days=2).total_seconds()))
        place = self.server.arguments.index("manage.py")
        self.server.arguments[place : place + 1] = ["-m", "tests.services.later", seconds]
        self.server.start()


@pytest.fixture
def sitting(start_server: StartServer, browser: Browser) -> Iterator[Sitting]:
    """Have the clerk make the meeting in the pages for setting up, where the rules allow one."""
    server = start_server()
    server.manage("shell", "-c", ALLOW)
    demo = set_up(server)
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    clerk = enter(context, demo, "clerk", "clerk")
    yield Sitting(demo, server, browser, context, clerk, make_meeting(demo, clerk))
    for each in browser.contexts:
        each.close()


def make_meeting(demo: Demo, clerk: Page) -> str:
    """Fill in the page of a new meeting and, at the desk, its agenda; return the meeting's id."""
    clerk.goto(f"{demo.site('clerk')}/setup/agenda/meeting/add/")
    clerk.locator("#id_body").select_option(index=1)
    clerk.locator("#id_hall").select_option(index=1)
    clerk.locator("#id_number").fill("77")
    clerk.locator("#id_title").fill("Извънредно заседание")
    clerk.locator("#id_held_on").fill(datetime.now(SOFIA).date().isoformat())
    clerk.locator("#id_by_correspondence").check()
    clerk.locator("[name=_continue]").click()
    clerk.wait_for_url("**/change/")
    meeting = clerk.url.rstrip("/").split("/")[-2]
    clerk.goto(f"{demo.site('clerk')}/meetings/{meeting}/clerk/")
    for title, draft in zip(ITEMS, DRAFTS, strict=True):
        clerk.locator("summary", has_text="Add an item…").click()
        form = clerk.locator("details[open] form", has=clerk.locator("input[value='item.add']"))
        form.locator("[name=title]").fill(title)
        form.locator("[name=text]").fill(draft)
        press(clerk, "details[open]", "Put it on the agenda")
        expect(clerk.locator(".desk-item", has_text=title)).to_be_visible()
    return meeting


def card(seat: Page, place: int) -> Locator:
    return seat.locator(".letter-card").nth(place)


def answer(seat: Page, place: int, choice: str) -> None:
    """Answer the motion on an item and wait until that is recorded."""
    card(seat, place).get_by_role("button", name=choice, exact=True).click()
    expect(card(seat, place).locator(".letter-said")).to_contain_text(f"Recorded: {choice}")
    expect(card(seat, place).get_by_role("button", name=choice, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_answers_come_from_telephones_and_in_a_letter(sitting: Sitting) -> None:
    chair = sitting.page_of("chair", "chair", viewport={"width": 1280, "height": 800})
    expect(chair.get_by_label("Answers are collected until")).not_to_have_value("")
    press(chair, ".steps", "Open the meeting")
    expect(chair.locator(".letters-count")).to_contain_text("0 / 17 have answered everything")
    first, changing, cut_off = (sitting.page_of(login, "seat") for login in (FIRST, CHANGING, CUT_OFF))
    three_answer(sitting, first, changing, cut_off)
    a_letter_comes_in(sitting)
    expect(chair.locator(".letters-count")).to_contain_text("4 / 17 have answered everything")


def three_answer(sitting: Sitting, first: Page, changing: Page, cut_off: Page) -> None:
    """Answer on telephones: one councillor thinks again, and one has no answer for a while."""
    expect(first.locator(".letters-left").locator("visible=true")).to_have_text("2 / 2 left to answer")
    answer(first, 0, "For")
    expect(first.locator(".letters-left").locator("visible=true")).to_have_text("1 / 2 left to answer")
    answer(first, 1, "Against")
    expect(first.locator(".letters-done")).to_be_visible()
    answer(changing, 0, "For")
    answer(changing, 0, "Against")
    answer(changing, 1, "Against")
    sitting.line.is_cut = True
    for place in (0, 1):
        card(cut_off, place).get_by_role("button", name="Abstain", exact=True).click()
        expect(card(cut_off, place).locator(".letter-said")).to_contain_text(
            "Not yet recorded, trying again: Abstain"
        )
    sitting.line.is_cut = False
    for place in (0, 1):
        expect(card(cut_off, place).locator(".letter-said")).to_contain_text("Recorded: Abstain")
    assert sitting.line.swallowed


def a_letter_comes_in(sitting: Sitting) -> None:
    """Enter a letter by keys alone, once its writer is chosen; with another name nothing of it is left to be seen."""
    desk = sitting.clerk
    desk.goto(f"{sitting.demo.site('clerk')}/meetings/{sitting.meeting}/clerk/")
    entry = desk.locator(".letter-entry")
    name = sitting.name_of(BY_LETTER)
    entry.get_by_label("Councillor").select_option(label=name)
    for place, (key, word) in enumerate((("1", "For"), ("3", "Abstain"))):
        expect(entry.locator("input[name=motion]").nth(place)).to_be_checked()
        desk.keyboard.press(key)
        expect(entry.locator(".answers-list label > b").nth(place)).to_have_text(word, use_inner_text=True)
    line = desk.locator(".answerer", has_text=name)
    expect(line).to_contain_text("2 / 2")
    entry.get_by_label("Councillor").select_option(index=1)
    expect(entry.locator(".answers-list label > b").first).to_have_text("", use_inner_text=True)


def test_objections_end_it(sitting: Sitting) -> None:
    chair = sitting.page_of("chair", "chair", viewport={"width": 1280, "height": 800})
    press(chair, ".steps", "Open the meeting")
    seat = sitting.page_of(FIRST, "seat")
    seat.locator("summary", has_text="Object to deciding by correspondence…").click()
    press(seat, ".letters-objection", "I object")
    expect(seat.locator(".letters-objection")).to_contain_text("Your objection is recorded.")
    name = sitting.name_of(FIRST)
    expect(chair.locator(".objectors")).to_contain_text(name)
    with Absentee(sitting.demo, CHANGING) as other:
        other.page = f"/meetings/{sitting.meeting}/seat/"
        other.act("correspondence.object")
    expect(seat.locator(".correspondence-ended")).to_be_visible()
    sitting.time_passes()
    expect(chair.get_by_text("put its items on one where the council comes together")).to_be_visible()
    press(chair, ".steps", "Adjourn the meeting")
    expect(seat.get_by_role("heading", name="The meeting is adjourned")).to_be_visible()
