"""The icon that browsers ask for by themselves beside what is no page of ours: a PDF, a table, the pages of setting up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(public=True, max_age=86_400)
def icon(_request: HttpRequest) -> HttpResponse:
    """Lead to Kvorum's mark."""
    return redirect(static("kiosk/mark.svg"))
