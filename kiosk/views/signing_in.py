"""Signing in and out of the pages; the throttle is the form's."""

from http import HTTPStatus

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from council.models import Account
from council.views import with_language_choice
from kiosk.forms import SignInForm


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
        login(request, form.account)
        return redirect(following or _own_room(form.account))
    status = HTTPStatus.TOO_MANY_REQUESTS if form.is_throttled else HTTPStatus.OK
    return render(request, "kiosk/sign_in.html", {"form": form, "next": following}, status=status)


def _own_room(account: Account) -> str:
    """Return the address of what the person most likely signs in for."""
    if account.person is None:
        return reverse("home")
    offices = set(account.person.roles.values_list("kind", flat=True))
    for office in ("chair", "clerk"):
        if office in offices:
            return reverse(f"my-{office}")
    return reverse("my-seat")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; its sockets are closed by the server."""
    logout(request)
    return redirect("sign-in")
