"""A person's own settings: size of text, contrast, look, language, sound, keys. They follow the person to any device."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kiosk.commands import change_profile
from kiosk.forms import ProfileForm
from kiosk.snapshots import shown_profile
from kiosk.views.visits import account_of


@require_POST
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Keep what was posted; lead back to the page it was pressed on, or tell its script how things now stand."""
    person = account_of(request).person
    if person is None:
        raise PermissionDenied
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    changed = change_profile(person=person, **form.changes())
    if request.accepts("text/html"):
        return redirect(_page(request))
    return JsonResponse(shown_profile(changed))


def _page(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    is_own = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_own else "/"
