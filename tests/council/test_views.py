"""What pages of several apps share."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from council.views import asker, over_https

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


def answered(request: HttpRequest) -> HttpResponse:
    """Return what stands before all pages says to a request; 200 if it is let through."""
    answer: HttpResponse = over_https(lambda _request: HttpResponse("in"))(request)
    return answer


def over(scheme: str, path: str = "/", **meta: str) -> HttpRequest:
    return RequestFactory().get(path, secure=scheme == "https", **meta)  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["192.168.1.30", "10.0.0.9", "fd00::3", "198.51.100.7", "nonsense"])
def test_plain_http_is_refused_from_the_network(settings: Any, address: str) -> None:
    settings.PROXIES = frozenset({"192.0.2.1"})
    refused = answered(over("http", REMOTE_ADDR=address))
    assert refused.status_code == 403
    assert "not encrypted" in refused.text
    assert answered(over("https", REMOTE_ADDR=address)).status_code == 200
    settings.ALLOWS_PLAIN_HTTP = True
    assert answered(over("http", REMOTE_ADDR=address)).status_code == 200


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "", "192.0.2.1"])
def test_plain_http_is_for_this_machine_and_our_own_proxies(settings: Any, address: str) -> None:
    settings.PROXIES = frozenset({"192.0.2.1"})
    assert answered(over("http", REMOTE_ADDR=address)).status_code == 200


@pytest.mark.parametrize(
    ("port", "host", "led_to"),
    [
        (8443, "192.168.1.20:8080", "https://192.168.1.20:8443/seat/?a=b"),
        (443, "192.168.1.20", "https://192.168.1.20/seat/?a=b"),
        (443, "[fd00::2]:80", "https://[fd00::2]/seat/?a=b"),
        (8443, "[fd00::2]", "https://[fd00::2]:8443/seat/?a=b"),
    ],
)
def test_plain_http_leads_to_https_where_the_server_speaks_it(
    settings: Any, port: int, host: str, led_to: str
) -> None:
    settings.HTTPS_PORT, settings.ALLOWED_HOSTS = port, ["*"]
    for address in ("192.168.1.30", "127.0.0.1"):
        answer = answered(over("http", "/seat/?a=b", HTTP_HOST=host, REMOTE_ADDR=address))
        assert (answer.status_code, answer["Location"]) == (302, led_to)
    assert answered(over("https", "/seat/", HTTP_HOST=host)).status_code == 200


def test_how_to_trust_the_hall_is_told_over_plain_http_too(settings: Any) -> None:
    settings.HTTPS_PORT = 8443
    assert answered(over("http", "/trust/", REMOTE_ADDR="192.168.1.30")).status_code == 200
