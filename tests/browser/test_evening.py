"""A whole evening: seventeen terminals, display, chair, clerk and public, each in a profile of its own, and much goes wrong.

A member's terminal dies, another comes late, the chair's laptop is lost in the middle of a vote, somebody objects, the
terminals are given up for a roll call; then a break, the adjournment and the signed record, which says what was pressed.
"""

import csv
import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.evening import CHOICES, Hall, hall_of
from tests.browser.people import called, fetched, press, set_up
from tests.services import KvorumServer

READING, LATE, DEAD, OBJECTING = "seat-1", "seat-3", "seat-6", "seat-7"
COUNCILLORS, QUORUM = 17, 9

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1500)]


@pytest.fixture
def hall(browser: Browser, server: KvorumServer) -> Iterator[Hall]:
    with hall_of(set_up(server), browser) as hall:
        yield hall


def test_a_whole_evening(hall: Hall, server: KvorumServer, tmp_path: Path) -> None:
    assert len(hall.seats) == COUNCILLORS
    they_check_in_until_there_is_a_quorum(hall)
    the_agenda_is_before_them(hall)
    an_ordinary_vote(hall)
    a_dead_terminal_is_settled_aloud(hall)
    somebody_comes_late_through_the_door(hall)
    a_lost_laptop_gives_way_to_a_spare(hall)
    an_objection_is_heard_before_the_result(hall)
    a_vote_falls_back_to_a_roll_call(hall)
    they_take_a_break(hall)
    they_adjourn_and_sign(hall)
    anybody_can_check_the_record(hall, server, tmp_path)


def they_check_in_until_there_is_a_quorum(hall: Hall) -> None:
    for seat in hall.seats.values():
        check_out = seat.get_by_role("button", name="Check out")
        if check_out.is_visible():  # the demo has let some of them in
            press(seat, ".me", "Check out")
    first, rest = hall.others(LATE)[: QUORUM - 1], hall.others(LATE)[QUORUM - 1 :]
    check_in(hall, first)
    expect(hall.chair.locator(".quorum")).to_have_attribute("data-met", "false")
    hall.chair.locator(".steps").get_by_role("button", name="Open the meeting").click()
    missing = f"There is no quorum: {QUORUM - 1} are present, {QUORUM} are needed."
    expect(hall.chair.locator("#reply")).to_have_text(missing)

    check_in(hall, rest)
    hall.step("Open the meeting")
    hall.public = hall.look(
        hall.chair.url.replace("chair.localhost", "localhost").replace("/chair/", "/live/")
    )
    for page in (hall.chair, hall.display, hall.public, *hall.seats.values()):
        quorum = page.get_by_text(f"Quorum: {COUNCILLORS - 1} present, {QUORUM} needed.")
        expect(quorum.filter(visible=True)).to_have_count(1)
    expect(hall.display.get_by_text("The meeting is open")).to_be_visible()


def check_in(hall: Hall, logins: list[str]) -> None:
    for login in logins:
        press(hall.seats[login], ".me", "Check in")
        expect(hall.seats[login].get_by_text("You are checked in.")).to_be_visible()


def the_agenda_is_before_them(hall: Hall) -> None:
    reader = hall.seats[READING]
    reader.get_by_role("link", name="Agenda and papers").click()
    lines = reader.locator(".seat-agenda .agenda > li")
    expect(hall.chair.locator(".agenda-title").first).to_be_visible()
    titles = hall.chair.locator(".agenda-title").all_inner_texts()
    expect(lines.locator("h3")).to_contain_text(titles)
    hall.open_vote(before="Go to item 1")
    for page in (hall.chair, hall.clerk, hall.display, hall.public, *hall.seats.values()):
        expect(page.get_by_role("heading", name=titles[0])).to_be_visible()
    expect(reader.locator(".ballot")).to_be_visible()
    expect(lines.first).to_be_hidden()


def an_ordinary_vote(hall: Hall) -> None:
    expect(hall.seats[LATE].get_by_text("You were not checked in when this vote was opened")).to_be_visible()
    present = hall.others(LATE)
    hall.vote("for", present)
    hall.vote("against", present[:3])  # they change their minds
    hall.vote("abstain", present[3:4])
    hall.all_have_voted()
    hall.close_vote()
    for login in present:
        seat = hall.seats[login]
        expect(seat.locator(".pressed")).to_have_attribute("data-choice", hall.votes[-1][hall.names[login]])
        expect(seat.locator(".ballot")).to_be_hidden()
    hall.declare(adopted=True)
    expect(hall.chair.locator(".aloud-text")).to_contain_text("For: 12, against: 3, abstained: 1.")
    expect(hall.seats[present[0]].get_by_text("Your position: against")).to_be_visible()


