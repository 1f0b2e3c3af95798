"""A vote leaves the terminals in the middle: one press of the clerk, then a roll call by single keys, or papers."""

import contextlib
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import Absentee, Demo, awake, called, enter

pytestmark = pytest.mark.browser


@pytest.fixture
def clerk(context: BrowserContext, demo: Demo) -> Page:
    """Return the clerk's desk while the terminals are open for the first item."""
    with Absentee(demo, "chair", "chair") as chair:
        chair.bring_to_vote()
    return enter(context, demo, "clerk", "clerk")


@pytest.fixture
def present(demo: Demo, clerk: Page) -> Iterator[dict[str, Absentee]]:
    """Return those who may vote, by login."""
    with contextlib.ExitStack() as stack:
        members = {login: stack.enter_context(Absentee(demo, login)) for login in demo.members}
        yield {login: one for login, one in members.items() if one.may_vote}


def name_of(member: Absentee) -> str:
    return str(member.state()["mine"]["name"])


def fall_back(clerk: Page, mode: str) -> None:
    """Press once."""
    clerk.get_by_role("button", name=mode, exact=True).click()
    expect(clerk.locator("#reply")).to_have_text("Done.")


def test_a_vote_falls_back_to_a_roll_call_in_the_middle(
    demo: Demo, clerk: Page, present: dict[str, Absentee]
) -> None:
    (login, pressed), *_, (_, silent) = present.items()
    pressed.vote("against")
    context = clerk.context.browser.new_context(locale="en-GB")  # type: ignore[union-attr]
    display, live = context.new_page(), context.new_page()
    display.goto(demo.site("display") + demo.display)
    live.goto(demo.site("live") + silent.page.replace("/seat/", "/live/"))
    seat = enter(context, demo, login, "seat")
    expect(seat.get_by_role("button", name="For", exact=True)).to_be_visible()

    fall_back(clerk, "Roll call")

    expect(seat.get_by_role("button", name="For", exact=True)).to_be_hidden()
    expect(seat.get_by_text("Answer aloud when your name is called.")).to_be_visible()
    expect(display.locator(".call-now b")).to_have_text(called(clerk))
    names = answer_all(clerk, len(present), silent=name_of(silent))
    assert sorted(names) == sorted(map(name_of, present.values()))
    expect(clerk.locator(".stage-line b").first).to_have_text(str(len(present) - 1))
    expect(display.get_by_text("Everybody has been called.")).to_be_visible()
    expect(live.locator(".names [data-position=for]")).to_have_count(len(present) - 1)
    expect(seat.get_by_text("The clerk has entered for you: for")).to_be_visible()

    correct(clerk, name_of(pressed))
    expect(seat.get_by_text("The clerk has entered for you: against")).to_be_visible()

    with Absentee(demo, "chair", "chair") as chair:
        missing = [one["person"] for one in chair.state()["frame"]["console"]["missing"]]
        assert len(missing) == 1, "who did not answer is named to the chair before the close"
        vote = chair.state()["frame"]["vote"]
        chair.act("vote.close", vote=vote["id"], stage="open", missing=missing)
        chair.act("vote.declare", vote=vote["id"], stage="closed")
        numbers = chair.state()["frame"]["vote"]["numbers"]
    assert (numbers["for"], numbers["against"], numbers["not_voting"]) == (len(present) - 2, 1, 1)
    expect(live.locator(".names [data-position=against]")).to_contain_text(name_of(pressed))
    expect(display.locator(".outcome-word")).to_be_visible()
    context.close()


def answer_all(clerk: Page, count: int, *, silent: str) -> list[str]:
    """Press a key for each name, as fast as they are read out; one keeps silent. Return the names in order."""
    names = []
    for _ in range(count):
        names.append(called(clerk))
        clerk.keyboard.press("0" if names[-1] == silent else "1")
        expect(clerk.locator(".answers-picked b")).not_to_have_text(names[-1])
    expect(clerk.locator(".answers-list label:not([data-answer=''])")).to_have_count(count)
    return names


