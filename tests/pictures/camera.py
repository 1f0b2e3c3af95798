"""Takes the pictures: one browser profile for each person, a page in each language, a file for each size."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.people import Demo

LANGUAGES = ("bg", "sr", "sr-latn", "sl", "en")

Size = tuple[int, int]
LAPTOP, TABLET, PHONE, SCREEN = (1280, 800), (768, 1024), (390, 844), (1920, 1080)
WALL, UPRIGHT = (3840, 2160), (1080, 1920)
PERSONAL = (LAPTOP, TABLET, PHONE, SCREEN)
HALL = (SCREEN, WALL, UPRIGHT)

# Milliseconds in which a page has found its server and its buttons have rested, on a machine with other things to do.
SETTLED = 60_000
# Two frames later everything that follows a change of the size has been drawn.
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# What has only just come rests; before the first frame was heard nothing that is anybody's own to press works.
NOT_YET = "[data-rests=true] .choice, .steps [aria-disabled=true], fieldset[data-live]:disabled:not([data-acts=false] *)"
CHOOSE = """async ([wishes, token]) => {
  const headers = { "X-CSRFToken": token, "Accept": "application/json" };
  return (await fetch("/profile/", { method: "POST", headers, body: new URLSearchParams(wishes) })).status;
}"""


@dataclass(frozen=True, slots=True)
class View:
    """A page as somebody sees it; `who` is a login or "" for the public, `is_whole` shows what lies below too."""

    name: str
    who: str
    path: str
    sizes: Sequence[Size] = PERSONAL
    is_whole: bool = False
    before: Callable[[Page], object] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that was written, and what it shows."""

    view: str
    language: str
    size: Size
    path: Path


@dataclass
class Camera:
    """Photographs views of the demo; `pictures` is what has been taken."""

    browser: Browser
    demo: Demo
    directory: Path
    languages: Sequence[str]
    only: Sequence[str] = ()
    pictures: list[Picture] = field(default_factory=list)
    look: Literal["paper", "night", ""] = ""
    contrast: Literal["normal", "high"] = "normal"
    _pages: dict[str, Page] = field(default_factory=dict)

    def take(self, views: Iterable[View]) -> None:
        """Take every view in every language and size, people one after another."""
        wanted = [view for view in views if not self.only or any(part in view.name for part in self.only)]
        for view in wanted:
            for language in self.languages:
                page = self._shown(view, language)
                for size in view.sizes:
                    self._shoot(page, view, language, size)

    def _shown(self, view: View, language: str) -> Page:
        page = self._pages.get(view.who) or self._enter(view.who)
        page.set_viewport_size({"width": view.sizes[0][0], "height": view.sizes[0][1]})
        site = self._site(view.who)
        page.goto(f"{site}/?lang={language}")
        if view.who not in {"", "display"}:
            wishes = {"language": language, "contrast": self.contrast} | (
                {"look": self.look} if self.look else {}
            )
            _choose(page, site, wishes)
        page.goto(f"{site}{view.path}")
        _settle(page)
        if view.before:
            view.before(page)
        return page

    def _site(self, who: str) -> str:
        return self.demo.site(who) if who else f"http://localhost:{self.demo.port}"

    def _enter(self, who: str) -> Page:
        context: BrowserContext = self.browser.new_context(
            locale="en-GB",
            reduced_motion="reduce",
            contrast="more" if self.contrast == "high" else "no-preference",
        )
        page = self._pages[who] = context.new_page()
        if who not in {"", "display"}:
            page.goto(f"{self.demo.site(who)}/sign-in/")
            page.get_by_label("Login").fill(who)
            page.get_by_label("Password").fill(self.demo.password)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda address: "sign-in" not in address)
        return page

    def _shoot(self, page: Page, view: View, language: str, size: Size) -> None:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.evaluate(TWO_FRAMES)
        _settle(page)
        path = self.directory / view.name / f"{language}-{size[0]}x{size[1]}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=view.is_whole)
        self.pictures.append(Picture(view.name, language, size, path))


def _settle(page: Page) -> None:
    """Wait for the letters, for the link where the page has one, and for buttons that cannot be pressed yet."""
    page.evaluate("() => document.fonts.ready.then(() => null)")
    if page.locator("#link").count():
        expect(page.locator("#link[data-link=live]")).to_be_attached(timeout=SETTLED)
    expect(page.locator(NOT_YET).filter(visible=True)).to_have_count(0, timeout=SETTLED)


def _choose(page: Page, site: str, wishes: dict[str, str]) -> None:
    """Change the person's settings, which their rooms follow."""
    token = next(cookie["value"] for cookie in page.context.cookies(site) if cookie["name"] == "csrf")
    status = page.evaluate(CHOOSE, [wishes, token])
    if status != HTTPStatus.OK:
        raise RuntimeError(f"{wishes} were not taken: status {status}")
