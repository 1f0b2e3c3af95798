"""The election of a deputy chair on paper, with a run-off: from the names of the candidates to the record."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import BrowserContext, expect
from pypdf import PdfReader

from tests.browser.ballots import hold, nominate
from tests.browser.people import Absentee, Demo, enter, press

pytestmark = pytest.mark.browser

OFFICE = "Избор на заместник-председател"
ANNA, BORIS, VERA = "Анна Кандидатова", "Борис Кандидатов", "Вера Кандидатова"


def pages_of(clerk: Absentee, sheet: str) -> list[str]:
    """Return the text of each page of what is printed."""
    answer = clerk.client.get(clerk.state()["frame"]["console"]["sheets"][sheet])
    assert answer.headers["content-type"] == "application/pdf"
    return [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]


def test_a_deputy_is_elected_in_a_run_off(demo: Demo, context: BrowserContext) -> None:
    with Absentee(demo, "chair", "chair") as chair, Absentee(demo, "clerk", "clerk") as clerk:
        chair.act("meeting.open")
        frame = chair.state()["frame"]
        address = f"{chair.page.removesuffix('chair/')}documents/agenda/{frame['agenda']}.json"
        item = chair.client.get(address).json()["items"][5]
        chair.act("item.activate", item=item["id"])
        desk, console = enter(context, demo, "clerk", "clerk"), enter(context, demo, "chair", "chair")
        display = context.new_page()
        display.goto(f"http://127.0.0.1:{demo.port}{demo.display}")

        desk.locator("[data-to-tab=now]").click()
        desk.locator(".election-new summary").click()
        form = desk.locator(".election-new")
        form.get_by_label("To what somebody is elected").fill(OFFICE)
        form.get_by_label("Majority").select_option("total > 1/2")
        press(desk, ".election-new", "Enter the election")
        for name in (VERA, ANNA, BORIS):
            nominate(desk, name)
        motion = chair.state()["frame"]["console"]["elections"][0]["motion"]
        chair.act("vote.prepare", motion=motion)

        expect(display.locator(".candidates .candidate")).to_have_text([ANNA, BORIS, VERA])
        present = frame["meeting"]["quorum"]["present"]
        papers = pages_of(clerk, "papers")
        assert len(papers) == present
        assert len(set(papers)) == 1, "nothing tells one paper from another"
        assert papers[0].index(ANNA) < papers[0].index(BORIS) < papers[0].index(VERA)
        assert OFFICE in pages_of(clerk, "protocol")[0]

        hold(desk, console, {ANNA: 4, BORIS: 3, VERA: 2})
        expect(console.locator(".steps .means-text:visible")).to_contain_text(f"{ANNA}, {BORIS}")
        press(console, ".steps", "Prepare the next ballot")
        expect(display.locator(".candidates .candidate")).to_have_text([ANNA, BORIS])
        hold(desk, console, {ANNA: present, BORIS: 0})
        expect(display.locator(".candidates li").first).to_have_text(re.compile(rf"{ANNA}.*{present}"))
        expect(display.locator(".candidates [data-elected=true]")).to_have_count(1)
        vote = chair.state()["frame"]["vote"]
        page = chair.client.get(vote["page"])
        assert f"{ANNA}</th>" in page.text
        table = chair.client.get(f"{vote['page']}vote.csv").text
        assert f"{ANNA}: {present}; {BORIS}: 0" in table
        chair.act("item.finish", item=item["id"])
        chair.act("meeting.adjourn")
        # The record is drawn up a moment after the adjournment; the chair is asked to sign it then.
        expect(console.get_by_label("PIN of your signature")).to_be_visible()
        record = clerk.client.get(f"{clerk.page}record.pdf").content
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(record)).pages).split())
    assert text.count(OFFICE) >= 2
    assert ANNA in text
    assert "балотаж" in text
