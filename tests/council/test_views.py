"""What pages of several apps share."""

from typing import Any

import pytest
from django.test import Client, RequestFactory

from council.views import asker

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


@pytest.mark.parametrize("form", [FORM, MULTIPART])
@pytest.mark.parametrize("encoding", ["hex", "utf-16", "latin-1", "no-such"])
def test_a_form_in_another_encoding_is_refused_unread(form: str, encoding: str) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = client.generic("POST", "/sign-in/", b"username=chair", f"{form}; charset={encoding}")
    assert answer.status_code == 415
    assert answer.content == b""


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["", "; charset=UTF-8", '; charset="utf-8"'])
def test_a_form_in_utf_8_is_read(encoding: str) -> None:
    answer = Client().generic("POST", "/sign-in/", b"username=chair", f"{FORM}{encoding}")
    assert answer.status_code == 200
    assert answer.context["form"].data["username"] == "chair"


@pytest.mark.parametrize(
    ("remote", "forwarded", "found"),
    [
        ("10.0.0.9", None, "10.0.0.9"),
        ("10.0.0.9", "10.0.0.1", "10.0.0.9"),  # no proxy of ours: it may have written anything
        ("127.0.0.1", "10.0.0.1", "10.0.0.1"),
        (
            "127.0.0.1",
            "198.51.100.7, 10.0.0.1",
            "10.0.0.1",
        ),  # the first was there before the proxy added its own
        ("127.0.0.1", "10.0.0.1, 192.0.2.1", "10.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", " , ", "127.0.0.1"),
    ],
)
def test_who_asks_is_whom_our_own_proxies_name(
    settings: Any, remote: str, forwarded: str | None, found: str
) -> None:
    settings.PROXIES = frozenset({"127.0.0.1", "192.0.2.1"})
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    assert asker(RequestFactory(REMOTE_ADDR=remote).get("/", headers=headers)) == found


@pytest.mark.django_db
def test_guessing_through_the_proxy_locks_out_nobody_else(settings: Any) -> None:
    settings.PROXIES = frozenset({"127.0.0.1"})
    posted = {"username": "behind-a-proxy", "password": "x"}

    def attempt(address: str) -> int:
        return Client().post("/sign-in/", posted, headers={"X-Forwarded-For": address}).status_code

    assert [attempt("10.0.0.1") for _ in range(6)] == [200] * 5 + [429]
    assert attempt("10.0.0.2") == 200
    assert attempt("10.0.0.2, 10.0.0.1") == 429
