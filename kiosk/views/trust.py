"""How a device comes to trust the hall's own authority: a page in plain words, the certificate, the codes to get there."""

from io import BytesIO
from pathlib import Path

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from council.views import with_language_choice
from kiosk.queries import hall_authority


@require_GET
@with_language_choice
def trust(request: HttpRequest) -> HttpResponse:
    """Return the page. Where the hall has no authority of its own there is none."""
    authority = _authority()
    content = {
        "address": f"{settings.ORIGINS[0]}/",
        "trust_address": _trust_address(),
        "name": authority.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value,
        "ends": authority.not_valid_after_utc,
        "fingerprint": _in_lines(authority.fingerprint(hashes.SHA256())),
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
    addresses = {"hall": f"{settings.ORIGINS[0]}/", "trust": _trust_address()}
    if which not in addresses:
        raise Http404
    drawn = BytesIO()
    segno.make(addresses[which], error="m").save(drawn, kind="svg", scale=4, border=4, light="white")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def _in_lines(digest: bytes) -> list[str]:
    """Return a digest as devices and the hall's own start show it, eight bytes a line."""
    return [digest[start : start + 8].hex(":").upper() for start in range(0, len(digest), 8)]


def _authority() -> x509.Certificate:
    """Return the hall's own authority; a hall with another's certificate, or without one, has nothing to tell here."""
    authority = hall_authority(Path(settings.TLS_DIR)) if settings.HTTPS_PORT else None
    if authority is None:
        raise Http404
    return authority


def _trust_address() -> str:
    """Return the page's address over plain HTTP, whichever way it was asked for."""
    host = settings.ORIGINS[0].removeprefix("https://").removesuffix(f":{settings.HTTPS_PORT}")
    port = "" if settings.HTTP_PORT == 80 else f":{settings.HTTP_PORT}"
    return f"http://{host}{port}{reverse('trust')}"
