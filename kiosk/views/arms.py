"""A municipality's arms as an image, at an address made of its digest: what lies there never changes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from council.models import Arms
from kiosk.queries import READING
from kiosk.views.papers import ALONE, FOR_EVER


@require_safe
def arms(_request: HttpRequest, digest: str) -> HttpResponse:
    """Return the picture with this digest; whoever may see its municipality's name may see it, and that is everybody."""
    found = Arms.objects.using(READING).filter(pk=digest).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.png), content_type="image/png")
    response["Cache-Control"] = f"public, {FOR_EVER}"
    response["Content-Security-Policy"] = ALONE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