def a_dead_terminal_is_settled_aloud(hall: Hall) -> None:
    """Its member speaks, the clerk enters, the chair confirms; another terminal says what was entered."""
    hall.open_vote(before="Go to item 2")
    hall.seats[DEAD].context.close()
    hall.vote("for", hall.others(LATE, DEAD))
    missing = hall.chair.locator(".missing-name:visible")
    expect(missing).to_have_text([re.compile(f"{hall.names[DEAD]} no link$")])
    hall.clerk.get_by_text("Choice spoken aloud…").click()
    hall.clerk.locator("details[open] select[name=person]").select_option(label=hall.names[DEAD])
    press(hall.clerk, ".spoken-choices", "Against")
    expect(hall.chair.locator(".spoken-line")).to_contain_text(f"{hall.names[DEAD]}: Against")
    press(hall.chair, ".spoken", "So I heard it: confirm")
    hall.note(DEAD, "against")
    hall.all_have_voted()
    hall.sit_down(DEAD)
    expect(hall.seats[DEAD].get_by_text("You spoke your choice aloud")).to_be_visible()
    hall.close_vote()
    hall.declare(adopted=True)
    for page in (hall.display, hall.public):
        expect(page.locator('.names [data-spoken="s"]')).to_contain_text(hall.names[DEAD])


def somebody_comes_late_through_the_door(hall: Hall) -> None:
    """Have the clerk hold the vote and check somebody in, and the chair go on."""
    hall.open_vote(before="Go to item 3")
    hall.vote("abstain", hall.others(LATE))
    late = hall.seats[LATE]
    expect(late.locator(".ballot")).to_be_hidden()
    press(hall.clerk, ".door", "Hold the vote")
    expect(hall.seats[READING].get_by_text("The chair is holding the vote.")).to_be_visible()
    press(hall.clerk, ".late", hall.names[LATE])
    hall.step("Resume the vote")
    hall.vote("for", [LATE])
    hall.all_have_voted()
    hall.close_vote()
    hall.declare(adopted=False)
    expect(hall.display.get_by_text(f"Quorum: {COUNCILLORS} present, {QUORUM} needed.")).to_be_visible()


def a_lost_laptop_gives_way_to_a_spare(hall: Hall) -> None:
    """Lose the chair's console in the middle of a vote: what is pressed without it counts like the rest."""
    hall.open_vote(before="Prepare the vote")
    before, after = hall.others()[:8], hall.others()[8:]
    hall.vote("for", before)
    hall.chair.context.close()
    hall.vote("against", after)
    hall.chair = hall.enter("chair", "chair")
    hall.all_have_voted()


def an_objection_is_heard_before_the_result(hall: Hall) -> None:
    hall.close_vote()
    press(hall.seats[OBJECTING], ".objection", "I object")
    expect(hall.seats[OBJECTING].get_by_text("Your objection is recorded.")).to_be_visible()
    for page in (hall.chair, hall.clerk):
        objections = page.get_by_role("region", name="Objections")
        expect(objections).to_contain_text(hall.names[OBJECTING])
    hall.declare(adopted=False)


def a_vote_falls_back_to_a_roll_call(hall: Hall) -> None:
    """Give the terminals up: what was pressed counts no more, everybody is called by name."""
    hall.open_vote(before="Go to item 4")
    hall.vote("against", hall.others()[:5])
    press(hall.clerk, ".fall-back", "Roll call")
    for seat in hall.seats.values():
        expect(seat.locator(".ballot")).to_be_hidden()
        expect(seat.get_by_text("Answer aloud when your name is called.")).to_be_visible()
    hall.votes[-1].clear()
    seats = {hall.names[login]: seat for login, seat in hall.seats.items()}
    for place in range(COUNCILLORS):
        answer(hall, seats, "for" if place < 11 else "abstain")
    expect(hall.display.get_by_text("Everybody has been called.")).to_be_visible()
    hall.close_vote()
    hall.declare(adopted=True)


