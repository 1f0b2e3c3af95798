"""The demo's council in front of browsers: where its people sign in, and how they act without one; no tests."""

import re
from dataclasses import dataclass
from typing import Any, Self
from uuid import uuid4

import httpx
from playwright.sync_api import BrowserContext, Page, expect

from tests.services import KvorumServer
from tests.services.databases import TOLD


@dataclass(frozen=True)
class Demo:
    """The demo as its command describes it; `members` are the logins of all councillors and others with a seat."""

    port: int
    password: str
    display: str
    pins: dict[str, str]
    members: list[str]

    def site(self, login: str) -> str:
        """Return the address at which somebody has a browser session of their own."""
        return f"http://{login}.localhost:{self.port}"


def set_up(server: KvorumServer) -> Demo:
    """Return the demo that the server's database was copied with."""
    return demo_of((server.var / TOLD).read_text(), port=server.port)


def set_up_vote(server: KvorumServer, *arriving: str) -> Demo:
    """Set up the demo, check more people in by their logins, and open the vote on the first item."""
    demo = set_up(server)
    for login in arriving:
        with Absentee(demo, login) as someone:
            someone.act("seat.check_in")
    with Absentee(demo, "chair", "chair") as chair:
        chair.bring_to_vote()
    return demo


def demo_of(told: str, port: int) -> Demo:
    """Return the demo that was set up, from what its command told."""
    return Demo(
        port=port,
        password=found(r"password is always\s+(\S+)", told),
        display=found(r"(/display/[^/\s]+/)", told),
        pins={role: found(rf"\s{role}\s.*PIN (\d+)", told) for role in ("chair", "clerk")},
        members=["chair", *sorted(set(re.findall(r"\bseat-\d+\b", told)))],
    )


def found(pattern: str, text: str) -> str:
    """Return what the pattern's group matches; the text says what is missing."""
    match = re.search(pattern, text)
    assert match, f"{pattern} not in:\n{text}"
    return match[1]


def enter(context: BrowserContext, demo: Demo, login: str, room: str) -> Page:
    """Sign in at the host of the login and go to a room."""
    page = context.new_page()
    page.goto(f"{demo.site(login)}/{room}/")
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(demo.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**/meetings/*/{room}/")
    return page


def awake(page: Page) -> None:
    """Wait until the vote's buttons are there and can be pressed."""
    expect(page.locator(".choice.for")).to_be_visible()
    expect(page.locator("fieldset[data-rests=false]")).to_be_enabled()


def press(page: Page, within: str, name: str | re.Pattern[str]) -> None:
    """Press a button of a part of the page, once it has rested; wait until the page says that it was carried out."""
    button = page.locator(within).get_by_role("button", name=name)
    expect(button).to_be_enabled()
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.click()
    expect(page.locator("#reply")).to_have_text("Done.")


def called(clerk: Page) -> str:
    """Return who is called at the clerk's desk, once somebody is."""
    name = clerk.locator(".answers-picked b")
    expect(name).not_to_be_empty()
    return name.inner_text()


def fetched(address: str) -> bytes:
    """Return what is at an address that needs no sign-in."""
    return httpx.get(address, timeout=60).content


def until(page: Page, expression: str) -> None:
    """Wait until an expression holds in the page. Playwright's own waiting needs `eval`, which the pages forbid."""
    for _ in range(1200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {expression}")


LISTENING = """() => {
  window.said = [];
  const region = document.getElementById("announced");
  new MutationObserver(() => window.said.push(region.textContent)).observe(region, { childList: true });
}"""


def listen(page: Page) -> None:
    """Keep from now on what the page has screen readers say."""
    page.evaluate(LISTENING)


def heard(page: Page) -> list[str]:
    """Return what the page has had screen readers say since somebody listens."""
    return list(page.evaluate("window.said"))


class Absentee:
    """Somebody far from any browser, who acts in a room with plain forms over HTTP."""

    def __init__(self, demo: Demo, login: str, room: str = "seat") -> None:
        """Sign in and find the room."""
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{demo.port}", follow_redirects=True, timeout=60
        )
        form = {"username": login, "password": demo.password}
        self.client.post("/sign-in/", data=form | self._token("/sign-in/"))
        self.page = self.client.get(f"/{room}/").url.path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.client.close()

    def _token(self, address: str) -> dict[str, str]:
        page = self.client.get(address).text
        return {"csrfmiddlewaretoken": found(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)}

    def state(self) -> dict[str, Any]:
        """Return frame and, at a seat, `mine`."""
        state: dict[str, Any] = self.client.get(f"{self.page}state").json()
        return state

    def act(self, kind: str, /, **fields: Any) -> str:
        """Post a command; return the page that comes back, which says that it was done."""
        form = {"type": kind, "id": str(uuid4()), **fields}
        shown = self.client.post(f"{self.page}act", data=form | self._token(self.page)).text
        assert 'data-mood="success">' in shown, found(r'(data-mood="[^"]*">[^<]*)', shown)
        return shown

    @property
    def may_vote(self) -> bool:
        """Whether the person is on the roll of the open vote, as present."""
        return bool(self.state()["mine"]["standing"] == "present")

    def vote(self, choice: str) -> None:
        """Cast a ballot."""
        vote = self.state()["frame"]["vote"]
        shown = self.act("ballot.cast", vote=vote["id"], press="1", choice=choice, mode=vote["mode"])
        assert re.search(r'data-mood="success">Recorded: ', shown)

    def close_vote(self) -> None:
        """As the chair, close the vote over all who are shown to be missing."""
        frame = self.state()["frame"]
        vote, missing = frame["vote"], [line["person"] for line in frame["console"]["missing"]]
        self.act("vote.close", vote=vote["id"], stage=vote["stage"], missing=missing)

    def bring_to_vote(self) -> None:
        """As the chair, open the meeting, its first item and a vote on it."""
        self.act("meeting.open")
        self.open_vote(0)

    def open_vote(self, place: int) -> None:
        """As the chair, go to the item at a place of the agenda and open a vote on it."""
        frame = self.state()["frame"]
        address = f"{self.page.removesuffix('chair/')}documents/agenda/{frame['agenda']}.json"
        item = self.client.get(address).json()["items"][place]
        self.act("item.activate", item=item["id"])
        self.act("vote.prepare", motion=item["motions"][0]["id"])
        self.act("vote.open", vote=self.state()["frame"]["vote"]["id"], stage="prepared")
