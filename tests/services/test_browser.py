"""Chromium starts, draws and ends without leaving the thread's event loop behind."""

import asyncio

import pytest
from playwright.sync_api import Browser

from tests.services import chromium


@pytest.mark.browser
def test_it_draws_a_page(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<button onclick='this.textContent = \"за\"'>?</button>")
    page.get_by_role("button").click()
    assert page.get_by_role("button").inner_text() == "за"


@pytest.mark.browser
def test_after_it_asyncio_runs_again() -> None:
    with chromium():
        pass
    assert asyncio.run(asyncio.sleep(0, "ran")) == "ran"
