"""How a device comes to trust the hall's own authority: a page in plain words, the certificate, the codes to get there."""

from io import BytesIO
from pathlib import Path

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from council.views import with_language_choice


@require_GET
@with_language_choice
def trust(request: HttpRequest) -> HttpResponse:
    """Return the page. Where the hall has no authority of its own there is none."""
    authority = _authority()
    content = {
        "address": f"{settings.ORIGINS[0]}/",
        "trust_address": _trust_address(),
        "name": authority.subject.rfc4514_string(),
        "ends": authority.not_valid_after_utc,
        "fingerprint": authority.fingerprint(hashes.SHA256()).hex(" ", 2).upper(),
    }
    return render(request, "kiosk/trust.html", content)


@require_GET
def authority_file(_request: HttpRequest) -> HttpResponse:
    """Return the authority's certificate, in the form that every kind of device opens by itself."""
    return HttpResponse(
        _authority().public_bytes(Encoding.DER),
        content_type="application/x-x509-ca-cert",
        headers={"Content-Disposition": 'attachment; filename="kvorum-hall.crt"'},
    )


@require_GET
def address_code(_request: HttpRequest, which: str) -> HttpResponse:
    """Return the QR code of the hall's address, or of the page above."""
    _authority()
    address = _trust_address() if which == "trust" else f"{settings.ORIGINS[0]}/"
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=4, border=4, light="white")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def _authority() -> x509.Certificate:
    path = Path(settings.TLS_DIR) / "authority.pem"
    if not (settings.HTTPS_PORT and path.exists()):
        raise Http404
    return x509.load_pem_x509_certificate(path.read_bytes())


def _trust_address() -> str:
    """Return the page's address over plain HTTP, whichever way it was asked for."""
    host = settings.ORIGINS[0].removeprefix("https://").removesuffix(f":{settings.HTTPS_PORT}")
    port = "" if settings.HTTP_PORT == 80 else f":{settings.HTTP_PORT}"
    return f"http://{host}{port}{reverse('trust')}"
