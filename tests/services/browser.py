"""Debian's Chromium driven by Playwright; pages and what is looked for on them are the tests' own."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

# Milliseconds until a page shows what happened: far more than it takes, on a machine with much other work.
PATIENCE = 60_000

expect.set_options(timeout=PATIENCE)

# Nothing that would look for hosts on the network, and no sandbox where root runs it, for whom it has none.
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


def chromium_path() -> str:
    """Return where Chromium is installed; FileNotFoundError if it is not."""
    path = shutil.which("chromium")
    if path is None:
        raise FileNotFoundError("no chromium: apt-get install chromium")
    return path


@contextmanager
def chromium(home: Path | None = None) -> Iterator[Browser]:
    """Start a headless Chromium, of somebody whose home is `home`, and close it at the end.

    While it runs, so does an event loop in this thread, which no asyncio test and no query of Django bears
    beside it: one browser per test, and the test works through pages and the server's commands.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(),
            args=CHROMIUM_ARGUMENTS,
            env={**os.environ, "HOME": str(home)} if home else None,
        )
        try:
            yield browser
        finally:
            browser.close()
