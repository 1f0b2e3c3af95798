"""A whole sitting under the Bulgarian rules, from the quorum to the signed record, which tells all of it."""

import re
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.ballots import hold, nominate
from tests.browser.people import called, fetched, press, set_up
from tests.browser.sittings import AT_TERMINAL, Sitting, sitting_of
from tests.services import KvorumServer

PRESENT = ("chair", AT_TERMINAL, *(f"seat-{number}" for number in range(5, 13)))
GONE = ("Магдалена Яворова Чайкова", "Никодим Захариев Лодкаров", "Росица Людмилова Заливска")
SPEAKING = "Ангелина Борисова Странджева"
RECUSED, REPLYING = "Деян Радославов Морски", "seat-6"
ADDITION = "Избор на заместник-председател на Общинския съвет"
OFFICE = "заместник-председател"
ANNA, BORIS, VERA = "Анна Кандидатова", "Борис Кандидатов", "Вера Кандидатова"
ORDINARY, OF_ALL = "(ЗМСМА, чл. 27)", "(ЗМСМА, чл. 21, ал. 1, т. 6)"

# What the record says of it, in the order in which it says so.
TOLD = (
    "При откриването: присъстват 13, необходими 9 – има кворум",
    "Проверки на кворума .+ присъстват 9, необходими 9 – има кворум. Присъстваха: Гергана Младенова Чавдарова",
    "Прекъсване от .+, обявено до 23:59",
    rf"както го прие гласуване № 1\. .+ както го прие гласуване № 2\. .+ 10\. {ADDITION}",
    rf"реплика, по изказването на {SPEAKING}",
    r"Решение № 3/\d+: предложението не се приема\. .+\(ЗМСМА, чл\. 27\), т\.е\. най-малко 6 от 10\. Гласували „за“: 5",
    rf"Конфликт на интереси, заявен .+ от {RECUSED}: свързано лице",
    "явно, поименно, с повикване на глас",
    r"Решение № 4/\d+: .+\(ЗМСМА, чл\. 21, ал\. 1, т\. 6\), т\.е\. най-малко 9 от 17\. Гласували „за“: 9",
    f"Възражения преди обявяването на резултата: {SPEAKING}",
    "Повтаря Гласуване № 5",
    r"Решение № 6/\d+: предложението се приема",
    f"балотаж.+{ANNA}",
    "Заседанието е закрито",
)

pytestmark = pytest.mark.browser


@pytest.fixture
def sitting(browser: Browser, server: KvorumServer) -> Iterator[Sitting]:
    with sitting_of(set_up(server), browser, PRESENT) as sitting:
        yield sitting


def test_a_sitting_under_the_bulgarian_rules(sitting: Sitting, server: KvorumServer, tmp_path: Path) -> None:
    there_is_a_quorum(sitting)
    the_agenda_is_adopted_and_has_an_addition(sitting)
    somebody_speaks_and_is_replied_to(sitting)
    abstentions_lose_an_ordinary_vote(sitting)
    the_budget_is_voted_by_roll_call_without_the_recused(sitting)
    a_challenged_vote_is_repeated_once(sitting)
    a_deputy_is_elected_in_a_run_off(sitting)
    after_a_break_the_quorum_is_checked(sitting)
    they_adjourn_and_sign(sitting)
    the_record_tells_all(sitting, tmp_path)
    assert server.manage("verify_ledger")


def there_is_a_quorum(sitting: Sitting) -> None:
    press(sitting.seat, ".me", "Check in")
    sitting.step("Open the meeting")
    quorum = "Quorum: 13 present, 9 needed. (ЗМСМА, чл. 27, ал. 2)"
    expect(sitting.display.locator(".board-foot")).to_contain_text(quorum)
    for name in GONE:
        press(sitting.clerk, f".attendance tr:has-text('{name}')", "Check out")
    expect(sitting.chair.locator(".quorum")).to_contain_text("Quorum: 10 present, 9 needed.")


def the_agenda_is_adopted_and_has_an_addition(sitting: Sitting) -> None:
    """Adopt the agenda; what is added later waits for a vote of its own."""
    sitting.step("Go to item 1")
    sitting.by_hands(10, 0, 0)
    sitting.declare("Adopted", ORDINARY)
    sitting.note("Put down the agenda by this vote…", {}, "Put down the agenda", page=sitting.chair)

    sitting.clerk.get_by_role("link", name="Agenda and papers", exact=True).click()
    sitting.note("Add an item…", {"title": ADDITION}, "Put it on the agenda")
    sitting.clerk.get_by_role("link", name="Now", exact=True).click()
    added = sitting.chair.locator(".agenda-line", has_text=ADDITION)
    expect(added).to_have_attribute("data-stage", "off")
    words = {"mover": SPEAKING, "new": f"В дневния ред се включва „{ADDITION}“."}
    sitting.note("New motion…", words, "Other motion, in the new words")
    sitting.by_hands(9, 0, 1)
    sitting.declare("Adopted", ORDINARY)
    sitting.chair.locator(".adoptable", has_text=ADDITION).locator("input").evaluate_all(
        "all => all.forEach(one => { one.checked = true })"
    )
    sitting.note("Put down the agenda by this vote…", {}, "Put down the agenda", page=sitting.chair)
    expect(added).to_have_attribute("data-stage", "pending")


def somebody_speaks_and_is_replied_to(sitting: Sitting) -> None:
    """Give the floor for five minutes, then for two to who replies; every screen shows the clock."""
    sitting.take_up(6)
    press(sitting.seat, ".floor-ask", "Ask to speak")
    press(sitting.chair, ".floor-queue", "Give the floor")
    sitting.clock_runs(5)
    sitting.others[REPLYING].act("floor.ask", kind="reply")
    press(sitting.chair, ".floor-queue", "Give the floor")
    sitting.clock_runs(2)
    press(sitting.chair, ".floor", "End the speech")