def answer(hall: Hall, seats: dict[str, Page], choice: str) -> None:
    """Enter the answer of whoever is called, by a key; the member sees both."""
    name = called(hall.clerk)
    expect(hall.display.locator(".call-now b")).to_have_text(name)
    expect(seats[name].get_by_text("You are called now")).to_be_visible()
    hall.clerk.keyboard.press({"for": "1", "against": "2", "abstain": "3"}[choice])
    expect(hall.clerk.locator(".answers-picked b")).not_to_have_text(name)
    words = {"for": "for", "against": "against", "abstain": "abstained"}[choice]
    expect(seats[name].get_by_text(f"The clerk has entered for you: {words}")).to_be_visible()
    hall.votes[-1][name] = choice


def they_take_a_break(hall: Hall) -> None:
    hall.chair.get_by_text("Break or another day…").click()
    while datetime.now(ZoneInfo("Europe/Sofia")).strftime("%H:%M") == "23:59":
        hall.chair.wait_for_timeout(1000)  # the last minute of the day does not lie ahead any more
    hall.chair.get_by_label("The meeting continues at").fill("23:59")
    press(hall.chair, ".break-steps", "Begin the break")
    everybody = (hall.display, hall.public, hall.clerk, *hall.seats.values())
    for page in everybody:
        expect(page.get_by_role("heading", name="Break")).to_be_visible()
        expect(page.locator(".break-until:visible")).to_contain_text("23:59")
    press(hall.chair, ".break-steps", "Resume the meeting")
    for page in everybody:
        expect(page.get_by_role("heading", name="Break")).to_be_hidden()


def they_adjourn_and_sign(hall: Hall) -> None:
    hall.step("Finish the item")
    hall.chair.get_by_text("Adjourn the meeting…").click()
    hall.chair.get_by_role("button", name="Adjourn", exact=True).click()
    for page in (hall.display, hall.chair, hall.clerk, *hall.seats.values()):
        expect(page.get_by_role("heading", name="The meeting is adjourned")).to_be_visible()
    expect(hall.display.locator(".checkpoint-code svg")).to_be_visible()
    for page, pin in ((hall.chair, hall.demo.pins["chair"]), (hall.clerk, hall.demo.pins["clerk"])):
        page.get_by_label("PIN of your signature").fill(pin)
        page.get_by_role("button", name="Sign the record").click()
        expect(page.locator("#reply")).to_have_text("You have signed the record.")


def anybody_can_check_the_record(hall: Hall, server: KvorumServer, directory: Path) -> None:
    """Fetch what the public page offers: it is signed, says what was pressed, and has the words of the display."""
    document = directory / "record.pdf"
    link = hall.public.get_by_role("link", name="Signed record of this meeting")
    expect(link).to_be_visible()
    document.write_bytes(fetched(server.url + str(link.get_attribute("href"))))
    assert told("pdfsig", document).count("Signature is Valid.") == 2
    text = " ".join(told("pdftotext", "-layout", document, "-").split())
    assert hall.display.locator(".board-checkpoint").inner_text() in text
    assert f"Възражения преди обявяването на резултата: {hall.names[OBJECTING]}" in text
    assert ".." not in text, "an abbreviation's period ends its sentence"

    address = hall.public.url.replace("localhost", "127.0.0.1").removesuffix("live/") + "votes.csv"
    rows = list(csv.DictReader(io.StringIO(fetched(address).decode("utf-8-sig"))))
    for number, section in enumerate(text.split("Гласуване № ")[1:], start=1):
        says_what_was_pressed(
            hall.votes[number - 1], section, [row for row in rows if row["vote"] == str(number)]
        )
    assert {row["vote"] for row in rows} == {str(number) for number in range(1, len(hall.votes) + 1)}
    assert server.manage("verify_ledger")


def says_what_was_pressed(pressed: dict[str, str], section: str, rows: list[dict[str, str]]) -> None:
    """Compare a vote as the hall noted it with the record's section and with the rows of the table."""
    totals = [str(Counter(pressed.values())[choice]) for choice in CHOICES]
    assert f"Без връзка {' '.join(totals)} " in section, (
        "the heads of the columns, and below them the numbers"
    )
    for row in rows:
        assert [row[choice] for choice in CHOICES] == totals
        assert row["position"] == pressed.get(row["person"], "absent")
    assert pressed.keys() <= {row["person"] for row in rows}


def told(*command: str | Path) -> str:
    """Return what a program prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
