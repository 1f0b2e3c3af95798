"""Signing in and out of the pages; the throttle is the form's."""

from http import HTTPStatus

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.defaults import permission_denied

from council.models import Account
from council.views import with_language_choice
from kiosk.forms import CodeForm, SeatPinForm, SignInForm
from kiosk.models import SeatAccess
from kiosk.queries import SUPERSEDED
from kiosk.views.visits import SeatLost, account_of, let_in

SEAT_ONLY = "kiosk.queries.SeatOnly"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_language_choice
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for login and password; go on to where the person was going, or to the room of their office."""
    following = request.POST.get("next", request.GET.get("next", ""))
    if not url_has_allowed_host_and_scheme(
        following, {request.get_host()}, require_https=request.is_secure()
    ):
        following = ""
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        let_in(request, form.account, by="password")
        return redirect(following or _own_room(form.account))
    status = HTTPStatus.TOO_MANY_REQUESTS if form.is_throttled else HTTPStatus.OK
    return render(request, "kiosk/sign_in.html", {"form": form, "next": following}, status=status)


def _own_room(account: Account) -> str:
    """Return the address of what the person most likely signs in for."""
    if account.person is None:
        return reverse("home")
    offices = set(account.person.roles.values_list("kind", flat=True))
    if offices & {"chair", "assistant"}:
        return reverse("my-chair")
    if "clerk" in offices:
        return reverse("my-clerk")
    if "deputy" in offices and not account.person.seats.exists():
        return reverse("my-chair")
    return reverse("my-seat")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_language_choice
def seat_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for the PIN of the person whose seat's sheet was scanned."""
    holders = SeatAccess.objects.select_related("person__account").exclude(pin_hash="")
    found = get_object_or_404(holders, key=key.lower().replace("-", ""), person__account__is_active=True)
    form = SeatPinForm(request.POST or None, request=request, access=found)
    return _keypad(request, form, by="pin", name=found.person.name)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_language_choice
def code_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the code that the clerk gives whoever moves to another device."""
    return _keypad(request, CodeForm(request.POST or None, request=request), by="clerk")


def _keypad(request: HttpRequest, form: SeatPinForm | CodeForm, *, by: str, name: str = "") -> HttpResponse:
    if request.method == "POST" and not form.is_typing and form.is_valid():
        let_in(request, form.account, by=by, backend=SEAT_ONLY)
        return redirect("my-seat")
    status = HTTPStatus.TOO_MANY_REQUESTS if form.is_throttled else HTTPStatus.OK
    return render(request, "kiosk/keypad.html", {"form": form, "name": name, "by": by}, status=status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why nothing is shown: to whoever lost a seat what became of it, to others that they may not."""
    if not isinstance(exception, SeatLost):
        return permission_denied(request, exception)
    if exception.code == SUPERSEDED:
        return render(request, "kiosk/seat_lost.html", {"is_moved": True}, status=HTTPStatus.CONFLICT)
    access = SeatAccess.objects.get(person=account_of(request).person_id)
    logout(request)
    content = {"address": reverse("seat-sign-in", args=[access.key])}
    return render(request, "kiosk/seat_lost.html", content, status=HTTPStatus.FORBIDDEN)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; its sockets are closed by the server."""
    logout(request)
    return redirect("sign-in")
