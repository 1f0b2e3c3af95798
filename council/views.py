"""What pages of several apps share: a language by an address, forms that can be read, who asks. No page is here."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from inspect import iscoroutinefunction
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import sync_and_async_middleware

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
    """Lead whoever comes over plain HTTP to the same address over HTTPS, where this server speaks TLS itself."""
    if iscoroutinefunction(get_response):

        async def answer_soon(request: HttpRequest) -> HttpResponse:
            return _led_to_https(request) or await get_response(request)

        return answer_soon

    def answer(request: HttpRequest) -> HttpResponse:
        return _led_to_https(request) or get_response(request)

    return answer


def _led_to_https(request: HttpRequest) -> HttpResponse | None:
    if not settings.HTTPS_PORT or request.is_secure() or request.path.startswith(PLAIN_PATHS):
        return None
    return redirect(f"https://{_without_port(request.get_host())}{_https_port()}{request.get_full_path()}")


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
