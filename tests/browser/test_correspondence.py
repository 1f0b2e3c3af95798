"""A sitting by correspondence: answers on telephones and in a letter, votes that take them over; one is objected to."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, WebSocketRoute, expect

from tests.browser.people import Absentee, Demo, enter, fetched, press, set_up, until
from tests.conftest import StartServer
from tests.services import KvorumServer

pytestmark = pytest.mark.browser

SOFIA = ZoneInfo("Europe/Sofia")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549"]
OVERFLOW = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
SMALL = """() => [...document.querySelectorAll(".letter-choices button")].map((one) => one.getBoundingClientRect())
  .filter(({width, height}) => width && (height < 48 || width < 48)).map(({width, height}) => [width, height])"""
PHONE, NARROW = {"width": 390, "height": 844}, {"width": 320, "height": 640}
SIZES = (PHONE, {"width": 768, "height": 1024}, {"width": 1280, "height": 800}, NARROW)
ALLOW = """
from dataclasses import replace
from datetime import date, timedelta
from agenda.models import Meeting
from council.domain.correspondence import CorrespondenceRules
from council.models import Body
Meeting.objects.update(held_on=date.today() + timedelta(days=30))
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
# What the record says of it.
TOLD = (
    "неприсъствено",
    r"Решение № 1/\d+: предложението се приема",
    r"Решение № 2/\d+: предложението не се приема",
)
BY_FORMS = tuple(f"seat-{number}" for number in range(5, 12))
FIRST, CHANGING, CUT_OFF, BY_LETTER, AWAY = "seat-1", "seat-2", "seat-3", "seat-13", "seat-12"


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

    def public(self) -> Page:
        page = self.context.new_page()
        page.goto(f"http://localhost:{self.demo.port}/meetings/{self.meeting}/live/")
        return page

    def display(self) -> Page:
        page = self.context.new_page()
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(self.demo.site("display") + self.demo.display)
        return page

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


def says(seat: Page, place: int, words: str) -> None:
    """Wait until the seat shows these words about the answer to a motion; what it hides does not count."""
    expect(card(seat, place).locator(".letter-said")).to_contain_text(words, use_inner_text=True)


