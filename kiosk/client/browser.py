"""What a browser does for a terminal over HTTP: it signs in, fetches tokens and states, posts commands."""

import functools
import ssl
from html.parser import HTMLParser
from types import TracebackType
from typing import Any, Self

import httpx

from kiosk.client.wire import Answer, Server, read_answer

SECONDS = 15.0
REFUSED = frozenset({302, 303, 401, 403, 404})
CONNECT_ERRORS = (httpx.HTTPError, KeyError, ValueError)


class SignInError(PermissionError):
    """The sign-in form did not let the account in."""


class TokenRefusedError(ConnectionError):
    """The page gives this browser no token: nobody is signed in, or has no right to it."""


class _Form(HTMLParser):
    """Finds the fields of the sign-in form: hidden ones with their values, the names of the other two."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.password = self.login = ""
        self._fields: dict[str, str] = {}
        self.feed(page)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {}
        if tag != "input" or not given.get("name"):
            return
        kind, name = given.get("type", "text"), given["name"]
        if kind == "hidden":
            self._fields[name] = given.get("value", "")
        elif kind == "password":
            self.password, self.hidden = name, self._fields
        elif kind == "text" and not self.password:
            self.login = name


@functools.cache
def _certificates() -> ssl.SSLContext:
    """Return the system's certificates, read once for all terminals of a program."""
    return ssl.create_default_context()


class Browser:
    """Cookies of one person (or none) at one server. Used with `async with`, within one event loop."""

    def __init__(self, server: Server, *, language: str = "en") -> None:
        self.server = server
        self._client = httpx.AsyncClient(
            base_url=server.url,
            verify=_certificates(),
            timeout=SECONDS,
            trust_env=False,
            headers={"Accept-Language": language, "Referer": server.listed_origin + "/"},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Give up the connections; the sign-in itself stays valid on the server."""
        await self._client.aclose()

    async def sign_in(self, login: str, password: str) -> None:
        """Fill in the sign-in form; raises SignInError if the form comes back."""
        # A form must not be sent over a kept connection that a busy server gives up in that moment: the page's is not kept.
        page = await self._client.get("/sign-in/", follow_redirects=True, headers={"Connection": "close"})
        page.raise_for_status()
        form = _Form(page.text)
        if not form.password:
            raise SignInError("no sign-in form found")
        fields = form.hidden | {form.login: login, form.password: password}
        answer = await self._client.post("/sign-in/", data=fields)
        if answer.status_code not in {302, 303}:
            raise SignInError(f"{login}: status {answer.status_code}")

    async def token(self, page: str) -> str:
        """Return a fresh socket token of a page; raises TokenRefusedError if none is due."""
        answer = await self._client.get(f"{page}token")
        if answer.status_code in REFUSED:
            raise TokenRefusedError(f"{page}: status {answer.status_code}")
        answer.raise_for_status()
        return str(answer.json()["token"])

    async def state(self, page: str, etag: str = "") -> tuple[str, dict[str, Any] | None]:
        """Return (ETag, {"frame", "mine"}) of a page; None for the state if it is still that of `etag`."""
        answer = await self._client.get(f"{page}state", headers={"If-None-Match": etag} if etag else {})
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            return etag, None
        answer.raise_for_status()
        return answer.headers.get("etag", ""), answer.json()

    async def act(self, page: str, text: str) -> Answer:
        """Post a command as the page's script would where sockets are blocked; refusals are answers too."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self._csrf()}
        answer = await self._client.post(f"{page}act", content=text, headers=headers)
        if not answer.headers.get("content-type", "").startswith("application/json"):
            answer.raise_for_status()
            raise httpx.DecodingError(f"no reply, status {answer.status_code}", request=answer.request)
        return read_answer(answer.content)

    async def get(self, path: str) -> httpx.Response:
        """Fetch any other page or document."""
        return await self._client.get(path, follow_redirects=True)

    def cookies(self) -> str:
        """Return the cookies as a header's text."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._client.cookies.jar)

    def _csrf(self) -> str:
        cookies = self._client.cookies
        return cookies.get("csrf") or cookies.get("__Host-csrf") or ""
