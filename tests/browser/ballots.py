"""A ballot of an election on paper in the browsers of clerk and chair, from the candidates to its result; no tests."""

from playwright.sync_api import Page, expect

from tests.browser.people import press


def count(desk: Page, votes: dict[str, int]) -> None:
    """Enter what the tellers counted; the papers of all are valid."""
    form = desk.locator(".paper-count:visible")
    valid = sum(votes.values())
    numbers = dict.fromkeys(("Issued", "Returned", "Valid"), valid) | {"Invalid": 0, "Blank": 0} | votes
    for label, number in numbers.items():
        form.get_by_label(label, exact=True).fill(str(number))
    form.get_by_label("First teller").fill("Vera Stone")
    form.get_by_label("Second teller").fill("Boris Gray")
    press(desk, ".paper-count:visible", "Enter the count")


def hold(desk: Page, console: Page, votes: dict[str, int]) -> None:
    """Hold a prepared ballot to its declared result."""
    press(console, ".steps", "Open the vote")
    count(desk, votes)
    press(console, ".steps", "Close the vote")
    press(console, ".steps", "Declare the result")


def nominate(desk: Page, name: str) -> None:
    form = desk.locator(".nominate:visible")
    form.get_by_label("Candidate").fill(name)
    form.get_by_label("Nominated by").select_option(index=1)
    press(desk, ".nominate:visible", "Enter the candidate")
    expect(desk.locator(".nominees li:visible", has_text=name)).to_have_count(1)