def abstentions_lose_an_ordinary_vote(sitting: Sitting) -> None:
    """Vote 5 for and 5 abstaining: nobody is against, and it is lost."""
    sitting.step("Open the vote")
    sitting.vote("for", PRESENT[:5])
    sitting.vote("abstain", PRESENT[5:])
    sitting.step("Close the vote")
    sitting.declare(
        "Not adopted", "At least 6 votes for are needed (those present: 10). 5 voted for.", ORDINARY
    )
    expect(sitting.chair.locator(".outcome")).to_contain_text("One more for would have adopted it")


def the_budget_is_voted_by_roll_call_without_the_recused(sitting: Sitting) -> None:
    """Vote by name, 9 for of 17 members by law: as many as it takes."""
    sitting.take_up(2)
    words = {"person": RECUSED, "ground": "свързано лице"}
    sitting.note("Note a conflict of interest…", words, "Note that the councillor takes no part")
    expect(sitting.clerk.locator(".fall-back").get_by_role("button", name="Hands, counted")).to_be_hidden()
    press(sitting.clerk, ".fall-back", "Roll call")
    sitting.step("Open the vote")
    for _ in range(9):
        name = called(sitting.clerk)
        assert name != RECUSED
        expect(sitting.display.locator(".call-now b")).to_have_text(name)
        sitting.clerk.keyboard.press("1")
        expect(sitting.clerk.locator(".answers-picked b")).not_to_have_text(name)
    sitting.step("Close the vote")
    sitting.declare(
        "Adopted", "At least 9 votes for are needed (all members by law: 17). 9 voted for.", OF_ALL
    )


def a_challenged_vote_is_repeated_once(sitting: Sitting) -> None:
    """Object to a count and vote again; the second result is final."""
    sitting.take_up(8)
    sitting.by_hands(5, 4, 1)
    press(sitting.seat, ".objection", "I object")
    expect(sitting.chair.get_by_role("region", name="Objections")).to_contain_text(
        "Ангелина Борисова Странджева"
    )
    sitting.declare("Not adopted", ORDINARY)
    sitting.note("Repeat the vote…", {}, "Repeat the vote", page=sitting.chair)
    sitting.count_hands(6, 4, 0)
    sitting.declare("Adopted", ORDINARY)
    expect(sitting.chair.get_by_text("its result is final")).to_be_visible()


def a_deputy_is_elected_in_a_run_off(sitting: Sitting) -> None:
    """Elect on secret paper under the item that was added: nobody has 9 of 17 at first."""
    sitting.take_up(10)
    words = {"office": OFFICE, "majority": "more than half of the statutory number"}
    sitting.note("New election…", words, "Enter the election")
    for name in (ANNA, BORIS, VERA):
        nominate(sitting.clerk, name)
    sitting.step("Prepare the vote")
    hold(sitting.clerk, sitting.chair, {ANNA: 5, BORIS: 3, VERA: 2})
    expect(sitting.chair.locator(".steps .means-text:visible")).to_contain_text(f"{ANNA}, {BORIS}")
    sitting.step("Prepare the next ballot")
    hold(sitting.clerk, sitting.chair, {ANNA: 9, BORIS: 1})
    elected = sitting.display.locator(".candidates [data-elected=true]")
    expect(elected).to_contain_text(ANNA)


def after_a_break_the_quorum_is_checked(sitting: Sitting) -> None:
    sitting.chair.get_by_text("Break or another day…").click()
    while datetime.now(ZoneInfo("Europe/Sofia")).strftime("%H:%M") == "23:59":
        sitting.chair.wait_for_timeout(1000)  # the last minute of the day does not lie ahead any more
    sitting.chair.get_by_label("The meeting continues at").fill("23:59")
    press(sitting.chair, ".break-steps", "Begin the break")
    press(sitting.seat, ".me", "Check out")
    expect(sitting.display.get_by_role("heading", name="Break")).to_be_visible()
    press(sitting.chair, ".quorum-check", "Check the quorum")
    expect(sitting.chair.get_by_text(re.compile(r"Checked at .+: 9 present, 9 needed\."))).to_be_visible()
    press(sitting.chair, ".break-steps", "Resume the meeting")
    expect(sitting.display.get_by_role("heading", name="Break")).to_be_hidden()


def they_adjourn_and_sign(sitting: Sitting) -> None:
    sitting.chair.get_by_text("Adjourn the meeting…").click()
    press(sitting.chair, ".console-agenda details[open]", "Adjourn")
    for role, page in (("chair", sitting.chair), ("clerk", sitting.clerk)):
        page.get_by_label("PIN of your signature").fill(sitting.demo.pins[role])
        page.get_by_role("button", name="Sign the record").click()
        expect(page.locator("#reply")).to_have_text("You have signed the record.")


def the_record_tells_all(sitting: Sitting, directory: Path) -> None:
    public = sitting.context.new_page()
    public.goto(sitting.chair.url.replace("chair.localhost", "localhost").replace("/chair/", "/live/"))
    link = public.get_by_role("link", name="Signed record of this meeting")
    expect(link).to_be_visible()
    document = directory / "record.pdf"
    document.write_bytes(fetched(f"http://127.0.0.1:{sitting.demo.port}{link.get_attribute('href')}"))
    assert told("pdfsig", document).count("Signature is Valid.") == 2
    text = " ".join(told("pdftotext", "-layout", document, "-").split())
    for part in TOLD:
        assert re.search(part, text), part


def told(*command: str | Path) -> str:
    """Return what a program prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
