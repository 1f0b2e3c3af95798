"""A hall over HTTPS before a real browser, which is told to trust its authority as its page says, and is restarted."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Demo, demo_of
from tests.services import HallServer, chromium

SEAT = "seat-1"


pytestmark = pytest.mark.browser


@pytest.fixture
def hall(database_url: str, tmp_path: Path) -> Iterator[HallServer]:
    hall = HallServer(database_url=database_url, var=tmp_path / "var")
    hall.var.mkdir()
    yield hall
    hall.stop()


@pytest.fixture
def demo(hall: HallServer) -> Demo:
    """Return the council that the hall was started with."""
    demo = demo_of(hall.manage("demo", "--setup-only"), port=hall.https_port)
    hall.start()
    return demo


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the home of somebody whose browser trusts no authority but the usual ones."""
    home = tmp_path / "home"
    (home / ".pki" / "nssdb").mkdir(parents=True)
    certutil(home, "-N", "--empty-password")
    return home


def certutil(home: Path, *arguments: str | Path) -> None:
    subprocess.run(["certutil", "-d", f"sql:{home}/.pki/nssdb", *arguments], check=True)


def follow_the_page(hall: HallServer, home: Path) -> None:
    """Get the authority's certificate from the page over plain HTTP, and trust it as the page says."""
    with chromium(home) as browser:
        page = browser.new_page(locale="en-GB")
        page.goto(f"{hall.plain_address}/trust/")
        with page.expect_download() as download:
            page.get_by_role("link", name="Get the certificate").click()
        file = home / download.value.suggested_filename
        download.value.save_as(file)
        page.get_by_text("Linux with Chromium or Chrome").click()
        expect(page.get_by_text("certutil -d sql:$HOME/.pki/nssdb -A -t C,, ")).to_be_visible()
    certutil(home, "-A", "-t", "C,,", "-n", "Kvorum hall", "-i", file)


def take_the_seat(browser: Browser, hall: HallServer, demo: Demo) -> Page:
    """Sign in over HTTPS and see the seat's page with a live link."""
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(f"{hall.plain_address}/seat/")  # what somebody types who forgets the s
    assert page.url.startswith(f"{hall.address}/sign-in/")
    page.get_by_label("Login").fill(SEAT)
    page.get_by_label("Password").fill(demo.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/meetings/*/seat/")
    assert page.evaluate("window.isSecureContext")
    is_live(page)
    return page


def is_live(page: Page) -> None:
    expect(page.locator("#link")).to_have_attribute("data-link", "live")


def test_a_browser_warns_until_it_is_told_to_trust_the_hall_and_then_knows_it_at_any_address(
    hall: HallServer, demo: Demo, home: Path
) -> None:
    with chromium(home) as browser, pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
        browser.new_page().goto(hall.address)
    follow_the_page(hall, home)
    with chromium(home) as browser:
        take_the_seat(browser, hall, demo)
    hall.stop()
    hall.host = "127.0.0.2"
    hall.start()
    with chromium(home) as browser:
        take_the_seat(browser, hall, demo)


def test_a_restart_keeps_people_signed_in_and_every_socket_comes_back(
    hall: HallServer, demo: Demo, home: Path
) -> None:
    follow_the_page(hall, home)
    with chromium(home) as browser:
        seat = take_the_seat(browser, hall, demo)
        display = seat.context.new_page()
        display.goto(f"{hall.address}{demo.display}")
        is_live(display)
        hall.kill()
        for page in (seat, display):
            expect(page.locator("#link")).not_to_have_attribute("data-link", "live")
        hall.start()
        for page in (seat, display):
            is_live(page)  # by itself: nobody has touched the page
        seat.get_by_role("button", name="Check in").click()
        expect(seat.locator("#reply")).to_have_text("Done.")
        seat.goto(f"{hall.address}/seat/")
        expect(seat).to_have_url(f"{hall.address}/meetings/{seat.url.split('/')[4]}/seat/")