def answer(seat: Page, place: int, choice: str) -> None:
    """Answer the motion on an item and wait until that is recorded."""
    card(seat, place).get_by_role("button", name=choice, exact=True).click()
    says(seat, place, f"Recorded: {choice}")
    expect(card(seat, place).get_by_role("button", name=choice, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def write_by_form(sitting: Sitting, login: str, *choices: str) -> None:
    """Let somebody answer without a script, the motions in the agenda's order."""
    with Absentee(sitting.demo, login) as member:
        member.page = f"/meetings/{sitting.meeting}/seat/"
        for letter, choice in zip(member.state()["mine"]["letters"]["letters"], choices, strict=False):
            member.act(
                "answer.write", motion=letter["motion"], choice=choice, after=letter["written_at"] or ""
            )


def test_the_council_decides_without_coming_together(sitting: Sitting, tmp_path: Path) -> None:
    chair = sitting.page_of("chair", "chair", viewport={"width": 1280, "height": 800})
    expect(chair.get_by_label("Answers are collected until")).not_to_have_value("")
    press(chair, ".steps", "Open the meeting")
    expect(chair.locator(".letters-count")).to_contain_text("0 / 17 have answered everything")
    first, changing, cut_off = (sitting.page_of(login, "seat") for login in (FIRST, CHANGING, CUT_OFF))
    three_answer(sitting, first, changing, cut_off)
    a_letter_comes_in(sitting)
    for login in BY_FORMS:
        write_by_form(sitting, login, "for", "against")
    who_is_missing_is_told_and_nothing_else(sitting, chair)
    for page in (first, sitting.clerk, chair):
        is_for_everybody(page)
    sitting.time_passes()
    expect(first.locator(".letters-head")).to_contain_text("The time for answers is over.")
    expect(card(first, 0).locator(".letter-answer")).to_be_hidden()
    display, public = sitting.display(), sitting.public()
    for number, outcome in ((1, "Adopted"), (2, "Not adopted")):
        press(chair, ".steps", f"Go to item {number}")
        press(chair, ".steps", "Open the vote")
        expect(first.locator(".note", has_text="Your answer in writing:")).to_be_visible()
        close(chair)
        press(chair, ".steps", "Declare the result")
        for page in (first, display, public):
            expect(page.locator(".outcome-word").locator("visible=true")).to_have_text(outcome)
        expect(first.locator(".own")).to_contain_text("Your position: for" if number == 1 else "against")
        by_name(sitting, public, number)
    the_record_tells_it(sitting, chair, tmp_path)
    assert sitting.server.manage("verify_ledger")


def three_answer(sitting: Sitting, first: Page, changing: Page, cut_off: Page) -> None:
    """Answer on telephones: one councillor thinks again, and one has no answer for a while."""
    expect(first.locator(".letters-left").locator("visible=true")).to_have_text("2 / 2 left to answer")
    for number, title in enumerate(ITEMS, start=1):
        expect(first.get_by_role("group", name=f"Your answer: {number} {title}")).to_be_visible()
    answer(first, 0, "For")
    expect(first.locator(".letters-left").locator("visible=true")).to_have_text("1 / 2 left to answer")
    answer(first, 1, "Against")
    expect(first.locator(".letters-done:visible")).to_be_visible()
    answer(changing, 0, "For")
    answer(changing, 0, "Against")
    answer(changing, 1, "Against")
    sitting.line.is_cut = True
    for place in (0, 1):
        card(cut_off, place).get_by_role("button", name="Abstain", exact=True).click()
        says(cut_off, place, "Not yet recorded, trying again: Abstain")
    cut_off.reload()
    for place in (0, 1):
        says(cut_off, place, "Not yet recorded, trying again: Abstain")
    sitting.line.is_cut = False
    for place in (0, 1):
        says(cut_off, place, "Recorded: Abstain")
    assert sitting.line.swallowed
    an_older_answer_comes_too_late(sitting, cut_off)


def an_older_answer_comes_too_late(sitting: Sitting, cut_off: Page) -> None:
    """Press without a link, answer elsewhere, and get the link back: what was pressed first does not count."""
    sitting.line.is_cut = True
    card(cut_off, 0).get_by_role("button", name="For", exact=True).click()
    says(cut_off, 0, "Not yet recorded, trying again: For")
    write_by_form(sitting, CUT_OFF, "against")
    sitting.line.is_cut = False
    says(cut_off, 0, "Not recorded: you have answered elsewhere")
    says(cut_off, 0, "The server still holds: Against")
    answer(cut_off, 0, "Abstain")


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


def who_is_missing_is_told_and_nothing_else(sitting: Sitting, chair: Page) -> None:
    """Chair and clerk are told who has answered how many motions; of the choices nobody is told anything."""
    away = sitting.name_of(AWAY)
    for page in (chair, sitting.clerk):
        expect(page.locator(".letters-count")).to_contain_text("11 / 17 have answered everything")
        expect(page.locator(".answerer", has_text=away)).to_contain_text("0 / 2")
        expect(page.locator(".answerer", has_text=away)).to_have_attribute("data-done", "false")
    display, public = sitting.display(), sitting.public()
    for page in (display, public):
        until(page, "document.body.innerText.includes('Answers are collected until')")
        for login in (FIRST, BY_LETTER):
            expect(page.locator("body")).not_to_contain_text(sitting.name_of(login), use_inner_text=True)
        page.close()
    expect(chair.locator(".steps")).not_to_contain_text("Go to item", use_inner_text=True)


def is_for_everybody(page: Page) -> None:
    """Look for faults with axe, in high contrast too, and for what reaches beyond the screen, with large text too."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    for contrast in ("normal", "high"):
        page.evaluate(f"document.documentElement.dataset.contrast = '{contrast}'")
        assert not Axe().run(page, options=options).response["violations"]
    kept = page.viewport_size
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a width and a height
        for text in ("100", "200"):
            page.evaluate(f"document.documentElement.dataset.text = '{text}'")
            assert not page.evaluate(OVERFLOW), (page.url, size, text)
            small = page.evaluate(SMALL)
            assert not small, (page.url, size, text)
        page.evaluate("document.documentElement.dataset.text = '100'")
    page.set_viewport_size(kept or PHONE)  # type: ignore[arg-type]  # a width and a height


def close(chair: Page) -> None:
    """Close the vote over those who took part and did not answer this motion, where there are some."""
    button = chair.locator(".steps").get_by_role("button", name="Close the vote", exact=True)
    expect(button.or_(chair.locator(".steps summary.next")).locator("visible=true")).to_have_count(1)
    if chair.locator(".close summary").is_visible():
        chair.locator(".close summary").click()
    press(chair, ".steps", "Close the vote")


def by_name(sitting: Sitting, public: Page, number: int) -> None:
    """Look for everybody's position on the lasting page of a vote."""
    expect(public.get_by_role("link", name="Permanent page of this vote")).to_be_visible()
    page = fetched(
        f"http://127.0.0.1:{sitting.demo.port}/meetings/{sitting.meeting}/votes/{number}/"
    ).decode()
    assert "неприсъствено" in page or "by correspondence" in page
    for login in (FIRST, CHANGING, CUT_OFF, BY_LETTER):
        assert sitting.name_of(login) in page


def the_record_tells_it(sitting: Sitting, chair: Page, directory: Path) -> None:
    chair.get_by_text("Adjourn the meeting…").click()
    press(chair, ".console-agenda details[open]", "Adjourn")
    for role, page in (("chair", chair), ("clerk", sitting.clerk)):
        page.get_by_label("PIN of your signature").fill(sitting.demo.pins[role])
        page.get_by_role("button", name="Sign the record").click()
        expect(page.locator("#reply")).to_have_text("You have signed the record.")
    public = sitting.public()
    link = public.get_by_role("link", name="Signed record of this meeting")
    expect(link).to_be_visible()
    document = directory / "record.pdf"
    document.write_bytes(fetched(f"http://127.0.0.1:{sitting.demo.port}{link.get_attribute('href')}"))
    command = ["pdftotext", "-layout", str(document), "-"]
    text = " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    for part in TOLD:
        assert re.search(part, text), part


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