def correct(clerk: Page, name: str) -> None:
    """Choose a name by hand and enter another answer."""
    clerk.locator(".answers-list label", has_text=name).click()
    expect(clerk.locator(".answers-picked b")).to_have_text(name)
    clerk.locator(".answers-keys").get_by_role("button", name="Against").click()
    expect(clerk.locator(".answers-list label", has_text=name)).to_have_attribute("data-answer", "against")


def test_without_names_everybody_presses_anew_and_nobody_is_told_what(
    demo: Demo, clerk: Page, present: dict[str, Absentee]
) -> None:
    """What the seat was told of the named press is gone with it, and what it pressed then with the close."""
    login, *others = present
    seat = enter(clerk.context, demo, login, "seat")
    context = clerk.context.browser.new_context(locale="en-GB")  # type: ignore[union-attr]
    live = context.new_page()
    live.goto(demo.site("live") + present[login].page.replace("/seat/", "/live/"))
    press_for(seat)

    fall_back(clerk, "Terminals, without names")

    expect(seat.get_by_text("You have not voted yet.")).to_be_visible()
    expect(seat.get_by_text("It is not a secret vote.")).to_be_visible()
    expect(clerk.get_by_text("Choice spoken aloud…")).to_be_hidden()
    press_for(seat)
    present[others[0]].vote("against")
    expect(live.locator(".cast b")).to_have_text("2")
    with Absentee(demo, "chair", "chair") as chair:
        vote = chair.state()["frame"]["vote"]["id"]
        missing = [one["person"] for one in chair.state()["frame"]["console"]["missing"]]
        chair.act("vote.close", vote=vote, stage="open", missing=missing)
        recorded = seat.get_by_text("Your vote is recorded. What it was is told nobody.")
        expect(recorded.filter(visible=True)).to_be_visible()
        chair.act("vote.declare", vote=vote, stage="closed")
    expect(seat.locator(".own > span:visible")).to_have_text(
        "Your vote is recorded. What it was is told nobody."
    )
    expect(live.locator(".names [data-position=voted]")).to_have_count(2)
    expect(live.locator("[data-position=for], [data-position=against]")).to_have_count(0)
    context.close()


def press_for(seat: Page) -> None:
    awake(seat)
    seat.locator(".choice.for").click()
    expect(seat.locator(".pressed")).to_have_attribute("data-press", "recorded")


def test_papers_are_counted_with_their_tellers(demo: Demo, clerk: Page, present: dict[str, Absentee]) -> None:
    fall_back(clerk, "Secret, on paper")
    numbers = {"Issued": 3, "Returned": 3, "Valid": 2, "Invalid": 1, "Blank": 0}
    numbers |= {"For": 2, "Against": 0, "Abstained": 0}
    count = clerk.locator(".paper-count:not([hidden])")
    for label, number in numbers.items():
        count.get_by_label(label, exact=True).fill(str(number))
    count.get_by_label("First teller").fill("Vera Stone")
    count.get_by_label("Second teller").fill("vera stone")
    count.get_by_role("button", name="Enter the count").click()
    expect(clerk.locator("#reply")).to_have_text("Name at least 2 different tellers.")
    count.get_by_label("Second teller").fill("Boris Gray")
    count.get_by_role("button", name="Enter the count").click()
    expect(clerk.locator("#reply")).to_have_text("Done.")
    with Absentee(demo, "chair", "chair") as chair:
        vote = chair.state()["frame"]["vote"]["id"]
        chair.act("vote.close", vote=vote, stage="open")
        chair.act("vote.declare", vote=vote, stage="closed")
    expect(clerk.locator(".tellers")).to_contain_text("Tellers: Vera Stone, Boris Gray")
    expect(clerk.locator(".others")).to_contain_text(re.compile(r"Invalid papers\s*1"))
