"""What pages of several apps share: a language by an address, HTTPS, forms that can be read, who asks. No page is here."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from inspect import iscoroutinefunction
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import sync_and_async_middleware
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]
A_YEAR = 365 * 24 * 3600
# These can be had without TLS: they are how a device comes to trust the hall's authority.
PLAIN_PATHS = ("/trust/",)
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


def with_language_choice(view: View) -> View:
    """Let `?lang=bg` set the language's cookie and come back to the address without it."""

    @wraps(view)
    def chosen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = request.GET.get("lang", "")
        if request.method != "GET" or language not in dict(settings.LANGUAGES):
            return view(request, *args, **kwargs)
        rest = request.GET.copy()
        del rest["lang"]
        response = redirect(request.path + (f"?{rest.urlencode()}" if rest else ""))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
        return response

    return chosen


def asker(request: HttpRequest) -> str:
    """Return the network address that a request came from: behind the proxies of settings.PROXIES whom they name.

    Each proxy adds at the end whom it was asked by, so that the last name that is no proxy's is the one to believe; what
    stands before it anybody may have written.
    """
    named = request.headers.get("X-Forwarded-For", "").split(",")
    asking = str(request.META.get("REMOTE_ADDR", ""))
    while asking in settings.PROXIES and named and named[-1].strip():
        asking = named.pop().strip()
    return asking


@sync_and_async_middleware
def over_https(get_response: Any) -> Any:
    """Lead whoever comes over plain HTTP to HTTPS, where this server speaks it itself; elsewhere refuse the network."""
    if iscoroutinefunction(get_response):

        async def answer_soon(request: HttpRequest) -> HttpResponse:
            return _led_or_refused(request) or await get_response(request)

        return answer_soon

    def answer(request: HttpRequest) -> HttpResponse:
        return _led_or_refused(request) or get_response(request)

    return answer


def _led_or_refused(request: HttpRequest) -> HttpResponse | None:
    if request.is_secure() or request.path.startswith(PLAIN_PATHS):
        return None
    if settings.HTTPS_PORT:
        return redirect(
            f"https://{_without_port(request.get_host())}{_https_port()}{request.get_full_path()}"
        )
    if may_be_plain(str(request.META.get("REMOTE_ADDR", ""))):
        return None
    sentence = _(
        "Anybody on this network could read what is sent here: it is not encrypted, so Kvorum refuses it. "
        "Whoever looks after the installation finds in docs/settings.md what can be done."
    )
    return HttpResponse(sentence, status=HTTPStatus.FORBIDDEN, content_type="text/plain; charset=utf-8")


def may_be_plain(address: str) -> bool:
    """Tell whether what comes from `address` without encryption may be answered: "" is a socket of this machine."""
    if settings.ALLOWS_PLAIN_HTTP or not address or address in settings.PROXIES:
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _https_port() -> str:
    return "" if settings.HTTPS_PORT == 443 else f":{settings.HTTPS_PORT}"


def _without_port(host: str) -> str:
    """Return a host as a request names it, `council.example:8080` or `[::1]:8080`, without the port."""
    return host if host.endswith("]") else host.rpartition(":")[0] or host


@sync_and_async_middleware
def forms_in_utf8(get_response: Any) -> Any:
    """Answer a form in another encoding with 415: Django fails over it, and again over the page that would say so."""
    if iscoroutinefunction(get_response):

        async def answer_soon(request: HttpRequest) -> HttpResponse:
            return _unread(request) or await get_response(request)

        return answer_soon

    def answer(request: HttpRequest) -> HttpResponse:
        return _unread(request) or get_response(request)

    return answer


def _unread(request: HttpRequest) -> HttpResponse | None:
    encoding = (request.content_params or {}).get("charset", "utf-8").lower()
    if request.content_type in FORMS and encoding != "utf-8":
        return HttpResponse(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    return None
