"""Chromium starts, draws and ends without leaving the thread's event loop behind."""

import asyncio

import pytest

from tests.services import chromium


@pytest.mark.browser
def test_it_draws_a_page_and_after_it_asyncio_runs_again() -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.set_content("<button onclick='this.textContent = \"за\"'>?</button>")
        page.get_by_role("button").click()
        assert page.get_by_role("button").inner_text() == "за"
    assert asyncio.run(asyncio.sleep(0, "ran")) == "ran"
